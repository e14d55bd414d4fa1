// Package flow follows values through the functions of a package, on SSA form,
// to learn the patterns of the keys that they build.
//
// A function is evaluated once, in terms of its parameters; what it returns is
// its summary, and a call puts the values of the arguments in place of the
// parameters. Summaries cross packages as facts.
package flow

import (
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

// Literal returns the value that is one text.
func Literal(text string) *Value {
	return &Value{Kind: Text, Alts: []Alt{{Pattern: pattern.Lit(text)}}}
}

func textOf(p pattern.Pattern) *Value {
	return &Value{Kind: Text, Alts: []Alt{{Pattern: p}}}
}

// Texts returns the texts that v may have; a Sym is one hole.
func (v *Value) Texts() []Alt {
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
	if a := v.Texts(); len(a) == 1 {
		return a[0].Pattern, true
	}
	return nil, false
}

// Constant returns the text of a value that has just one.
func (v *Value) Constant() (string, bool) {
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

// Identity is a text that is equal for values known to be equal, "" if v has none.
func (v *Value) Identity() string {
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
		id := it.Value.Identity()
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

// FieldNamed returns the value of a struct's field, nil if the struct is known
// not to set it.
func FieldNamed(v *Value, name string) *Value { return step(v, name) }

// Element returns an element of a list or map of unknown content.
func Element(v *Value) *Value {
	return &Value{Kind: Sym, ID: v.ID + "[*]", Name: v.Name + "[i]", Grouped: v.Grouped}
}
