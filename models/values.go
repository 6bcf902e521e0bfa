package models

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm/schema"
)

func init() {
	schema.RegisterSerializer("micros", micros{})
}

// micros keeps a time as microseconds since 1970: eight bytes that both
// databases compare alike, whatever zone the server is in.
type micros struct{}

// Scan reads a time.Time or *time.Time field from the number in the database.
func (micros) Scan(ctx context.Context, field *schema.Field, dst reflect.Value, value any) error {
	switch number := value.(type) {
	case nil:
		field.ReflectValueOf(ctx, dst).SetZero()
	case int64:
		at := time.UnixMicro(number).UTC()
		if field.FieldType.Kind() == reflect.Pointer {
			field.ReflectValueOf(ctx, dst).Set(reflect.ValueOf(&at))
		} else {
			field.ReflectValueOf(ctx, dst).Set(reflect.ValueOf(at))
		}
	default:
		return fmt.Errorf("%s holds %T, not microseconds", field.Name, value)
	}
	return nil
}

// Value returns the number to keep for a time.Time or *time.Time field.
func (micros) Value(_ context.Context, field *schema.Field, _ reflect.Value, value any) (any, error) {
	switch at := value.(type) {
	case time.Time:
		return at.UnixMicro(), nil
	case *time.Time:
		if at == nil {
			return nil, nil
		}
		return at.UnixMicro(), nil
	}
	return nil, fmt.Errorf("%s is a %T, not a time", field.Name, value)
}

// newPublicID returns 80 random bits for an address, so that ids in addresses
// can neither be guessed nor counted.
func newPublicID() string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(random(10)))
}

// newToken returns 256 random bits for a cookie or a link.
func newToken() string {
	return base64.RawURLEncoding.EncodeToString(random(32))
}

// hashed is how a secret is kept: whoever reads the database cannot use it.
func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// newCode returns a lesson's code: 8 of the 30 symbols that are not mistaken
// for one another on a board.
func newCode() string {
	const symbols = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	code := make([]byte, 0, 8)
	for len(code) < 8 {
		// Bytes from 240 on would make some symbols likelier than others.
		if b := random(1)[0]; b < 240 {
			code = append(code, symbols[int(b)%len(symbols)])
		}
	}
	return string(code)
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails: the process would stop first
	return b
}

// NameKey makes names comparable: the same letters in another case, width or
// spacing are the same name. Whatever is counted or compared by name outside the
// stores goes by this key too, or another spelling would get round it.
func NameKey(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(name)), " "))
}
