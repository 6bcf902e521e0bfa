package main

import (
	"fmt"
	"os"
	"strings"

	"pathways/quizzes"
)

type quizCommands struct {
	List     quizListCommand     `cmd:"" help:"List quizzes with their questions, newest version first."`
	Score    quizScoreCommand    `cmd:"" help:"Rank sectors, specialisms and roles for the answers on standard input."`
	Next     quizNextCommand     `cmd:"" help:"Say which question the starter asks next."`
	Fairness quizFairnessCommand `cmd:"" help:"Measure how fair the quiz is, on random and planted answers."`
}

type quizListCommand struct {
	contentFlag
	JSON bool `help:"Print JSON." env:"-"`
}

// Run lists the quizzes.
func (cmd *quizListCommand) Run(out printer) error {
	library, err := cmd.loadQuizzes()
	if err != nil {
		return err
	}
	if cmd.JSON {
		return printJSON(out, library.List())
	}
	for _, q := range library.All() {
		fmt.Fprintf(out, "%s version %d: %s, %d questions\n", q.Key, q.Version, q.Title, len(q.Items))
	}
	return nil
}

// quizFlags chooses one version of one quiz.
type quizFlags struct {
	contentFlag
	Quiz    string `help:"Key of the quiz." default:"interests" placeholder:"KEY"`
	Version int    `help:"Version of the quiz; the newest when 0." env:"-" placeholder:"N"`
}

func (f quizFlags) find() (*quizzes.Quiz, error) {
	library, err := f.loadQuizzes()
	if err != nil {
		return nil, err
	}
	newest, ok := library.Newest(f.Quiz)
	if !ok {
		return nil, fmt.Errorf("%w: --quiz %s: there is none of that key, see `pathways quiz list`", errUsage, f.Quiz)
	}
	if f.Version == 0 {
		return newest, nil
	}
	q, ok := library.Find(f.Quiz, f.Version)
	if !ok {
		return nil, fmt.Errorf("%w: --version %d: the newest of %s is %d", errUsage, f.Version, f.Quiz, newest.Version)
	}
	return q, nil
}

// read takes answers from standard input and checks them against the quiz.
func (f quizFlags) read() (*quizzes.Quiz, quizzes.Sheet, error) {
	q, err := f.find()
	if err != nil {
		return nil, quizzes.Sheet{}, err
	}
	sheet, err := quizzes.ReadSheet(os.Stdin)
	if err != nil {
		return nil, sheet, err
	}
	if problems := q.Check(sheet); len(problems) > 0 {
		return nil, sheet, fmt.Errorf("the answers do not fit:\n%s", strings.Join(problems, "\n"))
	}
	return q, sheet, nil
}

type quizScoreCommand struct{ quizFlags }

// Run prints what the site shows for the same answers.
func (cmd *quizScoreCommand) Run(out printer) error {
	q, sheet, err := cmd.read()
	if err != nil {
		return err
	}
	return printJSON(out, q.Score(sheet))
}

type quizNextCommand struct{ quizFlags }

// Run prints the next question and why it is the one.
func (cmd *quizNextCommand) Run(out printer) error {
	q, sheet, err := cmd.read()
	if err != nil {
		return err
	}
	item, why, ok := q.Next(sheet)
	if !ok {
		return printJSON(out, map[string]bool{"done": true})
	}
	return printJSON(out, struct {
		Item string `json:"item"`
		Why  string `json:"why"`
	}{item.ID, why})
}

type quizFairnessCommand struct {
	quizFlags
	Sheets int  `help:"How many random sheets." default:"20000" env:"-"`
	JSON   bool `help:"Print JSON." env:"-"`
}

// Run measures and prints.
func (cmd *quizFairnessCommand) Run(out printer) error {
	if cmd.Sheets < 1 {
		return fmt.Errorf("%w: --sheets %d: give 1 or more", errUsage, cmd.Sheets)
	}
	q, err := cmd.find()
	if err != nil {
		return err
	}
	report := quizzes.Fairness(q, quizzes.FairnessOptions{Sheets: cmd.Sheets})
	if cmd.JSON {
		return printJSON(out, report)
	}
	_, err = fmt.Fprint(out, report.Table())
	return err
}
