// Package secret makes and checks what people keep to themselves: passwords,
// recovery codes, resume codes, join codes and link tokens.
package secret

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The cost of one password hash: 19 MiB, two passes, one lane, as OWASP's
// password storage guidance gives for argon2id.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	lanes     = 1
	saltBytes = 16
	hashBytes = 32
)

// ErrBusy says that too many people were signing in for this one to be
// checked before its context ended.
var ErrBusy = errors.New("too many people are signing in at this moment")

// Hasher hashes passwords, at most as many at once as the machine has cores,
// in the order in which they were asked for.
type Hasher struct {
	gate  chan struct{}
	dummy string
}

// NewHasher returns a Hasher for this machine.
func NewHasher() *Hasher {
	h := &Hasher{gate: make(chan struct{}, runtime.NumCPU())}
	h.dummy = encode(make([]byte, saltBytes), make([]byte, hashBytes))
	return h
}

// Hash returns the password's argon2id hash in PHC form, or ErrBusy.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt for a password: %w", err)
	}
	sum, err := h.sum(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return encode(salt, sum), nil
}

// Matches tells whether the password is the one that was hashed. An empty hash
// stands for a person who is not there: it costs the same time and never matches.
func (h *Hasher) Matches(ctx context.Context, password, hash string) (bool, error) {
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	salt, want, err := decode(hash)
	if err != nil {
		return false, err
	}
	got, err := h.sum(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func (h *Hasher) sum(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case h.gate <- struct{}{}:
		defer func() { <-h.gate }()
	case <-ctx.Done():
		return nil, ErrBusy
	}
	return argon2.IDKey([]byte(password), salt, passes, memoryKiB, lanes, hashBytes), nil
}

func encode(salt, sum []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKiB, passes, lanes,
		b64.EncodeToString(salt), b64.EncodeToString(sum))
}

func decode(hash string) (salt, sum []byte, err error) {
	parts := strings.Split(hash, "$")
	want := fmt.Sprintf("m=%d,t=%d,p=%d", memoryKiB, passes, lanes)
	if len(parts) != 6 || parts[1] != "argon2id" || parts[3] != want {
		return nil, nil, errors.New("a stored password hash has a form this version does not know")
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err == nil {
		sum, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	return salt, sum, err
}
