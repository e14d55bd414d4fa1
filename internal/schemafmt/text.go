package schemafmt

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Bounds of the text.
const (
	columns   = 100 // of a line, where that can be
	maxPlaces = 8   // of one role of a family
	labels    = 10  // columns of what a line is about
	commands  = 25  // of the command of a place, at most
)

// Text writes the schema for people.
func Text(w io.Writer, s *analyzer.KeySchema, o Options) error {
	b := bufio.NewWriter(w)
	t := &text{Writer: b, Options: o}
	for i := range s.Families {
		t.family(&s.Families[i])
	}
	t.takers(s)
	t.unknown(s)
	t.summary(s)
	return b.Flush()
}

type text struct {
	*bufio.Writer
	Options
	wide int // columns of the commands of a family
}

// style writes a text in a style of the terminal.
func (t *text) style(code, s string) string {
	if !t.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (t *text) family(f *analyzer.KeyFamily) {
	t.wide = 0
	t.widen(f.Readers, f.Writers, f.Removers, f.Unseen, f.Expiry.With, f.Expiry.Without)
	pattern := f.Pattern
	facts := typeText(f) + ", expires " + expiryText(f)
	if f.Expiry.State == "unknown" {
		facts = typeText(f) + ", expiry " + expiryText(f)
	}
	gap := max(2, columns-utf8.RuneCountInString(pattern)-utf8.RuneCountInString(facts))
	fmt.Fprintf(t, "%s%s%s\n", t.style("1", quote.Line(pattern)), strings.Repeat(" ", min(gap, max(2, 44-utf8.RuneCountInString(pattern)))), facts)
	if f.Name != "" {
		t.line("family", quote.Text(f.Name+": "+f.Doc))
	}
	scan := "SCAN " + quote.Text(f.Glob) + ", as " + quote.Text(f.Example)
	if tag := tagText(f); tag != "" {
		scan += ", " + tag
	}
	t.line("keys", scan)
	if grows := growth(f); grows != "" {
		t.line("grows with", grows)
	}
	if len(f.Types) > 0 {
		for _, u := range f.Types {
			t.places(t.style("31", "as "+u.Type), u.Places, "as "+u.Type)
		}
	}
	t.places("writes", f.Writers, "writes")
	t.places("reads", f.Readers, "reads")
	t.places("removes", f.Removers, "removes")
	t.places("unseen", f.Unseen, "unseen")
	if f.Expiry.State == "sometimes" {
		t.places("expiry", f.Expiry.With, "expiry")
		t.places(t.style("33", "no expiry"), f.Expiry.Without, "no expiry")
	} else if f.Expiry.State == "always" {
		t.places("expiry", f.Expiry.With, "expiry")
	}
	for _, m := range f.Meets {
		slots := m.Slots
		if slots == "different slots" {
			slots = t.style("31", slots)
		}
		place := ""
		if len(m.Places) > 0 {
			place = ", " + at(m.Places[0])
		}
		t.line("meets", quote.Text(m.Pattern)+" in "+quote.Text(m.In)+": "+slots+place)
	}
	if f.Orphan != "" {
		t.line("orphan", f.Orphan+" in the packages that were loaded")
	}
	if len(f.Owner) > 0 {
		t.line("owner", quote.Text(strings.Join(f.Owner, " ")))
	}
	if len(f.Spellings) > 0 {
		t.line("also", strings.Join(f.Spellings[:min(len(f.Spellings), 3)], ", "))
	}
	t.WriteByte('\n')
}

// line writes what is said about one thing, broken into lines where it is long.
func (t *text) line(label, what string) {
	fmt.Fprintf(t, "  %-*s  ", labels, label)
	width := 0
	for i, word := range strings.Split(what, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case width+1+n > columns-labels-4:
			fmt.Fprintf(t, "\n  %*s  ", labels, "")
			width = 0
		default:
			t.WriteByte(' ')
			width++
		}
		t.WriteString(word)
		width += n
	}
	t.WriteByte('\n')
}

// places writes the places of one role. plain is the label without its style.
func (t *text) places(label string, list []analyzer.KeyPlace, plain string) {
	for i, p := range list {
		if i == maxPlaces && len(list) > maxPlaces+1 {
			fmt.Fprintf(t, "  %*s  and %d more\n", labels, "", len(list)-maxPlaces)
			return
		}
		if i > 0 {
			label, plain = "", ""
		}
		fmt.Fprintf(t, "  %s%s  %-*s  %s", label, strings.Repeat(" ", max(0, labels-len(plain))), t.wide, sent(p), at(p))
		function := quote.Text(p.Function)
		if p.Guarded {
			function += ", not on a cluster"
		}
		if width := labels + t.wide + 7 + utf8.RuneCountInString(at(p)) + utf8.RuneCountInString(function); width > columns {
			fmt.Fprintf(t, "\n  %*s  %*s", labels, "", t.wide, "")
		}
		fmt.Fprintf(t, "  %s\n", function)
	}
}

// widen makes room for the commands of places.
func (t *text) widen(lists ...[]analyzer.KeyPlace) {
	for _, list := range lists {
		for _, p := range list {
			t.wide = min(max(t.wide, utf8.RuneCountInString(sent(p))), commands)
		}
	}
}

// sent spells the command of a place, and in what it is.
func sent(p analyzer.KeyPlace) string {
	command := quote.Text(p.Command)
	if p.In != "" {
		command += " (" + p.In + ")"
	}
	return command
}

// at spells where a place is. A schema that was kept has no lines.
func at(p analyzer.KeyPlace) string {
	if p.Line == 0 {
		return quote.Text(p.File)
	}
	return fmt.Sprintf("%s:%d", quote.Text(p.File), p.Line)
}

// takers names the functions that are given keys.
func (t *text) takers(s *analyzer.KeySchema) {
	if len(s.Takers) == 0 {
		return
	}
	var names []string
	for _, f := range s.Takers {
		names = append(names, function(f.Package, f.Name))
	}
	t.line("given keys", quote.Text(strings.Join(names, ", "))+": who calls them chooses the keys")
	t.WriteByte('\n')
}

// unknown names the places whose keys are not known.
func (t *text) unknown(s *analyzer.KeySchema) {
	if len(s.Unknown) == 0 {
		return
	}
	t.wide = 0
	t.widen(s.Unknown)
	t.places("not known", s.Unknown, "not known")
	t.WriteByte('\n')
}

func (t *text) summary(s *analyzer.KeySchema) {
	typed, expiry := 0, 0
	for _, f := range s.Families {
		if f.Type != "" {
			typed++
		}
		if f.Expiry.State != "unknown" {
			expiry++
		}
	}
	fmt.Fprintf(t, "%s of keys: the type of %d and the expiry of %d are known.\n", count(len(s.Families), "family", "families"), typed, expiry)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
