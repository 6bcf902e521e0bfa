package models_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// room is a class with a list and a lesson under way.
type room struct {
	school  models.School
	teacher models.User
	class   models.Class
	seats   []models.Seat
	lesson  models.Lesson
}

func newRoom(t testing.TB, db *models.DB) room {
	t.Helper()
	r := room{school: newSchool(t, db)}
	r.teacher = newTeacher(t, db, r.school)
	r.class = models.Class{Name: "9B", YearGroup: 9, SchoolYear: 2026}
	ok(t, db.Classes.Create(ctx, r.teacher.ID, &r.class))
	r.seats = must[[]models.Seat](t)(db.Seats.Add(ctx, r.teacher.ID, r.class.PublicID, []string{"Amy B", "Ben C", "Cleo D"}))
	r.lesson = models.Lesson{QuizKey: "interests", QuizVersion: 1, Length: "starter"}
	ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &r.lesson))
	return r
}

// join seats a new student.
func (r room) join(t testing.TB, db *models.DB, seat int) models.User {
	t.Helper()
	student := newStudent(t, db)
	must[models.Seat](t)(db.Seats.Claim(ctx, r.lesson.ID, r.seats[seat].PublicID, student.ID))
	return student
}

func TestTeachersSeeAndChangeOnlyTheirOwnClasses(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		student := r.join(t, db, 0)
		owner := models.Owner{UserID: student.ID}
		attempt := newAttempt(t, db, owner)
		ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte("x")}))
		plan := newPlan(t, db, student.ID, 2)
		ok(t, db.Plans.Share(ctx, student.ID, plan.PublicID, true))
		class, seat, lesson := r.class.PublicID, r.seats[0].PublicID, r.lesson.PublicID

		for _, other := range []int64{newTeacher(t, db, r.school).ID, newRoom(t, db).teacher.ID, student.ID, 0} {
			refused := map[string]error{
				"rename":  db.Classes.Rename(ctx, other, class, "mine", 9),
				"archive": db.Classes.Archive(ctx, other, class, true),
				"share":   db.Classes.Share(ctx, other, class, other, nil),
				"unshare": db.Classes.Unshare(ctx, other, class, r.teacher.PublicID),
				"give":    db.Seats.Give(ctx, other, class, r.seats[2].PublicID, &models.User{Who: models.Student, UserName: "calm otter"}),
				"release": db.Seats.Release(ctx, other, class, seat),
				"name":    db.Seats.Rename(ctx, other, class, seat, "X"),
				"hide":    db.Seats.Hide(ctx, other, class, seat, true),
				"remove":  db.Seats.Remove(ctx, other, class, seat),
				"start":   db.Lessons.Start(ctx, other, class, &models.Lesson{}),
				"extend":  db.Lessons.Extend(ctx, other, lesson),
				"end":     db.Lessons.End(ctx, other, lesson),
				"reveal":  db.Lessons.Reveal(ctx, other, lesson),
			}
			_, refused["find"] = db.Classes.Find(ctx, other, class)
			_, refused["next year"] = db.Classes.NextYear(ctx, other, class, "10B")
			_, refused["move"] = db.Classes.Move(ctx, other, class, class, []string{seat})
			_, refused["stamp"] = db.Classes.Stamp(ctx, other, class)
			_, refused["add"] = db.Seats.Add(ctx, other, class, []string{"Z"})
			_, refused["seat"] = db.Seats.Find(ctx, other, class, seat)
			_, refused["lesson"] = db.Lessons.Find(ctx, other, lesson)
			_, refused["live"] = db.Lessons.Stamp(ctx, other, lesson)
			_, refused["plan"] = db.Plans.Shared(ctx, other, class, seat, plan.PublicID)
			for what, err := range refused {
				if !errors.Is(err, models.ErrNotFound) {
					t.Errorf("%s by %d: %v", what, other, err)
				}
			}
			seen := len(must[[]models.SeatResult](t)(db.Classes.Results(ctx, other, class))) +
				len(must[[]models.Seat](t)(db.Seats.Of(ctx, other, class))) +
				len(must[[]models.Lesson](t)(db.Lessons.Of(ctx, other, class))) +
				len(must[[]models.ClassColleague](t)(db.Classes.Teachers(ctx, other, class))) +
				len(must[[]models.Progress](t)(db.Lessons.Progress(ctx, other, lesson))) +
				len(must[[]models.Plan](t)(db.Plans.SharedOf(ctx, other, class, seat))) +
				len(must[[]models.Attempt](t)(db.Attempts.OfSeat(ctx, other, class, seat)))
			if seen != 0 {
				t.Errorf("%d sees %d rows of another's class", other, seen)
			}
		}
	})
}

