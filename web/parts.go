package web

// The structs that the shared components of views/components are drawn from.

// crumb is one place on the way to a page; the last has no path.
type crumb struct{ Name, Path string }

// stair shows an entry level as steps, with words.
type stair struct {
	Level int // RQF 2 to 7
	Words string
}

// roleCard shows a role in a list.
type roleCard struct {
	Sector, SectorName, Path, Name, Hook, Why string
	Level                                     int
	Words                                     string
}

// field is one labelled input with its hint and its problem.
type field struct {
	Name, Label, Hint, Value, Problem string
	Type, Autocomplete, Size          string
	MaxLength                         int
	Code, Required                    bool
}

// bring asks whether the answers that this computer holds are the asker's own:
// the pupil before may have left them.
type bring struct{ Asked, Ticked bool }

// progress is how far somebody is: 7 of 34.
type progress struct{ Now, Of int }

// building is one sector of a skyline, in the order of the street.
type building struct {
	ID                         string
	Lit                        bool
	Left, Top, Height, Windows int
}
