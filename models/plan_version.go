package models

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"
)

// Of a plan MaxVersions are kept, and of a large one fewer, so that they take no
// more than MaxHistory bytes, which holds two of the largest; the oldest go.
const (
	MaxVersions = 50
	MaxHistory  = 2_000_000
)

// What a version is called that no change led to.
const (
	madeIt  = "Made the plan"
	itStood = "The plan as it stood"
)

// VersionEntry is one line of a plan's history.
type VersionEntry struct {
	Revision int
	What     string
	MadeAt   time.Time `gorm:"serializer:micros"`
	UserID   *int64
	Writer   string // by the name that is shown; empty when the account is gone
}

// Versions returns the history of a student's plan, the newest version first.
func (s *Plans) Versions(ctx context.Context, userID int64, planPublicID string) ([]VersionEntry, error) {
	entries, err := list[VersionEntry](ctx, s.read.Raw(`SELECT plan_versions.revision, plan_versions.what, plan_versions.made_at,
		plan_versions.user_id, COALESCE(users.display_name, '') AS writer
		FROM plan_versions JOIN plans ON plans.id = plan_versions.plan_id LEFT JOIN users ON users.id = plan_versions.user_id
		WHERE plans.public_id = ? AND plans.user_id = ? ORDER BY plan_versions.revision DESC`, planPublicID, userID))
	return entries, explain(err, "versions of plan %s", planPublicID)
}

// Version returns a student's plan as it stood at a revision.
func (s *Plans) Version(ctx context.Context, userID int64, planPublicID string, revision int) (Plan, PlanVersion, error) {
	plan, err := s.Find(ctx, userID, planPublicID)
	if err != nil {
		return plan, PlanVersion{}, err
	}
	it, err := findVersion(ctx, s.read, plan.ID, revision)
	if err == nil {
		it.doc.into(&plan)
	}
	return plan, it.PlanVersion, explain(err, "version %d of plan %s", revision, planPublicID)
}

// Last is the newest version of a plan, and where one can go from there.
type Last struct {
	Revision   int
	What       string
	MadeAt     time.Time
	Undo, Redo string // what that takes back or brings again, in words; empty when it cannot be
}

// Last returns the newest version of a student's plan. A plan that was made
// before there were versions has none until it is changed.
func (s *Plans) Last(ctx context.Context, userID int64, planPublicID string) (Last, error) {
	newest, err := s.last(ctx, userID, planPublicID)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Last{}, nil
	}
	if err != nil {
		return Last{}, explain(err, "newest version of plan %s", planPublicID)
	}
	last := Last{Revision: newest.Revision, What: newest.What, MadeAt: newest.MadeAt}
	before, err := count[PlanVersion](ctx, s.read.Where("plan_id = ? AND revision = ?", newest.PlanID, newest.doc.Back))
	if err == nil && before > 0 {
		last.Undo = newest.doc.Did
	}
	if err == nil && newest.doc.Again > 0 {
		var undone version
		undone, err = findVersion(ctx, s.read, newest.PlanID, newest.doc.Again)
		last.Redo = undone.doc.Did
	}
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = nil // it was too old to be kept
	}
	return last, explain(err, "newest version of plan %s", planPublicID)
}

func (s *Plans) last(ctx context.Context, userID int64, planPublicID string) (version, error) {
	return read(take[PlanVersion](ctx, s.read.
		Where("plan_id = (SELECT id FROM plans WHERE plans.public_id = ? AND plans.user_id = ?)", planPublicID, userID).
		Order("revision DESC").Limit(1)))
}

// keepChange keeps a plan as a change left it. Of one that has no version yet it
// keeps what was there before too, so that the first change can be undone. What
// changes nothing in it, such as sharing, makes no version.
func (s *Plans) keepChange(ctx context.Context, tx *gorm.DB, userID int64, before, after Plan) error {
	did := whatChanged(documentOf(before), documentOf(after))
	if did == "" {
		return nil
	}
	newest, err := newestVersion(ctx, tx, after.ID)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		newest.PlanVersion = PlanVersion{PlanID: before.ID, Revision: before.Revision, UserID: &userID, What: itStood, MadeAt: before.UpdatedAt}
		err = s.keep(ctx, tx, newest.PlanVersion, documentOf(before))
	}
	if err != nil {
		return err
	}
	doc := documentOf(after)
	doc.Did, doc.Back = did, newest.Revision
	return s.keep(ctx, tx, PlanVersion{PlanID: after.ID, Revision: after.Revision, UserID: &userID, What: did}, doc)
}

// keep adds a version and forgets the ones that are too many.
func (s *Plans) keep(ctx context.Context, tx *gorm.DB, it PlanVersion, doc document) error {
	body, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	it.What, it.Body = shortened(it.What, longestWhat), string(body)
	if it.MadeAt.IsZero() {
		it.MadeAt = s.now()
	}
	if err := insert(ctx, tx, &it); err != nil {
		return err
	}
	_, err = run(ctx, tx, `DELETE FROM plan_versions WHERE plan_id = ? AND revision IN (
		SELECT revision FROM (
			SELECT revision, row_number() OVER newest AS place, sum(octet_length(body)) OVER newest AS bytes
			FROM plan_versions WHERE plan_id = ? WINDOW newest AS (ORDER BY revision DESC)) AS kept
		WHERE place > ? OR bytes > ?)`,
		it.PlanID, it.PlanID, MaxVersions, MaxHistory)
	return err
}

// version is a PlanVersion with its body read.
type version struct {
	PlanVersion
	doc document
}

func findVersion(ctx context.Context, db *gorm.DB, planID int64, revision int) (version, error) {
	return read(take[PlanVersion](ctx, db.Where("plan_id = ? AND revision = ?", planID, revision)))
}

func newestVersion(ctx context.Context, db *gorm.DB, planID int64) (version, error) {
	return read(take[PlanVersion](ctx, db.Where("plan_id = ?", planID).Order("revision DESC").Limit(1)))
}

func read(row PlanVersion, err error) (version, error) {
	it := version{PlanVersion: row}
	if err == nil {
		err = json.Unmarshal([]byte(row.Body), &it.doc)
	}
	return it, err
}
