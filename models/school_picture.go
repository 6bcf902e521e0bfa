package models

import (
	"context"
	"time"
)

// SchoolYearGroup is a year group of a school in one school year, in numbers. Year
// group 0 is that of classes of several.
type SchoolYearGroup struct {
	SchoolYear, YearGroup int
	Classes, Lessons      int
	// Joined counts the pupils with an account in these classes, Planned those of
	// them who have a plan today.
	Joined, Planned int
}

// pupilsOf are the pupils of a school, each once in a school year, in the highest
// year group of their classes.
const pupilsOf = `SELECT classes.school_year, seats.user_id, max(classes.year_group) AS year_group
	FROM classes JOIN seats ON seats.class_id = classes.id
	WHERE classes.school_id = ? AND seats.user_id IS NOT NULL AND NOT seats.waiting
	GROUP BY classes.school_year, seats.user_id`

// YearGroups returns the year groups of a school, the newest school year first.
func (s *Schools) YearGroups(ctx context.Context, schoolID int64) ([]SchoolYearGroup, error) {
	groups, err := list[SchoolYearGroup](ctx, s.read.Raw(`WITH taught AS (
			SELECT classes.school_year, classes.year_group, count(DISTINCT classes.id) AS classes, count(lessons.id) AS lessons
			FROM classes LEFT JOIN lessons ON lessons.class_id = classes.id
			WHERE classes.school_id = ? GROUP BY classes.school_year, classes.year_group),
		there AS (
			SELECT pupils.school_year, pupils.year_group, count(*) AS joined,
				count(CASE WHEN EXISTS (SELECT 1 FROM plans WHERE plans.user_id = pupils.user_id) THEN 1 END) AS planned
			FROM (`+pupilsOf+`) AS pupils GROUP BY pupils.school_year, pupils.year_group)
		SELECT taught.*, COALESCE(there.joined, 0) AS joined, COALESCE(there.planned, 0) AS planned
		FROM taught LEFT JOIN there ON there.school_year = taught.school_year AND there.year_group = taught.year_group
		ORDER BY taught.school_year DESC, taught.year_group`, schoolID, schoolID))
	return groups, explain(err, "year groups of school %d", schoolID)
}

// YearResult is a pupil's first result of a school year, without the pupil.
type YearResult struct {
	YearGroup    int
	PackedResult `gorm:"embedded"`
}

// Results returns the first result of each pupil of a school in a school year,
// which goes from one moment to another, in the order in which they were finished.
// A quiz that is taken again does not change what was there.
func (s *Schools) Results(ctx context.Context, schoolID int64, schoolYear int, from, to time.Time) ([]YearResult, error) {
	results, err := list[YearResult](ctx, s.read.Raw(`SELECT pupils.year_group, attempts.quiz_key, attempts.quiz_version, attempts.packed
		FROM (`+pupilsOf+`) AS pupils JOIN attempts ON attempts.id = (
			SELECT earliest.id FROM attempts AS earliest
			WHERE earliest.user_id = pupils.user_id AND earliest.finished_at >= ? AND earliest.finished_at < ?
			ORDER BY earliest.finished_at, earliest.id LIMIT 1)
		WHERE pupils.school_year = ? ORDER BY attempts.finished_at, attempts.id`,
		schoolID, from.UnixMicro(), to.UnixMicro(), schoolYear))
	return results, explain(err, "results of school %d", schoolID)
}