func TestATeacherSeesResultsAndOnlySharedPlans(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		student := r.join(t, db, 1)
		owner := models.Owner{UserID: student.ID}
		for _, packed := range []string{"then", "now"} {
			attempt := newAttempt(t, db, owner)
			ok(t, db.Attempts.Choose(ctx, owner, attempt.ID, "primary-healthcare"))
			ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte(packed)}))
			ok(t, db.Attempts.Dispute(ctx, owner, attempt.ID, "q01", "not "+packed))
		}
		plan := newPlan(t, db, student.ID, 1)

		results := must[[]models.SeatResult](t)(db.Classes.Results(ctx, r.teacher.ID, r.class.PublicID))
		if len(results) != 3 || results[0].Name != "Amy B" || results[0].AttemptPublicID != "" || results[0].HasPlan {
			t.Fatalf("results are %+v", results)
		}
		ben := results[1]
		if string(ben.Packed) != "now" || ben.UserName != student.UserName || ben.OwnChoice != "primary-healthcare" ||
			!ben.HasPlan || ben.SharedPlans != 0 || ben.FinishedAt == nil {
			t.Errorf("result is %+v", ben)
		}
		all := must[[]models.Attempt](t)(db.Attempts.OfSeat(ctx, r.teacher.ID, r.class.PublicID, r.seats[1].PublicID))
		if len(all) != 2 || len(all[0].Disputes) != 1 || all[0].Disputes[0].Note != "not now" {
			t.Errorf("attempts of the seat are %+v", all)
		}
		_, err := db.Plans.Shared(ctx, r.teacher.ID, r.class.PublicID, r.seats[1].PublicID, plan.PublicID)
		is(t, err, models.ErrNotFound)
		ok(t, db.Plans.Share(ctx, student.ID, plan.PublicID, true))
		shared := must[models.Plan](t)(db.Plans.Shared(ctx, r.teacher.ID, r.class.PublicID, r.seats[1].PublicID, plan.PublicID))
		if len(shared.Steps) != 1 {
			t.Errorf("shared plan is %+v", shared)
		}
		_, err = db.Plans.Shared(ctx, r.teacher.ID, r.class.PublicID, r.seats[0].PublicID, plan.PublicID)
		is(t, err, models.ErrNotFound)
	})
}

func TestAPupilWithoutAYearGroupTakesThatOfTheClass(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db) // of Year 9
		said := newStudent(t, db)
		ok(t, db.Users.SetYearGroup(ctx, said.ID, 11))
		must[models.Seat](t)(db.Seats.Claim(ctx, r.lesson.ID, r.seats[0].PublicID, said.ID))
		byName := r.join(t, db, 1)
		open := models.Lesson{QuizKey: "interests", JoinBy: models.JoinOpenly}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &open))
		openly := newStudent(t, db)
		must[models.Seat](t)(db.Seats.Sit(ctx, open.ID, "amber otter", openly.ID))
		for userID, want := range map[int64]int{said.ID: 11, byName.ID: 9, openly.ID: 9} {
			if got := must[models.User](t)(db.Users.Find(ctx, userID)).YearGroup; got != want {
				t.Errorf("the year group is %d, want %d", got, want)
			}
		}
	})
}

