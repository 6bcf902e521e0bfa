package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"pathways/models"
	"pathways/quizzes"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
	"pathways/web"
	"pathways/web/secret"
)

// filler makes the demo's schools. The dice are loaded: everybody gets the same
// schools, and only ids, codes and passwords differ.
type filler struct {
	db        *models.DB
	clock     *demoClock
	catalogue *careers.Catalogue
	planner   *doors.Planner
	hasher    *secret.Hasher
	shut      string // the password hash of those who do not sign in
	people    []demoPerson
	minds
}

func fillDemo(ctx context.Context, db *models.DB, clock *demoClock, library *quizzes.Library, catalogue *careers.Catalogue) ([]demoPerson, error) {
	quiz, ok := library.Newest(theQuiz)
	if !ok {
		return nil, fmt.Errorf("the content has no quiz %s", theQuiz)
	}
	planner, err := doors.New(catalogue)
	if err != nil {
		return nil, err
	}
	f := &filler{
		db: db, clock: clock, catalogue: catalogue, planner: planner, hasher: secret.NewHasher(),
		minds: minds{quiz, rand.New(rand.NewPCG(2026, 11))},
	}
	if f.shut, err = f.hasher.Hash(ctx, secret.Token()); err != nil {
		return nil, err
	}
	for _, school := range demoSchools {
		if err := f.school(ctx, school); err != nil {
			return nil, fmt.Errorf("filling %s: %w", school.name, err)
		}
	}
	clock.ago = 0
	return f.people, nil
}

// school makes one school with its staff and classes.
func (f *filler) school(ctx context.Context, plan demoSchool) error {
	f.clock.ago = 60 * 24 * time.Hour
	school := models.School{Name: plan.name, Place: plan.place}
	if err := f.db.Schools.Create(ctx, &school); err != nil {
		return err
	}
	if _, err := f.staff(ctx, school, models.Admin, plan.admin); err != nil {
		return err
	}
	for _, teacher := range plan.teachers {
		id, err := f.staff(ctx, school, models.Teacher, teacher.name)
		if err != nil {
			return err
		}
		for _, class := range teacher.classes {
			if err := f.class(ctx, school, id, class); err != nil {
				return fmt.Errorf("class %s: %w", class.name, err)
			}
		}
	}
	return nil
}

// staff makes a member of staff who can sign in.
func (f *filler) staff(ctx context.Context, school models.School, who, name string) (int64, error) {
	user := models.User{Who: who, SchoolID: &school.ID, DisplayName: name, Email: emailOf(name, school.Name)}
	err := f.signsIn(ctx, &user, school.Name)
	return user.ID, err
}

// signsIn keeps an account with a password that is printed at each start.
func (f *filler) signsIn(ctx context.Context, user *models.User, school string) error {
	password := secret.Code(10)
	hash, err := f.hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	user.PasswordHash = hash
	if err := f.db.Users.Create(ctx, user); err != nil {
		return err
	}
	f.people = append(f.people, demoPerson{
		Who: user.Who, School: school, Name: user.DisplayName, SignIn: user.UserName + user.Email, Password: password, UserID: user.ID,
	})
	return nil
}

// class makes a class with its list, the lessons it had, and the one under way.
func (f *filler) class(ctx context.Context, school models.School, teacherID int64, plan demoClass) error {
	class := models.Class{SchoolID: school.ID, Name: plan.name, YearGroup: plan.year, SchoolYear: 2026}
	if err := f.db.Classes.Create(ctx, teacherID, &class); err != nil {
		return err
	}
	names := f.names(plan.size)
	seats, err := f.db.Seats.Add(ctx, teacherID, class.PublicID, names)
	if err != nil {
		return err
	}
	f.clock.ago = plan.ago
	lesson := models.Lesson{QuizKey: f.quiz.Key, QuizVersion: f.quiz.Version, Length: string(quizzes.Full), JoinBy: models.JoinByList}
	if err := f.db.Lessons.Start(ctx, teacherID, class.PublicID, &lesson); err != nil {
		return err
	}
	for i, seat := range seats {
		if i >= plan.size-plan.absent {
			break
		}
		if err := f.pupil(ctx, school, plan, lesson, seat, i); err != nil {
			return err
		}
	}
	if plan.live {
		teacher := &f.people[f.indexOf(teacherID)]
		teacher.Live = append(teacher.Live, class.PublicID)
		return nil
	}
	f.clock.ago = plan.ago - 50*time.Minute
	return f.db.Lessons.End(ctx, teacherID, lesson.PublicID)
}

