package static

import (
	"strings"
	"testing"
)

func TestTheBuildIsThere(t *testing.T) {
	if err := Ready(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"base.css", "explore.css", "quiz.css", "result.css", "plan.css", "class.css", "tryout.css", "app.js", "order.js", "text.woff2"} {
		address := Asset(name)
		plain, gzip, brotli, kind, ok := File(strings.TrimPrefix(address, prefix))
		if !ok || kind == "" || len(plain()) == 0 {
			t.Errorf("%s is not served at %s", name, address)
		}
		if name != "text.woff2" && (len(gzip) > len(plain())+40 || len(brotli) > len(plain())) {
			t.Errorf("%s grows when it is compressed", name)
		}
	}
}

func TestAFirstVisitIsSmall(t *testing.T) {
	const kib = 1024
	font, script := packed("text.woff2"), packed("app.js")
	styles := packed("base.css") + packed("explore.css")
	if font > 35*kib {
		t.Errorf("the font takes %d bytes, more than 35 KiB", font)
	}
	if total := font + script + styles; total > 64*kib {
		t.Errorf("a first visit takes %d bytes before its page, more than 64 KiB", total)
	}
}

func packed(name string) int {
	plain, _, brotli, _, _ := File(strings.TrimPrefix(Asset(name), prefix))
	if brotli == nil {
		return len(plain())
	}
	return len(brotli)
}

func TestDrawingsAreLightAndHaveNoScriptAndNoInlineStyle(t *testing.T) {
	for name, svg := range drawings {
		if len(svg) > 3<<10 {
			t.Errorf("art/%s.svg takes %d bytes, more than 3 KiB", name, len(svg))
		}
		for _, never := range []string{"<script", "style=", "<style", " on", "href="} {
			if strings.Contains(svg, never) {
				t.Errorf("art/%s.svg holds %q", name, never)
			}
		}
	}
}

func TestAnUnknownNameIsNotFound(t *testing.T) {
	if _, ok := Icon("no such icon"); ok {
		t.Error("an icon that is not there was found")
	}
	if _, ok := Art("no such drawing"); ok {
		t.Error("a drawing that is not there was found")
	}
	if _, _, _, _, ok := File("../static.go"); ok {
		t.Error("a file that was not built was found")
	}
}
