package secret

import (
	"strings"
	"unicode/utf8"
)

// The lengths a password may have, in characters.
const (
	ShortestPassword = 8
	LongestPassword  = 64
)

// Refused says what is wrong with a new password in a sentence for its owner,
// or nothing when it may be used. Near are words it should not be made of: the
// person's own name, the class, the school.
func Refused(password string, near ...string) string {
	length := utf8.RuneCountInString(password)
	folded := strings.ToLower(password)
	switch {
	case length < ShortestPassword:
		return "Use 8 characters or more. Three words in a row work well."
	case length > LongestPassword:
		return "Use 64 characters or fewer."
	case common[folded] || sameSymbol(folded):
		return "Many people use that password, so it is easy to guess. Choose another one."
	}
	for _, word := range near {
		word = strings.ToLower(strings.TrimSpace(word))
		if len(word) >= 3 && strings.Trim(strings.ReplaceAll(folded, word, ""), "0123456789!?.-_ ") == "" {
			return "That password is made of a name people know. Choose another one."
		}
	}
	return ""
}

func sameSymbol(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.Trim(s, string(first)) == ""
}

// common are passwords of eight characters or more that are tried first by
// people who guess, and the words of a school day.
var common = setOf(`
password password1 password12 password123 password1234 passw0rd passw0rd1 12345678 123456789 1234567890
87654321 11223344 12341234 1q2w3e4r 1qaz2wsx qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 asdfghjk
asdfghjkl zxcvbnm1 abcd1234 abc12345 a1b2c3d4 iloveyou iloveyou1 football football1 baseball basketball
superman batman123 spiderman pokemon1 pokemon123 minecraft minecraft1 minecraft123 fortnite fortnite1
fortnite123 roblox123 roblox1234 sunshine sunshine1 princess princess1 rainbow1 butterfly dragon123 monkey123
shadow123 michael1 jennifer jessica1 charlie1 charlie123 liverpool liverpool1 newcastle newcastle1 newcastle123
sunderland sunderland1 middlesbrough arsenal1 chelsea1 chelsea123 manchester england1 england123 welcome1
welcome123 letmein1 letmein123 whatever trustno1 computer computer1 internet school123 school12 schoolwork
teacher1 teacher123 student1 student123 homework homework1 chromebook pathways pathways1 pathways123 science1
science123 careers1 careers123 lesson123 northeast changeme changeme1 secret123 mypassword password! p@ssword
p@ssw0rd tottenham everton1 durham123 gateshead teesside qazwsxedc killer123 starwars pa55word summer2026
winter2026 autumn2026 spring2026 summer2025 winter2025 hello123 hello1234 chocolate chocolate1 bananas1
`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}
