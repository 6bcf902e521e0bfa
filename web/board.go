package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"
	"rsc.io/qr"

	"pathways/models"
	"pathways/web/secret"
)

// boardPage is for the projector: it shows no names.
type boardPage struct {
	Page
	Lesson             models.LessonView
	Code, Address      string
	QR                 string
	Size               int
	Joined, Finished   int
	CanReveal, Ended   bool
	Revealed           bool
	Skyline            []building
	Means              []meanBar
	Most, Least        []string // what the class would like to do, and would not
	Stamp, JoinAddress string
}

// Order says in words what the skyline draws: the tallest first, and together
// those that are as tall as one another.
func (p boardPage) Order() [][]building {
	street := slices.Clone(p.Skyline)
	slices.SortStableFunc(street, func(a, b building) int { return cmp.Compare(b.Height, a.Height) })
	var order [][]building
	for _, one := range street {
		if n := len(order); n > 0 && order[n-1][0].Height == one.Height {
			order[n-1] = append(order[n-1], one)
		} else {
			order = append(order, []building{one})
		}
	}
	return order
}

// fewestRevealed is how many have to have finished before a picture is shown,
// and revealStep how many more each time it moves: nobody can be told from it.
const (
	fewestRevealed = 5
	revealStep     = 3
)

// shownOf is how many of those who have finished are in the picture.
func shownOf(finished int) int {
	if finished < fewestRevealed {
		return 0
	}
	return finished - (finished-fewestRevealed)%revealStep
}

func (s *Site) showBoard(c *fiber.Ctx) error {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("lesson")
	lesson, err := s.db.Lessons.Find(ctx, teacher, id)
	if err != nil {
		return err
	}
	results, err := s.db.Lessons.Finished(ctx, teacher, id)
	if err != nil {
		return err
	}
	progress, err := s.db.Lessons.Progress(ctx, teacher, id)
	if err != nil {
		return err
	}
	shown := boardPage{
		Page: s.page(c, "The board", "class.css", "result.css"), Lesson: lesson, Code: secret.Grouped(lesson.Code),
		Address: s.base.Host + "/join", JoinAddress: s.base.String() + "/join/" + lesson.Code,
		Finished: len(results), CanReveal: shownOf(len(results)) > 0, Ended: lesson.EndedAt != nil, Revealed: lesson.RevealedAt != nil,
	}
	for _, seat := range progress {
		if seat.JoinedAt != nil {
			shown.Joined++
		}
	}
	shown.Stamp = fmt.Sprintf("%d-%d-%v-%v", shown.Joined, shown.Finished, shown.Revealed, shown.Ended)
	if fromHTMX(c) && c.Query("stamp") == shown.Stamp {
		return c.SendStatus(http.StatusNoContent)
	}
	if shown.Revealed && shown.CanReveal {
		if err := shown.draw(s.newPicture(), results[:shownOf(len(results))]); err != nil {
			return err
		}
	}
	if shown.QR, shown.Size, err = qrPath(shown.JoinAddress); err != nil {
		return err
	}
	if fromHTMX(c) {
		return part(c, "class/board#wall", shown)
	}
	return page(c, "class/board", shown)
}

// draw makes the picture of those who finished first, as many of them as may be
// shown.
func (p *boardPage) draw(sum *picture, results []models.PackedResult) error {
	for _, result := range results {
		if _, err := sum.add(result); err != nil {
			return err
		}
	}
	p.Skyline, p.Means = sum.skyline(), sum.means()
	p.Most, p.Least = sum.ends()
	return nil
}

// quietZone is the white border a QR code needs, in its own squares.
const quietZone = 4

// qrPath draws a QR code as one path, in squares of 1.
func qrPath(text string) (path string, size int, err error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0, err
	}
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				path += fmt.Sprintf("M%d %dh1v1h-1z", x+quietZone, y+quietZone)
			}
		}
	}
	return path, code.Size + 2*quietZone, nil
}
