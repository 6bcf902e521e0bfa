package doors

import "strings"

// Problem is one thing that is wrong with a profile, in words that can stand
// beside the field.
type Problem struct {
	Field string `json:"field"` // the path of the field: grades.maths.grade, post16[1].id
	What  string `json:"what"`
	Mend  string `json:"mend"`
}

// String is the problem on one line.
func (p Problem) String() string { return p.Field + ": " + p.What + ". " + p.Mend }

// Problems is everything that is wrong with a profile, as one error.
type Problems []Problem

// Error lists the problems, one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return "the profile does not fit:\n" + strings.Join(lines, "\n")
}

func (p *Problems) add(field, what, mend string) { *p = append(*p, Problem{field, what, mend}) }
