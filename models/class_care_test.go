package models_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pathways/models"
	"pathways/models/testdb"
)

// rights tries everything that goes by the right to a class, and returns what was
// refused and how many rows were seen.
func (r room) rights(t *testing.T, db *models.DB, teacherID int64, plan models.Plan, asked models.FollowUp) (refused map[string]error, seen int) {
	t.Helper()
	class, seat, lesson := r.class.PublicID, r.seats[0].PublicID, r.lesson.PublicID
	at := models.SharedPlan{Class: class, Seat: seat, Plan: plan.PublicID}
	refused = map[string]error{
		"rename a seat": db.Seats.Rename(ctx, teacherID, class, seat, "Amy B"),
		"hide":          db.Seats.Hide(ctx, teacherID, class, seat, false),
		"let in":        db.Seats.LetIn(ctx, teacherID, class, seat),
		"help":          db.Seats.Help(ctx, teacherID, class, seat, false),
		"extend":        db.Lessons.Extend(ctx, teacherID, lesson),
		"reveal":        db.Lessons.Reveal(ctx, teacherID, lesson),
		"pause":         db.Lessons.Pause(ctx, teacherID, lesson, false),
	}
	_, refused["find"] = db.Classes.Find(ctx, teacherID, class)
	_, refused["stamp"] = db.Classes.Stamp(ctx, teacherID, class)
	_, refused["add"] = db.Seats.Add(ctx, teacherID, class, nil)
	_, refused["seat"] = db.Seats.Find(ctx, teacherID, class, seat)
	_, refused["lesson"] = db.Lessons.Find(ctx, teacherID, lesson)
	_, refused["live"] = db.Lessons.Stamp(ctx, teacherID, lesson)
	_, refused["plan"] = db.Plans.Shared(ctx, teacherID, class, seat, plan.PublicID)
	_, refused["comments"] = db.Comments.OfShared(ctx, teacherID, at)
	written, err := db.Comments.Write(ctx, teacherID, at, "Well done")
	refused["comment"] = err
	if err == nil {
		refused["take back"] = db.Comments.TakeBack(ctx, teacherID, at, written)
	}
	refused["ask"] = db.FollowUps.Set(ctx, teacherID, class, &models.FollowUp{Text: "Look it up"})
	_, refused["asked"] = db.FollowUps.Find(ctx, teacherID, class, asked.PublicID)
	refused["close"] = db.FollowUps.Close(ctx, teacherID, class, asked.PublicID)
	token, _, err := db.Sessions.Start(ctx, &teacherID)
	ok(t, err)
	_, _, refused["watch"] = db.Sessions.Watching(ctx, token, lesson)
	seen = len(must[[]models.SeatResult](t)(db.Classes.Results(ctx, teacherID, class))) +
		len(must[[]models.Seat](t)(db.Seats.Of(ctx, teacherID, class))) +
		len(must[[]models.Lesson](t)(db.Lessons.Of(ctx, teacherID, class))) +
		len(must[[]models.Progress](t)(db.Lessons.Progress(ctx, teacherID, lesson))) +
		len(must[[]models.PackedResult](t)(db.Lessons.Finished(ctx, teacherID, lesson))) +
		len(must[[]models.Plan](t)(db.Plans.SharedOf(ctx, teacherID, class, seat))) +
		len(must[[]models.Attempt](t)(db.Attempts.OfSeat(ctx, teacherID, class, seat))) +
		len(must[[]models.ClassColleague](t)(db.Classes.Teachers(ctx, teacherID, class))) +
		len(must[[]models.FollowUpSeat](t)(db.FollowUps.Who(ctx, teacherID, class, asked.PublicID))) +
		len(must[map[string]int](t)(db.FollowUps.DoneBySeat(ctx, teacherID, class))) +
		len(must[[]models.LessonPart](t)(db.Lessons.Parts(ctx, teacherID, class))) +
		len(must[[]models.LessonResult](t)(db.Lessons.Compared(ctx, teacherID, class))) +
		len(must[[]models.SeatLesson](t)(db.Lessons.OfSeat(ctx, teacherID, class, seat))) +
		min(1, len(must[[]models.SeatFollowUp](t)(db.FollowUps.OfSeat(ctx, teacherID, class, seat)))) +
		min(1, len(must[[]models.FollowUpCount](t)(db.FollowUps.Of(ctx, teacherID, class)))) +
		len(must[[]models.ClassSummary](t)(db.Classes.Of(ctx, teacherID)))
	return refused, seen
}

