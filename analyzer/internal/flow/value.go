// Package flow follows values through the functions of a package, on SSA form,
// to learn the patterns of the keys that they build.
//
// A function is evaluated once, in terms of its parameters; what it returns is
// its summary, and a call puts the values of the arguments in place of the
// parameters. Summaries cross packages as facts.
package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Bounds. No input makes the analysis slow or a fact large; what lies past a
// bound becomes a hole or is left out, never guessed.
const (
	maxAlts     = 8    // alternatives of one text
	maxItems    = 2048 // items of one list that one function builds
	maxFactList = 16   // items of one list in a fact
	maxParts    = 24   // parts of one pattern
	maxDepth    = 400  // nesting of one evaluation
	maxID       = 160  // bytes of one identity
)

// Kind is the kind of a Value.
type Kind uint8

const (
	Unknown Kind = iota // nothing is known, not even an identity
	Text                // a string, number or other scalar: one of Alts
	List                // a slice or array of Items
	Map                 // a map whose keys are the Keys of Items
	Struct              // a struct, or pointer to one, with known Fields
	Sym                 // a value of unknown content with an identity
	Func                // a function value whose body is at hand
	rest                // inside a loop: what the value already held
)

// A Value is what is known of a Go value. Values are not changed once built.
type Value struct {
	Kind   Kind
	Alts   []Alt
	Items  []Item
	Fields []Field
	ID     string       // of a Sym
	Name   string       // of a Sym: how the source spells it
	Hole   pattern.Kind // of a Sym: the kind of hole it is as text
	// Grouped marks a list whose keys were grouped by slot before.
	Grouped bool
	// Partial marks a list, map or struct that may hold more than is listed.
	Partial bool

	// Raw is, of what a value prints as, the value itself.
	Raw *Value
	// Number marks a constant that is a number or a boolean.
	Number bool

	fn closure
}

// An Alt is one of the texts that a value may have, and the branches on which
// it has it.
type Alt struct {
	Pattern pattern.Pattern
	Conds   []Cond
}

// A Cond says that the flow came into the join At by its edge Edge. Texts whose
// conditions contradict each other never meet.
type Cond struct {
	At   string
	Edge int
}

// An Item is an element of a list, or an entry of a map.
type Item struct {
	Key    *Value // of a map
	Value  *Value
	Repeat bool // stands for any number of elements, alike but for their varying holes
}

// A Field is a field of a struct.
type Field struct {
	Name  string
	Value *Value
}

func literal(text string) *Value {
	return &Value{Kind: Text, Alts: []Alt{{Pattern: pattern.Lit(text)}}}
}

func textOf(p pattern.Pattern) *Value {
	return &Value{Kind: Text, Alts: []Alt{{Pattern: p}}}
}

// text returns the texts that v may have; a Sym is one hole.
func (v *Value) text() []Alt {
	switch v.Kind {
	case Text:
		return v.Alts
	case Sym:
		return []Alt{{Pattern: pattern.Of(pattern.Hole{ID: v.ID, Name: v.Name, Kind: v.Hole})}}
	}
	return nil
}

// single returns the one pattern of a text without alternatives.
func (v *Value) single() (pattern.Pattern, bool) {
	if a := v.text(); len(a) == 1 {
		return a[0].Pattern, true
	}
	return nil, false
}

// constant returns the text of a value that has just one.
func (v *Value) constant() (string, bool) {
	if p, ok := v.single(); ok {
		return p.Text()
	}
	return "", false
}

