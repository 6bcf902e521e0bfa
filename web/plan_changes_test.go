package web

import (
	"net/http"
	"strings"
	"testing"

	"pathways/models"
	"pathways/quizzes/careers/doors"
)

// nowSays lets the site run with an edited catalogue, as after an upgrade.
func (s *Site) nowSays(t testing.TB, edits ...string) {
	t.Helper()
	s.careers = edited(t, edits...)
	planner, err := doors.New(s.careers)
	if err != nil {
		t.Fatal(err)
	}
	s.planner = planner
}

// stepOf is the plan's step with a title, as the database has it.
func (b *browser) stepOf(planPath, title string) models.PlanStep {
	b.t.Helper()
	plan, err := b.site.db.Plans.Find(b.t.Context(), b.userID(), strings.TrimPrefix(planPath, "/plans/"))
	if err != nil {
		b.t.Fatal(err)
	}
	for _, step := range plan.Steps {
		if step.Title == title {
			return step
		}
	}
	return models.PlanStep{}
}

func TestAChangedCatalogueChangesNoPlanUntilThePupilSaysSo(t *testing.T) {
	t.Parallel()
	site, ann, plan := year11(t)
	form := ann.stepOf(plan.path, "Send your UCAS form")
	ann.get(plan.path+"/steps/"+form.PublicID).submit("form.form", "note", "Ask Mr Hall", "state", "doing")
	plan.seesNo(".notice", "The Hub changed this")

	site.nowSays(t, "dates.yaml", "title: Send your UCAS form\n", "title: Send the form to UCAS\n",
		"dates.yaml", "title: No place? Use Clearing", "title: No place yet? Use Clearing",
		"dates.yaml", "  - id: ucas-extra\n", "  - id: ucas-second\n")
	ann.get(plan.path).sees(".notice", "The Hub changed this since you saved it").sees(".metro__name", "Send your UCAS form")
	changes := ann.get(plan.path+"/changes").is(http.StatusOK).sees(".change", "Send the form to UCAS").sees(".change", "The Hub has this no more").sees(".change", "your plan does not")
	if changes.count("input[type=radio][value=yes][checked]") != 0 {
		t.Error("something is to be taken over without a word")
	}
	extra := ann.stepOf(plan.path, "No offer yet? Use UCAS Extra")
	after := changes.submit("form.form", "take-"+form.PublicID, "yes", "take-"+extra.PublicID, "yes").is(http.StatusOK)
	if after.path != plan.path {
		t.Error(after.path)
	}
	after.sees(".metro__name", "Send the form to UCAS").sees(".metro__note", "Ask Mr Hall").seesNo(".metro__name", "UCAS Extra").
		sees(".metro__name", "No place? Use Clearing").seesNo(".notice", "The Hub changed this")
	if kept := ann.stepOf(plan.path, "Send the form to UCAS"); kept.State != models.Doing || kept.PublicID != form.PublicID {
		t.Errorf("%+v", kept)
	}
	ann.get(plan.path+"/changes").sees("p", "No step of your plan is different")
}

func TestChoicesMadeOfAnOlderCatalogueAreShownAgain(t *testing.T) {
	t.Parallel()
	site, ann, plan := year11(t)
	site.nowSays(t, "dates.yaml", "title: Send your UCAS form\n", "title: Send the form to UCAS\n")
	step := ann.stepOf(plan.path, "Send your UCAS form").PublicID
	open := ann.get(plan.path + "/changes")
	site.nowSays(t, "dates.yaml", "title: Send your UCAS form\n", "title: Send it\n")
	again := open.submit("form.form", "take-"+step, "yes").is(http.StatusUnprocessableEntity).sees(".errors", "once more").sees(".change", "Send it")
	if again.count("input[name=take-"+step+"][value=yes][checked]") != 1 {
		t.Error("the choice is lost")
	}
	again.submit("form.form").is(http.StatusOK).sees(".metro__name", "Send it")
}

func TestAFullPlanSaysSoAndTakesNothingOver(t *testing.T) {
	t.Parallel()
	site, ann, plan := year11(t)
	for range models.MaxSteps {
		ann.post(plan.path+"/steps", "title", "My own")
	}
	site.nowSays(t, "dates.yaml", "  - id: ucas-extra\n", "  - id: ucas-second\n")
	full := ann.get(plan.path+"/changes").submit("form.form", "take-degree-nursing.ucas-second", "yes").
		is(http.StatusUnprocessableEntity).sees(".errors", "sixty steps")
	if full.count("input[name=\"take-degree-nursing.ucas-second\"][value=yes][checked]") != 1 {
		t.Error("the choice is lost")
	}
}

func TestAPlanWhoseRoleOrWayIsGoneStaysWholeAndOffersTheNearest(t *testing.T) {
	t.Parallel()
	site, ann, plan := year11(t)
	kept, err := site.db.Plans.Find(t.Context(), ann.userID(), strings.TrimPrefix(plan.path, "/plans/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct{ role, route, says, offers string }{
		{"ward-nurse", "route-nursing-degree", "does not list this role any more", ".role-card"},
		{"adult-nurse", "route-nursing-diploma", "does not list this way any more", ".notice .plain-list a"},
		{"adult-nurse", "route-podiatry-degree", "does not list this way any more", ".notice .plain-list a"},
	} {
		old := kept
		old.RoleID, old.RouteID, old.ContentVersion = one.role, one.route, "long ago"
		old.ID, old.Steps = 0, append([]models.PlanStep(nil), kept.Steps...)
		for i := range old.Steps {
			old.Steps[i].ID = 0
		}
		if err := site.db.Plans.Create(t.Context(), ann.userID(), &old); err != nil {
			t.Fatal(err)
		}
		shown := ann.get("/plans/"+old.PublicID).is(http.StatusOK).sees(".notice", "The Hub changed this")
		if n := shown.count(".metro__tools"); n != len(kept.Steps) {
			t.Errorf("%s by %s shows %d steps of %d", one.role, one.route, n, len(kept.Steps))
		}
		changes := ann.get("/plans/"+old.PublicID+"/changes").sees(".notice", one.says)
		if n := changes.count(one.offers); n == 0 {
			t.Errorf("%s by %s is offered nothing", one.role, one.route)
		}
	}
	nearest := site.nearest(models.Plan{RoleID: "ward-nurse", RouteID: "route-nursing-degree", Sector: kept.Sector, Steps: kept.Steps})
	for _, role := range nearest[:2] {
		if role.ID != "adult-nurse" && role.ID != "mental-health-nurse" && role.Sector != kept.Sector {
			t.Errorf("nearest to a nurse is %s", role.ID)
		}
	}
	if site.nearest(models.Plan{RoleID: "adult-nurse", RouteID: "gone", Sector: kept.Sector})[0].ID != "adult-nurse" {
		t.Error("a role is not the nearest to itself")
	}
}
