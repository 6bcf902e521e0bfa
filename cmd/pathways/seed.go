package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"pathways/models"
	"pathways/quizzes"
	"pathways/web/secret"
)

type seedCommand struct {
	storeFlag
	contentFlag
	Students int  `help:"Students a class." default:"5" env:"-"`
	JSON     bool `help:"Print JSON." env:"-"`
}

// seeded is the fixture as it is printed: everything that is needed to act as
// any of its people.
type seeded struct {
	Schools []seededSchool `json:"schools"`
	Classes []seededClass  `json:"classes"`
	People  []seededPerson `json:"people"`
}

type seededSchool struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type seededClass struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	School   string `json:"school"`
	Teacher  string `json:"teacher"`
	Lesson   string `json:"lesson"`
	JoinCode string `json:"join_code"`
}

type seededPerson struct {
	Who      string `json:"who"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	UserName string `json:"user_name,omitempty"`
	Email    string `json:"email,omitempty"`
	Password string `json:"password"`
	School   string `json:"school,omitempty"`
	Class    string `json:"class,omitempty"`
	Seat     string `json:"seat,omitempty"`

	user     models.User
	schoolID int64
}

// Run fills an empty database and prints what it holds now.
func (cmd *seedCommand) Run(out printer) error {
	if cmd.Students < 1 || cmd.Students > 2000 {
		return fmt.Errorf("%w: --students %d: give 1 to 2000", errUsage, cmd.Students)
	}
	library, err := cmd.loadQuizzes()
	if err != nil {
		return err
	}
	quiz, ok := library.Newest(theQuiz)
	if !ok {
		return fmt.Errorf("the content has no quiz %s", theQuiz)
	}
	ctx := context.Background()
	db, err := cmd.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	empty, err := db.Empty(ctx)
	if err != nil {
		return err
	}
	if !empty {
		return errors.New("this database has people, schools or invitations in it: seed fills an empty one only")
	}
	fixture, err := seed(ctx, db, quiz, cmd.Students)
	if err != nil {
		return err
	}
	if cmd.JSON {
		return printJSON(out, fixture)
	}
	for _, p := range fixture.People {
		fmt.Fprintf(out, "%-8s %-26s %s\n", p.Who, p.UserName+p.Email, p.Password)
	}
	for _, c := range fixture.Classes {
		fmt.Fprintf(out, "lesson   %-26s %s\n", c.Name+", "+c.School, c.JoinCode)
	}
	return nil
}

// theQuiz is the key of the quiz that lessons ask.
const theQuiz = "interests"

// seed makes the same people and classes each time; only ids, codes and
// passwords differ, because those are secrets.
func seed(ctx context.Context, db *models.DB, quiz *quizzes.Quiz, students int) (seeded, error) {
	fixture := seeded{}
	people := []*seededPerson{{Who: models.Operator, Name: "Olu Operator", Email: "operator@pathways.example"}}
	for _, name := range []string{"Tyne Academy", "Wear High School"} {
		school := models.School{Name: name, Place: "North East"}
		if err := db.Schools.Create(ctx, &school); err != nil {
			return fixture, err
		}
		fixture.Schools = append(fixture.Schools, seededSchool{school.PublicID, name})
		people = append(people, peopleOf(school, students)...)
	}
	if err := createAll(ctx, db, people); err != nil {
		return fixture, err
	}
	for _, school := range fixture.Schools {
		classes, err := seedClasses(ctx, db, quiz, school, people)
		if err != nil {
			return fixture, err
		}
		fixture.Classes = append(fixture.Classes, classes...)
	}
	for _, p := range people {
		fixture.People = append(fixture.People, *p)
	}
	return fixture, nil
}

// classNames are the two classes of each seeded school.
var classNames = [2]string{"9A", "10B"}

func peopleOf(school models.School, students int) []*seededPerson {
	slug := school.Name[:4]
	people := []*seededPerson{
		{Who: models.Admin, Name: "Ada Admin", Email: "admin." + slug + "@pathways.example"},
		{Who: models.Teacher, Name: "Tom Teacher", Email: "tom." + slug + "@pathways.example"},
		{Who: models.Teacher, Name: "Tia Teacher", Email: "tia." + slug + "@pathways.example"},
	}
	for _, class := range classNames {
		for n := range students {
			name := fmt.Sprintf("Student %s %d", class, n+1)
			people = append(people, &seededPerson{
				Who: models.Student, Name: name, Class: class,
				UserName: fmt.Sprintf("student-%s-%s-%d", slug, class, n+1),
			})
		}
	}
	for _, p := range people {
		p.School, p.schoolID = school.Name, school.ID
	}
	return people
}

// createAll hashes as many passwords at once as there are cores, then keeps
// everybody.
func createAll(ctx context.Context, db *models.DB, people []*seededPerson) error {
	hasher := secret.NewHasher()
	failed := make([]error, len(people))
	var wait sync.WaitGroup
	gate := make(chan struct{}, runtime.NumCPU())
	for i, p := range people {
		wait.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wait.Done() }()
			p.Password = secret.Code(12)
			p.user.PasswordHash, failed[i] = hasher.Hash(ctx, p.Password)
		}()
	}
	wait.Wait()
	if err := errors.Join(failed...); err != nil {
		return err
	}
	return db.Together(ctx, func(tx *models.DB) error {
		for _, p := range people {
			p.user.Who, p.user.DisplayName, p.user.UserName, p.user.Email = p.Who, p.Name, p.UserName, p.Email
			if p.schoolID != 0 {
				p.user.SchoolID = &p.schoolID
			}
			if err := tx.Users.Create(ctx, &p.user); err != nil {
				return err
			}
			p.ID, p.UserName, p.Email = p.user.PublicID, p.user.UserName, p.user.Email
		}
		return nil
	})
}

// seedClasses gives each teacher of a school one class, seats its students and
// opens a lesson in it.
func seedClasses(ctx context.Context, db *models.DB, quiz *quizzes.Quiz, school seededSchool, people []*seededPerson) ([]seededClass, error) {
	var teachers []*seededPerson
	for _, p := range people {
		if p.School == school.Name && p.Who == models.Teacher {
			teachers = append(teachers, p)
		}
	}
	var classes []seededClass
	for i, name := range classNames {
		teacher := teachers[i]
		class := models.Class{SchoolID: teacher.schoolID, Name: name, YearGroup: 9 + i, SchoolYear: 2026}
		if err := db.Classes.Create(ctx, teacher.user.ID, &class); err != nil {
			return nil, err
		}
		lesson := models.Lesson{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Full), JoinBy: models.JoinByList}
		if err := db.Lessons.Start(ctx, teacher.user.ID, class.PublicID, &lesson); err != nil {
			return nil, err
		}
		err := seatAll(ctx, db, teacher.user.ID, class.PublicID, lesson.ID, func(yield func(*seededPerson) bool) {
			for _, p := range people {
				if p.School == school.Name && p.Class == name && !yield(p) {
					return
				}
			}
		})
		if err != nil {
			return nil, err
		}
		classes = append(classes, seededClass{
			ID: class.PublicID, Name: name, School: school.Name, Teacher: teacher.Email,
			Lesson: lesson.PublicID, JoinCode: lesson.Code,
		})
	}
	return classes, nil
}

// seatAll puts students on the class list and into their seats.
func seatAll(ctx context.Context, db *models.DB, teacherID int64, classID string, lessonID int64, students func(func(*seededPerson) bool)) error {
	return db.Together(ctx, func(tx *models.DB) error {
		var names []string
		var sitting []*seededPerson
		for p := range students {
			names, sitting = append(names, p.Name), append(sitting, p)
		}
		seats, err := tx.Seats.Add(ctx, teacherID, classID, names)
		if err != nil {
			return err
		}
		for i, p := range sitting {
			if _, err := tx.Seats.Claim(ctx, lessonID, seats[i].PublicID, p.user.ID); err != nil {
				return err
			}
			p.Seat = seats[i].PublicID
		}
		return nil
	})
}
