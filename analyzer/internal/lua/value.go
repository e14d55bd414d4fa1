package lua

import (
	"strconv"

	"github.com/yuin/gopher-lua/ast"
)

// Bounds of what one value can be.
const (
	maxTexts = 8  // alternatives of one text
	maxParts = 24 // parts of one text
	maxItems = 64 // items of one table

	// maxLength bounds the literals of one text that is put together, in bytes. No
	// key is that long, and a text that is appended to itself doubles each time.
	maxLength = 1 << 10
)

type kind uint8

const (
	unknown kind = iota
	null
	text     // one of texts
	keysList // KEYS
	argsList // ARGV
	tableVal
	funcVal
	library // a table of the server: redis, string, table; or the name of one of its functions
)

// A value is what an expression may be.
type value struct {
	kind    kind
	texts   []Text
	partial bool // something unknown besides
	tbl     *table
	fn      *closure
	name    string // of a library: "redis.call"
}

// An item of a list of arguments or results.
type item struct {
	value
	repeat bool // any number of them
}

// A closure is a function of the script.
type closure struct {
	expr  *ast.FunctionExpr
	scope *scope
}

// A table is one that the script makes. Items are those of which the place is
// known, rest those that are among them somewhere.
type table struct {
	items  []value
	rest   []value
	offs   []int // of the rest that is stored at 2*i+off: those offs, in order
	fields map[string]value
	cond   int // how deep in branches and loops it was made
}

func lit(s string) value      { return textValue(Text{{Kind: Literal, Lit: s}}) }
func part(p Part) value       { return textValue(Text{p}) }
func textValue(t Text) value  { return value{kind: text, texts: []Text{concat(t, nil)}} }
func builtin(n string) value  { return value{kind: library, name: n} }
func one(v value) []item      { return []item{{value: v}} }
func (v value) isText() bool  { return v.kind == text }
func (v value) isTable() bool { return v.kind == tableVal }

// constant returns the text of a value that has just one.
func (v value) constant() (string, bool) {
	if v.kind == text && len(v.texts) == 1 && !v.partial {
		return v.texts[0].Constant()
	}
	return "", false
}

func (v value) empty() bool {
	s, ok := v.constant()
	return ok && s == ""
}

// index returns the positive whole number that a value is.
func (v value) index() (int, bool) {
	s, ok := v.constant()
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0
}

// alternatives returns the texts of a value, an unknown one as such.
func (v value) alternatives() []Text {
	switch {
	case v.kind != text:
		return []Text{{{Kind: Other}}}
	case v.partial:
		return append(v.texts[:len(v.texts):len(v.texts)], Text{{Kind: Other}})
	}
	return v.texts
}

// join returns what is either a or b. Nothing is not a key, and is left out; so
// is the empty text, the default for what then is no key.
func join(a, b value) value {
	switch {
	case a.kind == null || a.empty() && b.kind != null:
		return b
	case b.kind == null || b.empty():
		return a
	case a.kind == text && b.kind == text:
		out := value{kind: text, texts: a.texts[:len(a.texts):len(a.texts)], partial: a.partial || b.partial}
		for _, t := range b.texts {
			if !contains(out.texts, t) {
				out.texts = append(out.texts, t)
			}
		}
		if len(out.texts) > maxTexts {
			return value{}
		}
		return out
	case a.kind == text && b.kind == unknown:
		a.partial = true
		return a
	case b.kind == text && a.kind == unknown:
		b.partial = true
		return b
	case a.kind == b.kind && a.tbl == b.tbl && a.fn == b.fn && a.name == b.name:
		return a
	}
	return value{}
}

func contains(ts []Text, t Text) bool {
	for _, u := range ts {
		if u.equal(t) {
			return true
		}
	}
	return false
}

// same reports whether nothing tells two values apart.
func same(a, b value) bool {
	if a.kind != b.kind || a.partial != b.partial || a.tbl != b.tbl || a.fn != b.fn || a.name != b.name || len(a.texts) != len(b.texts) {
		return false
	}
	for i := range a.texts {
		if !a.texts[i].equal(b.texts[i]) {
			return false
		}
	}
	return true
}

// concatValues returns the text of the values one after the other.
func concatValues(vs ...value) value {
	acc := []Text{nil}
	for _, v := range vs {
		alts := v.alternatives()
		if len(acc)*len(alts) > maxTexts {
			return value{}
		}
		var next []Text
		for _, a := range acc {
			for _, b := range alts {
				if a.literals()+b.literals() > maxLength {
					return value{}
				}
				t := concat(a, b)
				if len(t) > maxParts {
					return value{}
				}
				next = append(next, t)
			}
		}
		acc = next
	}
	return value{kind: text, texts: acc}
}

// element returns one of the elements of a list, which one is not known.
func element(v value) value {
	switch v.kind {
	case keysList:
		return part(Part{Kind: KeyPart})
	case argsList:
		return part(Part{Kind: ArgPart})
	case tableVal:
		if v.tbl == nil {
			break
		}
		out := value{kind: null}
		for _, x := range v.tbl.items {
			out = join(out, x)
		}
		for _, x := range v.tbl.rest {
			out = join(out, x)
		}
		if out.kind != null {
			return out
		}
	case text:
		if isReply(v) {
			return v // the elements of a reply are of the server too
		}
	}
	return value{}
}

func isReply(v value) bool {
	return v.kind == text && len(v.texts) == 1 && len(v.texts[0]) == 1 && v.texts[0][0].Kind == Value && !v.partial
}