// field returns the value of a struct's field, nil if it is not known.
func (v *Value) field(name string) *Value {
	for _, f := range v.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// concat returns the texts of vs one after the other: every combination of
// their alternatives that can be, or nil where there are too many.
func concat(vs ...*Value) *Value {
	acc := []Alt{{}}
	for i, v := range vs {
		alts := v.text()
		if alts == nil || len(acc)*len(alts) > maxAlts*maxAlts {
			return nil
		}
		var next []Alt
		for _, a := range acc {
			for _, b := range alts {
				if conds, ok := mergeConds(a.Conds, b.Conds); ok {
					p := pattern.Concat(a.Pattern, b.Pattern)
					if len(p) > maxParts {
						return nil
					}
					next = append(next, Alt{p, conds})
				}
			}
		}
		if len(next) == 0 {
			return nil
		}
		if len(next) > maxAlts {
			return widen(next, vs[i+1:])
		}
		acc = next
	}
	return &Value{Kind: Text, Alts: acc}
}

// widen returns a text of too many alternatives as what all of them begin with,
// and a hole for the rest. If a brace may be in the rest, the hole says so.
func widen(alts []Alt, more []*Value) *Value {
	head := alts[0].Pattern
	for _, a := range alts[1:] {
		n := 0
		for n < len(head) && n < len(a.Pattern) && head[n:n+1].Equal(a.Pattern[n:n+1]) {
			n++
		}
		if n < len(head) && n < len(a.Pattern) && head[n].Hole == nil && a.Pattern[n].Hole == nil {
			if same := commonPrefix(head[n].Lit, a.Pattern[n].Lit); same != "" {
				head = pattern.Concat(head[:n], pattern.Lit(same))
				continue
			}
		}
		head = head[:n]
	}
	id, brace := strings.Builder{}, false
	note := func(p pattern.Pattern) {
		for _, part := range p {
			brace = brace || strings.ContainsAny(part.Lit, "{}")
			if part.Hole != nil {
				id.WriteString(part.Hole.ID)
			} else {
				id.WriteString(strconv.Quote(part.Lit))
			}
		}
		id.WriteByte('|')
	}
	for _, a := range alts {
		note(a.Pattern[min(len(a.Pattern), max(len(head)-1, 0)):])
	}
	for _, v := range more {
		for _, a := range v.text() {
			note(a.Pattern)
		}
		if v.text() == nil {
			return nil
		}
	}
	op := "any("
	if _, tagged, _ := head.Hashed(); brace && !tagged {
		op = "tagged("
	}
	return textOf(pattern.Concat(head, pattern.Of(pattern.Hole{ID: bounded(op+id.String()+")", "0"), Name: "…"})))
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// MayTag reports whether an identity is of a hole that may hold a brace for all
// that is visible: one is in what it is made of.
func MayTag(id string) bool { return strings.Contains(id, "tagged") || strings.ContainsAny(id, "{}") }

// mergeConds returns the conditions of both, and whether they can hold at once.
func mergeConds(a, b []Cond) ([]Cond, bool) {
	if len(a) == 0 {
		return b, true
	}
	out := slices.Clone(a)
	for _, c := range b {
		i := slices.IndexFunc(out, func(o Cond) bool { return o.At == c.At })
		switch {
		case i < 0:
			out = append(out, c)
		case out[i].Edge != c.Edge:
			return nil, false
		}
	}
	return out, true
}

// Compatible reports whether two texts can be had on one path; if elements, on
// the paths of two elements of a list, which may have taken the branches inside
// the loop differently.
func Compatible(a, b []Cond, elements bool) bool {
	if elements {
		b = slices.Clone(b)
		for i := range b {
			b[i].At = instance(b[i].At, 1)
		}
	}
	_, ok := mergeConds(a, b)
	return ok
}

// under returns v with the condition c added to all its texts.
func (v *Value) under(c Cond) *Value {
	if v.Kind != Text && v.Kind != Sym {
		return v
	}
	out := &Value{Kind: Text}
	for _, a := range v.text() {
		if conds, ok := mergeConds(a.Conds, []Cond{c}); ok {
			out.Alts = append(out.Alts, Alt{a.Pattern, conds})
		}
	}
	if len(out.Alts) == 0 {
		return &Value{}
	}
	return out
}

// join returns the alternatives of vs, each under its own edge of at. It is nil
// when their kinds cannot be joined or the bound is passed.
func join(at string, vs []*Value) *Value {
	if len(vs) == 1 {
		return vs[0]
	}
	if !slices.ContainsFunc(vs[1:], func(v *Value) bool { return !v.same(vs[0]) }) {
		return vs[0]
	}
	out := &Value{Kind: Text}
	for i, v := range vs {
		if v.Kind != Text && v.Kind != Sym {
			return nil
		}
		out.Alts = append(out.Alts, v.under(Cond{at, i}).Alts...)
	}
	if len(out.Alts) == 0 || len(out.Alts) > maxAlts {
		return nil
	}
	return out
}

// same reports whether v and w are known to be one value.
func (v *Value) same(w *Value) bool {
	if v == w {
		return true
	}
	p, ok := v.single()
	q, ok2 := w.single()
	return ok && ok2 && p.Equal(q)
}

// identity is a text that is equal for values known to be equal, "" if v has none.
func (v *Value) identity() string {
	switch v.Kind {
	case Sym:
		return v.ID
	case Text:
		if len(v.Alts) == 1 {
			if len(v.Alts[0].Pattern) == 0 {
				return `""`
			}
			var b strings.Builder
			for _, part := range v.Alts[0].Pattern {
				if part.Hole == nil {
					b.WriteString(strconv.Quote(part.Lit))
				} else {
					b.WriteString(part.Hole.ID)
				}
			}
			return b.String()
		}
	case List:
		return v.listIdentity()
	}
	return ""
}

// listIdentity spells a list as "list(a,each(b))": each stands for any number
// of elements.
func (v *Value) listIdentity() string {
	if v.Partial && len(v.Items) == 0 || len(v.Items) > maxFactList {
		return ""
	}
	var b strings.Builder
	b.WriteString("list(")
	for i, it := range v.Items {
		id := it.Value.identity()
		if id == "" || b.Len() > maxID {
			return ""
		}
		if i > 0 {
			b.WriteByte(',')
		}
		if it.Repeat {
			id = "each(" + id + ")"
		}
		b.WriteString(id)
	}
	return b.String() + ")"
}

// Constant returns the text of a value that has just one.
func Constant(v *Value) (string, bool) { return v.constant() }

// Texts returns the texts that a value may have; none if it is no text.
func Texts(v *Value) []Alt { return v.text() }

// Identity returns a text that is equal for values known to be equal, "" if the
// value has none.
func Identity(v *Value) string { return v.identity() }

// FieldNamed returns the value of a struct's field, nil if the struct is known
// not to set it.
func FieldNamed(v *Value, name string) *Value { return step(v, name) }

// Element returns an element of a list or map of unknown content.
func Element(v *Value) *Value {
	return &Value{Kind: Sym, ID: v.ID + "[*]", Name: v.Name + "[i]", Grouped: v.Grouped}
}

// AsList returns v as a list, nil if it is none.
func (e *Evaluator) AsList(v *Value) *Value { return e.asList(v) }

// Literal returns the value that is one text.
func Literal(text string) *Value { return literal(text) }
