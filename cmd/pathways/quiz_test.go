package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pathways/quizzes"
)

// newest is the quiz that the program asks, from the library.
func newest(t testing.TB) *quizzes.Quiz {
	t.Helper()
	library, err := quizzes.Load(quizzes.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	q, ok := library.Newest(theQuiz)
	if !ok {
		t.Fatal("there is no quiz")
	}
	return q
}

// answers writes a sheet as the program reads it.
func answers(t testing.TB, sheet quizzes.Sheet) string {
	t.Helper()
	values := map[string]*quizzes.Rating{}
	for id, rating := range sheet.Ratings {
		values[id] = &rating
		if rating == quizzes.Unknown {
			values[id] = nil
		}
	}
	text, err := json.Marshal(map[string]any{"answers": values, "length": sheet.Length, "seed": sheet.Seed, "seconds": sheet.Seconds})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// ask runs a command of the quiz with answers on standard input.
func ask(t testing.TB, command, in string, more ...string) *result {
	t.Helper()
	return call{args: append([]string{"quiz", command}, more...), in: in}.run(t)
}

// likes is a sheet of somebody who likes some items, dislikes some, and does not
// know every seventh.
func likes(q *quizzes.Quiz, length quizzes.Length) quizzes.Sheet {
	sheet := quizzes.Sheet{Length: length, Seed: 42, Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{}}
	for n := 0; ; n++ {
		item, _, ok := q.Next(sheet)
		if !ok {
			return sheet
		}
		sheet.Ratings[item.ID] = quizzes.Rating(n*n%5) - 2
		if n%7 == 6 {
			sheet.Ratings[item.ID] = quizzes.Unknown
		}
		sheet.Seconds[item.ID] = 4.5
	}
}

func TestQuizListTellsEverythingThatIsAsked(t *testing.T) {
	t.Parallel()
	list := pathways(t, "quiz", "list", "--json").done()
	list.has(list.shape(), `
		quizzes list
		quizzes[].key string
		quizzes[].version number
		quizzes[].lengths list
		quizzes[].lengths[] string
		quizzes[].choices list
		quizzes[].choices[].value number
		quizzes[].choices[].label string
		quizzes[].items list
		quizzes[].items[].id string
		quizzes[].items[].text string
		quizzes[].items[].dimension string
		quizzes[].items[].sign number
		quizzes[].items[].stage number
		quizzes[].items[].explain list
		quizzes[].items[].explain[].word string
		quizzes[].items[].explain[].meaning string`)
	var listed struct {
		Quizzes []struct {
			Key     string
			Version int
			Lengths []string
			Choices []struct{ Value int }
			Items   []struct{ Sign, Stage int }
		}
	}
	list.json(&listed)
	q := listed.Quizzes[0]
	if q.Key != "interests" || q.Version != newest(t).Version || !slices.Equal(q.Lengths, []string{"full", "starter"}) {
		t.Errorf("the first is %s version %d with the lengths %v", q.Key, q.Version, q.Lengths)
	}
	for i, choice := range q.Choices {
		if choice.Value != i-2 {
			t.Errorf("choice %d is worth %d", i, choice.Value)
		}
	}
	stages, signs := map[int]int{}, map[int]int{}
	for _, item := range q.Items {
		stages[item.Stage]++
		signs[item.Sign]++
	}
	if len(q.Choices) != 5 || stages[1] != 34 || len(stages) != 2 || signs[-1] != 2 || len(signs) != 2 {
		t.Errorf("%d choices, items by stage %v, by sign %v", len(q.Choices), stages, signs)
	}
}

func TestQuizListTellsTheNewestVersionFirstAndKeepsTheOldOnes(t *testing.T) {
	t.Parallel()
	folder := contentFolder(t)
	path := folder + "/interests.v1.yaml"
	for version := 2; version <= 11; version += 9 {
		text := strings.Replace(read(t, path), "\nversion: 1\n", fmt.Sprintf("\nversion: %d\n", version), 1)
		write(t, fmt.Sprintf("%s/interests.v%d.yaml", folder, version), text)
	}
	var listed struct{ Quizzes []struct{ Version int } }
	pathways(t, "quiz", "list", "--json", "--content", folder).done().json(&listed)
	if got := fmt.Sprint(listed.Quizzes); got != "[{11} {2} {1}]" {
		t.Errorf("the versions are %s", got)
	}
	var ranking struct{ Version int }
	for version, more := range map[int][]string{11: nil, 2: {"--version", "2"}, 1: {"--version", "1"}} {
		ask(t, "score", "{}", append(more, "--content", folder)...).done().json(&ranking)
		if ranking.Version != version {
			t.Errorf("version %d is scored, want %d", ranking.Version, version)
		}
	}
}

func TestQuizScoreHasTheFieldsThatWerePromised(t *testing.T) {
	t.Parallel()
	q := newest(t)
	ofEach := func(fields ...string) string {
		var all strings.Builder
		for _, kind := range []string{"sectors", "specialisms", "roles"} {
			for _, field := range fields {
				all.WriteString("\n" + kind + field)
			}
		}
		return all.String()
	}
	always := `
		quiz string
		version number
		ranked bool
		flat bool
		rushed bool
		close_call list
		suggested list
		suggested[].role string
		suggested[].why string
		suggested[].entry_level number
		suggested[].sector string
		suggested[].wildcard bool
		dimensions list
		dimensions[].id string
		dimensions[].name string
		dimensions[].score number
		dimensions[].answered number` +
		ofEach(" list", "[].id string", "[].name string", "[].fit number", "[].label string", "[].contributions list")
	ranked := always + ofEach("[].z number", "[].contributions[].item string", "[].contributions[].value number") + `
		change.item string
		change.from number
		change.to number
		change.first string`
	firm := ask(t, "score", answers(t, likes(q, quizzes.Full))).done()
	firm.has(firm.shape(), ranked)
	near := ask(t, "score", answers(t, closeCall(t, q))).done()
	near.has(near.shape(), ranked+"\nclose_call[] string")
	flat := ask(t, "score", `{}`).done()
	flat.has(flat.shape(), always+ofEach("[].z null")+"\nchange null")
}

// closeCall is a sheet whose first two sectors one step of one answer could swap.
func closeCall(t testing.TB, q *quizzes.Quiz) quizzes.Sheet {
	t.Helper()
	sheet := likes(q, quizzes.Full)
	for n := range 5 * 5 * 5 {
		for i, item := range []string{"q01", "q02", "q03"} {
			sheet.Ratings[item] = quizzes.Rating(n/[]int{1, 5, 25}[i]%5) - 2
		}
		if len(q.Score(sheet).CloseCall) == 2 {
			return sheet
		}
	}
	t.Fatal("no sheet is a close call")
	return sheet
}

func TestQuizScoreIsWhatTheLibrarySaysToTheLastDigit(t *testing.T) {
	t.Parallel()
	q := newest(t)
	rushed := likes(q, quizzes.Full)
	for id := range rushed.Seconds {
		rushed.Seconds[id] = 0.4
	}
	two := likes(q, quizzes.Full)
	for i, item := range q.StageTwo(two) {
		two.Ratings[item.ID] = quizzes.Rating(i%5) - 2
	}
	for name, sheet := range map[string]quizzes.Sheet{
		"full": likes(q, quizzes.Full), "starter": likes(q, quizzes.Starter), "rushed": rushed, "both stages": two,
		"nothing": {Length: quizzes.Full},
	} {
		var got, want any
		ask(t, "score", answers(t, sheet), "--quiz", "interests", "--version", fmt.Sprint(q.Version)).done().json(&got)
		text, err := json.Marshal(q.Score(sheet))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the program says\n%v\nthe library\n%v", name, got, want)
		}
	}
}

func TestNotKnowingAnActivityIsNoAnswerButCountsAsAsked(t *testing.T) {
	t.Parallel()
	score := func(in string) (r struct {
		Flat    bool
		Sectors []quizzes.Scored
	},
	) {
		ask(t, "score", in).done().json(&r)
		return r
	}
	const some = `"q01":2,"q02":-2,"q03":1,"q05":-1,"q06":2,"q08":0,"q09":-2,"q10":1,"q11":2`
	without, unknown, middle := score(`{"answers":{`+some+`}}`), score(`{"answers":{`+some+`,"q04":null,"q07":null}}`), score(`{"answers":{`+some+`,"q04":0,"q07":0}}`)
	if without.Flat || !reflect.DeepEqual(without, unknown) {
		t.Error("an activity that is not known counts in the score")
	}
	if reflect.DeepEqual(without, middle) {
		t.Error("an answer in the middle counts as none")
	}
	next := func(in string) string {
		var n struct{ Item string }
		ask(t, "next", in).done().json(&n)
		return n.Item
	}
	first := next(`{"length":"starter"}`)
	if after := next(`{"length":"starter","answers":{"` + first + `":null}}`); after == first || after == "" {
		t.Errorf("after %s, which is not known, %s is asked", first, after)
	}
	if full := next(`{"answers":{"q01":null}}`); full != "q02" {
		t.Errorf("after q01 the full quiz asks %s", full)
	}
}

func TestAnswersThatDoNotFitAreToldAllAtOnce(t *testing.T) {
	t.Parallel()
	const wrong = `{"answers":{"q01":3,"q02":"2","q03":1.5,"q04":true,"q99":1,"q05":2},"length":"long","seconds":{"q06":-1,"q07":"4","zzz":2}}`
	for _, command := range []string{"score", "next"} {
		r := ask(t, command, wrong)
		if r.code != 1 || r.out != "" {
			t.Errorf("%s: exit %d, result %q", command, r.code, r.out)
		}
		for _, place := range []string{`"q01"`, `"q02"`, `"q03"`, `"q04"`, `"q99"`, `"long"`, `"q06"`, `"q07"`, `"zzz"`} {
			if !strings.Contains(r.errs, place) {
				t.Errorf("%s: nothing is told of %s: %s", command, place, r.errs)
			}
		}
		if strings.Contains(r.errs, `"q05"`) {
			t.Errorf("%s: q05 is right: %s", command, r.errs)
		}
		for _, text := range []string{"", "[]", "{", "null", `{"answer":{}}`, `{} {}`, `{"answers":3}`, `{"seed":"x"}`} {
			ask(t, command, text).refused(1, "the answers")
		}
		twice := ask(t, command, `{"answers":{"q01":2,"q02":1,"q01":-2,"q02":1},"answer":{}}`)
		twice.refused(1, "the answers")
		for _, words := range []string{`"q01" is there twice`, `"q02" is there twice`, `"answer"`} {
			if !strings.Contains(twice.errs, words) {
				t.Errorf("%s: nothing is told of %s: %s", command, words, twice.errs)
			}
		}
	}
}

// A whole sheet of the same few answers has many that add nothing.
func TestWhatAnAnswerAddsIsNeverWrittenAsMinusNothing(t *testing.T) {
	t.Parallel()
	sheet := quizzes.Sheet{Length: quizzes.Full, Ratings: map[string]quizzes.Rating{}}
	for i, item := range newest(t).Items {
		sheet.Ratings[item.ID] = quizzes.Rating(i%3) - 1
	}
	for _, in := range []string{answers(t, sheet), `{"answers":{"q01":0,"q02":2,"q03":-2,"q04":1,"q05":-1,"q06":2,"q07":-2,"q08":0,"q09":0}}`} {
		told := ask(t, "score", in).done()
		if minus := regexp.MustCompile(`: -0[,\n]`).FindString(told.out); minus != "" || !strings.Contains(told.out, `"value": 0`) {
			t.Errorf("%q is told, or nothing at all adds nothing", minus)
		}
	}
}

func TestQuizNextAsksUntilAllIsAnswered(t *testing.T) {
	t.Parallel()
	q := newest(t)
	sheet := quizzes.Sheet{Length: quizzes.Starter, Seed: 7, Ratings: map[string]quizzes.Rating{}}
	asked := map[string]int{}
	for n := 0; ; n++ {
		r := ask(t, "next", answers(t, sheet), "--quiz", "interests").done()
		var next struct {
			Item, Why string
			Done      bool
		}
		r.json(&next)
		if next.Done {
			r.has(r.shape(), "done bool")
			break
		}
		r.has(r.shape(), "item string\nwhy string")
		item, ok := q.Item(next.Item)
		if _, twice := sheet.Ratings[next.Item]; !ok || twice || item.Stage != 1 || next.Why == "" || n == 16 {
			t.Fatalf("question %d is %+v", n+1, next)
		}
		asked[item.Dimension]++
		sheet.Ratings[next.Item] = quizzes.Rating(n%5) - 2
	}
	if len(sheet.Ratings) != 16 || len(asked) != 12 || asked["place"] != 2 || asked["scale"] != 2 {
		t.Errorf("%d questions, by dimension %v", len(sheet.Ratings), asked)
	}
	ask(t, "next", answers(t, likes(q, quizzes.Full))).done().says(`"done": true`)
}

func TestQuizFairnessPrintsItsFigures(t *testing.T) {
	t.Parallel()
	list := pathways(t, "quiz", "fairness", "--sheets", "200", "--json").done()
	list.has(list.shape("first_places", "first_places.*", "cutoffs", "close_calls", "same_missing", "starter_same", "planted"), `
		quiz string
		version number
		sheets number
		first_places.*.* number
		cutoffs.*.clear number
		cutoffs.*.likely number
		close_calls.* number
		same_missing.* number
		starter_same.* number
		planted.* number
		unreachable list
		alike list
		most_alike number`)
	table := pathways(t, "quiz", "fairness", "--sheets", "200").done()
	var report quizzes.Report
	list.json(&report)
	if table.out != report.Table() {
		t.Errorf("as a table\n%s\nfrom the JSON\n%s", table.out, report.Table())
	}
	for _, sector := range []string{"primary-healthcare", "secondary-healthcare", "healthcare-science", "nhs-technical-services", "pharma-manufacturing"} {
		table.says(sector)
	}
	if again := pathways(t, "quiz", "fairness", "--sheets", "200").done(); again.out != table.out {
		t.Error("the same program measures something else the second time")
	}
}
