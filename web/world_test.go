package web

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pathways/models"
	"pathways/quizzes"
	"pathways/static"
	"pathways/web/secret"
)

// Everybody of the world, by what they are. Bell's class is that of Amira and
// Ben; Hall teaches Dina at the same school, Laing teaches Ella at another.
var everyone = []string{
	"visitor", "guest",
	"amira", "ben", "dina", "ella",
	"bell", "hall", "laing",
	"okafor", "nowak",
	"olu",
}

// world is two schools with everything that anybody can have, as a file and as
// the cookies of everybody's browser. Each test gets a copy.
type world struct {
	file    []byte
	cookies map[string]map[string]string
	// things are what somebody has, by owner and by name in an address or a form.
	things map[string]map[string]string
	// known opens for whoever knows it, and is nobody's.
	known map[string]string
}

// nowhere is an id that nobody has.
const nowhere = "aaaaaaaaaaaaaaaa"

// newWorld makes the two schools, by the site's own pages wherever there is one.
func newWorld(t testing.TB) *world {
	t.Helper()
	path := filepath.Join(t.TempDir(), "world.db")
	m := &worldMaker{t: t, site: newSiteOn(t, path, time.Now), world: &world{
		cookies: map[string]map[string]string{"visitor": {}}, things: map[string]map[string]string{}, known: map[string]string{},
	}}
	m.common()
	m.schools()
	m.pupils()
	m.guests()
	m.links()
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := models.Backup(t.Context(), "sqlite:"+path, backup); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	m.world.file = file
	return m.world
}

// worldMaker fills a world.
type worldMaker struct {
	t     testing.TB
	site  *Site
	world *world
}

// has notes what somebody has, as names and values in turn.
func (m *worldMaker) has(owner string, things ...string) {
	if m.world.things[owner] == nil {
		m.world.things[owner] = map[string]string{}
	}
	for i := 0; i+1 < len(things); i += 2 {
		m.world.things[owner][things[i]] = things[i+1]
	}
}

// staff makes somebody who works at a school, with a class of their own when
// there are names for it.
func (m *worldMaker) staff(name string, who Who, schoolID int64, pupils ...string) {
	m.t.Helper()
	email := name + "@school.test"
	b := m.site.newTestStaff(m.t, who, schoolID, email)
	m.world.cookies[name] = b.cookies
	if len(pupils) > 0 {
		class, lesson, code := b.opensClass(email, pupils...)
		m.has(name, "class", class, "lesson", lesson, "code", code, "unjoined", m.seatOf(code, pupils[len(pupils)-1]))
		m.shares(name, schoolID)
	}
}

