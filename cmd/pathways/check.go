package main

import (
	"errors"
	"fmt"

	"pathways/quizzes/content"
)

type checkCommand struct {
	contentFlag
	JSON bool `help:"Print JSON." env:"-"`
}

// Run prints every problem of the content, or what there is of it and how easy
// it reads.
func (cmd *checkCommand) Run(out printer) error {
	library, catalogue, err := cmd.load()
	var problems content.Problems
	if err != nil && !errors.As(err, &problems) {
		return err
	}
	if len(problems) > 0 {
		return cmd.printProblems(out, problems)
	}
	report := contentReport{
		Problems: content.Problems{}, Counts: catalogue.Counts(), Reading: catalogue.Readability(), Quizzes: library.Readability(),
	}
	if cmd.JSON {
		return printJSON(out, report)
	}
	return report.print(out)
}

func (cmd *checkCommand) printProblems(out printer, problems content.Problems) error {
	if cmd.JSON {
		if err := printJSON(out, map[string]any{"problems": problems}); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(out, problems)
	}
	return fmt.Errorf("%d problems in the content", len(problems))
}
