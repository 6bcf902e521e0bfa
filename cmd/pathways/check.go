package main

import (
	"errors"
	"fmt"

	"pathways/quizzes"
	"pathways/quizzes/careers"
	"pathways/quizzes/content"
)

type checkCommand struct {
	contentFlag
	JSON bool `help:"Print JSON." env:"-"`
}

// Run prints every problem of the content, or what there is of it and how easy
// it reads.
func (cmd *checkCommand) Run(out printer) error {
	library, catalogue, err := cmd.read()
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
		if err := printJSON(out, map[string]any{"problems": problems.Sorted()}); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(out, problems)
	}
	return fmt.Errorf("problems in the content: %d", len(problems))
}

// contentReport is what there is, when nothing is wrong with it.
type contentReport struct {
	Problems content.Problems    `json:"problems"`
	Counts   careers.Counts      `json:"counts"`
	Reading  []quizzes.TextGrade `json:"reading"`
	Quizzes  []quizzes.TextGrade `json:"quizzes"`
}

// hardRole is the reading grade from which a text is listed as hard.
const hardRole = 8

func (r contentReport) print(out printer) error {
	n := r.Counts
	fmt.Fprintf(out, "Nothing is wrong.\n%d sectors, %d specialisms, %d roles, %d routes, %d steps, %d employers, %d providers, %d sources, %d try-outs\n",
		n.Sectors, n.Specialisms, n.Roles, n.Routes, n.Steps, n.Employers, n.Providers, n.Sources, n.Tryouts)
	fmt.Fprintf(out, "%d facts were seen in a source, %d say \"usually\": %.0f %% seen\n", n.FactsSeen, n.FactsUsual, 100*float64(n.FactsSeen)/float64(n.FactsSeen+n.FactsUsual))
	mean, hard := 0.0, 0
	for _, text := range r.Reading {
		mean += text.Grade / float64(len(r.Reading))
		if text.Grade > hardRole {
			hard++
			fmt.Fprintf(out, "reads hard: %s, grade %.1f\n", text.Text, text.Grade)
		}
	}
	_, err := fmt.Fprintf(out, "Mean reading grade of sectors, roles and try-outs %.1f, %d over %d\n", mean, hard, hardRole)
	return err
}
