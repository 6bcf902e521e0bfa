package web

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// spins is how often somebody may ask for other made-up names.
const spins = 3

// signUpPage lets a student at home make an account without a name of their own.
type signUpPage struct {
	Page
	Form
	Names []string
	Spin  int    // this one, from 1
	Next  string // where to go on afterwards
	Bring bring
}

// SpinsLeft is how often other names may still be asked for.
func (p signUpPage) SpinsLeft() int { return spins - p.Spin }

// NextSpin is the number of the next spin.
func (p signUpPage) NextSpin() int { return p.Spin + 1 }

// Password is the input for a new password.
func (p signUpPage) Password() field { return newPasswordField(p.Form) }

// YearGroups are the answers to "which year are you in".
func (p signUpPage) YearGroups() []choice { return yearGroups(p.Value("year")) }

// choice is one option of a select.
type choice struct {
	Value, Name string
	Chosen      bool
}

// yearGroups are Years 7 to 13 and "left school", which is kept as 14.
func yearGroups(chosen string) []choice {
	list := []choice{{"", "I would rather not say", chosen == ""}}
	for year := 7; year <= 13; year++ {
		value := strconv.Itoa(year)
		list = append(list, choice{value, "Year " + value, chosen == value})
	}
	return append(list, choice{"14", "I have left school", chosen == "14"})
}

// yearGroup reads what yearGroups offers; anything else is not known.
func yearGroup(value string) int {
	year, err := strconv.Atoi(value)
	if err != nil || year < 7 || year > 14 {
		return 0
	}
	return year
}

func newPasswordField(f Form) field {
	return field{
		Name: "password", Label: "A password of your own", Type: "password", Problem: f.Problem("password"),
		Hint: "8 characters or more. Three words in a row work well.", Autocomplete: "new-password",
		MaxLength: secret.LongestPassword, Required: true,
	}
}

func (s *Site) showSignUp(c *fiber.Ctx) error {
	if me(c).user != nil {
		return seeOther(c, "/me")
	}
	spin := min(max(c.QueryInt("spin", 1), 1), spins)
	shown, err := s.signUpPage(c, spin, c.Query("next"))
	if err != nil {
		return err
	}
	if shown.Bring.Ticked, err = s.comesFromOwnResult(c, shown.Next); err != nil {
		return err
	}
	return page(c, "account/sign-up", shown)
}

