package models

import (
	"context"
	"slices"

	"gorm.io/gorm"
)

// document is what a version keeps of a plan: all that undoing brings back.
// Whether the plan is shared, or the main one, is not part of it.
type document struct {
	RoleID         string     `json:"role"`
	RoleName       string     `json:"role_name"`
	Sector         string     `json:"sector"`
	RouteID        string     `json:"route"`
	RouteName      string     `json:"route_name"`
	ContentVersion string     `json:"content_version"`
	Steps          []keptStep `json:"steps"`

	// Did says in words what undoing takes back from here, Back is the revision
	// that it leads to, Again the one that was undone to come here.
	Did   string `json:"did,omitempty"`
	Back  int    `json:"back,omitempty"`
	Again int    `json:"again,omitempty"`
}

// keptStep is a PlanStep as a version keeps it. The fields are the same, so that
// a new one cannot be forgotten here.
type keptStep struct {
	ID        int64  `json:"-"`
	PublicID  string `json:"id"`
	PlanID    int64  `json:"-"`
	Position  int    `json:"-"`
	Kind      string `json:"kind"`
	StepID    string `json:"step,omitempty"`
	DateID    string `json:"date,omitempty"`
	Title     string `json:"title"`
	Detail    string `json:"detail,omitempty"`
	StartsIn  string `json:"starts_in,omitempty"`
	YearGroup int    `json:"year_group,omitempty"`
	StartsOn  string `json:"starts_on,omitempty"`
	EndsOn    string `json:"ends_on,omitempty"`
	Months    int    `json:"months,omitempty"`
	Usually   bool   `json:"usually,omitempty"`
	State     string `json:"state"`
	Note      string `json:"note,omitempty"`
	Revision  int    `json:"-"`
}

func documentOf(plan Plan) document {
	doc := document{
		RoleID: plan.RoleID, RoleName: plan.RoleName, Sector: plan.Sector,
		RouteID: plan.RouteID, RouteName: plan.RouteName, ContentVersion: plan.ContentVersion,
	}
	for _, step := range plan.Steps {
		doc.Steps = append(doc.Steps, keptOf(step))
	}
	return doc
}

// keptOf is a step without what belongs to its row and its place.
func keptOf(step PlanStep) keptStep {
	kept := keptStep(step)
	kept.ID, kept.PlanID, kept.Position, kept.Revision = 0, 0, 0, 0
	return kept
}

// into makes a plan what the document says; its steps are new ones.
func (d document) into(plan *Plan) {
	plan.RoleID, plan.RoleName, plan.Sector = d.RoleID, d.RoleName, d.Sector
	plan.RouteID, plan.RouteName, plan.ContentVersion = d.RouteID, d.RouteName, d.ContentVersion
	plan.Steps = nil
	for i, kept := range d.Steps {
		step := PlanStep(kept)
		step.PlanID, step.Position = plan.ID, i+1
		plan.Steps = append(plan.Steps, step)
	}
}

// content is a document without the way through the versions.
func (d document) content() document {
	d.Did, d.Back, d.Again = "", 0, 0
	return d
}

func sameContent(plan Plan, doc document) bool {
	return whatChanged(documentOf(plan), doc.content()) == ""
}

// replace makes a plan in the database what a document says. Steps keep their
// public ids. One that comes out otherwise than it is gets a revision that no
// open form can have, so that a form from before is not taken over it.
func replace(ctx context.Context, tx *gorm.DB, plan Plan, doc document) error {
	now := plan.Steps
	doc.into(&plan)
	for i := range plan.Steps {
		step := &plan.Steps[i]
		step.Revision = plan.Revision + 1
		is := slices.IndexFunc(now, func(s PlanStep) bool { return s.PublicID == step.PublicID })
		if is >= 0 && keptOf(now[is]) == keptOf(*step) {
			step.Revision = now[is].Revision
		}
	}
	if _, err := run(ctx, tx, `UPDATE plans SET role_id = ?, role_name = ?, sector = ?, route_id = ?, route_name = ?,
		content_version = ? WHERE id = ?`,
		plan.RoleID, plan.RoleName, plan.Sector, plan.RouteID, plan.RouteName, plan.ContentVersion, plan.ID); err != nil {
		return err
	}
	if _, err := remove[PlanStep](ctx, tx.Where("plan_id = ?", plan.ID)); err != nil || len(plan.Steps) == 0 {
		return err
	}
	return tx.WithContext(ctx).CreateInBatches(&plan.Steps, MaxSteps).Error
}
