package web

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

func (s *Site) cardRoutes() []Route {
	return []Route{
		get("/classes/:class/cards", teachers, s.showCards),
		post("/classes/:class/cards", teachers, s.makeCards),
	}
}

// cardFor is how long the password of a login card may be used, mostCards how
// many are made at once: five pages, and as long as a request may take.
const (
	cardFor      = 14 * 24 * time.Hour
	mostCards    = 40
	cardsOnAPage = 8
)

// loginCard is a pupil's way in, on paper. Its password works once and is on no
// other page.
type loginCard struct {
	Name, Class              string
	Site, UserName, Password string
	QR                       string // of the site and the user name only
	Size                     int
	Until                    time.Time
}

// newCard writes a card; its QR code opens the sign-in page with the user name.
func (s *Site) newCard(pupil, class, userName, password string, until time.Time) (loginCard, error) {
	card := loginCard{Name: pupil, Class: class, Site: s.base.Host, UserName: userName, Password: password, Until: until}
	var err error
	card.QR, card.Size, err = qrPath(s.base.String() + "/sign-in?name=" + url.QueryEscape(userName))
	return card, err
}

// cardsPage offers login cards for the pupils who have not joined.
type cardsPage struct {
	Page
	Form
	Class  models.Class
	Free   []models.Seat
	Joined int
	chosen map[string]bool // nil before anything was chosen
}

// Most is how many cards are made at once.
func (p cardsPage) Most() int { return mostCards }

// Chosen tells whether a name is ticked: the first ones, until somebody chooses.
func (p cardsPage) Chosen(i int) bool {
	if p.chosen == nil {
		return i < mostCards
	}
	return p.chosen[p.Free[i].PublicID]
}

func (s *Site) cardsPage(c *fiber.Ctx) (cardsPage, []models.Seat, error) {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return cardsPage{}, nil, err
	}
	seats, err := s.db.Seats.Of(ctx, teacher, id)
	shown := cardsPage{Page: s.page(c, "Login cards", "class.css"), Class: class}
	for _, seat := range seats {
		if seat.UserID != nil {
			shown.Joined++
		} else if seat.Listed {
			shown.Free = append(shown.Free, seat)
		}
	}
	return shown, seats, err
}

func (s *Site) showCards(c *fiber.Ctx) error {
	shown, _, err := s.cardsPage(c)
	if err != nil {
		return err
	}
	return page(c, "class/cards", shown)
}

// makeCards makes an account for each chosen pupil and shows the cards, this
// once. Either all are made or none is.
func (s *Site) makeCards(c *fiber.Ctx) error {
	shown, seats, err := s.cardsPage(c)
	if err != nil {
		return err
	}
	chosen, err := shown.choose(typedAll(c, "seat"), seats)
	if err != nil {
		return err
	}
	if shown.Class.ArchivedAt != nil {
		shown.Wrong("seats", "This class is put away. Bring it back in its settings first.")
	}
	if !shown.OK() {
		return page(invalid(c), "class/cards", shown)
	}
	cards, err := s.newCards(c, shown.Class, chosen)
	if errors.Is(err, models.ErrTaken) {
		if shown, _, err = s.cardsPage(c); err != nil {
			return err
		}
		shown.Wrong("seats", "One of these names was taken just now, so no card was made. Look at the list, and make them again.")
		return page(invalid(c), "class/cards", shown)
	}
	if err != nil {
		return err
	}
	return page(c, "class/cards-made", cardsMadePage{s.page(c, "Login cards", "class.css"), shown.Class, cards})
}

// choose picks the seats that were ticked and says what is wrong with the choice.
// An id that is no seat of the class is not found.
func (p *cardsPage) choose(ids []string, seats []models.Seat) ([]models.Seat, error) {
	p.chosen = map[string]bool{}
	for _, id := range ids {
		p.chosen[id] = true
	}
	var chosen []models.Seat
	var joined []string
	found := 0
	for _, seat := range seats {
		switch {
		case !p.chosen[seat.PublicID]:
			continue
		case seat.UserID != nil:
			joined = append(joined, seat.Name)
		case seat.Listed:
			chosen = append(chosen, seat)
		}
		found++
	}
	switch {
	case found < len(p.chosen):
		return nil, models.ErrNotFound
	case len(joined) > 0:
		p.Wrong("seats", "No card was made, because an account is there already: "+strings.Join(joined, ", ")+
			". Cards are shown only once. For a lost one, use Help, New password on the page of the class.")
	case len(chosen) == 0:
		p.Wrong("seats", "Tick at least one name.")
	case len(chosen) > mostCards:
		p.Wrong("seats", "Tick "+plural(mostCards, "name", "names")+" or fewer. Make the other cards after these.")
	}
	return chosen, nil
}

// newCards makes the accounts. Hashing takes its time, so that comes first, one
// after the other: pupils who sign in meanwhile are not kept waiting.
func (s *Site) newCards(c *fiber.Ctx, class models.Class, seats []models.Seat) ([]loginCard, error) {
	ctx, until := c.UserContext(), time.Now().Add(cardFor)
	if !s.arrivals.AllowN(time.Now(), len(seats)) {
		return nil, fiber.ErrTooManyRequests
	}
	var cards []loginCard
	var users []models.User
	for _, seat := range seats {
		password := secret.Code(8)
		hash, err := s.hasher.Hash(ctx, password)
		if err != nil {
			return nil, err
		}
		name, err := s.nameBeside(c, users)
		if err != nil {
			return nil, err
		}
		card, err := s.newCard(seat.Name, class.Name, name, password, until)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
		users = append(users, models.User{
			Who: models.Student, SchoolID: &class.SchoolID, UserName: name, DisplayName: seat.Name,
			PasswordHash: hash, MustChange: true, SecretExpiresAt: &until,
		})
	}
	return cards, s.give(c, class, seats, users)
}

// nameBeside makes up a name that no account has, nor any of those to be made.
func (s *Site) nameBeside(c *fiber.Ctx, users []models.User) (string, error) {
	return freeName(func(name string) (bool, error) {
		if slices.ContainsFunc(users, func(user models.User) bool { return user.UserName == name }) {
			return true, nil
		}
		return s.nameTaken(c, name)
	})
}

// give keeps the accounts, each in its seat, and writes each of them down.
func (s *Site) give(c *fiber.Ctx, class models.Class, seats []models.Seat, users []models.User) error {
	ctx, teacher := c.UserContext(), me(c).user
	return s.db.Together(ctx, func(tx *models.DB) error {
		for i, seat := range seats {
			if err := tx.Seats.Give(ctx, teacher.ID, class.PublicID, seat.PublicID, &users[i]); err != nil {
				return err
			}
			if err := noteIn(c, tx, "made a login card", &users[i].ID, seat.PublicID); err != nil {
				return err
			}
		}
		return nil
	})
}

// cardsMadePage shows the cards that were made just now.
type cardsMadePage struct {
	Page
	Class models.Class
	Cards []loginCard
}

// Sheets are the cards as they go on paper.
func (p cardsMadePage) Sheets() [][]loginCard {
	return slices.Collect(slices.Chunk(p.Cards, cardsOnAPage))
}

// List is what can be pasted into a spreadsheet: name, user name, password.
func (p cardsMadePage) List() string {
	var list strings.Builder
	for _, card := range p.Cards {
		list.WriteString(textCell(card.Name) + "\t" + card.UserName + "\t" + card.Password + "\n")
	}
	return list.String()
}
