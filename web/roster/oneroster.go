package roster

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// The files of OneRoster that a list is made of.
var oneRosterParts = []string{"users.csv", "classes.csv", "enrollments.csv"}

// oneRosterPart is which part of OneRoster a file is by its name, or empty.
func oneRosterPart(name string) string {
	name = strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if slices.Contains(oneRosterParts, name) {
		return name
	}
	return ""
}

// records are the lines of a part, with its columns by their headings.
type records struct {
	lines   []Line
	columns map[string]int
}

func (r records) cell(line Line, column string) string {
	if at, ok := r.columns[column]; ok {
		return line.cell(at)
	}
	return ""
}

// current are the lines that are not there only to be deleted.
func (r records) current() []Line {
	return slices.DeleteFunc(slices.Clone(r.lines), func(line Line) bool { return strings.EqualFold(r.cell(line, "status"), "tobedeleted") })
}

// byID is the current lines by their sourcedId.
func (r records) byID() map[string]Line {
	byID := map[string]Line{}
	for _, line := range r.current() {
		byID[r.cell(line, "sourcedid")] = line
	}
	return byID
}

// readOneRoster makes one table of the three parts: a line for each student of
// each class, with the number of its enrolment.
func readOneRoster(files []File) (Table, error) {
	chosen := map[string][]byte{} // OneRoster has more files than those that we need
	for _, file := range files {
		if name := oneRosterPart(file.Name); name != "" {
			chosen[name] = file.Bytes
		}
	}
	if len(chosen) < len(oneRosterParts) {
		return Table{}, Together
	}
	parts := map[string]records{}
	for _, name := range oneRosterParts {
		part, err := readRecords(name, chosen[name])
		if err != nil {
			return Table{}, err
		}
		parts[name] = part
	}
	return join(parts["users.csv"], parts["classes.csv"], parts["enrollments.csv"])
}

// needed is what each part must have.
var needed = map[string][]string{
	"users.csv":       {"sourcedid", "givenname", "familyname"},
	"classes.csv":     {"sourcedid", "title"},
	"enrollments.csv": {"classsourcedid", "usersourcedid", "role"},
}

func readRecords(name string, file []byte) (records, error) {
	table, err := readText(file, mostInPart)
	if err != nil {
		return records{}, Refusal(name + ": " + err.Error())
	}
	part := records{table.Lines[1:], map[string]int{}}
	for i, heading := range table.Lines[0].Cells {
		part.columns[strings.ToLower(heading)] = i
	}
	for _, column := range needed[name] {
		if _, ok := part.columns[column]; !ok {
			return part, Refusal(fmt.Sprintf("%s has no column %s. Export it from your school's system again.", name, column))
		}
	}
	return part, nil
}

// join looks up who and which class each enrolment names. Those of staff are
// passed over.
func join(users, classes, enrolments records) (Table, error) {
	userByID, classByID := users.byID(), classes.byID()
	lines := []Line{{1, []string{"First name", "Surname", "Class", "Year group"}}}
	for _, line := range enrolments.current() {
		if !strings.EqualFold(enrolments.cell(line, "role"), "student") {
			continue
		}
		user, known := userByID[enrolments.cell(line, "usersourcedid")]
		class, there := classByID[enrolments.cell(line, "classsourcedid")]
		if !known || !there {
			return Table{}, Refusal(fmt.Sprintf("Line %d of enrollments.csv names somebody or a class that is not in the other two files. Export all three at the same time.", line.Number))
		}
		year := classes.cell(class, "grades")
		if _, one := yearOf(year); !one || year == "" {
			year = users.cell(user, "grades")
		}
		lines = append(lines, Line{line.Number, []string{users.cell(user, "givenname"), users.cell(user, "familyname"), classes.cell(class, "title"), year}})
	}
	if len(lines) == 1 {
		return Table{}, Nothing
	}
	table, err := finish(lines)
	table.note("The numbers of lines are those of enrollments.csv.")
	return table, err
}
