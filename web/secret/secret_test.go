package secret

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestAPasswordMatchesOnlyItself(t *testing.T) {
	t.Parallel()
	h := NewHasher()
	hash, err := h.Hash(t.Context(), "three wet ducks")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"three wet ducks": true, "Three wet ducks": false, "three wet ducks ": false, "": false} {
		got, err := h.Matches(t.Context(), password, hash)
		if err != nil || got != want {
			t.Errorf("%q: got %v, %v; want %v", password, got, err, want)
		}
	}
}

func TestNobodyIsNotLetInWithAnEmptyHash(t *testing.T) {
	t.Parallel()
	h := NewHasher()
	if ok, err := h.Matches(t.Context(), "", ""); ok || err != nil {
		t.Fatalf("got %v, %v", ok, err)
	}
}

func TestAWaitingSignInEndsWithItsContext(t *testing.T) {
	t.Parallel()
	h := NewHasher()
	for range cap(h.gate) {
		h.gate <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Hash(ctx, "three wet ducks"); !errors.Is(err, ErrBusy) {
		t.Fatalf("got %v", err)
	}
}

func TestCodesSurviveBeingTyped(t *testing.T) {
	t.Parallel()
	code := Code(8)
	if len(code) != 8 || strings.ContainsAny(code, "01OILU") {
		t.Fatalf("code %q has a symbol that is hard to read", code)
	}
	if got := Typed(" " + strings.ToLower(Grouped(code)) + " "); got != code {
		t.Errorf("typed %q, read as %q", Grouped(code), got)
	}
}

func TestPoorPasswordsAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"short", strings.Repeat("x", 65), "Password123", "aaaaaaaaaaaa", "amberotter99"} {
		if Refused(password, "amberotter") == "" {
			t.Errorf("%q was taken", password)
		}
	}
	for _, password := range []string{"three wet ducks", "żółta łódź podwodna", strings.Repeat("ab c", 16)} {
		if why := Refused(password, "amber otter"); why != "" {
			t.Errorf("%q was refused: %s", password, why)
		}
	}
}
