package value

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Types of operands, as [Value.Type] has them: what fmt needs to know of a value
// in an interface. A basic type goes by its name, a named type that prints like
// one by "~" and that name, a slice or array of such by "[]" and the element.
const (
	TypeBytes   = "bytes"   // []byte, or an array of bytes
	TypeParts   = "parts"   // another value of several parts none of which prints a brace
	TypePointer = "pointer" // prints as an address
	TypePrinted = "printed" // prints what its method String or Error returns, which the value is
	TypeScalar  = "scalar"  // of one of several basic types
	TypeBraces  = "braces"  // prints a brace, as structs do, or what a method Format says
)

// Operand returns v as it stands in an interface, as a value of that type.
func (v *Value) Operand(typ string) *Value {
	if v.Type == typ {
		return v
	}
	w := *v
	w.Type = typ
	return &w
}

// Printed returns the operand that prints as text, and is v for the verbs that
// do not ask its method.
func (v *Value) Printed(text *Value) *Value {
	w := *text
	w.Type, w.Raw = TypePrinted, v
	return &w
}

// Unboxed returns the value itself of an operand.
func (v *Value) Unboxed() *Value {
	if v != nil && v.Type == TypePrinted && v.Raw != nil {
		return v.Raw
	}
	return v
}

// basicType returns the basic type that an operand of the type typ prints like,
// "" if it prints like none.
func basicType(typ string) string {
	typ = strings.TrimPrefix(typ, "~")
	switch typ {
	case "", TypeBytes, TypeParts, TypePointer, TypePrinted, TypeScalar, TypeBraces:
		return ""
	}
	if strings.HasPrefix(typ, "[]") {
		return ""
	}
	return typ
}

func isIntType(basic string) bool {
	return strings.HasPrefix(basic, "int") || strings.HasPrefix(basic, "uint")
}

// isString reports whether an operand is a string to fmt.Sprint, which puts a
// space between two that are not. ok is false if that is not known.
func (v *Value) isString() (yes, ok bool) {
	typ := v.Type
	if v.Raw != nil {
		typ = v.Raw.Type
	} else if typ == TypePrinted {
		return false, true
	}
	if typ == "" && v.ID == nilID {
		return false, true
	}
	return basicType(typ) == "string", typ != "" && typ != TypeScalar && (typ != TypeBraces || v.Kind == Struct)
}

// operandID is the identity of an operand: of values of two types it is not the
// same, as they may print as two strings.
func (v *Value) operandID() string {
	id := v.Identity()
	if id == "" || v.Type == "" {
		return id
	}
	typ := v.Type
	if typ == TypePrinted && v.Raw != nil && basicType(v.Raw.Type) == "string" {
		typ = "string"
	}
	return Op(opOperand, strconv.Quote(typ), id)
}

// Printing returns the name of an operation of fmt, by whether the operands vs
// print braces or may do so.
func Printing(op string, vs []*Value) string {
	may := len(vs) > 0 && vs[len(vs)-1].Kind != List
	for _, v := range vs {
		may = may || v.Kind == List && v.Partial
		for _, it := range v.Items {
			if it.Value.Type == TypeBraces {
				return Prints(op)
			}
			may = may || it.Value.Type == "" && it.Value.ID != nilID
		}
	}
	if may {
		return MayPrint(op)
	}
	return op
}

// constantOperand returns the Go value of a constant operand, ok is false where
// its type is not known well enough.
func constantOperand(typ, text string) (x any, ok bool) {
	basic := basicType(typ)
	switch {
	case typ == TypeBytes:
		return []byte(text), true
	case basic == "string":
		return text, true
	case basic == "bool":
		b, err := strconv.ParseBool(text)
		return b, err == nil
	case strings.HasPrefix(basic, "float"):
		bits, _ := strconv.Atoi(basic[len("float"):])
		f, err := strconv.ParseFloat(text, bits)
		if bits == 32 {
			return float32(f), err == nil
		}
		return f, err == nil
	case strings.HasPrefix(basic, "int"):
		n, err := strconv.ParseInt(text, 10, 64)
		return signed(basic, n), err == nil
	case isIntType(basic):
		n, err := strconv.ParseUint(text, 10, 64)
		return unsigned(basic, n), err == nil
	}
	return nil, false
}

