package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestEveryTryoutTellsWhatTheJobWouldSayAndKeepsNothing(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	list := ann.get("/try-outs").is(http.StatusOK)
	for i := range ann.site.careers.Tryouts {
		tryout := &ann.site.careers.Tryouts[i]
		list.sees(".try-card", tryout.Hook)
		ann.get(tryout.Path()).is(http.StatusOK).sees("h1", tryout.Name).seesNo("#told", "")
		right := ann.get(tryout.Path()+"?"+tryout.Right().Query()).is(http.StatusOK).sees("#told", tryout.Done).sees(".stamp", tryout.Stamp)
		if right.count(".told__line") != right.count(".told__line--yes") {
			t.Errorf("%s: something is to be looked at again in the right answer", tryout.ID)
		}
		for _, id := range tryout.Roles {
			role, _ := ann.site.careers.Role(id)
			right.sees(".role-card", role.Name)
			ann.get(role.Path()).is(http.StatusOK).sees(".card--sun", "Try it: 60 seconds").sees(".card--sun", tryout.Hook)
		}
		ann.get("/sectors/"+tryout.Sector).sees(".card--sun", tryout.Name)
	}
	if len(ann.cookies) > 0 {
		t.Errorf("somebody who tried everything has the cookies %v", ann.cookies)
	}
}

func TestASlipThatWasMissedIsLeftToBeFound(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	some := ann.get("/try-outs/spot-the-slip").submit(".task__form", "row", "3", "row", "1")
	some.sees("h2", "Have another look").sees(".told__line--yes", "25 minutes").sees(".told__line--again", "This line is fine").
		seesNo("#told", "Only one person signed").seesNo(".stamp", "")
	if some.count("input[checked]") != 2 {
		t.Error("the ticks are gone")
	}
	shown := ann.get(strings.TrimSuffix(some.value(".told__show", "href"), "#told"))
	shown.sees("#told", "Only one person signed").sees(".stamp", "Checked")
}

func TestAnUnfinishedAnswerIsToldBesideItsFieldAndKept(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	page := ann.get("/try-outs/five-bells")
	page.submit(".task__form").is(http.StatusOK).sees(".errors", "Bed 1").sees("#task", "Choose a place for this one").seesNo("#told", "")
	twice := page.submit(".task__form", "a1", "5", "a2", "3", "a3", "1", "a4", "3", "a5", "2").is(http.StatusOK)
	twice.sees(".errors", "Bed 2").sees(".errors", "Bed 4").seesNo(".errors", "Bed 1").sees("#a2-problem", "cannot both come 3rd").seesNo("#told", "")
	twice.sees("#a1 option[selected]", "5th")
	ann.get("/try-outs/spot-the-slip?done=yes&row=99&row=<b>").is(http.StatusOK).sees("#row-problem", "Tick one line")
	ann.get("/try-outs/read-the-heart?done=yes&a1=2").is(http.StatusOK).sees("#a2-problem", "Choose one").seesNo("#a1-problem", "")
}

func TestHTMXIsSentTheTaskOnly(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	got := ann.withHTMX().get("/try-outs/read-the-heart?done=yes&a1=2&a2=2").is(http.StatusOK).sees("#told", "You just read a heart")
	if got.count("#task") != 1 || got.count("h1")+got.count(".strip") > 0 {
		t.Errorf("it is sent\n%s", got.body)
	}
}

func TestFiguresAreToldInWordsToo(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	for i := range ann.site.careers.Tryouts {
		tryout := &ann.site.careers.Tryouts[i]
		page := ann.get(tryout.Path())
		if drawn := page.count("figure svg"); drawn != len(tryout.Figures) || page.count("figure svg[aria-hidden]") != drawn {
			t.Errorf("%s has %d figures and %d drawings", tryout.ID, len(tryout.Figures), drawn)
		}
		for _, figure := range tryout.Figures {
			page.sees("figure details p", strings.TrimSpace(figure.Words))
		}
	}
}

func TestSearchFindsTryouts(t *testing.T) {
	t.Parallel()
	newVisitor(t).get("/search?q=read+the+heart").sees(".hit__kind", "Try-out")
}
