package web

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// changeSeat changes a seat of the teacher's class and writes down, in the same
// transaction, who did it and to whom: ids only, and no name.
func (s *Site) changeSeat(c *fiber.Ctx, what string, change func(seats *models.Seats, teacherID int64, class, seat string) error) error {
	ctx, teacher, class, id := c.UserContext(), me(c).user, c.Params("class"), c.Params("seat")
	return s.db.Together(ctx, func(tx *models.DB) error {
		seat, err := tx.Seats.Find(ctx, teacher.ID, class, id)
		if err != nil {
			return err
		}
		if err := change(tx.Seats, teacher.ID, class, id); err != nil {
			return err
		}
		return noteIn(c, tx, what, seat.UserID, seat.PublicID)
	})
}

// letIn lets in a student who waits for the teacher's word.
func (s *Site) letIn(c *fiber.Ctx) error {
	return s.changeSeatAndGoBack(c, "let a student in", func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.LetIn(c.UserContext(), teacherID, class, seat)
	})
}

// markHelp marks a student as needing help, or as helped.
func (s *Site) markHelp(c *fiber.Ctx) error {
	err := s.db.Seats.Help(c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("seat"), typed(c, "needed") == "yes")
	if err != nil {
		return err
	}
	return goBack(c)
}

// goBack leads to the page of the button, such as the lesson's; else to the class.
func goBack(c *fiber.Ctx) error {
	return seeOther(c, ownPath(typed(c, "back"), "/classes/"+c.Params("class")))
}

// changeSeatAndGoBack is changeSeat for a button that stands on several pages.
func (s *Site) changeSeatAndGoBack(c *fiber.Ctx, what string, change func(seats *models.Seats, teacherID int64, class, seat string) error) error {
	if err := s.changeSeat(c, what, change); err != nil {
		return err
	}
	return goBack(c)
}

func (s *Site) releaseSeat(c *fiber.Ctx) error {
	return s.changeSeatAndGoBack(c, "set a seat free", func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.Release(c.UserContext(), teacherID, class, seat)
	})
}

// onceFor is how long a one-time password may be used.
const onceFor = 24 * time.Hour

// resetSeat gives a student who forgot the password one that works once. The
// teacher sees that one, and never the one the student then chooses.
func (s *Site) resetSeat(c *fiber.Ctx) error {
	ctx := c.UserContext()
	shown, err := s.classPage(c)
	if err != nil {
		return err
	}
	seat, err := s.db.Seats.Find(ctx, me(c).user.ID, c.Params("class"), c.Params("seat"))
	if err != nil {
		return err
	}
	if seat.UserID == nil {
		return models.ErrNotFound
	}
	user, err := s.db.Users.Find(ctx, *seat.UserID)
	if err != nil {
		return err
	}
	password, until := secret.Code(8), time.Now().Add(onceFor)
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	err = s.db.Together(ctx, func(tx *models.DB) error {
		once := models.Password{Hash: hash, MustChange: true, ExpiresAt: &until}
		if err := tx.Users.SetPassword(ctx, user.ID, once); err != nil {
			return err
		}
		return auditIn(c, tx, "reset a password", &user)
	})
	if err != nil {
		return err
	}
	if err := errors.Join(s.forgive(ctx, user), s.db.Failures.Clear(ctx, seatKey(seat))); err != nil {
		return err
	}
	card, err := s.newCard(seat.Name, shown.Class.Name, user.UserName, password, until)
	if err != nil {
		return err
	}
	shown.Card = &card
	return page(c, "class/class", shown)
}

func (s *Site) renameSeat(c *fiber.Ctx) error {
	name := typedLine(c, "name")
	shown, err := s.classPage(c)
	if err != nil {
		return err
	}
	shown.Wrong("names", nameProblem(name))
	if shown.OK() {
		err = s.changeSeat(c, "renamed a seat", func(seats *models.Seats, teacherID int64, class, seat string) error {
			return seats.Rename(c.UserContext(), teacherID, class, seat, name)
		})
		if err == nil {
			return seeOther(c, "/classes/"+c.Params("class"))
		}
		if !errors.Is(err, models.ErrTaken) {
			return err
		}
		shown.Wrong("names", name+" is on the list already. Add a letter to tell them apart.")
	}
	return page(invalid(c), "class/class", shown)
}

// hideSeat takes a name off the pages that others see, or puts it back.
func (s *Site) hideSeat(c *fiber.Ctx) error {
	hide, what := typed(c, "hide") == "yes", "showed the name of a seat"
	if hide {
		what = "hid the name of a seat"
	}
	err := s.changeSeat(c, what, func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.Hide(c.UserContext(), teacherID, class, seat, hide)
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/classes/"+c.Params("class"))
}

func (s *Site) removeSeat(c *fiber.Ctx) error {
	err := s.changeSeat(c, "took a seat out of a class", func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.Remove(c.UserContext(), teacherID, class, seat)
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/classes/"+c.Params("class"))
}