func (f *filler) indexOf(userID int64) int {
	for i, p := range f.people {
		if p.UserID == userID {
			return i
		}
	}
	return 0
}

// pupil sits a pupil down and lets them take the quiz: whole, or in a lesson
// under way as far as they have come.
func (f *filler) pupil(ctx context.Context, school models.School, plan demoClass, lesson models.Lesson, seat models.Seat, nth int) error {
	f.clock.ago = plan.ago - time.Duration(1+nth%4)*time.Minute
	user := models.User{Who: models.Student, SchoolID: &school.ID, DisplayName: seat.Name, YearGroup: plan.year, PasswordHash: f.shut}
	err := models.ErrTaken
	for errors.Is(err, models.ErrTaken) {
		user.UserName = secret.MadeUpName()
		if nth == 0 {
			err = f.signsIn(ctx, &user, school.Name)
		} else {
			err = f.db.Users.Create(ctx, &user)
		}
	}
	if err != nil {
		return err
	}
	if _, err := f.db.Seats.Claim(ctx, lesson.ID, seat.PublicID, user.ID); err != nil {
		return err
	}
	role := &f.catalogue.Roles[f.dice.IntN(len(f.catalogue.Roles))]
	done := f.quiz.StageOneTotal(quizzes.Full)
	if plan.live && nth%3 != 0 {
		done = f.dice.IntN(done)
	}
	if err := f.attempt(ctx, user, lesson, role.ID, done); err != nil {
		return err
	}
	if plan.live || nth%3 != 0 {
		return nil
	}
	return f.plan(ctx, user, role, plan.year, nth%2 == 0)
}

// attempt answers as somebody might who would be happy in a role: with a mind
// of their own. All questions answered means that the attempt is finished.
func (f *filler) attempt(ctx context.Context, user models.User, lesson models.Lesson, roleID string, answers int) error {
	owner := models.Owner{UserID: user.ID}
	attempt := models.Attempt{
		LessonID: &lesson.ID, QuizKey: f.quiz.Key, QuizVersion: f.quiz.Version, Length: string(quizzes.Full), Seed: f.dice.Int64N(1 << 31),
	}
	if err := f.db.Attempts.Start(ctx, owner, &attempt); err != nil {
		return err
	}
	sheet := quizzes.Sheet{Length: quizzes.Full, Seed: attempt.Seed, Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{}}
	for range answers {
		item, _, ok := f.quiz.Next(sheet)
		if !ok {
			break
		}
		f.rate(sheet, item, roleID)
	}
	if _, _, more := f.quiz.Next(sheet); more {
		return f.keep(ctx, owner, attempt, sheet)
	}
	for _, item := range f.quiz.StageTwo(sheet) {
		f.rate(sheet, item, roleID)
	}
	if err := f.db.Attempts.Choose(ctx, owner, attempt.ID, f.choice()); err != nil {
		return err
	}
	f.clock.ago -= 9 * time.Minute
	return f.db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: attempt.Revision, Packed: f.quiz.Pack(sheet)})
}

// keep saves the answers of an attempt that goes on.
func (f *filler) keep(ctx context.Context, owner models.Owner, attempt models.Attempt, sheet quizzes.Sheet) error {
	for _, item := range f.quiz.Items {
		rating, ok := sheet.Ratings[item.ID]
		if !ok {
			continue
		}
		answer := models.Answer{Item: item.ID, Rating: int8(rating), Seconds: float32(sheet.Seconds[item.ID])}
		if err := f.db.Attempts.Answer(ctx, owner, attempt.ID, answer); err != nil {
			return err
		}
	}
	return nil
}

// plan saves the way to a role, with the first steps on their way.
func (f *filler) plan(ctx context.Context, user models.User, role *careers.Role, year int, shared bool) error {
	routes, ok := f.planner.Routes(role.ID, doors.Profile{YearGroup: doors.YearGroup(year)})
	if !ok {
		return fmt.Errorf("role %s has no route", role.ID)
	}
	plan := web.PlanOf(f.catalogue, role, routes.Routes[0], f.clock.now())
	plan.Steps[0].State, plan.Shared = models.Doing, shared
	return f.db.Plans.Create(ctx, user.ID, &plan)
}
