package doors

import (
	"testing"

	"pathways/quizzes/careers"
)

func planner(t testing.TB) *Planner {
	t.Helper()
	c, err := careers.Load(careers.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var pupilOfYear11 = Profile{
	YearGroup: 11,
	Grades: map[string]Grade{
		"maths": {"5", Predicted}, "english-language": {"5", Predicted}, "english-literature": {"4", Predicted},
		"combined-science": {"5-4", Predicted}, "geography": {"6", Predicted}, "history": {"4", Predicted},
		"art-and-design": {"7", Predicted}, "spanish": {"3", Predicted},
	},
	Post16: []Qualification{{"a-level-biology", "C", Wanted}, {"a-level-geography", "B", Wanted}, {"a-level-art-and-design", "B", Wanted}},
	Wish:   Likeliest,
}

func BenchmarkDoors(b *testing.B) {
	p := planner(b)
	b.ReportAllocs()
	for b.Loop() {
		p.Doors(pupilOfYear11)
	}
}

// BenchmarkEveryChange is a what-if over all single changes.
func BenchmarkEveryChange(b *testing.B) {
	p := planner(b)
	b.ReportAllocs()
	b.ReportMetric(float64(len(p.Changes(pupilOfYear11))), "changes")
	for b.Loop() {
		p.Openers(pupilOfYear11, 5)
	}
}

func BenchmarkRoutes(b *testing.B) {
	p := planner(b)
	b.ReportAllocs()
	for b.Loop() {
		p.Routes("adult-nurse", pupilOfYear11)
	}
}
