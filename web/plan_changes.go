package web

import (
	"cmp"
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
)

// hasChanged tells whether there is something to say about a plan since it was
// saved: a step that differs, or a role or way that is not there any more.
func (s *Site) hasChanged(plan models.Plan) bool {
	role, route := s.stillThere(plan)
	return role == nil || route == nil || len(changesOf(s.careers, plan, s.today())) > 0
}

// stillThere finds the role and the way of a plan; nil is what the catalogue lacks.
func (s *Site) stillThere(plan models.Plan) (*careers.Role, *careers.Route) {
	role, ok := s.careers.Role(plan.RoleID)
	if !ok {
		return nil, nil
	}
	route, ok := s.careers.Route(plan.RouteID)
	if !ok || !slices.Contains(role.Routes, route.ID) {
		return role, nil
	}
	return role, route
}

// changesPage shows what the catalogue says now beside what was saved.
type changesPage struct {
	Page
	Form
	Plan     models.Plan
	Version  string // of the catalogue
	Changes  []planChange
	Role     *careers.Role    // nil when it is not there any more
	Gone     bool             // the role, or the way, is not there any more
	Nearest  []roleCard       // roles near one that is not there
	OtherWay []*careers.Route // ways to the role in place of one that is not there
}

// Takes tells whether a change was chosen to be taken over.
func (p changesPage) Takes(key string) bool { return p.Value("take-"+key) == "yes" }

func (s *Site) changesPage(c *fiber.Ctx) (changesPage, error) {
	plan, err := s.db.Plans.Find(c.UserContext(), me(c).user.ID, c.Params("plan"))
	if err != nil {
		return changesPage{}, err
	}
	role, route := s.stillThere(plan)
	shown := changesPage{
		Page: s.page(c, "What changed in my plan", "plan.css"), Plan: plan, Version: s.careers.Version,
		Changes: changesOf(s.careers, plan, s.today()), Role: role, Gone: route == nil,
	}
	switch {
	case role == nil:
		for _, near := range s.nearest(plan) {
			shown.Nearest = append(shown.Nearest, s.roleCard(near, ""))
		}
	case route == nil:
		shown.OtherWay = s.careers.RoutesTo(role.ID)
	}
	return shown, nil
}

func (s *Site) showChanges(c *fiber.Ctx) error {
	shown, err := s.changesPage(c)
	if err != nil {
		return err
	}
	return page(c, "plan/changes", shown)
}

// takeChanges takes over what was chosen. What was not stays as it was saved, and
// the plan is compared with today's catalogue from then on.
func (s *Site) takeChanges(c *fiber.Ctx) error {
	shown, err := s.changesPage(c)
	if err != nil {
		return err
	}
	shown.Typed = map[string]string{}
	for _, change := range shown.Changes {
		shown.Typed["take-"+change.Key] = typed(c, "take-"+change.Key)
	}
	if typed(c, "version") != s.careers.Version {
		shown.Wrong("version", "The Hub has changed this once more since you opened the page. Look again, and choose.")
		return page(invalid(c), "plan/changes", shown)
	}
	err = s.db.Plans.Amend(c.UserContext(), me(c).user.ID, shown.Plan.PublicID, shown.amendment())
	if errors.Is(err, models.ErrFull) {
		shown.Wrong("full", "A plan holds sixty steps. Take fewer of the new ones, or remove a step first.")
		return page(invalid(c), "plan/changes", shown)
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/plans/"+shown.Plan.PublicID)
}

// amendment is what was chosen.
func (p changesPage) amendment() models.Amendment {
	a := models.Amendment{ContentVersion: p.Version}
	for _, change := range p.Changes {
		switch {
		case !p.Takes(change.Key):
		case change.Saved == nil:
			a.Added = append(a.Added, *change.Now)
		case change.Now == nil:
			a.Removed = append(a.Removed, change.Saved.PublicID)
		default:
			a.Changed = append(a.Changed, *change.Now)
		}
	}
	return a
}

// mostNearest is how many roles are offered in place of one that is gone.
const mostNearest = 3

// nearest are the roles that are most like one that the catalogue has no more:
// reached by the same way, of the same specialism, of the same sector, and begun
// at about the same level.
func (s *Site) nearest(plan models.Plan) []*careers.Role {
	specialism, level := s.onceSaid(plan)
	far := func(role *careers.Role) int {
		n := max(role.EntryLevel-level, level-role.EntryLevel)
		n += 10*bit(role.Specialism != specialism) + 20*bit(role.Sector != plan.Sector)
		return n + 5*bit(!slices.Contains(role.Routes, plan.RouteID))
	}
	var roles []*careers.Role
	for i := range s.careers.Roles {
		roles = append(roles, &s.careers.Roles[i])
	}
	slices.SortStableFunc(roles, func(a, b *careers.Role) int { return cmp.Compare(far(a), far(b)) })
	return roles[:min(len(roles), mostNearest)]
}

// onceSaid is the specialism and the level of a role that is gone, as an older
// version of the quiz has it; else the level is that of the plan's highest step.
func (s *Site) onceSaid(plan models.Plan) (specialism string, level int) {
	for _, quiz := range s.quizzes.All() {
		for i := range quiz.Roles {
			if quiz.Roles[i].ID == plan.RoleID {
				return quiz.Roles[i].Specialism, quiz.Roles[i].EntryLevel
			}
		}
	}
	for _, saved := range plan.Steps {
		if step, ok := s.careers.Step(saved.StepID); ok {
			level = max(level, step.Level)
		}
	}
	return "", level
}
