package takeaway

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"pathways/models"
)

// strictly reads a document that has exactly the fields that are written down.
func strictly(t failer, file []byte) Document {
	t.Helper()
	reader := json.NewDecoder(bytes.NewReader(file))
	reader.DisallowUnknownFields()
	var read Document
	if err := reader.Decode(&read); err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	if _, err := reader.Token(); err != io.EOF {
		t.Fatalf("there is more than one document in\n%s", file)
	}
	return read
}

func TestTheDocumentHoldsEveryWordOfThePlan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plan := planOf(rapid.SliceOfN(steps(), 0, 12).Draw(t, "steps")...)
		file, err := JSON(plan)
		if err != nil {
			t.Fatalf("%v", err)
		}
		read := strictly(t, file)
		if len(read.Plan.Steps) != len(plan.Steps) || read.Plan.Role.Name != plan.RoleName || read.Address != plan.Address || !read.MadeAt.Equal(madeOn) {
			t.Fatalf("the plan became %+v", read)
		}
		for i, step := range plan.Steps {
			got := read.Plan.Steps[i]
			back := models.PlanStep{
				PublicID: got.ID, Kind: got.Kind, Title: got.Title, Detail: got.Detail, Note: got.Note, State: got.State, Usually: got.Usually,
				Revision: got.Revision, YearGroup: or(got.YearGroup), StartsOn: or(got.StartsOn), EndsOn: or(got.EndsOn), Position: i + 1,
			}
			if !reflect.DeepEqual(back, step) {
				t.Fatalf("%+v became %+v", step, back)
			}
		}
	})
}

func or[T any](value *T) (nothing T) {
	if value == nil {
		return nothing
	}
	return *value
}

func TestTheDocumentsFieldsAreInSnakeCaseAndItIsIndented(t *testing.T) {
	t.Parallel()
	file, err := JSON(usual())
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`(?m)^ +"([^"]+)": `).FindAllSubmatch(file, -1) {
		if !regexp.MustCompile(`^[a-z]+(_[a-z0-9]+)*$`).Match(found[1]) {
			t.Errorf("a field is called %s", found[1])
		}
	}
	if !bytes.Contains(file, []byte("\n  \"plan\": {\n    \"id\"")) {
		t.Errorf("it is not indented:\n%.200s", file)
	}
}

func TestAFileIsNamedByTheRoleAndByNothingElse(t *testing.T) {
	t.Parallel()
	for role, name := range map[string]string{
		"radiographer": "my-plan-radiographer.pdf", "": "my-plan.pdf", `../..\x"; a`: "my-plan-x-a.pdf", "Zoë\r\nX": "my-plan-zo-x.pdf",
	} {
		if got := FileName("my-plan", models.Plan{RoleID: role, RoleName: "Ann's"}, "pdf"); got != name {
			t.Errorf("%q names the file %q, not %q", role, got, name)
		}
	}
}
