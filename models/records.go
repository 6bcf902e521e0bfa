package models

import "time"

// Owner is whose an attempt is: a student's account or a visitor's session.
// Zero means none; a session owns only what no account owns.
type Owner struct{ UserID, SessionID int64 }

// Unknown is the rating of "I don't know what this is".
const Unknown int8 = 9

// Attempt is one run through a quiz. While it is open its answers are rows;
// when it is finished they are the packed bytes.
type Attempt struct {
	ID              int64
	PublicID        string
	UserID          *int64
	SessionID       *int64
	LessonID        *int64
	QuizKey         string
	QuizVersion     int
	Length          string
	Seed            int64
	StartedAt       time.Time  `gorm:"serializer:micros"`
	AnsweredAt      *time.Time `gorm:"serializer:micros"`
	FinishedAt      *time.Time `gorm:"serializer:micros"`
	OwnChoice       string
	ResumeHash      string
	Packed          []byte
	StageTwoSkipped bool
	// Answered counts the items that have an answer, Revision every save.
	Answered, Revision int

	// Paused and Held tell of its lesson: that it stands still now, and that its
	// results are not shown yet.
	Paused, Held bool `gorm:"-"`

	// Answers are in the order in which they were first given.
	Answers  []Answer  `gorm:"foreignKey:AttemptID"`
	Disputes []Dispute `gorm:"foreignKey:AttemptID"`
}

// Answer is the rating given to one item of an open attempt.
type Answer struct {
	AttemptID  int64  `gorm:"primaryKey"`
	Item       string `gorm:"primaryKey"`
	Rating     int8
	Seconds    float32
	Seq        int
	AnsweredAt time.Time `gorm:"serializer:micros"`
}

// Dispute is a pupil's "that's not me" about one item's part in the result.
type Dispute struct {
	ID        int64
	AttemptID int64
	Item      string
	Note      string
	CreatedAt time.Time `gorm:"serializer:micros;autoCreateTime:false"`
}

// Class is a teacher's group of pupils in one school year; 2026 is 2026/27.
type Class struct {
	ID         int64
	PublicID   string
	SchoolID   int64
	Name       string
	YearGroup  int
	SchoolYear int
	// Version grows with every change to the seats.
	Version    int
	CreatedAt  time.Time  `gorm:"serializer:micros;autoCreateTime:false"`
	ArchivedAt *time.Time `gorm:"serializer:micros"`
}

// ClassTeacher gives a teacher the right to a class, for good or, when they only
// cover for somebody, until a time.
type ClassTeacher struct {
	ClassID int64      `gorm:"primaryKey"`
	UserID  int64      `gorm:"primaryKey"`
	Until   *time.Time `gorm:"serializer:micros"`
}

// Seat is a place in a class. Listed seats were typed by the teacher, the
// others were made when somebody joined under a made-up name.
type Seat struct {
	ID        int64
	PublicID  string
	ClassID   int64
	Name      string
	NameKey   string
	UserID    *int64
	ClaimedAt *time.Time `gorm:"serializer:micros"`
	Listed    bool
	HiddenAt  *time.Time `gorm:"serializer:micros"`
	// Waiting for the teacher to let them in; HandAt is since when they, or the
	// teacher, say that they need help.
	Waiting bool
	HandAt  *time.Time `gorm:"serializer:micros"`
}

// How pupils join a lesson.
const (
	JoinByList = "list"
	JoinOpenly = "open"
)

// Lesson is one sitting of a class at a quiz, joined by its code.
type Lesson struct {
	ID          int64
	PublicID    string
	ClassID     int64
	QuizKey     string
	QuizVersion int
	Length      string
	Code        string
	JoinBy      string
	OpenUntil   time.Time  `gorm:"serializer:micros"`
	StartedAt   time.Time  `gorm:"serializer:micros"`
	EndedAt     *time.Time `gorm:"serializer:micros"`
	RevealedAt  *time.Time `gorm:"serializer:micros"`
	// Approve lets nobody in before the teacher does, Held keeps the results
	// until Reveal.
	Approve, Held bool
	PausedAt      *time.Time `gorm:"serializer:micros"`
	ResumedAt     *time.Time `gorm:"serializer:micros"` // after its last pause
}

// Plan is a student's own way to a role: a copy of a route at the time it was
// chosen, and theirs to change.
type Plan struct {
	ID             int64
	PublicID       string
	UserID         int64
	RoleID         string
	RoleName       string
	Sector         string
	RouteID        string
	RouteName      string
	ContentVersion string
	IsMain         bool
	Shared         bool
	Revision       int
	CreatedAt      time.Time `gorm:"serializer:micros;autoCreateTime:false"`
	UpdatedAt      time.Time `gorm:"serializer:micros;autoUpdateTime:false"`

	// Steps are in the student's order.
	Steps []PlanStep `gorm:"foreignKey:PlanID"`
}

// What a PlanStep can be, and how far it is.
const (
	RouteStep = "route"
	DateStep  = "date"
	OwnStep   = "own"

	Todo  = "todo"
	Doing = "doing"
	Done  = "done"
	Skip  = "skip"
)

// PlanStep is one step of a plan: a step of the route, a date that belongs to
// one, such as the last day to apply, or something of the student's own.
type PlanStep struct {
	ID        int64
	PublicID  string
	PlanID    int64
	Position  int
	Kind      string
	StepID    string // the route's step; of a date, the step it belongs to
	DateID    string // the date, as the catalogue names it
	Title     string
	Detail    string
	StartsIn  string // in words: "Year 12", "After Year 13"
	YearGroup int
	StartsOn  string // a day such as 2027-01-13, or empty where there is none
	EndsOn    string // the last day of it, StartsOn where it is one day
	Months    int
	Usually   bool // the length or the day is what is usual, not read in a source
	State     string
	Note      string
	Revision  int
}

// PlanVersion is a plan as it stood after one change: who changed what, when.
type PlanVersion struct {
	ID       int64
	PlanID   int64
	Revision int
	UserID   *int64
	What     string
	Body     string    // the plan and its steps as JSON
	MadeAt   time.Time `gorm:"serializer:micros"`
}

// PlanComment is what a teacher or the student wrote about a shared plan.
type PlanComment struct {
	ID        int64
	PublicID  string
	PlanID    int64
	UserID    *int64
	Text      string
	WrittenAt time.Time  `gorm:"serializer:micros"`
	HiddenAt  *time.Time `gorm:"serializer:micros"`
}

// FollowUp is something that a class is asked to do after a lesson.
type FollowUp struct {
	ID       int64
	PublicID string
	ClassID  int64
	UserID   *int64
	Text     string
	DueOn    string     // a day such as 2027-01-13, or empty
	SetAt    time.Time  `gorm:"serializer:micros"`
	ClosedAt *time.Time `gorm:"serializer:micros"`
}

// FollowUpMark is a student's "I have done it".
type FollowUpMark struct {
	FollowUpID int64     `gorm:"primaryKey"`
	UserID     int64     `gorm:"primaryKey"`
	DoneAt     time.Time `gorm:"serializer:micros"`
}
