package web

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
)

// wherePage asks where a pupil is: year, GCSEs, what comes next. Nothing has to
// be answered.
type wherePage struct {
	Page
	Form
	whereForm
	Revision int
	Next     string   // the page to go on to
	Theirs   []string // what another device has saved, in words, when both changed it
}

// whereIs is where the asker has said they are, and the revision of that; with
// nothing said, what their account knows. What no longer fits the catalogue is
// left out, and told on the form.
func (s *Site) whereIs(c *fiber.Ctx) (profile doors.Profile, revision int, err error) {
	kept, err := s.db.Profiles.Find(c.UserContext(), me(c).owner())
	if errors.Is(err, models.ErrNotFound) {
		if user := me(c).user; user != nil {
			profile.YearGroup = doors.YearGroup(user.YearGroup)
		}
		return profile, 0, nil
	}
	if err != nil {
		return profile, 0, err
	}
	profile, err = s.planner.Read(strings.NewReader(kept.Body))
	var problems doors.Problems
	if errors.As(err, &problems) {
		profile, err = doors.Profile{YearGroup: profile.YearGroup, Wish: profile.Wish}, nil
	}
	profile.YearGroup = grown(profile.YearGroup, s.yearsSince(kept.UpdatedAt))
	return profile, kept.Revision, err
}

// yearsSince counts the school years that have begun since a time.
func (s *Site) yearsSince(at time.Time) int { return schoolYear(s.db.Now()) - schoolYear(at) }

// grown is the year group, some school years later. Not said is 0, and stays so.
func grown(year doors.YearGroup, years int) doors.YearGroup {
	if year == 0 {
		return 0
	}
	return min(year+doors.YearGroup(years), doors.Left)
}

func (s *Site) showWhere(c *fiber.Ctx) error {
	profile, revision, err := s.whereIs(c)
	if err != nil {
		return err
	}
	shown := s.wherePage(c, typedOf(profile), ownPath(c.Query("next"), ""))
	shown.Revision = revision
	return page(c, "planner/where", shown)
}

func (s *Site) wherePage(c *fiber.Ctx, answers map[string]string, next string) wherePage {
	return wherePage{
		Page: s.page(c, "Where I am", "planner.css"), Form: Form{Typed: answers},
		whereForm: whereForm{s.planner, answers}, Next: next,
	}
}

// keepWhere keeps what was said: as the pupil goes, and when they are done. When
// something does not fit nothing is kept, and each problem stands beside its field.
func (s *Site) keepWhere(c *fiber.Ctx) error {
	asker, err := s.visit(c)
	if err != nil {
		return err
	}
	answers := typedWhere(c)
	profile, fields := profileOf(answers)
	shown := s.wherePage(c, answers, ownPath(typed(c, "next"), ""))
	shown.Revision = numberIn(answers["revision"])
	for _, field := range courselessGrades(answers) {
		shown.Wrong(field, "Which course is this grade for? Choose it, or clear the grade.")
	}
	for _, problem := range s.planner.Check(profile) {
		shown.Wrong(fields.of(problem.Field), careers.Capital(problem.What)+". "+problem.Mend)
	}
	asYouGo := fromHTMX(c) && answers["go"] == ""
	if !shown.OK() && asYouGo {
		return part(invalid(c), "planner/where#kept", shown)
	}
	if !shown.OK() {
		return page(intoMain(invalid(c)), "planner/where", shown)
	}
	body, err := json.Marshal(profile)
	if err != nil {
		return err
	}
	kept, err := s.db.Profiles.Save(c.UserContext(), asker.owner(), string(body), shown.Revision)
	if errors.Is(err, models.ErrStale) {
		return s.showBothProfiles(c, shown, profile, kept)
	}
	if err != nil {
		return err
	}
	if err := s.keepYear(c, profile.YearGroup); err != nil {
		return err
	}
	shown.Revision = kept.Revision
	if asYouGo {
		return part(c, "planner/where#kept", shown)
	}
	if shown.Next == "" {
		shown.Next = "/doors"
	}
	return goOn(c, shown.Next)
}

// keepYear lets the account know the year too: plans begin with it.
func (s *Site) keepYear(c *fiber.Ctx, year doors.YearGroup) error {
	user := me(c).user
	if user == nil || year == 0 || int(year) == user.YearGroup {
		return nil
	}
	return s.db.Users.SetYearGroup(c.UserContext(), user.ID, int(year))
}

// showBothProfiles tells what another device saved, beside what was just typed,
// so that sending it again is a choice.
func (s *Site) showBothProfiles(c *fiber.Ctx, shown wherePage, mine doors.Profile, kept models.Profile) error {
	theirs, err := s.planner.Read(strings.NewReader(kept.Body))
	var problems doors.Problems
	if err != nil && !errors.As(err, &problems) {
		return err
	}
	shown.Revision = kept.Revision
	here, there := typedOf(mine), typedOf(theirs)
	for _, field := range slices.Sorted(keysOf(there, here)) {
		if there[field] != here[field] {
			shown.Theirs = append(shown.Theirs, shown.saying(field, there[field]))
		}
	}
	return page(intoMain(invalid(c)), "planner/where", shown)
}
