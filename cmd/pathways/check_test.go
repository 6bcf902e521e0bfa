package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pathways/quizzes/content"
)

func TestNothingIsWrongWithTheContentThatShips(t *testing.T) {
	t.Parallel()
	pathways(t, "check").done().says("Nothing is wrong", "5 sectors")
	pathways(t, "check", "--content", contentFolder(t)).done().says("Nothing is wrong")
	json := pathways(t, "check", "--json").done()
	json.has(json.shape("counts"), `
		problems list
		counts.* number
		reading list
		reading[].text string
		reading[].grade number
		quizzes list
		quizzes[].text string
		quizzes[].grade number`)
	var report struct{ Problems content.Problems }
	if json.json(&report); report.Problems == nil || len(report.Problems) > 0 {
		t.Errorf("problems: %v", report.Problems)
	}
}

func TestCheckTellsEveryProblemOfEveryFileAtOnceAndHowToMendIt(t *testing.T) {
	t.Parallel()
	folder := contentFolder(t)
	type slip struct{ file, text, by, what string }
	slips := []slip{
		{"interests.v1.yaml", "dimension: care", "dimension: caer", "caer"},
		{"interests.v1.yaml", "weights: {care: 3", "weights: {caring: 3", "caring"},
		{"careers/employers.yaml", "name: ", "nmae: ", "nmae"},
		{"careers/steps.yaml", "level: 1", "level: one", "one"},
		{"careers/roles/pharma-manufacturing.yaml", "hook: ", "hoook: ", "hoook"},
	}
	want := map[string]bool{}
	for _, it := range slips {
		want[fmt.Sprintf("%s:%d", it.file, damage(t, folder, it.file, it.text, it.by))] = true
	}
	if err := os.Remove(filepath.Join(folder, "careers", "pay.yaml")); err != nil {
		t.Fatal(err)
	}
	want["careers/pay.yaml:0"] = true

	plain := pathways(t, "check", "--content", folder)
	json := pathways(t, "check", "--content", folder, "--json")
	json.has(json.shape(), `
		problems list
		problems[].file string
		problems[].line number
		problems[].what string
		problems[].mend string`)
	var report struct{ Problems content.Problems }
	json.json(&report)
	for _, r := range []*result{plain, json} {
		if r.code != 1 {
			t.Errorf("%s: exit %d", r.said, r.code)
		}
		r.plainLine(fmt.Sprint(len(report.Problems)))
	}
	lines := ""
	for _, p := range report.Problems {
		if p.What == "" || p.Mend == "" {
			t.Errorf("%+v does not say what is wrong and how to mend it", p)
		}
		lines += p.String() + "\n"
		delete(want, fmt.Sprintf("%s:%d", p.File, p.Line))
	}
	for place := range want {
		t.Errorf("nothing is told of %s:\n%s", place, lines)
	}
	if plain.out != lines {
		t.Errorf("as text\n%s\nas JSON\n%s", plain.out, lines)
	}
	for _, it := range slips {
		plain.says(it.what)
	}
}

func TestCheckTellsWhereAQuizAndTheCatalogueDoNotFit(t *testing.T) {
	t.Parallel()
	folder := contentFolder(t)
	damage(t, folder, "interests.v1.yaml", "- id: podiatrist\n", "- id: podologist\n")
	r := pathways(t, "check", "--content", folder)
	if r.code != 1 {
		t.Errorf("exit %d", r.code)
	}
	r.says("podologist", "podiatrist", "interests.v1.yaml:")
}

func TestAContentFolderWithoutContentHasProblemsAndNoCrash(t *testing.T) {
	t.Parallel()
	r := pathways(t, "check", "--content", t.TempDir())
	if r.code != 1 {
		t.Errorf("exit %d", r.code)
	}
	r.says("there is no quiz here", "careers/sectors.yaml")
}
