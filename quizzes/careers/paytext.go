package careers

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PayText tells a role's pay in sentences: the year stands beside every amount,
// and "usually" where nobody read it. There is always at least one sentence.
func (c *Catalogue) PayText(r *Role) []string {
	var lines []string
	usually := r.Says("pay")
	if len(r.Pay.Bands) > 0 {
		lines = append(lines, sentence(usually, c.bands(r.Pay.Bands)))
	}
	if len(r.Pay.NearBands) > 0 {
		lines = append(lines, "Each employer sets the pay. It is "+join(usually, "close to "+c.bands(r.Pay.NearBands))+".")
	}
	if len(r.Pay.TraineeBands) > 0 {
		lines = append(lines, "While you train: "+join(usually, c.bands(r.Pay.TraineeBands))+".")
	}
	for _, amount := range r.Pay.Amounts {
		lines = append(lines, sentence(usually, amount.String()))
	}
	if len(r.Pay.Bands) > 0 && c.Pay.Later.Words != "" {
		lines = append(lines, c.Pay.Later.Words)
	}
	if len(lines) == 0 {
		lines = append(lines, "We have not found a figure that we can stand behind, so we show none.")
	}
	if r.Pay.Note != "" {
		lines = append(lines, r.Pay.Note)
	}
	return lines
}

// PayShort is the pay in one short piece, for tables: "£31,049 to £37,796 a year (2025/26)".
func (c *Catalogue) PayShort(r *Role) string {
	bands := r.Pay.Bands
	if len(bands) == 0 {
		bands = r.Pay.NearBands
	}
	if from, to, ok := c.span(bands); ok {
		return Capital(join(r.Says("pay"), fmt.Sprintf("%s (%s)", pounds(from, to), c.Pay.Year)))
	}
	if len(r.Pay.Amounts) > 0 {
		last := r.Pay.Amounts[len(r.Pay.Amounts)-1]
		first := r.Pay.Amounts[0]
		return Capital(join(r.Says("pay"), fmt.Sprintf("%s (%s)", pounds(first.From, max(last.From, last.To)), first.Year)))
	}
	return "No figure found"
}

// String is the amount with its year.
func (a Amount) String() string {
	text := fmt.Sprintf("%s (%s)", pounds(a.From, a.To), a.Year)
	if a.What != "" {
		return a.What + ": " + text
	}
	return text
}

// bands is the pay of one or more neighbouring bands.
func (c *Catalogue) bands(bands []string) string {
	name := "NHS band " + bands[0]
	if len(bands) > 1 {
		name = "NHS bands " + bands[0] + " to " + bands[len(bands)-1]
	}
	from, to, ok := c.span(bands)
	if !ok {
		return name
	}
	return fmt.Sprintf("%s: %s (%s)", name, pounds(from, to), c.Pay.Year)
}

// span is the lowest and the highest amount of some bands.
func (c *Catalogue) span(bands []string) (from, to int, ok bool) {
	for _, line := range c.Pay.Bands {
		for _, band := range bands {
			if line.Band != band {
				continue
			}
			if from == 0 || line.From < from {
				from = line.From
			}
			to, ok = max(to, line.From, line.To), true
		}
	}
	return from, to, ok
}

func pounds(from, to int) string {
	if to == 0 || to == from {
		return "£" + thousands(from) + " a year"
	}
	return "£" + thousands(from) + " to £" + thousands(to) + " a year"
}

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

func join(parts ...string) string {
	return strings.TrimSpace(strings.Join(parts, " "))
}

func sentence(parts ...string) string { return Capital(join(parts...)) + "." }

// Capital begins a text with a capital letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
