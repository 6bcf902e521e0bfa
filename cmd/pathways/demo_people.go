package main

import (
	"strings"
	"time"
)

// The demo's schools, as a plan for the filler. They are made up.
type demoSchool struct {
	name, place, admin string
	teachers           []demoTeacher
}

type demoTeacher struct {
	name    string
	classes []demoClass
}

// demoClass had its lesson some time ago, or has it now when live.
type demoClass struct {
	name         string
	year         int
	size, absent int
	ago          time.Duration
	live         bool
}

const day = 24 * time.Hour

var demoSchools = []demoSchool{
	{"Quayside Academy", "Gateshead", "Mrs Okafor", []demoTeacher{
		{"Ms Bell", []demoClass{
			{name: "9B Science", year: 9, size: 28, absent: 2, ago: 8 * day},
			{name: "10A Careers", year: 10, size: 26, absent: 3, ago: 14 * time.Minute, live: true},
		}},
		{"Mr Haddad", []demoClass{{name: "12 Biology", year: 12, size: 17, absent: 1, ago: 21 * day}}},
	}},
	{"Marsden Coast School", "South Shields", "Mr Nowak", []demoTeacher{
		{"Dr Laing", []demoClass{
			{name: "8 Discovery", year: 8, size: 24, absent: 2, ago: 5 * day},
			{name: "11C", year: 11, size: 25, absent: 4, ago: 17 * time.Minute, live: true},
		}},
	}},
}

// emailOf makes an address that can belong to nobody.
func emailOf(name, school string) string {
	words := strings.Fields(strings.ToLower(name))
	return words[len(words)-1] + "@" + strings.Fields(strings.ToLower(school))[0] + ".example"
}

// names deals first names and initials, as a teacher types them; none twice.
func (f *filler) names(n int) []string {
	dealt := make([]string, 0, n)
	seen := map[string]bool{}
	for len(dealt) < n {
		name := firstNames[f.dice.IntN(len(firstNames))] + " " + string(rune('A'+f.dice.IntN(23)))
		if !seen[name] {
			seen[name] = true
			dealt = append(dealt, name)
		}
	}
	return dealt
}

var firstNames = strings.Fields(`
Aaliyah Aaron Abdul Aisha Alfie Amelia Amira Anya Archie Ava Ben Bilal Callum Chloe Connor Daisy Dan Demi Dylan Eesa
Ella Ellie Emre Erin Ethan Eva Evie Faith Farah Finn Freya George Grace Hannah Harris Harvey Hasan Holly Ibrahim Imogen
Isaac Isla Jack Jake Jasmine Jay Jess Joe Jude Kacey Kai Kayleigh Keira Kian Lacey Layla Leah Leo Lewis Libby Liam Lily
Logan Lola Luca Lucy Maisie Maja Marcus Mason Maya Mia Mikey Millie Mina Mohammed Molly Morgan Nadia Nathan Niamh Noah
Nour Olivia Omar Oscar Owen Poppy Priya Rayan Reece Rhys Robyn Rosie Ruby Ryan Sam Sara Scarlett Shay Sienna Sofia
Stanley Summer Tanya Theo Tia Toby Tom Tyler Umar Victor Will Yusuf Zac Zain Zara Zofia
`)