func TestACoverTeachersRightEndsByItselfEverywhere(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		r := newRoom(t, db)
		student := r.join(t, db, 0)
		owner := models.Owner{UserID: student.ID}
		attempt := models.Attempt{LessonID: &r.lesson.ID, QuizKey: "interests", QuizVersion: 1, Length: "full"}
		ok(t, db.Attempts.Start(ctx, owner, &attempt))
		ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte("x")}))
		plan := newPlan(t, db, student.ID, 1)
		ok(t, db.Plans.Share(ctx, student.ID, plan.PublicID, true))
		asked := r.asks(t, db, "Add two actions")
		ok(t, db.FollowUps.Mark(ctx, student.ID, asked.PublicID, true))
		cover := newTeacher(t, db, r.school)
		until := c.now().Add(30 * time.Minute)
		ok(t, db.Classes.Share(ctx, r.teacher.ID, r.class.PublicID, cover.ID, &until))

		_, want := r.rights(t, db, r.teacher.ID, plan, asked)
		allowed, seen := r.rights(t, db, cover.ID, plan, asked)
		for what, err := range allowed {
			if err != nil {
				t.Errorf("until then, %s: %v", what, err)
			}
		}
		if seen != want {
			t.Errorf("the cover sees %d rows, the teacher %d", seen, want)
		}
		if mine := must[[]models.Mine](t)(db.Seats.OfStudent(ctx, student.ID)); mine[0].Teachers != 2 {
			t.Errorf("the pupil is told of %d teachers", mine[0].Teachers)
		}
		c.forward(30 * time.Minute)
		refused, seen := r.rights(t, db, cover.ID, plan, asked)
		for what, err := range refused {
			if !errors.Is(err, models.ErrNotFound) {
				t.Errorf("afterwards, %s: %v", what, err)
			}
		}
		if seen != 0 {
			t.Errorf("afterwards the cover sees %d rows", seen)
		}
		if mine := must[[]models.Mine](t)(db.Seats.OfStudent(ctx, student.ID)); mine[0].Teachers != 1 {
			t.Errorf("afterwards the pupil is told of %d teachers", mine[0].Teachers)
		}
		if left := must[[]models.ClassColleague](t)(db.Classes.Teachers(ctx, r.teacher.ID, r.class.PublicID)); len(left) != 1 {
			t.Errorf("afterwards the class has %+v", left)
		}
	})
}

func TestACoverTeacherLeavesTheClassAsItIs(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		cover, other := newTeacher(t, db, r.school), newTeacher(t, db, r.school)
		until := db.Now().Add(time.Hour)
		class := r.class.PublicID
		ok(t, db.Classes.Share(ctx, r.teacher.ID, class, cover.ID, &until))
		is(t, db.Classes.Rename(ctx, cover.ID, class, "mine", 9), models.ErrNotFound)
		is(t, db.Classes.Archive(ctx, cover.ID, class, true), models.ErrNotFound)
		is(t, db.Classes.Share(ctx, cover.ID, class, other.ID, nil), models.ErrNotFound)
		is(t, db.Classes.Share(ctx, cover.ID, class, cover.ID, nil), models.ErrNotFound)
		is(t, db.Classes.Unshare(ctx, cover.ID, class, r.teacher.PublicID), models.ErrNotFound)
		_, err := db.Classes.NextYear(ctx, cover.ID, class, "10B")
		is(t, err, models.ErrNotFound)
		own := models.Class{Name: "8A", YearGroup: 8, SchoolYear: 2026}
		ok(t, db.Classes.Create(ctx, cover.ID, &own))
		_, err = db.Classes.Move(ctx, cover.ID, class, own.PublicID, []string{r.seats[0].PublicID})
		is(t, err, models.ErrNotFound)
	})
}

