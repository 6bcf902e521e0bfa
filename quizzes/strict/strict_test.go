package strict_test

import (
	"slices"
	"strings"
	"testing"

	"pathways/quizzes/strict"
)

func TestOneDocumentOfASensibleSizeIsRead(t *testing.T) {
	t.Parallel()
	for text, words := range map[string]string{
		``: "cannot be read", `{`: "cannot be read", `{"a":}`: "cannot be read", `{} {}`: "something follows",
		strings.Repeat("[", 20) + strings.Repeat("]", 20): "too many brackets",
		`"` + strings.Repeat("x", 70<<10) + `"`:           "cannot be read",
		`1` + strings.Repeat(" ", 70<<10):                 "more than 64 KB",
	} {
		_, err := strict.Read(strings.NewReader(text), "the sheet")
		if err == nil || !strings.Contains(err.Error(), words) || !strings.Contains(err.Error(), "the sheet") {
			t.Errorf("%.40s: %v", text, err)
		}
	}
}

func TestAKeyThatStandsTwiceIsKeptTwiceAndTold(t *testing.T) {
	t.Parallel()
	n, err := strict.Read(strings.NewReader(`{"a":1,"b":[2,null],"a":3,"c":{},"a":4,"b":"x"}`), "the sheet")
	if err != nil || n.Kind != strict.Object || len(n.Fields) != 6 || !slices.Equal(n.Twice(), []string{"a", "b"}) {
		t.Errorf("%+v, %v", n, err)
	}
}
