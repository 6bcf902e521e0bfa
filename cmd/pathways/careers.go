package main

import "fmt"

type careerCommands struct {
	List careersListCommand `cmd:"" help:"List sectors, specialisms, roles, routes, steps, qualifications and employers, with sources."`
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
