package models

import "time"

// What a User can be.
const (
	Student  = "student"
	Teacher  = "teacher"
	Admin    = "admin"
	Operator = "operator"
)

// School is one school; its people see nothing of another's.
type School struct {
	ID          int64
	PublicID    string
	Name, Place string
	CreatedAt   time.Time `gorm:"serializer:micros;autoCreateTime:false"`
}

// User is somebody with an account. Students have a user name and no e-mail,
// staff an e-mail and no user name.
type User struct {
	ID              int64
	PublicID        string
	SchoolID        *int64
	Who             string
	UserName        string
	Email           string
	DisplayName     string
	PasswordHash    string
	RecoveryHash    string
	MustChange      bool
	SecretExpiresAt *time.Time `gorm:"serializer:micros"`
	DisabledAt      *time.Time `gorm:"serializer:micros"`
	// YearGroup is that of YearGroupAt, a school year ago or more.
	YearGroup    int
	YearGroupAt  time.Time  `gorm:"serializer:micros"`
	CreatedAt    time.Time  `gorm:"serializer:micros;autoCreateTime:false"`
	LastSignInAt *time.Time `gorm:"serializer:micros"`
}

// Staff reports whether the user works for a school or the service.
func (u *User) Staff() bool { return u.Who != Student }

// Session is one browser that is signed in, or a visitor's. UserID is nil for
// a visitor.
type Session struct {
	ID         int64
	TokenHash  string
	UserID     *int64
	CreatedAt  time.Time `gorm:"serializer:micros;autoCreateTime:false"`
	LastSeenAt time.Time `gorm:"serializer:micros"`
	EndsAt     time.Time `gorm:"serializer:micros"`
}

// Failure counts wrong secrets given for one account or code.
type Failure struct {
	Key         string `gorm:"primaryKey"`
	Count       int
	FirstAt     time.Time `gorm:"serializer:micros"`
	LockedUntil time.Time `gorm:"serializer:micros"`
}

// The kinds of Link.
const (
	Invitation = "invitation"
	Reset      = "reset"
)

// Link is an address that works once: an invitation of staff, or a new start
// for somebody who forgot their password.
type Link struct {
	ID        int64
	TokenHash string
	Kind      string
	SchoolID  *int64
	Who       string
	Email     string
	UserID    *int64
	CreatedBy *int64
	CreatedAt time.Time  `gorm:"serializer:micros;autoCreateTime:false"`
	ExpiresAt time.Time  `gorm:"serializer:micros"`
	UsedAt    *time.Time `gorm:"serializer:micros"`
}

// AuditEntry says who did what to whom, and when.
type AuditEntry struct {
	ID          int64
	At          time.Time `gorm:"serializer:micros"`
	ActorID     *int64
	SchoolID    *int64
	What        string
	AboutUserID *int64
	Detail      string
}

// Setting is a fact about the database itself, such as that it is a demo's.
type Setting struct {
	Key   string `gorm:"primaryKey"`
	Value string
}
