package main

import (
	"errors"
	"fmt"
	"os"

	"pathways/quizzes/careers/doors"
)

type careerCommands struct {
	List  careersListCommand  `cmd:"" help:"List sectors, specialisms, roles, routes, steps, qualifications and employers, with sources."`
	Doors careersDoorsCommand `cmd:"" help:"Say of every role whether it is open, narrow or closed for now, for the profile on standard input."`
	Route careersRouteCommand `cmd:"" help:"Set all routes to a role side by side, for the profile on standard input."`
}

type careersListCommand struct {
	contentFlag
	JSON bool `help:"Print JSON." env:"-"`
}

// Run lists the catalogue.
func (cmd *careersListCommand) Run(out printer) error {
	catalogue, err := cmd.loadCareers()
	if err != nil {
		return err
	}
	if cmd.JSON {
		return printJSON(out, catalogue.List())
	}
	for _, sector := range catalogue.Sectors {
		fmt.Fprintf(out, "%s\n", sector.Name)
		for _, role := range catalogue.RolesIn(sector.ID) {
			fmt.Fprintf(out, "  %-36s %s\n", role.ID, role.Name)
		}
	}
	return nil
}

// planner makes the planner of the content.
func (f contentFlag) planner() (*doors.Planner, error) {
	catalogue, err := f.loadCareers()
	if err != nil {
		return nil, err
	}
	return doors.New(catalogue)
}

type careersDoorsCommand struct {
	contentFlag
}

// Run prints the doors of a profile.
func (cmd *careersDoorsCommand) Run(out printer) error {
	planner, err := cmd.planner()
	if err != nil {
		return err
	}
	profile, err := planner.Read(os.Stdin)
	if err != nil {
		return err
	}
	return printJSON(out, planner.Doors(profile))
}

type careersRouteCommand struct {
	contentFlag
	Role string `arg:"" help:"Id of the role: see careers list."`
}

// Run prints the routes to a role. What is wrong with the role and with the
// profile is told at once.
func (cmd *careersRouteCommand) Run(out printer) error {
	planner, err := cmd.planner()
	if err != nil {
		return err
	}
	profile, err := planner.Read(os.Stdin)
	routes, ok := planner.Routes(cmd.Role, profile)
	if !ok {
		err = errors.Join(fmt.Errorf("there is no role %q: see `pathways careers list`", cmd.Role), err)
	}
	if err != nil {
		return err
	}
	return printJSON(out, routes)
}