func TestAPupilSitsInTheLessonsOfTheirOwnClassOnly(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r, other := newRoom(t, db), newRoom(t, db)
		pupil := r.join(t, db, 0)
		for lesson, want := range map[int64]bool{r.lesson.ID: true, other.lesson.ID: false, 0: false} {
			if sits := must[bool](t)(db.Seats.Sits(ctx, lesson, pupil.ID)); sits != want {
				t.Errorf("sits in lesson %d: %v, want %v", lesson, sits, want)
			}
		}
	})
}

func TestAClassTakesNoMoreMadeUpNamesThanATeacherCanLookThrough(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		open := models.Lesson{QuizKey: "interests", JoinBy: models.JoinOpenly}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &open))
		var joining sync.WaitGroup
		var seated, refused atomic.Int32
		for i := range models.MostMadeUp + 5 {
			student := newStudent(t, db)
			joining.Go(func() {
				if _, err := db.Seats.Sit(ctx, open.ID, fmt.Sprint("otter ", i), student.ID); err == nil {
					seated.Add(1)
				} else {
					is(t, err, models.ErrFull)
					refused.Add(1)
				}
			})
		}
		joining.Wait()
		if seated.Load() != models.MostMadeUp || refused.Load() != 5 {
			t.Errorf("%d sat down, %d were refused", seated.Load(), refused.Load())
		}
	})
}

func TestOfManyWhoClaimASeatOneGetsIt(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		students := []models.User{}
		for range 12 {
			students = append(students, newStudent(t, db))
		}
		var claimed, taken atomic.Int64
		var callers sync.WaitGroup
		for _, student := range students {
			callers.Go(func() {
				_, err := db.Seats.Claim(ctx, r.lesson.ID, r.seats[0].PublicID, student.ID)
				switch {
				case err == nil:
					claimed.Add(1)
				case errors.Is(err, models.ErrTaken):
					taken.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		callers.Wait()
		if claimed.Load() != 1 || taken.Load() != 11 {
			t.Errorf("%d claimed it, %d were too late", claimed.Load(), taken.Load())
		}
	})
}

func TestATeacherUndoesAClaim(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		student := r.join(t, db, 0)
		token, _, err := db.Sessions.Start(ctx, &student.ID)
		ok(t, err)
		ok(t, db.Seats.Release(ctx, r.teacher.ID, r.class.PublicID, r.seats[0].PublicID))
		_, _, err = db.Sessions.Find(ctx, token)
		is(t, err, models.ErrNotFound)
		if seats := must[[]models.Mine](t)(db.Seats.OfStudent(ctx, student.ID)); len(seats) != 0 {
			t.Errorf("still sits in %+v", seats)
		}
		r.join(t, db, 0)
	})
}

func TestAClassHasEachNameOnce(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		_, err := db.Seats.Add(ctx, r.teacher.ID, r.class.PublicID, []string{"Dan E", " amy  b"})
		is(t, err, models.ErrTaken)
		is(t, db.Seats.Rename(ctx, r.teacher.ID, r.class.PublicID, r.seats[0].PublicID, "BEN C"), models.ErrTaken)
		if n := len(must[[]models.Seat](t)(db.Seats.Of(ctx, r.teacher.ID, r.class.PublicID))); n != 3 {
			t.Errorf("the class has %d seats", n)
		}
		is(t, db.Users.Create(ctx, &models.User{Who: models.Teacher, Email: " " + "T@x.org"}), nil)
		is(t, db.Users.Create(ctx, &models.User{Who: models.Teacher, Email: "t@X.org"}), models.ErrTaken)
		is(t, db.Users.Create(ctx, &models.User{Who: models.Student, UserName: "a", Email: "pupil@x.org"}), models.ErrInvalid)
		is(t, db.Users.Create(ctx, &models.User{Who: "headmaster", Email: "h@x.org"}), models.ErrInvalid)
	})
}
