package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// lessonPlanPage is a ready lesson of 50 minutes for a class, to print or to have
// open beside.
type lessonPlanPage struct {
	Page
	Form
	Class   models.Class
	Times   []string // when each part is
	Prompts []string // what to ask the class about its own results; none before there are enough
	Fewest  int
}

// lessonParts are how long the parts of the lesson take, in minutes: the starter,
// getting in, the quiz, the picture, the reasons, the plan, the end.
var lessonParts = []int{5, 5, 10, 5, 10, 10, 5}

// From is the field for the time at which the lesson begins.
func (p lessonPlanPage) From() field {
	return field{Name: "from", Label: "My lesson starts at", Type: "time", Value: p.Value("from"), Problem: p.Problem("from")}
}

func (s *Site) showLessonPlan(c *fiber.Ctx) error {
	class, sum, err := s.classResults(c)
	if err != nil {
		return err
	}
	shown := lessonPlanPage{
		Page: s.page(c, "A lesson of 50 minutes", "class.css"), Class: class, Fewest: fewestRevealed,
		Form: Form{Typed: map[string]string{"from": c.Query("from")}}, Prompts: sum.prompts(),
	}
	start, err := time.Parse("15:04", shown.Value("from"))
	shown.Times = timesOf(start, err == nil)
	if err != nil && shown.Value("from") != "" {
		shown.Wrong("from", "Write the time as hours and minutes, such as 09:15.")
		return page(invalid(c), "class/lesson-plan", shown)
	}
	return page(c, "class/lesson-plan", shown)
}

// timesOf are the times of the parts: by the clock, or in minutes from the start.
func timesOf(start time.Time, byClock bool) []string {
	var times []string
	at := 0
	for _, minutes := range lessonParts {
		if byClock {
			begin := start.Add(time.Duration(at) * time.Minute)
			times = append(times, begin.Format("15:04")+" to "+begin.Add(time.Duration(minutes)*time.Minute).Format("15:04"))
		} else {
			times = append(times, fmt.Sprintf("%d to %d min", at, at+minutes))
		}
		at += minutes
	}
	return times
}

// prompts are questions about a class's own results, of which so many have to be
// there that asking them aloud points at nobody.
func (p *picture) prompts() []string {
	if p.count < fewestRevealed {
		return nil
	}
	tallest, nobody := p.ahead()
	var prompts []string
	if len(tallest) > 0 {
		each := ""
		if len(tallest) > 1 {
			each = " each"
		}
		prompts = append(prompts, fmt.Sprintf("%s came first for %d of %d%s.", enumerated(tallest), p.most(), p.count, each)+" Which jobs there can you name, and which have you never met anybody in?")
	}
	if len(nobody) > 0 {
		prompts = append(prompts, enumerated(nobody)+" came first for nobody. What would a job there have to offer to make you look twice?")
	}
	if other := p.namedOther(); other >= fewestRevealed {
		prompts = append(prompts, fmt.Sprintf("%d of you named another sector than the one that came first. The quiz only knows what you would enjoy: what else counts when you choose?", other))
	}
	if most, least := p.ends(); len(most) > 0 {
		prompts = append(prompts, fmt.Sprintf("You liked “%s” most and “%s” least. Which jobs have the one without the other?", most[0], least[0]))
	}
	return prompts
}

// ahead names the sectors that came first most often, and those that never did.
func (p *picture) ahead() (tallest, nobody []string) {
	most := p.most()
	for _, sector := range p.site.careers.Sectors {
		switch p.first[sector.ID] {
		case 0:
			nobody = append(nobody, sector.Name)
		case most:
			tallest = append(tallest, sector.Name)
		}
	}
	return tallest, nobody
}

// namedOther is how many named another sector themselves than came first.
func (p *picture) namedOther() int {
	return len(slices.DeleteFunc(slices.Clone(p.rows), func(row seatRow) bool {
		chosen := p.site.choiceName(row.OwnChoice)
		return chosen == "" || !row.Ranked || chosen == row.First
	}))
}

// enumerated writes names as a sentence does: A, B and C.
func enumerated(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
