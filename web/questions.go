package web

// questions keeps each question's part ready-made.
type questions struct{}

func newQuestions() *questions { return &questions{} }
