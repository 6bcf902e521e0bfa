package takeaway

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"pathways/models"
)

var rewrite = flag.Bool("update", false, "write the files of testdata again")

// The files are kept because web/browser reads them with a parser of another
// house, which is not written in Go.
func TestTheAwkwardFilesAreThoseThatOtherParsersRead(t *testing.T) {
	t.Parallel()
	var list []models.PlanStep
	for i, words := range awkward {
		list = append(list, models.PlanStep{
			Title: line(words), Note: text(words), Kind: models.DateStep, Revision: i + 1, Usually: i%2 == 0,
			StartsOn: "2027-10-14", EndsOn: madeOn.AddDate(1, 0, i).Format("2006-01-02"), State: []string{models.Todo, models.Done, models.Skip}[i%3],
		})
	}
	for name, write := range map[string]func(Plan) ([]byte, error){"awkward.ics": Calendar, "awkward.json": JSON} {
		file, err := write(planOf(list...))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *rewrite {
			if err := os.WriteFile(path, file, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, file) {
			t.Errorf("%s is not what is written now: %v", path, err)
		}
	}
}
