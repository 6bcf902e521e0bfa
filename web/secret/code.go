package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// symbols are the 30 that cannot be mistaken for one another on a board or
// read aloud: no 0 or O, no 1, I or L, no U beside V.
const symbols = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// Token returns 256 random bits, for an address or a cookie.
func Token() string {
	return base64.RawURLEncoding.EncodeToString(random(32))
}

// Code returns n random symbols that are easy to read aloud and to type.
func Code(n int) string {
	code := make([]byte, 0, n)
	for len(code) < n {
		for _, b := range random(n) {
			// 240 is the largest multiple of 30 in a byte: no symbol is likelier.
			if b < 240 && len(code) < n {
				code = append(code, symbols[int(b)%len(symbols)])
			}
		}
	}
	return string(code)
}

// Grouped sets a code in groups of four, as it is shown: "ABCD-2345".
func Grouped(code string) string {
	var groups []string
	for len(code) > 4 {
		groups, code = append(groups, code[:4]), code[4:]
	}
	return strings.Join(append(groups, code), "-")
}

// Typed undoes what people do to a code when they type it: spaces, dashes,
// lower case.
func Typed(code string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(symbols, r) {
			return r
		}
		return -1
	}, strings.ToUpper(code))
}

// Hash returns the SHA-256 of a random secret in hex. It is for secrets made
// by this package, which cannot be guessed; passwords go through a Hasher.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails: the process would stop first
	return b
}
