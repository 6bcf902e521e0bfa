package web

import (
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// longestCover is how far ahead the last day of a cover may be.
const longestCover = 366 * 24 * time.Hour

// shareClass gives a colleague the right to a class, for good or until a day.
func (s *Site) shareClass(c *fiber.Ctx) error {
	ctx, email, day := c.UserContext(), typedLine(c, "email"), typed(c, "until")
	again := func(field, sentence string) error {
		return s.settingsWith(c, field, sentence, map[string]string{"email": email, "until": day})
	}
	until, problem := s.coverUntil(day)
	if problem != "" {
		return again("until", problem)
	}
	const unknown = "No teacher at your school has this address. Ask your school's admin to invite them."
	other, err := s.db.Users.ByEmail(ctx, email)
	if errors.Is(err, models.ErrNotFound) {
		return again("email", unknown)
	}
	if err != nil {
		return err
	}
	what := "shared a class"
	if until != nil {
		what = "let a colleague cover a class"
	}
	err = s.cares(c, what, &other.ID, func(tx *models.Classes, teacherID int64, class string) error {
		return tx.Share(ctx, teacherID, class, other.ID, until)
	})
	switch {
	case errors.Is(err, models.ErrTaken):
		return again("email", "This teacher has the class already.")
	case errors.Is(err, models.ErrNotFound):
		return again("email", unknown) // and a class that is not the asker's is not found
	case err != nil:
		return err
	}
	return seeOther(c, settingsOf(c))
}

// coverUntil is the end of the last day of a cover in the schools' time, or what
// is wrong with the day. No day is for good.
func (s *Site) coverUntil(day string) (*time.Time, string) {
	if day == "" {
		return nil, ""
	}
	at, problem := midnight(day)
	if problem != "" {
		return nil, problem
	}
	until := at.AddDate(0, 0, 1)
	switch now := s.db.Now(); {
	case !until.After(now):
		return nil, "This day is over. Choose today or a later one."
	case until.After(now.Add(longestCover)):
		return nil, "Choose a day within a year. For longer, leave it empty."
	}
	return &until, ""
}

// unshareClass takes the class from a colleague, or from the asker.
func (s *Site) unshareClass(c *fiber.Ctx) error {
	ctx, who := c.UserContext(), c.Params("teacher")
	colleagues, err := s.db.Classes.Teachers(ctx, me(c).user.ID, c.Params("class"))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(colleagues, func(one models.ClassColleague) bool { return one.PublicID == who })
	if at < 0 {
		return models.ErrNotFound
	}
	other := colleagues[at]
	err = s.cares(c, "took a class from a teacher", &other.UserID, func(tx *models.Classes, teacherID int64, class string) error {
		return tx.Unshare(ctx, teacherID, class, who)
	})
	switch {
	case errors.Is(err, models.ErrLast):
		return s.settingsWith(c, "teachers", "A class keeps at least one teacher. Add another one first, or put the class away.", nil)
	case err != nil:
		return err
	case other.UserID == me(c).user.ID:
		return seeOther(c, "/classes")
	}
	return seeOther(c, settingsOf(c))
}