// comesFromOwnResult tells whether a visitor was reading their own result just
// now: then it is most likely theirs to keep.
func (s *Site) comesFromOwnResult(c *fiber.Ctx, next string) (bool, error) {
	id, isResult := strings.CutPrefix(next, "/results/")
	if !isResult {
		return false, nil
	}
	_, err := s.db.Attempts.Find(c.UserContext(), me(c).owner(), id)
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func (s *Site) signUpPage(c *fiber.Ctx, spin int, next string) (signUpPage, error) {
	shown := signUpPage{Page: s.page(c, "Make an account", "class.css"), Spin: spin, Next: ownPath(next, ""), Bring: s.bring(c)}
	var err error
	shown.Names, err = s.freeNames(c)
	return shown, err
}

// freeNames are three to pick from.
func (s *Site) freeNames(c *fiber.Ctx) ([]string, error) {
	var names []string
	for range 3 {
		name, err := s.freeName(c)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// freeName makes up a name that no account has.
func (s *Site) freeName(c *fiber.Ctx) (string, error) {
	return freeName(func(name string) (bool, error) { return s.nameTaken(c, name) })
}

// nameTaken tells whether an account has a user name.
func (s *Site) nameTaken(c *fiber.Ctx, name string) (bool, error) {
	_, err := s.db.Users.ByUserName(c.UserContext(), name)
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	return true, err
}

// How often a name is made up before it gets a number, and with one.
const plainTries, numberedTries = 5, 15

// freeName makes up names until one is not taken. There are 9,400 of two words
// for all schools together, so a name gets a number when those run short. When
// even these are taken the last one is returned, and whoever keeps it is told.
func freeName(taken func(string) (bool, error)) (name string, err error) {
	for try := range plainTries + numberedTries {
		if name = secret.MadeUpName(); try >= plainTries {
			name = secret.NumberedName()
		}
		if is, err := taken(name); err != nil || !is {
			return name, err
		}
	}
	return name, nil
}

// signUp makes an account and shows its recovery code, this once.
func (s *Site) signUp(c *fiber.Ctx) error {
	if me(c).user != nil {
		return seeOther(c, "/me")
	}
	form := Form{Typed: map[string]string{"name": secret.AsMadeUp(typed(c, "name")), "year": typed(c, "year")}}
	if form.Value("name") == "" {
		form.Wrong("name", "Pick one of the made-up names.")
	}
	form.Wrong("password", secret.Refused(typed(c, "password"), form.Value("name")))
	if typed(c, "old-enough") != "yes" {
		form.Wrong("old-enough", "Tick this if you are 13 or over. If you are younger, join with your class, or use Pathways without an account.")
	}
	if form.OK() {
		user := models.User{Who: models.Student, UserName: form.Value("name"), DisplayName: form.Value("name"), YearGroup: yearGroup(form.Value("year"))}
		code, err := s.newStudent(c, &user, typed(c, "password"), nil)
		if err == nil {
			if err := s.welcome(c, &user, brings(c)); err != nil {
				return err
			}
			return s.showLoginCard(c, "Your account is ready", user, code, afterSignUp(c))
		}
		if !errors.Is(err, models.ErrTaken) {
			return err
		}
		form.Wrong("name", "Somebody took that name just now. Pick another one.")
	}
	shown, err := s.signUpPage(c, spins, typed(c, "next"))
	if err != nil {
		return err
	}
	shown.Form = form
	if name := form.Value("name"); name != "" && form.Problem("name") == "" {
		shown.Names[0] = name
	}
	return page(invalid(c), "account/sign-up", shown)
}

// afterSignUp is where a new student goes on. A result that was left behind is
// not there for them.
func afterSignUp(c *fiber.Ctx) string {
	next := ownPath(typed(c, "next"), homeOf(Student))
	if strings.HasPrefix(next, "/results/") && !brings(c) {
		return homeOf(Student)
	}
	return next
}

// newStudent keeps an account and, in the same transaction, whatever has to be
// kept with it. The recovery code it returns is shown once and kept as a hash.
func (s *Site) newStudent(c *fiber.Ctx, user *models.User, password string, also func(*models.DB) error) (string, error) {
	if !s.arrivals.Allow() {
		return "", fiber.ErrTooManyRequests
	}
	hash, err := s.hasher.Hash(c.UserContext(), password)
	if err != nil {
		return "", err
	}
	code := secret.Code(12)
	user.PasswordHash, user.RecoveryHash = hash, secret.Hash(code)
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if err := tx.Users.Create(c.UserContext(), user); err != nil {
			return err
		}
		if also == nil {
			return nil
		}
		return also(tx)
	})
	return code, err
}

// loginCardPage shows a student's way back in. The code is on no other page.
type loginCardPage struct {
	Page
	Heading, UserName, Code, Site, Next string
}

// showLoginCard ends a form that made or renewed an account; next is where the
// student goes on.
func (s *Site) showLoginCard(c *fiber.Ctx, heading string, user models.User, code, next string) error {
	return page(c, "account/login-card", loginCardPage{
		Page: s.page(c, "Your login card", "class.css"), Heading: heading,
		UserName: user.UserName, Code: secret.Grouped(code), Site: s.base.Host, Next: next,
	})
}

// sentenceAt puts a time of day into a sentence.
func sentenceAt(format string, at time.Time) string {
	return fmt.Sprintf(format, clock(at.Add(time.Minute)))
}
