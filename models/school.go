package models

import "context"

// Schools stores schools.
type Schools struct{ store }

// Create keeps a new school and fills in its ids.
func (s *Schools) Create(ctx context.Context, school *School) error {
	school.PublicID, school.CreatedAt = newPublicID(), s.now()
	err := insert(ctx, s.write, school)
	return explain(err, "creating a school")
}

// Find returns a school by its id.
func (s *Schools) Find(ctx context.Context, schoolID int64) (School, error) {
	school, err := take[School](ctx, s.read.Where("id = ?", schoolID))
	return school, explain(err, "school %d", schoolID)
}

// List returns all schools, for the operator.
func (s *Schools) List(ctx context.Context) ([]School, error) {
	schools, err := list[School](ctx, s.read.Order("id"))
	return schools, explain(err, "all schools")
}

// Staff returns the teachers and admins of a school.
func (s *Schools) Staff(ctx context.Context, schoolID int64) ([]User, error) {
	users, err := list[User](ctx, s.read.
		Where("school_id = ? AND who <> ?", schoolID, Student).
		Order("display_name, id"))
	return users, explain(err, "staff of school %d", schoolID)
}

// SchoolCounts are the numbers an admin sees. The school's own admin may know
// small ones of people; results are not among them.
type SchoolCounts struct{ Students, Teachers, Admins, Classes, Plans int }

// People counts a school's people and what they have.
func (s *Schools) People(ctx context.Context, schoolID int64) (SchoolCounts, error) {
	counts, err := first(list[SchoolCounts](ctx, s.read.Raw(`SELECT
		(SELECT count(*) FROM users WHERE school_id = ? AND who = 'student') AS students,
		(SELECT count(*) FROM users WHERE school_id = ? AND who = 'teacher' AND disabled_at IS NULL) AS teachers,
		(SELECT count(*) FROM users WHERE school_id = ? AND who = 'admin' AND disabled_at IS NULL) AS admins,
		(SELECT count(*) FROM classes WHERE school_id = ? AND archived_at IS NULL) AS classes,
		(SELECT count(*) FROM plans JOIN users ON users.id = plans.user_id WHERE users.school_id = ?) AS plans`,
		schoolID, schoolID, schoolID, schoolID, schoolID)))
	return counts, explain(err, "counts of school %d", schoolID)
}
