package schemadiff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// parse reads a schema: a line for each family, with its pattern, its type ("-" if it is
// not known) and its expiry ("always:30m"), and then, in any order,
//
//	w:, r:, x:, u:  who writes, reads, removes it, or gives it to a script: Function.COMMAND,
//	                or file/Function.COMMAND, and ~ behind it if not on a cluster
//	one:, apart:    a family that it meets, in one slot or different ones: COMMAND=pattern,
//	                and ~ behind it as above
//	name:           what an annotation calls it
//	also:           another spelling of the pattern
//	types:          the types that it is taken for: hash,string
//
// A line "unknown" has the places whose keys are not known.
func parse(t *testing.T, text string) *analyzer.KeySchema {
	t.Helper()
	s := &analyzer.KeySchema{Version: analyzer.KeySchemaVersion}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if words[0] == "unknown" {
			for _, word := range words[1:] {
				s.Unknown = append(s.Unknown, placeOf(word))
			}
			continue
		}
		f := analyzer.KeyFamily{Pattern: words[0], Glob: value.ReplaceAllString(words[0], "*")}
		if words[1] != "-" {
			f.Type = words[1]
		}
		if _, rest, ok := strings.Cut(f.Pattern, "{"); ok {
			f.Tag, _, _ = strings.Cut(rest, "}")
		}
		f.Type = strings.ReplaceAll(f.Type, "|", " or ")
		state, values, _ := strings.Cut(words[2], ":")
		f.Expiry.State = state
		if values != "" {
			f.Expiry.Values = strings.Split(values, ",")
		}
		for _, word := range words[3:] {
			role, what, ok := strings.Cut(word, ":")
			if !ok {
				t.Fatalf("%q has no role", word)
			}
			switch role {
			case "w":
				f.Writers = append(f.Writers, placeOf(what))
			case "r":
				f.Readers = append(f.Readers, placeOf(what))
			case "x":
				f.Removers = append(f.Removers, placeOf(what))
			case "u":
				f.Unseen = append(f.Unseen, placeOf(what))
			case "name":
				f.Name = what
			case "also":
				f.Spellings = append(f.Spellings, what)
			case "types":
				for name := range strings.SplitSeq(what, ",") {
					f.Types = slices.Grow(f.Types, 1)[:len(f.Types)+1]
					f.Types[len(f.Types)-1].Type = name
				}
			case "one", "apart":
				in, pattern, _ := strings.Cut(what, "=")
				pattern, guarded := strings.CutSuffix(pattern, "~")
				f.Meets = slices.Grow(f.Meets, 1)[:len(f.Meets)+1]
				m := &f.Meets[len(f.Meets)-1]
				m.In, m.Pattern, m.Slots = in, pattern, map[string]string{"one": "one slot", "apart": "different slots"}[role]
				m.Places = []analyzer.KeyPlace{{Function: "F", Command: in, Guarded: guarded}}
			default:
				t.Fatalf("%q has no role", word)
			}
		}
		s.Families = append(s.Families, f)
	}
	return s
}

// placeOf reads a place.
func placeOf(text string) analyzer.KeyPlace {
	text, guarded := strings.CutSuffix(text, "~")
	p := analyzer.KeyPlace{Package: "p", File: "x.go", Guarded: guarded}
	if i := strings.LastIndex(text, "/"); i >= 0 {
		p.File, text = text[:i], text[i+1:]
		p.Package, _, _ = strings.Cut(p.File, "/")
	}
	p.Function, p.Command, _ = strings.Cut(text, ".")
	return p
}

// list spells changes as the table does.
func list(changes []Change) (out []string) {
	for _, c := range changes {
		out = append(out, fmt.Sprintf("%s %s %s", c.Category(), c.Rule, c.Pattern))
	}
	return out
}

// TestRules shows that each rule is in the table, is tested, and says what it is about.
func TestRules(t *testing.T) {
	seen := make(map[Rule]bool)
	for _, test := range tests {
		for _, c := range Compare(parse(t, test.before), parse(t, test.after)) {
			seen[c.Rule] = true
			message := c.Message()
			if strings.Contains(rules[c.Rule].says, "{was}") && (c.Was == "" || !strings.Contains(message, c.Was)) ||
				strings.Contains(rules[c.Rule].says, "{is}") && (c.Is == "" || !strings.Contains(message, c.Is)) {
				t.Errorf("%s: %s says %q: was %q, is %q", test.name, c.Rule, message, c.Was, c.Is)
			}
		}
	}
	for rule, r := range rules {
		if !seen[rule] || !slices.Contains(Categories, r.category) {
			t.Errorf("%s: tested %t, category %q", rule, seen[rule], r.category)
		}
	}
}

// TestPlaces shows that what is gone is told with the places that it had.
func TestPlaces(t *testing.T) {
	got := Compare(parse(t, "a:<id> string never w:A.SET r:B.GET\nb:<id> string never w:C.SET"), parse(t, "a:<id> string never r:B.GET"))
	if len(got) != 2 || !got[0].Before() || got[0].Places[0].Function != "A" || !got[1].Before() || got[1].Places[0].Function != "C" {
		t.Errorf("%+v", got)
	}
}
