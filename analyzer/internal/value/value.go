package value

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Bounds. What lies past one becomes a hole or is left out, never guessed.
const (
	MaxAlts  = 8    // alternatives of one string
	MaxCases = 48   // constants that a function selects one of
	MaxItems = 2048 // items of one list that one function builds

	// MaxListed is the number of elements of one literal.
	MaxListed = 1 << 16
	MaxID     = 160 // bytes of one identity

	maxFactList = 16  // items of one list in a fact
	maxFactText = 512 // bytes of the strings of one value in a fact
	maxParts    = 24  // parts of one pattern

	maxFactScripts = 16 << 10 // bytes of the Lua scripts in one value in a fact
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
	Rest                // inside a loop: what the value already held
)

// A Value is what is known of a Go value. Values are not changed once built.
type Value struct {
	Kind   Kind
	Alts   []Alt
	Items  []Item
	Fields []Field
	ID     string       // of a Sym; of a list, see [Value.InSequence]
	Name   string       // of a Sym: how the source spells it
	Hole   pattern.Kind // of a Sym: the kind of hole it is as text
	// Grouped marks a list whose keys were grouped by slot before.
	Grouped bool
	// Partial marks a list, map or struct that may hold more than is listed.
	Partial bool
	// Loose marks a list whose items are not in the order of its elements.
	Loose bool

	// Type is, of an operand of fmt, its type as far as that matters to fmt, ""
	// if it is not known: see [TypeBytes] and the others.
	Type string
	// Raw is, of what an operand prints as, the value itself.
	Raw *Value

	body any
}

// An Alt is one of the strings that a value may have, and the branches on which
// it has it.
type Alt struct {
	Pattern pattern.Pattern
	Conds   []Cond
}

// A Cond says that the flow came into the join At by its edge Edge. Strings
// whose conditions contradict each other never meet.
type Cond struct {
	At   string
	Edge int
}

// An Item is an element of a list, or an entry of a map.
type Item struct {
	Key    *Value // of a map
	Value  *Value
	Repeat bool // stands for any number of elements, alike but for their varying holes
	// Whole says of a repeated item that it stands for all elements of the list that
	// its value is any element of, in their order.
	Whole bool
	// Optional says that the element is there on some branches only.
	Optional bool
}

// A Field is a field of a struct.
type Field struct {
	Name  string
	Value *Value
}

// Literal returns the value that is one string.
func Literal(text string) *Value { return Of(pattern.Lit(text)) }

// Of returns the string value that has one pattern.
func Of(p pattern.Pattern) *Value {
	return &Value{Kind: Text, Alts: []Alt{{Pattern: p}}}
}

// Symbol returns the value of which only the identity is known.
func Symbol(id string) *Value { return &Value{Kind: Sym, ID: id} }

// Nil returns the value nil.
func Nil() *Value { return &Value{Kind: Sym, ID: nilID, Name: nilID} }

const nilID = "nil"

// Function returns the function value that runs body. The type of body is the
// evaluator's own: this package only hands it back, see [Value.Body].
func Function(body any) *Value { return &Value{Kind: Func, body: body} }

// Body returns what [Function] was given, nil for other values. Facts do not
// carry it.
func (v *Value) Body() any { return v.body }

// Texts returns the strings that v may have; a Sym is one hole.
func (v *Value) Texts() []Alt {
	switch v.Kind {
	case Text:
		return v.Alts
	case Sym:
		return []Alt{{Pattern: pattern.Of(pattern.Hole{ID: v.ID, Name: v.Name, Kind: v.Hole})}}
	}
	return nil
}

// Single returns the one pattern of a string without alternatives.
func (v *Value) Single() (p pattern.Pattern, ok bool) {
	if a := v.Texts(); len(a) == 1 {
		return a[0].Pattern, true
	}
	return nil, false
}

// Constant returns the string of a value that has just one.
func (v *Value) Constant() (text string, ok bool) {
	if p, ok := v.Single(); ok {
		return p.Text()
	}
	return "", false
}

// Field returns the value of a field that a struct is known to have, nil if it
// is not known. See [Value.Select] for fields of other values.
func (v *Value) Field(name string) *Value {
	for _, f := range v.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Select returns the field of a struct or symbol, nil if the value is known not
// to have it set.
func (v *Value) Select(name string) *Value {
	switch v.Kind {
	case Struct:
		if f := v.Field(name); f != nil {
			return f
		}
		if v.ID != "" && v.Partial {
			return &Value{Kind: Sym, ID: FieldOf(v.ID, name), Name: v.partName("."+name, name)}
		}
	case Sym:
		if len(v.ID) < MaxID {
			return &Value{Kind: Sym, ID: FieldOf(v.ID, name), Name: v.partName("."+name, name)}
		}
	}
	return nil
}

// partName spells a field or element of v, by itself where v has no name.
func (v *Value) partName(step, alone string) string {
	if v.Name == "" || v.Name == noName {
		return alone
	}
	return v.Name + step
}

// noName spells what has no name.
const noName = "value"

// As returns a Sym as a hole of that kind; other values stay as they are.
func (v *Value) As(kind pattern.Kind) *Value {
	if v.Kind != Sym || v.Hole == kind {
		return v
	}
	w := *v
	w.Hole = kind
	return &w
}

// Tagged returns v as a string that is said to hold a hash tag. What is visible
// of a string counts more than what is said: only a value of which nothing is
// known, at the beginning of the string, has the tag.
func (v *Value) Tagged() *Value {
	switch v.Kind {
	case Sym:
		if !isSaidTagged(v.ID) {
			w := *v
			w.ID = SaidTagged(v.ID)
			return &w
		}
	case Text:
		w := *v
		w.Alts = make([]Alt, len(v.Alts))
		for i, a := range v.Alts {
			if p := a.Pattern; len(p) > 0 && p[0].Hole != nil && !p[0].Hole.NoBrace() && !isSaidTagged(p[0].Hole.ID) {
				h := *p[0].Hole
				h.ID = SaidTagged(h.ID)
				a.Pattern = append(pattern.Of(h), p[1:]...)
			}
			w.Alts[i] = a
		}
		return &w
	case List:
		w := *v
		w.Items = make([]Item, len(v.Items))
		for i, it := range v.Items {
			it.Value = it.Value.Tagged()
			w.Items[i] = it
		}
		return &w
	}
	return v
}

// InOneSlot returns v as a value whose keys share a slot.
func (v *Value) InOneSlot() *Value {
	w := *v
	w.Grouped = true
	w.Items = make([]Item, len(v.Items))
	for i, it := range v.Items {
		it.Value = it.Value.InOneSlot()
		w.Items[i] = it
	}
	return &w
}
