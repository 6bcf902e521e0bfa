package web

import "strconv"

// five is the fewest pupils of whom a number is shown outside their own class.
const five = 5

// fives is a number of pupils as a whole school's picture shows it: rounded down to
// a five, so that 0 stands for fewer than five.
type fives int

func inFives(n int) fives { return fives(n - n%five) }

// String is how a table writes it.
func (n fives) String() string {
	if n == 0 {
		return "fewer than 5"
	}
	return strconv.Itoa(int(n))
}

// Least is how a total of what is shown is written: of nothing but hidden numbers
// it cannot be said how small it is.
func (n fives) Least() string {
	if n == 0 {
		return "not shown"
	}
	return n.String()
}

// countFirsts counts a year group's results by what came first, as nobody can be told
// from it. Results come into it five at a time, in the order in which they were
// finished, so that no two looks at it differ by one pupil. Then each number is
// rounded down to a five, by itself. What is left over of a row could be in any of
// its numbers: there are six, and the most that each can hide is four. Totals of
// several rows are sums of what is shown, so they tell nothing more.
func countFirsts(firsts, kinds []string) (counts []fives, all fives) {
	all = inFives(len(firsts))
	exact := map[string]int{}
	for _, first := range firsts[:all] {
		exact[first]++
	}
	for _, kind := range kinds {
		counts = append(counts, inFives(exact[kind]))
	}
	return counts, all
}