func TestAClassIsSharedWithinTheSchoolAndNeverLosesItsLastTeacher(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r, elsewhere := newRoom(t, db), newRoom(t, db)
		second, gone, class := newTeacher(t, db, r.school), newTeacher(t, db, r.school), r.class.PublicID
		pupil := r.join(t, db, 0)
		ok(t, db.Users.Disable(ctx, gone.ID))
		for _, other := range []int64{elsewhere.teacher.ID, pupil.ID, gone.ID, 0} {
			is(t, db.Classes.Share(ctx, r.teacher.ID, class, other, nil), models.ErrNotFound)
		}
		until := db.Now().Add(time.Hour)
		is(t, db.Classes.Share(ctx, r.teacher.ID, class, r.teacher.ID, &until), models.ErrTaken)
		is(t, db.Classes.Unshare(ctx, r.teacher.ID, class, r.teacher.PublicID), models.ErrLast)
		ok(t, db.Classes.Share(ctx, r.teacher.ID, class, second.ID, &until))
		is(t, db.Classes.Unshare(ctx, r.teacher.ID, class, r.teacher.PublicID), models.ErrLast)
		ok(t, db.Classes.Share(ctx, r.teacher.ID, class, second.ID, nil)) // from cover to for good
		is(t, db.Classes.Share(ctx, r.teacher.ID, class, second.ID, nil), models.ErrTaken)
		is(t, db.Classes.Unshare(ctx, second.ID, class, elsewhere.teacher.PublicID), models.ErrNotFound)
		ok(t, db.Classes.Unshare(ctx, second.ID, class, r.teacher.PublicID))
		_, err := db.Classes.Find(ctx, r.teacher.ID, class)
		is(t, err, models.ErrNotFound)
		is(t, db.Classes.Unshare(ctx, second.ID, class, second.PublicID), models.ErrLast)
	})
}

func TestAClassThatIsPutAwayHasNoLessonsUntilItComesBack(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		pupil := r.join(t, db, 0)
		ok(t, db.Classes.Archive(ctx, r.teacher.ID, r.class.PublicID, true))
		_, err := db.Lessons.FindByCode(ctx, r.lesson.Code)
		is(t, err, models.ErrClosed)
		is(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &models.Lesson{QuizKey: "interests"}), models.ErrClosed)
		if mine := must[[]models.Mine](t)(db.Seats.OfStudent(ctx, pupil.ID)); len(mine) != 0 {
			t.Errorf("the pupil sits in %+v", mine)
		}
		ok(t, db.Classes.Archive(ctx, r.teacher.ID, r.class.PublicID, false))
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &models.Lesson{QuizKey: "interests"}))
	})
}

func TestPupilsMoveUpWithTheirAccountsIntoAClassOfTheNextYear(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		pupil := r.join(t, db, 1)
		ok(t, db.Seats.Help(ctx, r.teacher.ID, r.class.PublicID, r.seats[1].PublicID, true))
		next := must[models.Class](t)(db.Classes.NextYear(ctx, r.teacher.ID, r.class.PublicID, "10B"))
		found := must[models.Class](t)(db.Classes.Find(ctx, r.teacher.ID, next.PublicID))
		if found.Name != "10B" || found.YearGroup != 10 || found.SchoolYear != 2027 || found.SchoolID != r.school.ID || found.ArchivedAt != nil {
			t.Errorf("the class is %+v", found)
		}
		before := must[[]models.Seat](t)(db.Seats.Of(ctx, r.teacher.ID, r.class.PublicID))
		seats := must[[]models.Seat](t)(db.Seats.Of(ctx, r.teacher.ID, next.PublicID))
		if len(seats) != 3 || len(before) != 3 {
			t.Fatalf("seats are %+v, and were %+v", seats, before)
		}
		for i, seat := range seats {
			if seat.Name != before[i].Name || seat.PublicID == before[i].PublicID || !seat.Listed || seat.HandAt != nil {
				t.Errorf("seat %d is %+v", i, seat)
			}
		}
		if seats[0].UserID != nil || seats[1].UserID == nil || *seats[1].UserID != pupil.ID {
			t.Errorf("accounts are in %+v", seats)
		}
		for year, want := range map[int]int{0: 0, 13: 14, 14: 14} {
			ok(t, db.Classes.Rename(ctx, r.teacher.ID, r.class.PublicID, "9B", year))
			if got := must[models.Class](t)(db.Classes.NextYear(ctx, r.teacher.ID, r.class.PublicID, "X")); got.YearGroup != want {
				t.Errorf("after year %d comes %d", year, got.YearGroup)
			}
		}
	})
}

