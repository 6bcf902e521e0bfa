package takeaway

import (
	"bytes"
	"encoding/json"
	"time"

	"pathways/models"
)

// Format names the JSON document, and its version tells when a field is dropped
// or comes to mean something else. New fields may come without one.
const (
	Format        = "pathways-plan"
	FormatVersion = 1
)

// Document is the JSON file: the whole plan, with every word of it.
type Document struct {
	Format  string       `json:"format"`  // always "pathways-plan"
	Version int          `json:"version"` // of this document's shape
	MadeAt  time.Time    `json:"made_at"`
	Address string       `json:"address"` // the plan's own page; it asks for a sign-in
	Plan    DocumentPlan `json:"plan"`
}

// DocumentPlan is the plan of a Document.
type DocumentPlan struct {
	ID        string         `json:"id"`
	Role      Named          `json:"role"`
	Route     Named          `json:"route"`
	Sector    Named          `json:"sector"`
	Catalogue string         `json:"catalogue"` // the version of the content that the plan was made from
	IsMain    bool           `json:"is_main"`
	IsShared  bool           `json:"is_shared"` // the class teacher may read it
	Revision  int            `json:"revision"`  // grows with every change
	CreatedAt time.Time      `json:"created_at"`
	UpdatedAt time.Time      `json:"updated_at"`
	Next      []string       `json:"next"`  // the ids of the next three steps
	Steps     []DocumentStep `json:"steps"` // in the student's own order
}

// Named is something of the catalogue: its id there, and its name as it was
// when the plan was made.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// DocumentStep is one step of a Document.
type DocumentStep struct {
	ID        string  `json:"id"`
	Kind      string  `json:"kind"`    // "route", "date" or "own"
	StepID    *string `json:"step_id"` // the catalogue's step; null of a step of one's own
	DateID    *string `json:"date_id"` // the catalogue's date, of kind "date"
	Title     string  `json:"title"`
	Detail    string  `json:"detail"`
	StartsIn  string  `json:"starts_in"`  // in words: "Year 12", "After Year 13"
	YearGroup *int    `json:"year_group"` // 7 to 13; 14 is after Year 13, null any time
	StartsOn  *string `json:"starts_on"`  // the first day, such as "2027-01-13"
	EndsOn    *string `json:"ends_on"`    // the last day, as starts_on where it is one day
	Months    *int    `json:"months"`     // how long it takes; null where nobody can say
	Usually   bool    `json:"usually"`    // the days or the length are what is usual, not read in a source
	State     string  `json:"state"`      // "todo", "doing", "done" or "skip"
	Note      string  `json:"note"`
	Revision  int     `json:"revision"`
}

// JSON is the plan as one document for other programs.
func JSON(plan Plan) ([]byte, error) {
	document := Document{
		Format: Format, Version: FormatVersion, MadeAt: plan.MadeOn.UTC().Truncate(time.Second), Address: plan.Address,
		Plan: DocumentPlan{
			ID: plan.PublicID, Role: Named{plan.RoleID, plan.RoleName}, Route: Named{plan.RouteID, plan.RouteName},
			Sector: Named{plan.Sector, plan.SectorName}, Catalogue: plan.ContentVersion, IsMain: plan.IsMain, IsShared: plan.Shared,
			Revision: plan.Revision, CreatedAt: plan.CreatedAt.UTC(), UpdatedAt: plan.UpdatedAt.UTC(),
			Next: []string{}, Steps: []DocumentStep{},
		},
	}
	for _, step := range plan.Next {
		document.Plan.Next = append(document.Plan.Next, step.PublicID)
	}
	for _, step := range plan.Steps {
		document.Plan.Steps = append(document.Plan.Steps, documentStep(step))
	}
	var out bytes.Buffer
	writer := json.NewEncoder(&out)
	writer.SetEscapeHTML(false) // it is a file, and no part of a page
	writer.SetIndent("", "  ")
	err := writer.Encode(document)
	return out.Bytes(), err
}

func documentStep(step models.PlanStep) DocumentStep {
	return DocumentStep{
		ID: step.PublicID, Kind: step.Kind, StepID: known(step.StepID), DateID: known(step.DateID),
		Title: step.Title, Detail: step.Detail, StartsIn: step.StartsIn, YearGroup: known(step.YearGroup),
		StartsOn: known(step.StartsOn), EndsOn: known(step.EndsOn), Months: known(step.Months), Usually: step.Usually,
		State: step.State, Note: step.Note, Revision: step.Revision,
	}
}

// known is null for what is not there.
func known[T comparable](value T) *T {
	var nothing T
	if value == nothing {
		return nil
	}
	return &value
}
