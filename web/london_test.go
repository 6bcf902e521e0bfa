package web

import (
	"testing"
	"time"
)

func TestTheRuleForLondonIsThatOfTheTimeZoneDatabase(t *testing.T) {
	t.Parallel()
	theirs, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	ours := ruled("Europe/London", summerTime)
	for at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2060; at = at.Add(time.Hour) {
		want, got := at.In(theirs).Format(time.RFC822), at.In(ours).Format(time.RFC822)
		if got != want {
			t.Fatalf("it is %s in London, by our rule %s", want, got)
		}
	}
}
