package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"pathways/models"
)

type userCommands struct {
	Add     userAddCommand     `cmd:"" help:"Invite a member of staff; prints a link that works once, for seven days."`
	Reset   userResetCommand   `cmd:"" help:"Give somebody who forgot the password a link that works once, for 24 hours."`
	Disable userDisableCommand `cmd:"" help:"Shut an account and sign it out; --undo opens it again."`
	List    userListCommand    `cmd:"" help:"List everybody with an account."`
}

// linkFlags are what printed links begin with.
type linkFlags struct {
	BaseURL string `help:"How browsers reach the site." default:"http://127.0.0.1:8080" placeholder:"URL"`
}

func (f linkFlags) link(folder, token string) string {
	return strings.TrimRight(f.BaseURL, "/") + "/" + folder + "/" + token
}

type userAddCommand struct {
	storeFlag
	linkFlags
	Who    string `help:"What they are: teacher, admin or operator." enum:"teacher,admin,operator" required:"" env:"-"`
	Email  string `help:"Their e-mail address." required:"" env:"-"`
	School string `help:"Name of their school; made when it is new. Operators have none." env:"-"`
	Place  string `help:"Town of a new school." env:"-"`
}

// Run prints the invitation's link.
func (cmd *userAddCommand) Run(out printer, errs notices) error {
	switch {
	case !strings.Contains(cmd.Email, "@"):
		return fmt.Errorf("%w: --email %s is not an e-mail address", errUsage, cmd.Email)
	case cmd.Who != models.Operator && cmd.School == "":
		return fmt.Errorf("%w: --school is needed for a %s", errUsage, cmd.Who)
	}
	if err := checkBaseURL(cmd.BaseURL); err != nil {
		return err
	}
	ctx := context.Background()
	db, err := cmd.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	var token string
	err = db.Together(ctx, func(tx *models.DB) error {
		if _, err := tx.Users.ByEmail(ctx, cmd.Email); err == nil {
			return fmt.Errorf("%s has an account: use `pathways user reset %s`", cmd.Email, cmd.Email)
		} else if !errors.Is(err, models.ErrNotFound) {
			return err
		}
		link := models.Link{Kind: models.Invitation, Who: cmd.Who, Email: cmd.Email}
		if cmd.Who != models.Operator {
			id, err := schoolID(ctx, tx, cmd.School, cmd.Place)
			if err != nil {
				return err
			}
			link.SchoolID = &id
		}
		token, err = tx.Links.Create(ctx, &link)
		return err
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, cmd.link("invitations", token))
	return err
}

// schoolID finds a school by its name, however it is typed, or makes it.
func schoolID(ctx context.Context, db *models.DB, name, place string) (int64, error) {
	schools, err := db.Schools.List(ctx)
	if err != nil {
		return 0, err
	}
	for _, school := range schools {
		if strings.EqualFold(school.Name, strings.TrimSpace(name)) {
			return school.ID, nil
		}
	}
	school := models.School{Name: strings.TrimSpace(name), Place: place}
	err = db.Schools.Create(ctx, &school)
	return school.ID, err
}

// personFlag names somebody who has an account.
type personFlag struct {
	Person string `arg:"" help:"E-mail address of staff, or user name of a student."`
}

func (f personFlag) find(ctx context.Context, db *models.DB) (models.User, error) {
	find := db.Users.ByUserName
	if strings.Contains(f.Person, "@") {
		find = db.Users.ByEmail
	}
	user, err := find(ctx, f.Person)
	if errors.Is(err, models.ErrNotFound) {
		err = fmt.Errorf("nobody here is %s: see `pathways user list`", f.Person)
	}
	return user, err
}

type userResetCommand struct {
	storeFlag
	linkFlags
	personFlag
}

// Run prints the link.
func (cmd *userResetCommand) Run(out printer, errs notices) error {
	if err := checkBaseURL(cmd.BaseURL); err != nil {
		return err
	}
	ctx := context.Background()
	db, err := cmd.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	user, err := cmd.find(ctx, db)
	if err != nil {
		return err
	}
	token, err := db.Links.Create(ctx, &models.Link{Kind: models.Reset, Who: user.Who, UserID: &user.ID, SchoolID: user.SchoolID, Email: user.Email})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, cmd.link("resets", token))
	return err
}

type userDisableCommand struct {
	storeFlag
	personFlag
	Undo bool `help:"Open the account again." env:"-"`
}

// Run shuts or opens the account.
func (cmd *userDisableCommand) Run(out printer, errs notices) error {
	ctx := context.Background()
	db, err := cmd.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	user, err := cmd.find(ctx, db)
	if err != nil {
		return err
	}
	change, done := db.Users.Disable, "is disabled and signed out"
	if cmd.Undo {
		change, done = db.Users.Enable, "can sign in again"
	}
	if err := change(ctx, user.ID); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s %s.\n", cmd.Person, done)
	return err
}

type userListCommand struct {
	storeFlag
	JSON bool `help:"Print JSON." env:"-"`
}

// listedUser is an account as it is listed; secrets are not.
type listedUser struct {
	Who        string     `json:"who"`
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	UserName   string     `json:"user_name,omitempty"`
	Email      string     `json:"email,omitempty"`
	School     string     `json:"school,omitempty"`
	DisabledAt *time.Time `json:"disabled_at,omitempty"`
	SignedInAt *time.Time `json:"last_sign_in_at,omitempty"`
}

// Run lists everybody.
func (cmd *userListCommand) Run(out printer, errs notices) error {
	ctx := context.Background()
	db, err := cmd.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	listed, err := listUsers(ctx, db)
	if err != nil {
		return err
	}
	if cmd.JSON {
		return printJSON(out, map[string]any{"users": listed})
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "WHO\tNAME\tSIGNS IN AS\tSCHOOL\tSTATE")
	for _, u := range listed {
		state := "open"
		if u.DisabledAt != nil {
			state = "disabled"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", u.Who, u.Name, u.UserName+u.Email, u.School, state)
	}
	return table.Flush()
}

func listUsers(ctx context.Context, db *models.DB) ([]listedUser, error) {
	users, err := db.Users.List(ctx)
	if err != nil {
		return nil, err
	}
	schools, err := db.Schools.List(ctx)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for _, school := range schools {
		names[school.ID] = school.Name
	}
	listed := make([]listedUser, 0, len(users))
	for _, u := range users {
		row := listedUser{
			Who: u.Who, ID: u.PublicID, Name: u.DisplayName, UserName: u.UserName, Email: u.Email,
			DisabledAt: u.DisabledAt, SignedInAt: u.LastSignInAt,
		}
		if u.SchoolID != nil {
			row.School = names[*u.SchoolID]
		}
		listed = append(listed, row)
	}
	return listed, nil
}
