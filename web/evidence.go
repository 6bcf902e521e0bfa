package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// theActivity is what the school's record calls the quiz.
const theActivity = "Pathways careers quiz"

// theBenchmarks are those of Gatsby's to which a lesson counts, as a cell.
const theBenchmarks = "2, 3, 8"

// evidencePage is what a school keeps of a class: the lessons, what the class
// was asked to do, and the record of each pupil.
type evidencePage struct {
	Page
	Class     models.Class
	Lessons   []lessonRecord
	FollowUps []models.FollowUpCount
	Pupils    []pupilRecord
	MadeOn    string
}

// lessonRecord is one lesson, in numbers.
type lessonRecord struct {
	models.Lesson
	What                                string
	TookPart, Finished, Planned, Shared int
	Set, Done                           int // follow-ups from this lesson to the next, and the marks on them
}

// pupilRecord is one pupil's careers experience.
type pupilRecord struct {
	seatRow
	Chosen    string // the sector that they named themselves
	FollowUps int    // how many they have done
}

// Day is when the pupil finished, as spreadsheets take it.
func (r pupilRecord) Day() string {
	if r.FinishedAt == nil {
		return ""
	}
	return r.FinishedAt.In(london).Format(time.DateOnly)
}

// evidence is the page of the class that the address names.
func (s *Site) evidence(c *fiber.Ctx) (evidencePage, error) {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, sum, err := s.classResults(c)
	if err != nil {
		return evidencePage{}, err
	}
	shown := evidencePage{Page: s.page(c, "Evidence", "class.css"), Class: class, MadeOn: date(s.db.Now())}
	lessons, err := s.db.Lessons.Of(ctx, teacher, id)
	if err != nil {
		return shown, err
	}
	parts, err := s.db.Lessons.Parts(ctx, teacher, id)
	if err != nil {
		return shown, err
	}
	if shown.FollowUps, err = s.db.FollowUps.Of(ctx, teacher, id); err != nil {
		return shown, err
	}
	shown.Lessons = s.lessonRecords(lessons, parts, shown.FollowUps)
	done, err := s.db.FollowUps.DoneBySeat(ctx, teacher, id)
	for _, row := range sum.rows {
		shown.Pupils = append(shown.Pupils, pupilRecord{row, s.choiceName(row.OwnChoice), done[row.SeatPublicID]})
	}
	return shown, err
}

// lessonRecords counts up the lessons of a class, the first one first.
func (s *Site) lessonRecords(lessons []models.Lesson, parts []models.LessonPart, asked []models.FollowUpCount) []lessonRecord {
	var records []lessonRecord
	for _, lesson := range lessons {
		record := lessonRecord{Lesson: lesson, What: fmt.Sprintf("%s, %d questions", theActivity, s.totalOf(lesson))}
		for _, part := range parts {
			if part.LessonID == lesson.ID {
				record.count(part)
			}
		}
		records = append(records, record)
	}
	slices.SortFunc(records, func(a, b lessonRecord) int { return cmp.Compare(a.ID, b.ID) })
	for _, it := range asked {
		for i := len(records) - 1; i >= 0; i-- {
			if !records[i].StartedAt.After(it.SetAt) {
				records[i].Set, records[i].Done = records[i].Set+1, records[i].Done+it.Done
				break
			}
		}
	}
	return records
}

func (r *lessonRecord) count(part models.LessonPart) {
	r.TookPart++
	if part.Finished > 0 {
		r.Finished++
	}
	if part.HasPlan {
		r.Planned++
	}
	if part.SharesPlan {
		r.Shared++
	}
}

func (s *Site) showEvidence(c *fiber.Ctx) error {
	shown, err := s.evidence(c)
	if err != nil {
		return err
	}
	return page(c, "class/evidence", shown)
}

// sendEvidence is the record of each pupil as a file, for the tool in which the
// school keeps them.
func (s *Site) sendEvidence(c *fiber.Ctx) error {
	shown, err := s.evidence(c)
	if err != nil {
		return err
	}
	rows := [][]string{{
		"Name", "Class", "Year group", "Activity", "Date finished", "First sector", "Second sector", "Own choice",
		"Has a plan", "Shares a plan", "Follow-ups done", "Gatsby benchmarks",
	}}
	for _, row := range shown.Pupils {
		rows = append(rows, []string{
			row.Name, shown.Class.Name, numberOrNone(shown.Class.YearGroup), theActivity, row.Day(),
			row.First, row.Second, row.Chosen,
			yesOrNo(row.HasPlan), yesOrNo(row.SharedPlans > 0), strconv.Itoa(row.FollowUps), theBenchmarks,
		})
	}
	if err := s.audit(c, "exported class evidence", nil); err != nil {
		return err
	}
	return attachTable(c, shown.Class.Name, "evidence", rows)
}
