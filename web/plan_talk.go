package web

import (
	"errors"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) talkRoutes() []Route {
	shared := "/classes/:class/seats/:seat/plans/:plan/comments"
	return []Route{
		post("/plans/:plan/comments", students, s.answerComment),
		post("/plans/:plan/comments/:comment/removal", students, s.removeComment),
		post(shared, teachers, s.writeComment),
		post(shared+"/:comment/removal", teachers, s.takeBackComment),
		post(shared+"/:comment/hidden", teachers, s.hideComment),
	}
}

// talk is what teachers and the student wrote about a plan, for one of them.
type talk struct {
	Form
	Path    string // the address of the plan for this reader
	Remarks []remark
	Open    bool // the reader may write
	Teacher bool // the reader teaches
}

// remark is one comment as its reader sees it.
type remark struct {
	models.Comment
	Path string // that of the plan
	Who  string
	Mine bool
	Hide bool // the reader may hide it, or show it again
}

// Wrote tells a student that a teacher had the last word.
func (t talk) Wrote() bool {
	return !t.Teacher && t.Open && len(t.Remarks) > 0 && !t.Remarks[len(t.Remarks)-1].Pupil
}

// Sent tells whether the reader's own comment came in a moment ago.
func (t talk) Sent() bool {
	if len(t.Remarks) == 0 {
		return false
	}
	last := t.Remarks[len(t.Remarks)-1]
	return last.Mine && time.Since(last.WrittenAt) < noticeFor
}

// newTalk is the comments on a plan for a reader.
func newTalk(path string, comments []models.Comment, reader *models.User, open bool) talk {
	t := talk{Path: path, Open: open, Teacher: reader.Who != models.Student}
	for _, comment := range comments {
		it := remark{
			Comment: comment, Path: path, Who: whoSaid(comment, reader.ID),
			Mine: comment.UserID != nil && *comment.UserID == reader.ID, Hide: t.Teacher && comment.Pupil,
		}
		t.Remarks = append(t.Remarks, it)
	}
	return t
}

// whoSaid names the writer of a comment to a reader.
func whoSaid(comment models.Comment, readerID int64) string {
	if comment.UserID == nil {
		return "A teacher who has left"
	}
	return whoWrote(comment.UserID, comment.Writer, readerID)
}

// talkOf is the comments on a student's own plan.
func (s *Site) talkOf(c *fiber.Ctx, plan models.Plan) (talk, error) {
	comments, err := s.db.Comments.Of(c.UserContext(), me(c).user.ID, plan.PublicID)
	return newTalk("/plans/"+plan.PublicID, comments, me(c).user, plan.Shared), err
}

// teacherWrote names the student's plans on which a teacher had the last word.
func (s *Site) teacherWrote(c *fiber.Ctx) (map[string]bool, error) {
	plans, err := s.db.Comments.Unanswered(c.UserContext(), me(c).user.ID)
	wrote := map[string]bool{}
	for _, plan := range plans {
		wrote[plan] = true
	}
	return wrote, err
}

// remarkProblem says what is wrong with a comment.
func remarkProblem(text string) string {
	switch {
	case text == "":
		return "Write something first."
	case utf8.RuneCountInString(text) > models.LongestRemark:
		return "Use 1,000 characters or fewer. Nothing is lost: it is still in the box."
	case unfit(text):
		return "Something in this cannot be shown. Copy only the words, or type them again."
	}
	return ""
}

// fullTalk is what somebody reads who writes one comment too many.
const fullTalk = "There are a hundred comments on this plan, which is the most it takes. Remove one of yours first."

// answerComment keeps what a student wrote about their own plan.
func (s *Site) answerComment(c *fiber.Ctx) error {
	shown, err := s.planPage(c)
	if err != nil {
		return err
	}
	return shown.Talk.keep(c, func(text string) (string, error) {
		return s.db.Comments.Answer(c.UserContext(), me(c).user.ID, shown.Plan.PublicID, text)
	}, func() error { return page(invalid(c), "plan/plan", shown) })
}

// writeComment keeps what a teacher wrote about a plan that is shared with them.
func (s *Site) writeComment(c *fiber.Ctx) error {
	shown, err := s.sharedPlanPage(c)
	if err != nil {
		return err
	}
	return shown.Talk.keep(c, func(text string) (string, error) {
		return s.db.Comments.Write(c.UserContext(), me(c).user.ID, sharedPlan(c), text)
	}, func() error { return page(invalid(c), "class/plan", shown) })
}

// keep saves the comment of a form and leads to it. When there is something wrong
// with it, it is asked for again, with what was typed.
func (t *talk) keep(c *fiber.Ctx, save func(text string) (string, error), again func() error) error {
	text := typedText(c, "text")
	id, problem := "", remarkProblem(text)
	if problem == "" {
		var err error
		switch id, err = save(text); {
		case errors.Is(err, models.ErrFull):
			problem = fullTalk
		case errors.Is(err, models.ErrClosed):
			problem = "Share this plan with your teacher first. Until then nobody would read it."
		case err != nil:
			return err
		}
	}
	if problem == "" {
		return seeOther(c, t.Path+"#"+id)
	}
	t.Form = Form{Typed: map[string]string{"text": text}}
	t.Wrong("text", problem)
	return again()
}

func (s *Site) removeComment(c *fiber.Ctx) error {
	if err := s.db.Comments.Remove(c.UserContext(), me(c).user.ID, c.Params("plan"), c.Params("comment")); err != nil {
		return err
	}
	return seeOther(c, "/plans/"+c.Params("plan")+"#comments")
}

// sharedPlan is the plan that a teacher's address names.
func sharedPlan(c *fiber.Ctx) models.SharedPlan {
	return models.SharedPlan{Class: c.Params("class"), Seat: c.Params("seat"), Plan: c.Params("plan")}
}

// sharedPath is a teacher's address of a shared plan.
func sharedPath(c *fiber.Ctx) string {
	return "/classes/" + c.Params("class") + "/seats/" + c.Params("seat") + "/plans/" + c.Params("plan")
}

func (s *Site) takeBackComment(c *fiber.Ctx) error {
	if err := s.db.Comments.TakeBack(c.UserContext(), me(c).user.ID, sharedPlan(c), c.Params("comment")); err != nil {
		return err
	}
	return seeOther(c, sharedPath(c)+"#comments")
}

// hideComment keeps what a pupil wrote from those who read the plan, or shows it
// again, and writes down who did so.
func (s *Site) hideComment(c *fiber.Ctx) error {
	ctx, teacher, at := c.UserContext(), me(c).user.ID, sharedPlan(c)
	hide, what := typed(c, "hide") == "yes", "showed a comment"
	if hide {
		what = "hid a comment"
	}
	err := s.db.Together(ctx, func(tx *models.DB) error {
		plan, err := tx.Plans.Shared(ctx, teacher, at.Class, at.Seat, at.Plan)
		if err != nil {
			return err
		}
		if err := tx.Comments.Hide(ctx, teacher, at, c.Params("comment"), hide); err != nil {
			return err
		}
		return auditIn(c, tx, what, &models.User{ID: plan.UserID})
	})
	if err != nil {
		return err
	}
	return seeOther(c, sharedPath(c)+"#"+c.Params("comment"))
}
