package web

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// find returns the elements that a selector means. It knows tags, .classes,
// #ids and [attribute=value], alone, together, and inside one another.
func find(root *html.Node, selector string) []*html.Node {
	found := []*html.Node{root}
	for _, step := range strings.Fields(selector) {
		var inside []*html.Node
		seen := map[*html.Node]bool{}
		for _, node := range found {
			for child := range node.Descendants() {
				if child.Type == html.ElementNode && !seen[child] && matches(child, step) {
					seen[child] = true
					inside = append(inside, child)
				}
			}
		}
		found = inside
	}
	return found
}

func matches(node *html.Node, step string) bool {
	for step != "" {
		end := strings.IndexAny(step[1:], ".#[") + 1
		if step[0] == '[' {
			end = strings.IndexByte(step, ']') + 1
		}
		if end <= 0 {
			end = len(step)
		}
		if !matchesOne(node, step[:end]) {
			return false
		}
		step = step[end:]
	}
	return true
}

func matchesOne(node *html.Node, simple string) bool {
	switch simple[0] {
	case '.':
		classes, _ := attributeOf(node, "class")
		return strings.Contains(" "+strings.Join(strings.Fields(classes), " ")+" ", " "+simple[1:]+" ")
	case '#':
		id, _ := attributeOf(node, "id")
		return id == simple[1:]
	case '[':
		name, want, exact := strings.Cut(strings.Trim(simple, "[]"), "=")
		got, ok := attributeOf(node, name)
		return ok && (!exact || got == strings.Trim(want, `"'`))
	}
	return node.Data == simple
}

func attributeOf(node *html.Node, name string) (string, bool) {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// textOf is what a person reads in an element, blanks made single.
func textOf(node *html.Node) string {
	var words []string
	for child := range node.Descendants() {
		if child.Type == html.TextNode && child.Parent.Data != "script" && child.Parent.Data != "style" {
			words = append(words, strings.Fields(child.Data)...)
		}
	}
	return strings.Join(words, " ")
}

// standing is what a form would send as it stands, without pressing a button.
func standing(form *html.Node) url.Values {
	values := url.Values{}
	for node := range form.Descendants() {
		name, named := attributeOf(node, "name")
		if node.Type != html.ElementNode || !named {
			continue
		}
		value, _ := attributeOf(node, "value")
		kind, _ := attributeOf(node, "type")
		_, checked := attributeOf(node, "checked")
		switch {
		case node.Data == "textarea":
			values.Add(name, textOf(node))
		case node.Data == "select":
			values.Add(name, chosen(node))
		case node.Data == "input" && (kind == "radio" || kind == "checkbox") && !checked, node.Data != "input":
		default:
			values.Add(name, value)
		}
	}
	return values
}

// chosen is the option that a select starts with.
func chosen(list *html.Node) string {
	first, any := "", false
	for node := range list.Descendants() {
		if node.Data != "option" {
			continue
		}
		value, _ := attributeOf(node, "value")
		if _, selected := attributeOf(node, "selected"); selected {
			return value
		}
		if !any {
			first, any = value, true
		}
	}
	return first
}