func signed(basic string, n int64) any {
	switch basic {
	case "int8":
		return int8(n)
	case "int16":
		return int16(n)
	case "int32":
		return int32(n)
	case "int64":
		return n
	}
	return int(n)
}

func unsigned(basic string, n uint64) any {
	switch basic {
	case "uint8":
		return uint8(n)
	case "uint16":
		return uint16(n)
	case "uint32":
		return uint32(n)
	case "uint64":
		return n
	case "uintptr":
		return uintptr(n)
	}
	return uint(n)
}

// formatVerb is the string of v under one verb of fmt; nil where v cannot be
// named.
func formatVerb(verb string, v *Value) *Value {
	if v.Type == TypePrinted && v.Raw != nil && !asksMethod(verb) {
		v = v.Raw
	}
	if v.Kind == Sym && v.ID == nilID && v.Type == "" {
		return Literal(fmt.Sprintf(verb, nil))
	}
	if v.Kind == Text && len(v.Alts) > 1 {
		return formatAlts(verb, v)
	}
	if text, ok := v.Constant(); ok {
		if r := formatConstant(verb, v.Type, text); r != nil {
			return r
		}
	}
	return formatHole(verb, v)
}

// asksMethod reports whether fmt calls the methods Error and String for a verb.
func asksMethod(verb string) bool {
	c := verb[len(verb)-1]
	return strings.IndexByte("svqxX", c) >= 0 && !(c == 'v' && strings.Contains(verb, "#"))
}

// formatAlts formats each string that v may be.
func formatAlts(verb string, v *Value) *Value {
	out := &Value{Kind: Text}
	for _, a := range v.Alts {
		one := &Value{Kind: Text, Alts: []Alt{{Pattern: a.Pattern}}, Type: v.Type}
		r := formatVerb(verb, one)
		if r == nil || r.Texts() == nil {
			return nil
		}
		for _, ra := range r.Texts() {
			out.Alts = append(out.Alts, Alt{ra.Pattern, a.Conds})
		}
	}
	return out
}

// formatConstant is the string of a constant under a verb: fmt says it. It is nil
// where the type is not known well enough.
func formatConstant(verb, typ, text string) *Value {
	goSyntax := strings.HasSuffix(verb, "v") && strings.Contains(verb, "#")
	if typ == TypePrinted && asksMethod(verb) {
		return Literal(fmt.Sprintf(verb, text))
	}
	x, ok := constantOperand(typ, text)
	if !ok || typ == TypeBytes && goSyntax || strings.HasSuffix(verb, "T") && strings.HasPrefix(typ, "~") {
		return nil
	}
	s := fmt.Sprintf(verb, x)
	if typ != basicType(typ) && strings.HasPrefix(s, "%!") {
		return nil // it names the type
	}
	return Literal(s)
}

// formatHole is the string of a value that is not known under a verb: the value
// itself, or an operation on it. Functions of other packages that make the same
// string are one operation with the verb.
func formatHole(verb string, v *Value) *Value {
	plain := verb == "%v" || verb == "%+v"
	basic := basicType(v.Type)
	if v.Type == TypePrinted && asksMethod(verb) {
		basic = "string"
	}
	braces := v.Type == "" || v.Type == TypeBraces
	if !braces {
		if r := formatSame(verb, plain, basic, v); r != nil {
			return r
		}
	}
	kind, c := pattern.Text, verb[len(verb)-1]
	switch {
	case braces || basic == "string" || v.Type == TypeScalar || v.Type == TypePrinted:
	case v.Type == TypeBytes:
		braces = verb == "%#v"
		if !braces && c != 's' && c != 'q' {
			kind = pattern.Word
		}
	case v.Type == TypeParts || strings.HasPrefix(v.Type, "[]"):
		braces = c == 'v' && strings.Contains(verb, "#")
	case isIntType(basic):
		if c != 'c' && c != 'q' {
			kind = pattern.Word
		}
	case isPlainBasic(basic, verb, plain):
	default: // numbers, booleans and addresses
		kind = pattern.Word
	}
	id := v.operandID()
	if id == "" {
		return nil
	}
	op := opFormat
	switch {
	case braces && v.Type == "":
		op = MayPrint(op)
	case braces:
		op = Prints(op)
	}
	return &Value{Kind: Sym, ID: Bounded(Op(op, strconv.Quote(verb), id), "0"), Name: v.name(), Hole: kind}
}

