package careers

import "fmt"

// The years are counted in months from the start of Year 7.
const (
	monthsAYear   = 12
	leavingSchool = 7 * monthsAYear
)

// Typical is the months to reckon with: as given, or the least, with the assessment.
func (d Duration) Typical() int {
	if d.Months > 0 {
		return d.Months + d.Assessment
	}
	return d.MonthsMin
}

// StartsIn says when something starts, in school years; at is months from the start of Year 7.
func StartsIn(at int) string {
	switch late := (at - leavingSchool) / monthsAYear; {
	case at < leavingSchool:
		return fmt.Sprintf("Year %d", 7+at/monthsAYear)
	case late == 0:
		return "After Year 13"
	case late == 1:
		return "1 year after Year 13"
	default:
		return fmt.Sprintf("%d years after Year 13", late)
	}
}

// Words is the length for people: "3 years", "18 months", "12 to 48 months".
func (d Duration) Words() string {
	switch {
	case d.Months > 0:
		return lengthWords(d.Months)
	case d.MonthsMin > 0 && d.MonthsMax > 0:
		return fmt.Sprintf("%d to %d months", d.MonthsMin, d.MonthsMax)
	case d.MonthsMin > 0:
		return "at least " + lengthWords(d.MonthsMin)
	case d.Days > 0:
		return fmt.Sprintf("%d days", d.Days)
	}
	return ""
}

func lengthWords(months int) string {
	switch {
	case months == monthsAYear:
		return "1 year"
	case months%monthsAYear == 0:
		return fmt.Sprintf("%d years", months/monthsAYear)
	}
	return fmt.Sprintf("%d months", months)
}
