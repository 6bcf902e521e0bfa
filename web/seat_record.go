package web

import (
	"fmt"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/takeaway"
)

func (s *Site) recordRoutes() []Route {
	return []Route{
		get("/classes/:class/seats/:seat/record", teachers, s.showRecord),
		get("/classes/:class/seats/:seat/record.pdf", teachers, s.sendRecord),
	}
}

// recordPage is what the school files of one pupil, on paper.
type recordPage struct {
	Page
	Class  models.Class
	Seat   models.Seat
	Record takeaway.Record
}

// Foot says how far the record can be trusted.
func (recordPage) Foot() string { return takeaway.RecordFoot }

// record reads all that the teacher of a pupil may know, and writes down that they did.
func (s *Site) record(c *fiber.Ctx, what string) (recordPage, error) {
	ctx, teacher, classID, seatID := c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("seat")
	seen, err := s.seatPage(c)
	if err != nil {
		return recordPage{}, err
	}
	school, err := s.db.Schools.Find(ctx, seen.Class.SchoolID)
	if err != nil {
		return recordPage{}, err
	}
	lessons, err := s.db.Lessons.OfSeat(ctx, teacher, classID, seatID)
	if err != nil {
		return recordPage{}, err
	}
	asked, err := s.db.FollowUps.OfSeat(ctx, teacher, classID, seatID)
	if err != nil {
		return recordPage{}, err
	}
	lead := seen.Class.Name + ", " + schoolYearName(seen.Class.SchoolYear) + " · " + school.Name
	if year := seen.Class.YearGroup; year > 0 && year < leftSchool {
		lead = fmt.Sprintf("Year %d · %s", year, lead)
	}
	record := takeaway.Record{Name: seen.Seat.Name, Lead: lead, MadeOn: s.db.Now().In(london)}
	record.Parts = append(record.Parts, s.donePart(lessons, asked))
	record.Parts = append(record.Parts, resultParts(seen)...)
	record.Parts = append(record.Parts, s.planParts(seen.Plans)...)
	if err := s.seenSeat(c, what, seen.Seat); err != nil {
		return recordPage{}, err
	}
	return recordPage{s.page(c, "A pupil's record", "class.css"), seen.Class, seen.Seat, record}, nil
}

// donePart is what was done and when.
func (s *Site) donePart(lessons []models.SeatLesson, asked []models.SeatFollowUp) takeaway.RecordPart {
	part := takeaway.RecordPart{Heading: "What was done"}
	for _, lesson := range lessons {
		entry := takeaway.RecordEntry{When: date(lesson.StartedAt), What: fmt.Sprintf("%s, %d questions", theActivity, s.totalOf(lesson.Lesson)), More: "took part, and did not finish"}
		if lesson.FinishedAt != nil {
			entry.More = "finished on " + date(*lesson.FinishedAt)
		}
		part.Entries = append(part.Entries, entry)
	}
	for _, it := range asked {
		entry := takeaway.RecordEntry{When: date(it.SetAt), What: "Asked to: " + it.Text, More: "not said to be done"}
		if it.DoneAt != nil {
			entry.More = "said to be done on " + date(*it.DoneAt)
		}
		part.Entries = append(part.Entries, entry)
	}
	if len(part.Entries) == 0 {
		part.Lines = []string{"No lesson and no follow-up in this class yet."}
	}
	return part
}

// resultParts are the newest result, and why it is so.
func resultParts(seen seatPage) []takeaway.RecordPart {
	result := seen.Result
	if result == nil {
		return []takeaway.RecordPart{{Heading: "Result of the quiz", Lines: []string{"The quiz is not finished yet."}}}
	}
	part := takeaway.RecordPart{Heading: "Result of the quiz on " + date(*seen.FinishedAt)}
	switch {
	case result.Ranked:
		part.Lines = append(part.Lines, fmt.Sprintf("Leaned towards %s first and %s second.", result.Ranks[0].Name, result.Ranks[1].Name))
	case result.Rushed:
		part.Lines = append(part.Lines, "The answers came very quickly, so nothing is ranked.")
	default:
		part.Lines = append(part.Lines, "Felt much the same about most things, so nothing is ranked.")
	}
	if len(result.CloseCall) == 2 {
		part.Lines = append(part.Lines, fmt.Sprintf("It was a close call between %s and %s.", result.CloseCall[0], result.CloseCall[1]))
	}
	if result.Own != nil {
		part.Lines = append(part.Lines, "Own choice before the result: "+result.Own.Name+".")
	}
	parts := []takeaway.RecordPart{part}
	for _, because := range result.Reasons {
		why := takeaway.RecordPart{Heading: because.Name + ", because of these answers"}
		for _, q := range because.Plus {
			why.Entries = append(why.Entries, takeaway.RecordEntry{When: q.Answer, What: q.Text, More: q.Effect})
		}
		if q := because.Minus; q != nil {
			why.Entries = append(why.Entries, takeaway.RecordEntry{When: q.Answer, What: q.Text, More: q.Effect})
		}
		parts = append(parts, why)
	}
	if len(result.Disputes) > 0 {
		said := takeaway.RecordPart{Heading: "What the pupil said is not them"}
		for _, q := range result.Disputes {
			said.Entries = append(said.Entries, takeaway.RecordEntry{When: q.Answer, What: q.Text, More: q.Note})
		}
		parts = append(parts, said)
	}
	return parts
}

// planParts are the plans that the pupil shares, without the pupil's own notes.
func (s *Site) planParts(plans []models.Plan) []takeaway.RecordPart {
	if len(plans) == 0 {
		return []takeaway.RecordPart{{Heading: "Plan", Lines: []string{"No plan is shared."}}}
	}
	var parts []takeaway.RecordPart
	for _, plan := range plans {
		part := takeaway.RecordPart{Heading: "Plan: " + plan.RoleName, Lines: []string{plan.RouteName}}
		for _, year := range s.paperYears(plan) {
			for _, step := range year.Steps {
				when := step.When
				if when == "" {
					when = year.Name
				}
				part.Entries = append(part.Entries, takeaway.RecordEntry{When: when, What: step.Title, More: step.How})
			}
		}
		parts = append(parts, part)
	}
	return parts
}

func (s *Site) showRecord(c *fiber.Ctx) error {
	shown, err := s.record(c, "looked at a result")
	if err != nil {
		return err
	}
	return page(c, "class/record", shown)
}

// sendRecord is the record as a file, named by the class and never by the pupil.
func (s *Site) sendRecord(c *fiber.Ctx) error {
	shown, err := s.record(c, "exported a pupil's record")
	if err != nil {
		return err
	}
	file, err := takeaway.RecordPDF(shown.Record)
	if err != nil {
		return err
	}
	return attach(c, fileWord(shown.Class.Name)+"-record-"+shown.Seat.PublicID+".pdf", "application/pdf", file)
}
