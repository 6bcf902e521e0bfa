package careers

// Figure is a drawing of a try-out, made from figures that an editor writes. It
// is one of a trace, a chart and a plan, and its words say the same.
type Figure struct {
	Name  string `yaml:"name" json:"name"`
	Words string `yaml:"words" json:"words"`
	Trace *Trace `yaml:"trace,omitempty" json:"trace"`
	Chart *Chart `yaml:"chart,omitempty" json:"chart"`
	Plan  *Plan  `yaml:"plan,omitempty" json:"plan"`
}

// Trace is a strip of a heart's beats.
type Trace struct {
	Seconds int       `yaml:"seconds" json:"seconds"`
	Beats   []float64 `yaml:"beats" json:"beats"` // when each peak comes, in seconds
}

// Chart is a row of results with the lines they have to stay between.
type Chart struct {
	Unit   string    `yaml:"unit" json:"unit"`
	Low    float64   `yaml:"low" json:"low"`
	Target float64   `yaml:"target" json:"target"`
	High   float64   `yaml:"high" json:"high"`
	Points []float64 `yaml:"points" json:"points"`
}

// Plan is a home seen from above. Its places count in steps of a ruler of which
// it says how long and how wide it is.
type Plan struct {
	Width  int       `yaml:"width" json:"width"`
	Height int       `yaml:"height" json:"height"`
	Rooms  []Room    `yaml:"rooms" json:"rooms"`
	Doors  [][]int   `yaml:"doors,omitempty" json:"doors"` // gaps in the walls, from left and top to left and top
	Things []Room    `yaml:"things" json:"things"`         // beds, rugs and the like
	Way    [][]int   `yaml:"way,omitempty" json:"way"`     // where somebody walks, corner by corner
	Marks  []PlanTag `yaml:"marks,omitempty" json:"marks"` // what the words speak of
}

// Room is a rectangle of a plan.
type Room struct {
	Name string `yaml:"name,omitempty" json:"name"`
	At   []int  `yaml:"at" json:"at"` // left, top, width, height
}

// PlanTag is a letter that stands in a plan.
type PlanTag struct {
	Letter string `yaml:"letter" json:"letter"`
	At     []int  `yaml:"at" json:"at"` // left, top
}
