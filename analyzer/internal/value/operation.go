package value

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// splitOp splits "op(a,b)" into the operation and its arguments; ok is false
// where id is of another form.
func splitOp(id string) (op string, args []string, ok bool) {
	open := strings.IndexByte(id, '(')
	if open <= 0 || id[len(id)-1] != ')' || strings.ContainsAny(id[:open], "$%*!@\"[") {
		return "", nil, false
	}
	depth, start := 0, open+1
	for i := open; i < len(id); i++ {
		switch id[i] {
		case '"':
			i = quoteEnd(id, i) - 1
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 && i < len(id)-1 {
				return "", nil, false // "op(a)op(b)", or steps behind it
			}
		case ',':
			if depth == 1 {
				args = append(args, id[start:i])
				start = i + 1
			}
		}
	}
	if start < len(id)-1 || len(args) > 0 {
		args = append(args, id[start:len(id)-1])
	}
	return id[:open], args, true
}

// opEnd returns the end of the operation whose parenthesis opens at i.
func opEnd(s string, i int) int {
	for depth := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = quoteEnd(s, i) - 1
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// The operations that this package gives a meaning to. All others are functions
// and operators without effects, by their names.
const (
	opFormat     = "fmtverb"    // fmtverb("%x",id): the string of a value under a verb of fmt
	opOperand    = "operand"    // operand("int",id): a value in an interface, and its type; see [Value.Type]
	opString     = "String"     // String(id): what the method String of a value returns
	opRune       = "rune"       // rune(id): the string of a character
	opField      = "field"      // field(n,id): see OpenField
	opOf         = "of"         // of(base,id): id, as the object base got it when it was built
	opMaybe      = "maybe"      // maybe(alias,id): id, which may equal others with that alias
	opAny        = "any"        // any(...): one of several strings
	opTagged     = "tagged"     // tagged(...): the same, where something visible holds a brace; before the name of another operation: its result holds one
	opPrints     = "prints"     // before the name of another operation: its result may hold a brace, for all that is known of its operands
	opSaidTagged = "saidtagged" // saidtagged(id): id, of which the program says that it holds a tag
	opList       = "list"       // list(id,each(id)): a list of elements
	opSince      = "since"      // since(id,write): what a write left where id was
	opEach       = "each"       // inside list: any number of elements
	opAt         = "at"         // at(m,k): the entry of the map m under the key k
	opCall       = "call"       // call(f,id): what the function value f returns
	opConvert    = "convert"    // convert("uint8",id): a number converted to a type that does not hold all its values
	opSegment    = "segment"    // segment(id): what path.Join leaves of one of its arguments but the first
	opInPath     = "inpath"     // inpath(id): what path.Join leaves of a part of an argument, or of the first
)

// Op returns the identity of the result of an operation.
func Op(op string, operands ...string) string { return op + "(" + strings.Join(operands, ",") + ")" }

// OpName spells an operator or the name of a function so that it does not
// collide with the sigils.
func OpName(op string) string {
	switch op {
	case "%":
		return "rem"
	case "*":
		return "mul"
	case "!", "!=":
		return "not"
	}
	return Safe(op)
}

// Format returns the verb of fmt that makes the string of that identity; ok is
// false if no verb does.
func Format(id string) (verb string, ok bool) {
	operands, ok := strings.CutPrefix(plainOp(id), opFormat+"(")
	if !ok {
		return commonVerb(id)
	}
	quoted, err := strconv.QuotedPrefix(operands)
	if err != nil {
		return "", false
	}
	verb, err = strconv.Unquote(quoted)
	return verb, err == nil
}

// MadeBy returns the name of the library function of which a string is the result,
// "" if it is of none.
func MadeBy(id string) string {
	op, _, ok := splitOp(plainOp(id))
	if _, known := functions[op]; !ok || !known || strings.ContainsAny(op, "_(+") {
		return ""
	}
	return op[strings.LastIndexByte(op, '/')+1:]
}

// commonVerb is [Format] for the strings that other functions make too.
func commonVerb(id string) (verb string, ok bool) {
	op, args, ok := splitOp(id)
	if !ok {
		return "", false
	}
	switch op {
	case "encoding/hex.EncodeToString":
		return "%x", true
	case "strconv.Quote", "strconv.QuoteRune":
		return "%q", true
	case opRune:
		return "%c", true
	case "strconv.FormatInt":
		verb, ok = map[string]string{`"16"`: "%x", `"8"`: "%o", `"2"`: "%b"}[args[len(args)-1]]
		return verb, ok
	}
	return "", false
}

// OpenField returns the identity of a field, by its number in the package, of an
// object that a caller may know. Until one does, it is what the package assigns
// to the field in any object. Ref is the field as the object names it.
func OpenField(field int, ref string) string { return Op(opField, strconv.Itoa(field), ref) }

// ReadOpenField reads what [OpenField] returned.
func ReadOpenField(id string) (field int, ref string, ok bool) {
	op, args, ok := splitOp(id)
	if !ok || op != opField || len(args) != 2 {
		return 0, "", false
	}
	field, err := strconv.Atoi(args[0])
	return field, args[1], err == nil
}

// IsOpenField reports whether an identity is of a field that the callers may know.
func IsOpenField(id string) bool {
	op, args, ok := splitOp(id)
	return ok && op == opField && len(args) == 2
}

// HasOpenField reports whether an identity is made of a field that the callers
// may know.
func HasOpenField(id string) bool { return strings.Contains(id, opField+"(") }

// CutField splits the last field off an identity.
func CutField(id string) (base, field string, ok bool) {
	dot := strings.LastIndexByte(id, '.')
	if dot < 0 {
		return "", "", false
	}
	return id[:dot], id[dot+1:], true
}

// Frozen returns what the identity of a value of an object was in the activation
// that built the object; other identities as they are.
func Frozen(id string) string {
	if op, args, ok := splitOp(id); ok && op == opOf && len(args) == 2 {
		return args[1]
	}
	return id
}

// IsFrozen reports whether an identity is of a value that an object got when it
// was built.
func IsFrozen(id string) bool {
	op, args, ok := splitOp(id)
	return ok && op == opOf && len(args) == 2
}

// Maybe returns the identity of a value that may equal others with that alias.
func Maybe(alias, id string) string { return Op(opMaybe, alias, id) }

// Since returns the identity of what a write left where id was before.
func Since(id, write string) string { return Op(opSince, id, write) }

// A Bound is one of the bounds past which nothing is followed.
type Bound string

// The bounds that identities name. See the doc of package flow.
const (
	BoundDepth Bound = "depth"
	BoundWork  Bound = "work"
	BoundItems Bound = "items"
)

const opBound = "bound" // bound(): the alias of what lies past a bound

// Past returns the identity of a value that lies past a bound: of all such,
// nothing is known but that they may be equal.
func Past(b Bound, id string) string { return Maybe(opBound+"()", Op(opBound+string(b), id)) }

// PastBound returns the bound past which a value lies that the identity is made of;
// ok is false if there is none, or it is not named.
func PastBound(id string) (b Bound, ok bool) {
	_, rest, ok := strings.Cut(id, opBound+"(),"+opBound)
	if !ok {
		return "", false
	}
	name, _, ok := strings.Cut(rest, "(")
	return Bound(name), ok
}

// MayBe reports whether an identity is of a value of which nothing is known but
// that it may equal others with that alias.
func MayBe(id, alias string) bool {
	op, args, ok := splitOp(id)
	return ok && op == opMaybe && len(args) == 2 && args[0] == alias
}

// Unaliased returns an identity without the alias that it has as a whole.
func Unaliased(id string) string {
	if op, args, ok := splitOp(id); ok && op == opMaybe && len(args) == 2 {
		return args[1]
	}
	return id
}

func isMaybe(id string) bool { return strings.HasPrefix(id, opMaybe+"(") }

// OutsidePath returns the identity of a value before path.Join cleaned it.
func OutsidePath(id string) string {
	if op, args, ok := splitOp(id); ok && (op == opSegment || op == opInPath) && len(args) == 1 {
		return args[0]
	}
	return id
}

// Alias returns the identity that two values which may be one share, "" if id
// is of no such value.
func Alias(id string) string {
	out := OutsidePath(id)
	for i := strings.Index(out, opMaybe+"("); i >= 0; i = strings.Index(out, opMaybe+"(") {
		end := opEnd(out, i+len(opMaybe))
		_, args, ok := splitOp(out[i:end])
		if !ok || len(args) != 2 {
			return ""
		}
		out = out[:i] + args[0] + out[end:]
	}
	if out == id {
		return ""
	}
	return out
}

// MayHoldTag returns the identity of a value to which something visible may have
// given a brace. See [MayTag].
func MayHoldTag(id string) string { return Op(opTagged, id) }

// Prints returns the name of the operation op where its result holds a brace.
func Prints(op string) string { return opTagged + op }

// MayPrint returns the name of the operation op where its result may hold a
// brace for all that is known of its operands.
func MayPrint(op string) string { return opPrints + op }

// plainOp returns op without what [Prints] and [MayPrint] say of it.
func plainOp(op string) string {
	return strings.TrimPrefix(strings.TrimPrefix(op, opTagged), opPrints)
}

// SaidTagged returns the identity of a value of which the program says that it
// holds a tag. See [MayTag].
func SaidTagged(id string) string { return Op(opSaidTagged, id) }

func isSaidTagged(id string) bool { return strings.HasPrefix(id, opSaidTagged) }

// MayTag reports whether an identity is of a hole that may hold a brace for all
// that is visible: one is in what it is made of.
func MayTag(id string) bool { return strings.Contains(id, opTagged) || HasBrace(id) }

// MayPrintTag reports whether an identity is of a hole that may hold a brace as
// it is not known what it prints, an interface say.
func MayPrintTag(id string) bool { return strings.Contains(id, opPrints) }

// HasBrace reports whether a literal of which an identity is made holds a brace.
func HasBrace(id string) bool { return strings.ContainsAny(id, "{}") }

// BraceIn reports whether a literal of which a hole of p is made holds a brace.
func BraceIn(p pattern.Pattern) bool {
	return slices.ContainsFunc(p, func(part pattern.Part) bool { return part.Hole != nil && HasBrace(part.Hole.ID) })
}
