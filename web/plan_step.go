package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// stateWords says how far a step is.
func stateWords(state string) string {
	switch state {
	case models.Doing:
		return "Doing"
	case models.Done:
		return "Done"
	case models.Skip:
		return "Skipped"
	}
	return "To do"
}

// longestTitle is how long the name of a step of one's own may be.
const longestTitle = 120

func titleProblem(title string) string {
	switch {
	case title == "":
		return "Say what you will do."
	case utf8.RuneCountInString(title) > longestTitle:
		return "Use 120 characters or fewer. A note on the step can be longer."
	case unfit(title):
		return "Something in this cannot be shown. Type it again with letters, numbers and spaces."
	}
	return ""
}

// addStep puts a step of the student's own at the end.
func (s *Site) addStep(c *fiber.Ctx) error {
	shown, err := s.planPage(c)
	if err != nil {
		return err
	}
	shown.Form = Form{Typed: map[string]string{"title": typedLine(c, "title"), "year": typed(c, "year"), "day": typedLine(c, "day")}}
	shown.Own = s.schoolYears(shown.Value("year"), me(c).user.YearGroup)
	shown.Wrong("title", titleProblem(shown.Value("title")))
	shown.Wrong("day", dayProblem(shown.Value("day")))
	if shown.OK() {
		step := models.PlanStep{Kind: models.OwnStep, Title: shown.Value("title"), State: models.Todo}
		s.setOwn(&step, shown.Value("day"), chosenIn(shown.Own), me(c).user.YearGroup)
		err = s.db.Plans.AddStep(c.UserContext(), me(c).user.ID, shown.Plan.PublicID, &step)
		if err == nil {
			return seeOther(c, "/plans/"+shown.Plan.PublicID+"#"+step.PublicID)
		}
		if !errors.Is(err, models.ErrFull) {
			return err
		}
		shown.Wrong("title", "A plan holds sixty steps. Remove one first.")
	}
	return page(invalid(c), "plan/plan", shown)
}

// stepPage is one step with its note.
type stepPage struct {
	Page
	Form
	PlanID string
	Step   models.PlanStep
	Day    string // when it is, in words
	Years  []choice
	Mine   *models.PlanStep // what was just sent, when the step was changed elsewhere
}

// Title is the input for the name of a step of one's own.
func (p stepPage) Title() field {
	return field{Name: "title", Label: "What will you do?", Value: p.Step.Title, Problem: p.Problem("title"), MaxLength: longestTitle, Required: true}
}

// OnDay is the input for the day of a step of one's own.
func (p stepPage) OnDay() field {
	day := oneDay(p.Step)
	if p.Typed != nil {
		day = p.Value("day")
	}
	return dayField(p.Form, day)
}

// MyDay is the day of the step that was just sent.
func (p stepPage) MyDay() string { return oneDay(*p.Mine) }

// MyWhen is when the step is that was just sent, in words.
func (p stepPage) MyWhen() string { return whenWords(*p.Mine) }

// When is when the step is, in words.
func (p stepPage) When() string { return whenWords(p.Step) }

// whenWords is the day of a step, or else its school year.
func whenWords(step models.PlanStep) string {
	if day := oneDay(step); day != "" {
		return dayWords(step)
	}
	year, name := yearOf(step)
	if year == 0 && step.StartsIn == "" {
		return ""
	}
	return name
}

// NotesDiffer tells whether there are two notes to keep.
func (p stepPage) NotesDiffer() bool {
	return p.Step.Note != p.Mine.Note && p.Step.Note != "" && p.Mine.Note != ""
}

// MyYear is the school year that was just sent.
func (p stepPage) MyYear() string {
	year, _ := yearOf(*p.Mine)
	return numberOrNone(year)
}

// oneDay is the day of a step that has one, and not a whole year.
func oneDay(step models.PlanStep) string {
	if step.StartsOn != step.EndsOn {
		return ""
	}
	return step.StartsOn
}

// Own tells a step of the student's own from one of the route.
func (p stepPage) Own() bool { return p.Step.Kind == models.OwnStep }