// shares gives a class a second teacher, and its own teacher a second class and a
// colleague who teaches neither.
func (m *worldMaker) shares(name string, schoolID int64) {
	m.t.Helper()
	ctx, owner, class := m.t.Context(), m.user(name+"@school.test"), m.world.things[name]["class"]
	second := models.User{Who: models.Teacher, SchoolID: &schoolID, Email: name + ".second@school.test", DisplayName: "Second"}
	colleague := models.User{Who: models.Teacher, SchoolID: &schoolID, Email: name + ".colleague@school.test", DisplayName: "Colleague"}
	other := models.Class{Name: "8A", YearGroup: 8, SchoolYear: 2026}
	err := errors.Join(m.site.db.Users.Create(ctx, &second), m.site.db.Users.Create(ctx, &colleague), m.site.db.Classes.Create(ctx, owner.ID, &other))
	if err == nil {
		err = m.site.db.Classes.Share(ctx, owner.ID, class, second.ID, nil)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	m.has(name, "teacher", second.PublicID, "colleague", colleague.Email, "otherclass", other.PublicID)
}

// common are words that are the same for everybody.
func (m *worldMaker) common() {
	m.t.Helper()
	quiz, _ := m.site.quizzes.Newest(theQuiz)
	item, _, _ := quiz.Next(quizzes.Sheet{Length: quizzes.Starter, Seed: attemptSeed})
	maps.Copy(m.world.known, map[string]string{
		"sector": "primary-healthcare", "specialism": "general-practice", "role": "podiatrist", "tryout": "spot-the-slip",
		"route": firstRoute(m.t, m.site, "podiatrist"), "version": m.site.careers.Version, "n": "1", "item": item.ID, "value": "2",
		"password": goodPassword, "static": static.Asset("base.css"),
	})
}

// attemptSeed is that of every attempt of the world.
const attemptSeed = 7

func (m *worldMaker) schools() {
	m.t.Helper()
	tyne, wear := m.site.newTestSchool(m.t, "Tyne Academy"), m.site.newTestSchool(m.t, "Wear High School")
	m.staff("bell", Teacher, tyne.ID, "Amira K", "Ben T", "Cai W")
	m.staff("hall", Teacher, tyne.ID, "Dina R", "Free Seat")
	m.staff("laing", Teacher, wear.ID, "Ella S", "Free Seat")
	m.staff("okafor", Admin, tyne.ID, "Gwen P", "Free Seat")
	m.staff("nowak", Admin, wear.ID)
	m.has("okafor", "person", m.user("hall@school.test").PublicID)
	m.has("nowak", "person", m.user("laing@school.test").PublicID)
	for admin, school := range map[string]int64{"okafor": tyne.ID, "nowak": wear.ID} {
		link := models.Link{Kind: models.Invitation, Who: models.Teacher, Email: "soon@" + admin + ".test", SchoolID: &school}
		if _, err := m.site.db.Links.Create(m.t.Context(), &link); err != nil {
			m.t.Fatal(err)
		}
		m.has(admin, "invited", link.Email)
	}
	token, err := m.site.db.Links.Create(m.t.Context(), &models.Link{Kind: models.Invitation, Who: models.Operator, Email: "olu@hub.test"})
	if err != nil {
		m.t.Fatal(err)
	}
	olu := m.site.visitor(m.t)
	olu.get("/invitations/"+token).submit("form.form", "name", "Olu", "password", goodPassword)
	m.world.cookies["olu"] = olu.cookies
	for name, email := range map[string]string{"okafor": "okafor@school.test", "nowak": "nowak@school.test", "olu": "olu@hub.test"} {
		m.world.known[name] = m.user(email).PublicID
	}
}

func (m *worldMaker) user(name string) models.User {
	m.t.Helper()
	user, err := m.site.byName(m.t.Context(), name)
	if err != nil {
		m.t.Fatal(err)
	}
	return user
}

// seatOf finds a name on the list of a lesson.
func (m *worldMaker) seatOf(code, name string) string {
	m.t.Helper()
	lesson, err := m.site.db.Lessons.FindByCode(m.t.Context(), code)
	if err != nil {
		m.t.Fatal(err)
	}
	seats, err := m.site.db.Seats.OfLesson(m.t.Context(), lesson.ID)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, seat := range seats {
		if seat.Name == name {
			return seat.PublicID
		}
	}
	m.t.Fatalf("%s is not on the list", name)
	return ""
}

// pupil joins a teacher's lesson and has everything that a pupil can have: a
// result, a quiz under way, and two plans, the second of them shared.
func (m *worldMaker) pupil(name, teacher, seatName string) {
	m.t.Helper()
	code := m.world.things[teacher]["code"]
	seat := m.seatOf(code, seatName)
	b := m.site.visitor(m.t)
	card := b.get("/join/"+code).submit("form.form", "seat", seat, "password", goodPassword).sees("h1", "You are in")
	m.world.cookies[name] = b.cookies
	userName := textOf(find(card.tree(), "#card-name")[0])
	user := m.user(userName)
	m.attempts(name, models.Owner{UserID: user.ID})
	m.has(name, "user-name", userName, "recovery", textOf(find(card.tree(), "#card-code")[0]), "id", user.PublicID)
	for _, kept := range []string{"first", ""} {
		plan := b.get("/plans/new?role=podiatrist").submit("#route", "route", firstRoute(m.t, m.site, "podiatrist")).sees("h1", "Podiatrist")
		id := strings.TrimPrefix(plan.path, "/plans/")
		found, err := m.site.db.Plans.Find(m.t.Context(), user.ID, id)
		if err != nil {
			m.t.Fatal(err)
		}
		m.has(name, kept+"plan", id, kept+"step", found.Steps[0].PublicID)
	}
	m.changes(name, user.ID)
	b.post("/plans/"+m.world.things[name]["plan"]+"/sharing", "shared", "yes")
	if m.world.things[teacher]["seat"] == "" {
		m.has(teacher, "seat", seat, "plan", m.world.things[name]["plan"])
		m.talks(name, teacher, user.ID)
	}
}

// changes makes versions of a pupil's plan, with one to undo and one to redo.
func (m *worldMaker) changes(name string, userID int64) {
	m.t.Helper()
	plan, stepID, ctx := m.world.things[name]["plan"], m.world.things[name]["step"], m.t.Context()
	var step models.PlanStep
	for revision, state := range []string{models.Doing, models.Done} {
		var err error
		change := models.StepChange{Revision: revision + 1, Title: "Begin", YearGroup: 10, State: state}
		if step, err = m.site.db.Plans.UpdateStep(ctx, userID, plan, stepID, change); err != nil {
			m.t.Fatal(err)
		}
	}
	last, err := m.site.db.Plans.Last(ctx, userID, plan)
	if err == nil {
		_, err = m.site.db.Plans.Undo(ctx, userID, plan, last.Revision)
	}
	if err == nil {
		step, err = m.site.db.Plans.FindStep(ctx, userID, plan, step.PublicID)
	}
	if err == nil {
		last, err = m.site.db.Plans.Last(ctx, userID, plan)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	m.has(name, "revision", strconv.Itoa(step.Revision), "newest", strconv.Itoa(last.Revision), "kept", "1")
}

// talks lets a pupil and a teacher write about the pupil's shared plan.
func (m *worldMaker) talks(name, teacher string, userID int64) {
	m.t.Helper()
	things, ctx := m.world.things[teacher], m.t.Context()
	at := models.SharedPlan{Class: things["class"], Seat: things["seat"], Plan: things["plan"]}
	said, err := m.site.db.Comments.Write(ctx, m.user(teacher+"@school.test").ID, at, "Look at the open day")
	if err != nil {
		m.t.Fatal(err)
	}
	answered, err := m.site.db.Comments.Answer(ctx, userID, at.Plan, "I will")
	if err != nil {
		m.t.Fatal(err)
	}
	m.has(teacher, "comment", said, "answer", answered)
	m.has(name, "comment", answered)
}

func (m *worldMaker) pupils() {
	m.t.Helper()
	m.pupil("amira", "bell", "Amira K")
	m.pupil("ben", "bell", "Ben T")
	m.pupil("dina", "hall", "Dina R")
	m.pupil("ella", "laing", "Ella S")
	m.pupil("gwen", "okafor", "Gwen P")
	m.followUps()
	m.world.known["joining"] = m.world.things["bell"]["code"]
	m.world.known["taken"] = m.seatOf(m.world.known["joining"], "Amira K")
	m.world.known["free"] = m.seatOf(m.world.known["joining"], "Cai W")
}

// followUps asks each class to do something.
func (m *worldMaker) followUps() {
	m.t.Helper()
	for _, teacher := range people(owners) {
		it := models.FollowUp{Text: "Add two actions"}
		if err := m.site.db.FollowUps.Set(m.t.Context(), m.user(teacher+"@school.test").ID, m.world.things[teacher]["class"], &it); err != nil {
			m.t.Fatal(err)
		}
		m.has(teacher, "followup", it.PublicID)
		if teacher == "bell" { // amira's and ben's
			m.world.known["asked"] = it.PublicID
		} else {
			m.has(teacher, "asked", it.PublicID)
		}
	}
}

// attempts gives somebody a finished quiz, and one that only has to be finished.
func (m *worldMaker) attempts(name string, owner models.Owner) {
	m.t.Helper()
	for _, kept := range []string{"attempt", "open"} {
		m.has(name, kept, m.attempt(owner, kept == "attempt").PublicID)
	}
}

func (m *worldMaker) attempt(owner models.Owner, finish bool) models.Attempt {
	m.t.Helper()
	quiz, _ := m.site.quizzes.Newest(theQuiz)
	attempts, ctx := m.site.db.Attempts, m.t.Context()
	attempt := models.Attempt{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Starter), Seed: attemptSeed}
	if err := attempts.Start(ctx, owner, &attempt); err != nil {
		m.t.Fatal(err)
	}
	sheet := quizzes.Sheet{Length: quizzes.Starter, Seed: attemptSeed, Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{}}
	for n := 0; ; n++ {
		item, _, ok := quiz.Next(sheet)
		if !ok {
			break
		}
		sheet.Ratings[item.ID], sheet.Seconds[item.ID] = quizzes.Rating(n*n%5)-2, 5
		if err := attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: item.ID, Rating: int8(sheet.Ratings[item.ID]), Seconds: 5}); err != nil {
			m.t.Fatal(err)
		}
	}
	if err := attempts.Choose(ctx, owner, attempt.ID, "healthcare-science"); err != nil {
		m.t.Fatal(err)
	}
	if !finish {
		return attempt
	}
	attempt, err := attempts.Find(ctx, owner, attempt.PublicID)
	if err != nil {
		m.t.Fatal(err)
	}
	if err := attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: attempt.Revision, Packed: quiz.Pack(sheet)}); err != nil {
		m.t.Fatal(err)
	}
	return attempt
}