func TestPupilsMoveAllOrNone(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		pupil := r.join(t, db, 0)
		to := models.Class{Name: "9C", YearGroup: 9, SchoolYear: 2026}
		ok(t, db.Classes.Create(ctx, r.teacher.ID, &to))
		must[[]models.Seat](t)(db.Seats.Add(ctx, r.teacher.ID, to.PublicID, []string{"ben  c"}))
		all := []string{r.seats[0].PublicID, r.seats[1].PublicID, r.seats[2].PublicID}
		move := func(to string, seats ...string) ([]string, error) {
			return db.Classes.Move(ctx, r.teacher.ID, r.class.PublicID, to, seats)
		}
		names := func(class string) (list []string) {
			for _, seat := range must[[]models.Seat](t)(db.Seats.Of(ctx, r.teacher.ID, class)) {
				list = append(list, seat.Name)
			}
			return list
		}
		clashing, err := move(to.PublicID, all...)
		is(t, err, models.ErrTaken)
		if !slices.Equal(clashing, []string{"Ben C"}) {
			t.Errorf("the names that clash are %q", clashing)
		}
		elsewhere := newRoom(t, db)
		for _, wrong := range [][]string{{to.PublicID}, {to.PublicID, all[0], elsewhere.seats[0].PublicID}, {r.class.PublicID, all[0]}, {elsewhere.class.PublicID, all[0]}} {
			_, err = move(wrong[0], wrong[1:]...)
			is(t, err, models.ErrNotFound)
		}
		if n := len(names(r.class.PublicID)); n != 3 {
			t.Errorf("%d are left, though nobody moved", n)
		}
		must[[]string](t)(move(to.PublicID, all[0], all[2]))
		if left, there := names(r.class.PublicID), names(to.PublicID); !slices.Equal(left, []string{"Ben C"}) || len(there) != 3 {
			t.Errorf("left are %q, there %q", left, there)
		}
		if mine := must[[]models.Mine](t)(db.Seats.OfStudent(ctx, pupil.ID)); len(mine) != 1 || mine[0].ClassName != "9C" {
			t.Errorf("the pupil sits in %+v", mine)
		}
		ok(t, db.Classes.Archive(ctx, r.teacher.ID, to.PublicID, true))
		_, err = move(to.PublicID, all[1])
		is(t, err, models.ErrClosed)
	})
}

func TestAnAccountIsNeverTwiceInAClassByMoving(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		r.join(t, db, 0)
		next := must[models.Class](t)(db.Classes.NextYear(ctx, r.teacher.ID, r.class.PublicID, "10B"))
		moved := must[[]models.Seat](t)(db.Seats.Of(ctx, r.teacher.ID, next.PublicID))[0]
		ok(t, db.Seats.Rename(ctx, r.teacher.ID, next.PublicID, moved.PublicID, "Amy Z"))
		clashing, err := db.Classes.Move(ctx, r.teacher.ID, next.PublicID, r.class.PublicID, []string{moved.PublicID})
		is(t, err, models.ErrTaken)
		if !slices.Equal(clashing, []string{"Amy Z"}) {
			t.Errorf("the names that clash are %q", clashing)
		}
	})
}

func TestASeatIsGivenAwayOnceAndOnlyIfItIsFree(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		r.join(t, db, 0)
		give := func(seat int, name string) (models.User, error) {
			user := models.User{Who: models.Student, UserName: name, DisplayName: "X", MustChange: true}
			err := db.Seats.Give(ctx, r.teacher.ID, r.class.PublicID, r.seats[seat].PublicID, &user)
			return user, err
		}
		_, err := give(0, "calm otter")
		is(t, err, models.ErrTaken)
		_, err = db.Users.ByUserName(ctx, "calm otter")
		is(t, err, models.ErrNotFound) // no account without its seat
		ben := must[models.User](t)(give(1, "calm otter"))
		if found := must[models.User](t)(db.Users.Find(ctx, ben.ID)); found.YearGroup != 9 || !found.MustChange {
			t.Errorf("the account is %+v", found)
		}
		_, err = give(2, "calm otter")
		is(t, err, models.ErrTaken)
		seats := must[[]models.Seat](t)(db.Seats.Of(ctx, r.teacher.ID, r.class.PublicID))
		if seats[1].UserID == nil || *seats[1].UserID != ben.ID || seats[2].UserID != nil {
			t.Errorf("seats are %+v", seats)
		}
	})
}
