package web

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAFileIsCalledByItsClassAndItsDayInSafeLetters(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"10B Science": "10B-Science", "Élodie’s Ð": "Elodie-s", "../../etc/passwd": "etc-passwd", `a"; b`: "a-b",
		"日本": "class", "CON.": "CON", strings.Repeat("x ", 50): strings.TrimSuffix(strings.Repeat("x-", 20), "-"),
	} {
		if got := fileWord(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	want := `attachment; filename="10B-Science-results-` + time.Now().In(london).Format(time.DateOnly) + `.csv"`
	if got := teacher.get("/classes/" + class + "/results.csv").is(http.StatusOK).header.Get("Content-Disposition"); got != want {
		t.Errorf("the file comes as %s, want %s", got, want)
	}
}
