package careers

// Pay is how a role is paid. Amounts of NHS bands stand in the pay table.
type Pay struct {
	System       string   `yaml:"system" json:"system"` // afc, doctors, practice, market
	Bands        []string `yaml:"bands,omitempty" json:"bands"`
	NearBands    []string `yaml:"near_bands,omitempty" json:"near_bands"` // like these, set by each employer
	TraineeBands []string `yaml:"trainee_bands,omitempty" json:"trainee_bands"`
	Amounts      []Amount `yaml:"amounts,omitempty" json:"amounts"`
	Note         string   `yaml:"note,omitempty" json:"note"`
}

var paySystems = []string{"afc", "doctors", "practice", "market"}

// Amount is pounds a year, and the year that it was true in.
type Amount struct {
	What string `yaml:"what,omitempty" json:"what"`
	From int    `yaml:"from" json:"from"`
	To   int    `yaml:"to,omitempty" json:"to"`
	Year string `yaml:"year" json:"year"`
}

// PayTable is the NHS pay table.
type PayTable struct {
	Name       string     `yaml:"name" json:"name"`
	Nation     string     `yaml:"nation" json:"nation"`
	Year       string     `yaml:"year" json:"year"`
	From       string     `yaml:"from" json:"from"`
	Bands      []Band     `yaml:"bands" json:"bands"`
	Later      Award      `yaml:"later" json:"later"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
	Sources    []Cite     `yaml:"sources" json:"sources"`
	Reviewed   string     `yaml:"reviewed" json:"reviewed"`
}

// Band is one line of the pay table, in pounds a year.
type Band struct {
	Band string `yaml:"band" json:"band"`
	From int    `yaml:"from" json:"from"`
	To   int    `yaml:"to,omitempty" json:"to"`
}

// Award is a rise that came after the table.
type Award struct {
	Year    string  `yaml:"year" json:"year"`
	From    string  `yaml:"from" json:"from"`
	Percent float64 `yaml:"percent" json:"percent"`
	Words   string  `yaml:"words" json:"words"`
}
