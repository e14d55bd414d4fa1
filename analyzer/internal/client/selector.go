package client

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"
)

// A Selector names the keys inside one parameter of a client method.
//
// It is written as text in the table of methods, and read by ParseSelector:
//
//	0            the parameter is a key
//	1[]          every element of the slice or variadic parameter
//	0[0]         the first element of a slice
//	0[::3]       every third element of a slice, from the first on
//	1.Keys[]     every element of the field Keys of a struct (or pointer to one)
//	0[].Key      the field Key of every element of a slice of structs
//	0[][0]       the first element of every element of a slice of slices
//	1{}          every key of a map
//	0.Streams[:half]  the first half of a slice (keys, then as many ids)
//	0.Streams[:half!ID]  the same, but all of the slice where the field ID beside
//	             it is not the empty string (it is then the id of all keys)
//	0[pairs]     MSET's pairs: a flat list with a key at every even place, or
//	             one map, one slice or one struct with redis tags in their place
//	1.Store?     an optional key: not sent when it is the empty string
//	1.By*        a pattern that names other keys (SORT BY, GET), not a key
//
// Parameters are counted from 0 without a leading context.Context.
type Selector struct {
	Param    int
	Steps    []Step
	Optional bool // the empty string is not sent
	Pattern  bool // a pattern of keys, not a key (SORT BY and GET)
}

// Op is one step from a parameter to its keys.
type Op uint8

const (
	Field   Op = iota // the field Step.Name of a struct or of a pointer to one
	Each              // every element of a slice
	Index             // the element Step.N of a slice
	Stride            // every Step.N-th element of a slice, from the first on
	MapKeys           // every key of a map
	Half              // the first half of a slice; all of it where the field Step.Name beside it is set
	Pairs             // MSET's pairs
)

// A Step leads from a value to a part of it.
type Step struct {
	Op   Op
	Name string // of a Field; of the field that turns Half into Each, or ""
	N    int    // of an Index or a Stride
}

// String returns the step as ParseSelector reads it.
func (s Step) String() string {
	switch s.Op {
	case Field:
		return "." + s.Name
	case Each:
		return "[]"
	case Index:
		return "[" + strconv.Itoa(s.N) + "]"
	case Stride:
		return "[::" + strconv.Itoa(s.N) + "]"
	case MapKeys:
		return "{}"
	case Half:
		if s.Name != "" {
			return "[:half!" + s.Name + "]"
		}
		return "[:half]"
	case Pairs:
		return "[pairs]"
	}
	return fmt.Sprintf("[?%d]", s.Op)
}

// String returns the selector in the notation of the table.
func (s Selector) String() string {
	var b strings.Builder
	b.WriteString(strconv.Itoa(s.Param))
	for _, step := range s.Steps {
		b.WriteString(step.String())
	}
	if s.Optional {
		b.WriteByte('?')
	}
	if s.Pattern {
		b.WriteByte('*')
	}
	return b.String()
}

// ParseSelector reads the notation that [Selector] describes.
func ParseSelector(text string) (Selector, error) {
	fail := func(why string) (Selector, error) {
		return Selector{}, fmt.Errorf("selector %q: %s", text, why)
	}
	rest := strings.TrimLeft(text, "0123456789")
	param, err := strconv.Atoi(text[:len(text)-len(rest)])
	if err != nil {
		return fail("no parameter")
	}
	s := Selector{Param: param}
	for rest != "" {
		switch rest {
		case "?":
			s.Optional = true
			return s, nil
		case "*":
			s.Pattern = true
			return s, nil
		}
		step, tail, err := parseStep(rest)
		if err != nil {
			return fail(err.Error())
		}
		// The pairs have several forms, and no step leads on from all of them.
		if n := len(s.Steps); n > 0 && s.Steps[n-1].Op == Pairs {
			return fail("a step after the pairs")
		}
		s.Steps = append(s.Steps, step)
		rest = tail
	}
	return s, nil
}

// parseStep reads one step at the start of text, and returns what follows it.
func parseStep(text string) (step Step, rest string, err error) {
	switch text[0] {
	case '{':
		if rest, ok := strings.CutPrefix(text, "{}"); ok {
			return Step{Op: MapKeys}, rest, nil
		}
	case '.':
		name := text[1:]
		if i := strings.IndexAny(name, ".[{?*"); i >= 0 {
			name = name[:i]
		}
		if name != "" {
			return Step{Op: Field, Name: name}, text[1+len(name):], nil
		}
	case '[':
		inside, rest, ok := strings.Cut(text[1:], "]")
		if !ok {
			break
		}
		switch {
		case inside == "":
			return Step{Op: Each}, rest, nil
		case inside == "pairs":
			return Step{Op: Pairs}, rest, nil
		case inside == ":half":
			return Step{Op: Half}, rest, nil
		case strings.HasPrefix(inside, ":half!") && inside != ":half!":
			return Step{Op: Half, Name: inside[len(":half!"):]}, rest, nil
		case strings.HasPrefix(inside, "::"):
			if n, err := strconv.Atoi(inside[len("::"):]); err == nil && n > 1 {
				return Step{Op: Stride, N: n}, rest, nil
			}
		default:
			if n, err := strconv.Atoi(inside); err == nil && n >= 0 {
				return Step{Op: Index, N: n}, rest, nil
			}
		}
	}
	return Step{}, "", fmt.Errorf("no step: %q", text)
}

// RoleOf returns the role of the keys that the i-th of the selectors of a method
// names. Selectors stand in the order of the command's roles.
func RoleOf(keys []Selector, i int) (role int) {
	for _, s := range keys[:i] {
		if !s.Pattern {
			role++
		}
	}
	return role
}

// Fits reports whether the selector leads to something that can be a key in a
// parameter of type t.
func (s Selector) Fits(t types.Type) bool {
	for _, step := range s.Steps {
		switch step.Op {
		case Field:
			f := fieldOf(t, step.Name)
			if f == nil {
				return false
			}
			t = f.Type()
		case MapKeys:
			m, ok := t.Underlying().(*types.Map)
			if !ok {
				return false
			}
			t = m.Key()
		case Each, Index, Stride, Half, Pairs:
			l, ok := t.Underlying().(*types.Slice)
			if !ok {
				return false
			}
			t = l.Elem()
		}
	}
	return holdsKey(t)
}

// fieldOf returns the field of a struct, or of a pointer to one.
func fieldOf(t types.Type, name string) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for f := range s.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// holdsKey reports whether a value of type t can be a key: a text, or an
// argument of any type, which the client formats.
func holdsKey(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Interface:
		return u.Empty()
	}
	return false
}
