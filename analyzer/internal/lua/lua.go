// Package lua reads the Lua scripts and function libraries that Redis runs, to
// find the keys that they use: which commands a script sends, and what the keys of
// these are made of.
//
// A script is followed as it runs: through local variables, functions of its
// own, loops and tables, with both branches of a condition. What cannot be
// followed is unknown, and never guessed.
package lua

import (
	"iter"
	"strings"
)

// A Script is a script for EVAL, or a library for FUNCTION LOAD.
type Script struct {
	// Header is the shebang line, nil if the source has none.
	Header *Header

	// Functions are the functions that a library registers. A script is one
	// function without a name.
	Functions []*Function

	// Over says that a bound of the reading was reached, so that commands may be
	// missing.
	Over bool
}

// A Header is the first line of a source, if it begins with "#!".
type Header struct {
	Engine string   // "lua"
	Name   string   // of a library
	Flags  []string // "no-cluster"
}

// A Function is a script, or a function of a library.
type Function struct {
	Name  string // "" of a script, and where it is not known
	Line  int    // where it is registered; 1 of a script
	Flags []string

	// Accesses are the commands with keys that it sends, in the order in which
	// it sends them.
	Accesses []Access

	// Sent are all commands that it sends whose names are known, with keys or
	// without.
	Sent []Sent

	// Used holds the i of every KEYS[i] that is read. All says that the others
	// may be read too, by a loop or by something that was not followed.
	Used map[int]bool
	All  bool
}

// Has reports whether the function has the flag.
func (f *Function) Has(flag string) bool {
	for _, g := range f.Flags {
		if g == flag {
			return true
		}
	}
	return false
}

// A Sent is a command that a script sends, word for word: the texts that each
// word can be, none where that is not known.
type Sent struct {
	Command string // in upper case
	Line    int
	Words   [][]Text
	Cond    bool // see Access
}

// An Access is a command that a script sends, with the arguments that are keys.
type Access struct {
	Command string // in upper case
	Line    int
	Keys    []Key
	// Words is the command word for word, nil if some stand for several.
	Words [][]Text

	// Cond says that the command is not sent in every run: it is in a branch or
	// a loop, or behind one that may end the script.
	Cond bool
}

// A Key is what an argument of a command can be: one of the texts, and something
// unknown besides if it is Partial.
type Key struct {
	Texts   []Text
	Partial bool
	Repeat  bool // it stands for any number of arguments
	Role    int  // what the command does with it: see package command
}

// A Text is the text of a key, as parts one after the other.
type Text []Part

// PartKind is the kind of a Part.
type PartKind uint8

const (
	Literal PartKind = iota // the text Lit
	KeyPart                 // KEYS[Index]
	ArgPart                 // ARGV[Index]
	Value                   // a reply of the server or a number, made when the script runs
	Made                    // what Call returns
	Other                   // what was not followed
)

// A Part of a Text. An Index of 0 is one that is not known, as that of a loop.
type Part struct {
	Kind  PartKind
	Lit   string
	Index int
	Call  *Call
}

// Constant returns the text of a Text that is nothing but literal.
func (t Text) Constant() (string, bool) {
	switch {
	case len(t) == 0:
		return "", true
	case len(t) == 1 && t[0].Kind == Literal:
		return t[0].Lit, true
	}
	return "", false
}

// Has reports whether a part of the text is of the kind, or made of one that is.
func (t Text) Has(kind PartKind) bool {
	for p := range t.Parts() {
		if p.Kind == kind {
			return true
		}
	}
	return false
}

// Parts yields the parts of the text, and behind each those of which it is made.
func (t Text) Parts() iter.Seq[Part] {
	return func(yield func(Part) bool) { t.each(yield) }
}

func (t Text) each(yield func(Part) bool) bool {
	for _, p := range t {
		if !yield(p) {
			return false
		}
		if p.Call == nil {
			continue
		}
		for _, arg := range p.Call.Args {
			if !arg.each(yield) {
				return false
			}
		}
	}
	return true
}

// String spells the text as the script might: KEYS[1] .. ":x".
func (t Text) String() string {
	if len(t) == 0 {
		return `""`
	}
	parts := make([]string, len(t))
	for i, p := range t {
		parts[i] = p.String()
	}
	return strings.Join(parts, " .. ")
}

// String spells the part as the script might.
func (p Part) String() string {
	switch p.Kind {
	case Literal:
		return quote(p.Lit)
	case KeyPart:
		return "KEYS[" + indexText(p.Index) + "]"
	case ArgPart:
		return "ARGV[" + indexText(p.Index) + "]"
	case Value:
		return "value"
	case Made:
		return p.Call.String()
	}
	return "?"
}

// concat returns the text of a and b one after the other, in which no two
// literals are side by side.
func concat(a, b Text) Text {
	out := make(Text, 0, len(a)+len(b))
	for _, part := range append(append(Text(nil), a...), b...) {
		if n := len(out); part.Kind == Literal && n > 0 && out[n-1].Kind == Literal {
			out[n-1].Lit += part.Lit
			continue
		}
		if part.Kind != Literal || part.Lit != "" {
			out = append(out, part)
		}
	}
	return out
}

// literals returns the length of all literals of a text, in bytes.
func (t Text) literals() (n int) {
	for _, part := range t {
		n += len(part.Lit)
	}
	return n
}

func (t Text) equal(u Text) bool {
	if len(t) != len(u) {
		return false
	}
	for i := range t {
		a, b := t[i], u[i]
		if a.Kind != b.Kind || a.Lit != b.Lit || a.Index != b.Index || !a.Call.equal(b.Call) {
			return false
		}
	}
	return true
}