// Both is the two notes, one under the other.
func (p stepPage) Both() string { return strings.TrimSpace(p.Step.Note + "\n\n" + p.Mine.Note) }

func (s *Site) stepPage(c *fiber.Ctx) (stepPage, error) {
	step, err := s.db.Plans.FindStep(c.UserContext(), me(c).user.ID, c.Params("plan"), c.Params("step"))
	year, _ := yearOf(step)
	return stepPage{
		Page: s.page(c, "A step of my plan", "plan.css"), PlanID: c.Params("plan"), Step: step,
		Day: dayWords(step), Years: s.schoolYears(numberOrNone(year), me(c).user.YearGroup),
	}, err
}

func (s *Site) showStep(c *fiber.Ctx) error {
	shown, err := s.stepPage(c)
	if err != nil {
		return err
	}
	return page(c, "plan/step", shown)
}

// changeStep keeps what a student changed in a step. A field that the form does
// not have stays as it is. When somebody changed the step since the form was
// opened, nothing is kept and both versions are shown.
func (s *Site) changeStep(c *fiber.Ctx) error {
	shown, err := s.stepPage(c)
	if err != nil {
		return err
	}
	if typed(c, "remove") == "yes" {
		if numberIn(typed(c, "revision")) != shown.Step.Revision {
			shown.Wrong("note", "This step was changed somewhere else. This is how it is now: look at it, then take it out if you still want to.")
			return page(invalid(c), "plan/step", shown)
		}
		if err := s.db.Plans.RemoveStep(c.UserContext(), me(c).user.ID, shown.PlanID, shown.Step.PublicID); err != nil {
			return err
		}
		return seeOther(c, "/plans/"+shown.PlanID)
	}
	change, mine := s.stepChange(c, &shown)
	if !shown.OK() {
		shown.Step = mine
		return page(invalid(c), "plan/step", shown)
	}
	kept, err := s.db.Plans.UpdateStep(c.UserContext(), me(c).user.ID, shown.PlanID, shown.Step.PublicID, change)
	if errors.Is(err, models.ErrStale) {
		shown.Step, shown.Mine = kept, &mine
		return page(c.Status(http.StatusUnprocessableEntity), "plan/versions", shown)
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/plans/"+shown.PlanID+"#"+kept.PublicID)
}

// stepChange reads the form over the step as it is.
func (s *Site) stepChange(c *fiber.Ctx, shown *stepPage) (models.StepChange, models.PlanStep) {
	mine := shown.Step
	fields := c.Request().PostArgs()
	if state := typed(c, "state"); state != "" {
		mine.State = state
	}
	if fields.Has("note") {
		mine.Note = typedText(c, "note")
	}
	if fields.Has("title") && shown.Own() {
		mine.Title = typedLine(c, "title")
		shown.Wrong("title", titleProblem(mine.Title))
	}
	if fields.Has("day") && shown.Own() {
		shown.Typed = map[string]string{"day": typedLine(c, "day")}
		shown.Years = s.schoolYears(typed(c, "year"), me(c).user.YearGroup)
		shown.Wrong("day", dayProblem(shown.Value("day")))
		if dayProblem(shown.Value("day")) == "" {
			s.setOwn(&mine, shown.Value("day"), chosenIn(shown.Years), me(c).user.YearGroup)
		}
	}
	switch mine.State {
	case models.Todo, models.Doing, models.Done, models.Skip:
	default:
		mine.State = shown.Step.State
	}
	if problem := noteProblem(mine.Note); problem != "" {
		shown.Wrong("note", problem+" Nothing is lost: it is still in the box.")
	}
	revision, _ := strconv.Atoi(typed(c, "revision"))
	return models.StepChange{
		Revision: revision, Title: mine.Title, Detail: mine.Detail, StartsIn: mine.StartsIn, YearGroup: mine.YearGroup,
		StartsOn: mine.StartsOn, EndsOn: mine.EndsOn, Months: mine.Months, State: mine.State, Note: mine.Note,
	}, mine
}
