package web

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var sixKinds = []string{"a", "b", "c", "d", "e", ""}

// whatFits are the numbers that one hidden count of a row can be, for somebody who
// knows the rule, all that is shown of the row, and nothing else.
func whatFits(shown []fives, all fives) []int {
	rest, hiding := int(all), len(shown)
	for _, n := range shown {
		rest -= int(n)
	}
	var fit []int
	for over := 0; over < five; over++ {
		if others := rest - over; others >= 0 && others <= (hiding-1)*(five-1) {
			fit = append(fit, over)
		}
	}
	return fit
}

func TestNoSmallNumberCanBeWorkedOutFromWhatIsShown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		firsts := rapid.SliceOfN(rapid.SampledFrom(sixKinds), 0, 90).Draw(r, "firsts")
		shown, all := countFirsts(firsts, sixKinds)
		exact := map[string]int{}
		for _, first := range firsts[:all] {
			exact[first]++
		}
		for i, kind := range sixKinds {
			if n := exact[kind]; n > 0 && n < five {
				if shown[i] != 0 {
					t.Fatalf("%d of %q are shown as %s", n, kind, shown[i])
				}
				if fit := whatFits(shown, all); len(fit) != five {
					t.Fatalf("of %v in %s it can be told that %q has one of %v", shown, all, kind, fit)
				}
			}
			if over := exact[kind] - int(shown[i]); over < 0 || over >= five {
				t.Fatalf("%d of %q are shown as %s", exact[kind], kind, shown[i])
			}
		}
	})
}

func TestTwoLooksNeverDifferByFewerThanFivePupils(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		firsts := rapid.SliceOfN(rapid.SampledFrom(sixKinds), 0, 60).Draw(r, "firsts")
		last, since := []fives{}, five
		for n := range len(firsts) + 1 {
			shown, all := countFirsts(firsts[:n], sixKinds)
			now := append(shown, all)
			if !slices.Equal(now, last) {
				if since < five {
					t.Fatalf("after %d more the picture goes from %v to %v", since, last, now)
				}
				last, since = now, 0
			}
			since++
		}
	})
}

func TestANumberOfPupilsIsNeverOneToFour(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "fewer than 5", 1: "fewer than 5", 4: "fewer than 5", 5: "5", 9: "5", 10: "10", 1499: "1495"} {
		if got := inFives(n).String(); got != want {
			t.Errorf("%d is shown as %q, want %q", n, got, want)
		}
	}
}