// guests are visitors whose browsers hold answers; the second one has gone home
// with a code to carry on.
func (m *worldMaker) guests() {
	m.t.Helper()
	for _, name := range []string{"guest", "gone"} {
		token, session, err := m.site.db.Sessions.Start(m.t.Context(), nil)
		if err != nil {
			m.t.Fatal(err)
		}
		m.world.cookies[name] = map[string]string{m.site.cookieName(): token}
		owner := models.Owner{SessionID: session.ID}
		if name == "guest" {
			m.attempts(name, owner)
			continue
		}
		m.world.known["resume"] = secret.Code(12)
		if err := m.site.db.Attempts.SetResume(m.t.Context(), owner, m.attempt(owner, false).ID, m.world.known["resume"]); err != nil {
			m.t.Fatal(err)
		}
	}
}

// links are an invitation and a reset that nobody has used yet.
func (m *worldMaker) links() {
	m.t.Helper()
	ben := m.user(m.world.things["ben"]["user-name"])
	bell := m.user("bell@school.test")
	for name, link := range map[string]*models.Link{
		"invitation": {Kind: models.Invitation, Who: models.Teacher, Email: "new@school.test", SchoolID: bell.SchoolID},
		"reset":      {Kind: models.Reset, Who: models.Student, UserID: &ben.ID},
	} {
		token, err := m.site.db.Links.Create(m.t.Context(), link)
		if err != nil {
			m.t.Fatal(err)
		}
		m.world.known[name] = token
	}
	for m.world.known["made-up"] == "" {
		name := secret.MadeUpName()
		if _, err := m.site.db.Users.ByUserName(m.t.Context(), name); errors.Is(err, models.ErrNotFound) {
			m.world.known["made-up"] = name
		}
	}
	m.world.known["user-name"], m.world.known["recovery"] = m.world.things["ben"]["user-name"], m.world.things["ben"]["recovery"]
}