// formatSame is the string of a value under a verb where that is the value itself,
// or what another function makes of it; nil if it is neither.
func formatSame(verb string, plain bool, basic string, v *Value) *Value {
	switch {
	case basic == "string" || v.Type == TypeBytes:
		switch {
		case (verb == "%s" || plain && basic == "string") && v.Texts() != nil:
			return v.text()
		case verb == "%q" || verb == "%#v" && basic == "string":
			return named(v, "strconv.Quote", pattern.Text)
		case verb == "%x":
			return named(v, "encoding/hex.EncodeToString", pattern.Word)
		}
	case v.Type == TypeParts || strings.HasPrefix(v.Type, "[]"):
	case v.Type == TypeScalar && plain, isPlainBasic(basic, verb, plain):
		if v.Texts() != nil {
			return v.text()
		}
	case isIntType(basic):
		return formatInt(verb, plain, v)
	}
	return nil
}

// isPlainBasic reports whether a boolean or a float prints under the verb as it
// does by itself.
func isPlainBasic(basic, verb string, plain bool) bool {
	return basic == "bool" && (plain || verb == "%t") || strings.HasPrefix(basic, "float") && (plain || verb == "%g")
}

// formatInt is the string of an integer under the verbs that other functions
// know too; nil for other verbs.
func formatInt(verb string, plain bool, v *Value) *Value {
	switch {
	case v.Texts() == nil:
		return nil
	case plain || verb == "%d":
		return decimal(v)
	case verb == "%c":
		return RuneString(v)
	case verb == "%q":
		return named(v, "strconv.QuoteRune", pattern.Text)
	case verb == "%x" || verb == "%o" || verb == "%b":
		return inBaseOf(v, map[string]string{"%x": "16", "%o": "8", "%b": "2"}[verb])
	}
	return nil
}

// inBaseOf is an integer in a base that is not ten.
func inBaseOf(v *Value, base string) *Value {
	id := v.Identity()
	if id == "" {
		return nil
	}
	return &Value{Kind: Sym, ID: Bounded(Op("strconv.FormatInt", id, strconv.Quote(base)), "0"), Name: v.name(), Hole: pattern.Word}
}

// RuneString is string(r) of a rune, nil if it has no identity.
func RuneString(v *Value) *Value {
	if text, ok := v.Constant(); ok {
		if n, err := strconv.ParseInt(text, 10, 32); err == nil {
			return Literal(string(rune(n)))
		}
	}
	return named(v, opRune, pattern.Text)
}

// named is the result of an operation on v alone, nil if v has no identity.
func named(v *Value, op string, kind pattern.Kind) *Value {
	id := v.Identity()
	if id == "" {
		return nil
	}
	return &Value{Kind: Sym, ID: Bounded(Op(OpName(op), id), "0"), Name: v.name(), Hole: kind}
}

// text returns an operand as the string that it is.
func (v *Value) text() *Value {
	if v.Type == "" && v.Raw == nil {
		return v
	}
	w := *v
	w.Type, w.Raw = "", nil
	return &w
}

// name is how the source spells v, as far as that is known.
func (v *Value) name() string {
	if p, ok := v.Single(); ok && v.Kind == Text {
		return strings.Trim(p.String(), "<>")
	}
	if v.Name == "" {
		return "value"
	}
	return v.Name
}

// PlainJSON reports whether the JSON of an operand holds no brace but those that
// its strings hold.
func PlainJSON(v *Value) bool {
	typ := v.Type
	return (typ == TypeScalar || typ == TypeBytes || strings.HasPrefix(typ, "[]") || basicType(typ) != "")
}
