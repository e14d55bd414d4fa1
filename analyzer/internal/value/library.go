package value

import (
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A function is a library function that makes a string.
type function struct {
	make maker        // nil if no call says more than that it is the result of one
	kind pattern.Kind // what the result can hold where make returns nil
}

// A maker returns the result of the operation op, nil if args do not say more
// than that it is one.
type maker func(op string, args []*Value) *Value

// functions lists the library functions that make a string, by the operation
// that stands for them in identities: one row each.
var functions = operations(map[string]function{
	"len": {make: length},
	"min": {make: extreme},
	"max": {make: extreme},
	"mul": {make: commutative},
	"+":   {make: commutative},

	"fmt.Sprint":   {make: arguments(Sprint)},
	"fmt.Sprintf":  {make: arguments(Sprintf)},
	"fmt.Sprintln": {make: arguments(Sprintln)},
	"fmt.Append":   {make: appended(arguments(Sprint))},
	"fmt.Appendf":  {make: appended(arguments(Sprintf))},
	"fmt.Appendln": {make: appended(arguments(Sprintln))},

	"strings.Clone":               {make: first},
	"bytes.Clone":                 {make: first},
	"strings.Join":                {make: joinStrings},
	"strings.Repeat":              {make: repeat},
	"strings.Replace":             {make: replace},
	"strings.ReplaceAll":          {make: replace},
	"strings.ToLower":             {make: perRune(strings.ToLower)},
	"strings.ToUpper":             {make: perRune(strings.ToUpper)},
	"strings.Trim":                {make: trimSides(true, true)},
	"strings.TrimLeft":            {make: trimSides(true, false)},
	"strings.TrimPrefix":          {make: trimPrefix},
	"strings.TrimRight":           {make: trimSides(false, true)},
	"strings.TrimSpace":           {make: trimSpace},
	"strings.TrimSuffix":          {make: trimSuffix},
	"(*strings.Replacer).Replace": {make: replaced},
	"path.Join":                   {make: joinPath},
	"path/filepath.Join":          {make: joinPath},

	"strconv.AppendInt":   {make: appended(inBase)},
	"strconv.AppendUint":  {make: appended(inBase)},
	"strconv.FormatBool":  {make: first},
	"strconv.FormatFloat": {make: formatFloat, kind: pattern.Word},
	"strconv.FormatInt":   {make: inBase, kind: pattern.Word}, // of a base other than ten
	"strconv.FormatUint":  {make: inBase, kind: pattern.Word},
	"strconv.Itoa":        {make: func(_ string, args []*Value) *Value { return decimal(args[0]) }},
	"strconv.Quote":       {make: constants(func(a []string) *Value { return Literal(strconv.Quote(a[0])) })},

	"(net/url.Values).Encode":     {kind: pattern.Word},
	"net/url.PathEscape":          {make: escaped(url.PathEscape), kind: pattern.Word},
	"net/url.QueryEscape":         {make: escaped(url.QueryEscape), kind: pattern.Word},
	"encoding/hex.EncodeToString": {make: constants(func(a []string) *Value { return Literal(hex.EncodeToString([]byte(a[0]))) }), kind: pattern.Word},
	"(time.Duration).String":      {kind: pattern.Word},
	"(time.Month).String":         {kind: pattern.Word},
	"(time.Time).Format":          {make: formatTime, kind: pattern.Word},
	"(time.Weekday).String":       {kind: pattern.Word},
})

// operations returns the functions by the names of their operations.
func operations(byName map[string]function) map[string]function {
	out := make(map[string]function, len(byName))
	for name, f := range byName {
		out[OpName(name)] = f
	}
	return out
}

// Fold evaluates an operation whose operands may be known by now; nil if that
// says no more than the operation itself.
func Fold(op string, args []*Value) *Value {
	switch op {
	case opSaidTagged:
		return args[0].Tagged()
	case opSegment, opInPath:
		return cleaned(op, args)
	case opConvert:
		return convertAgain(args)
	case opOperand:
		if typ, ok := args[0].Constant(); ok && len(args) == 2 {
			return args[1].Operand(typ)
		}
		return nil
	case opRune:
		return RuneString(args[0])
	case opString, opTagged + opString, opPrints + opString:
		if args[0].Type == TypePrinted {
			return args[0].text()
		}
		return nil
	case opFormat, opTagged + opFormat, opPrints + opFormat:
		if len(args) == 2 {
			if verb, ok := args[0].Constant(); ok {
				return formatVerb(verb, args[1])
			}
		}
		return nil
	}
	if f := functions[plainOp(op)]; f.make != nil && !slices.ContainsFunc(args, func(v *Value) bool { return v.Kind == List && !v.Fixed() }) {
		return f.make(op, args)
	}
	return nil
}

// OfEach returns what result returns for operands of which the number n has several
// alternatives: for each of these, under its conditions. It is nil if the operand has
// none, or a result is.
func OfEach(operands []*Value, n int, result func([]*Value) *Value) *Value {
	v := operands[n]
	if v.Kind != Text || len(v.Alts) < 2 || !v.Selected() {
		return nil
	}
	results := make([]*Value, len(v.Alts))
	under := make([][]Cond, len(v.Alts))
	for i, alt := range v.Alts {
		one := slices.Clone(operands)
		one[n] = Of(alt.Pattern)
		one[n].Type = v.Type
		if results[i] = result(one); results[i] == nil {
			return nil
		}
		under[i] = alt.Conds
	}
	return JoinUnder(under, results)
}

// ResultKind returns what the result of an operation can hold. ok is false if
// its type decides that.
func ResultKind(op string) (k pattern.Kind, ok bool) {
	k = functions[op].kind
	return k, k != pattern.Text
}

// arguments is a function whose arguments f reads.
func arguments(f func(args []*Value) *Value) maker {
	return func(_ string, args []*Value) *Value { return f(args) }
}

// appended is a function that appends what f makes to its first argument.
func appended(f maker) maker {
	return func(op string, args []*Value) *Value {
		if r := f(op, args[1:]); r != nil {
			return Concat(asString(args[0]), r)
		}
		return nil
	}
}

// length evaluates len of what is known.
func length(_ string, args []*Value) *Value {
	switch v := args[0]; v.Kind {
	case Text:
		if text, ok := v.Constant(); ok {
			return Literal(strconv.Itoa(len(text)))
		}
	case List:
		open := func(it Item) bool { // it may not be there
			return it.Repeat || slices.ContainsFunc(it.Value.Texts(), func(a Alt) bool { return len(a.Conds) > 0 })
		}
		if !v.Partial && !slices.ContainsFunc(v.Items, open) {
			return Literal(strconv.Itoa(len(v.Items)))
		}
	}
	return nil
}

// escaped evaluates the escapes of net/url, which leave numbers alone.
func escaped(f func(string) string) maker {
	return func(op string, args []*Value) *Value {
		if text, ok := args[0].Constant(); ok {
			return Literal(f(text))
		}
		if p, ok := args[0].Single(); ok && len(p) == 1 && (p[0].Hole.Kind == pattern.Int || p[0].Hole.Kind == pattern.Bool) {
			return args[0]
		}
		return nil
	}
}

// commutative evaluates operations of two numbers whose order says nothing.
func commutative(op string, args []*Value) *Value {
	ids := make([]string, len(args))
	for i, v := range args {
		if ids[i] = v.Identity(); ids[i] == "" {
			return nil
		}
	}
	slices.Sort(ids)
	return &Value{Kind: Sym, ID: Bounded(Op(op, ids...), "0")}
}

// extreme evaluates min and max.
func extreme(op string, args []*Value) *Value {
	best, known := 0, true
	for i, v := range args {
		text, ok := v.Constant()
		n, err := strconv.Atoi(text)
		known = known && ok && err == nil
		if i == 0 || op == "min" && n < best || op == "max" && n > best {
			best = n
		}
	}
	if known {
		return Literal(strconv.Itoa(best))
	}
	return commutative(op, args)
}

// first is a function that returns its argument.
func first(_ string, args []*Value) *Value { return args[0] }

// inBase evaluates the functions that format an integer in a base.
func inBase(_ string, args []*Value) *Value {
	if base, ok := args[1].Constant(); ok && base == "10" {
		return decimal(args[0])
	}
	return nil
}

// formatFloat evaluates strconv.FormatFloat of a float64 as the verb that makes
// the same string.
func formatFloat(_ string, args []*Value) *Value {
	format, ok := args[1].Constant()
	precision, ok2 := args[2].Constant()
	bits, ok3 := args[3].Constant()
	c, err := strconv.Atoi(format)
	if !ok || !ok2 || !ok3 || err != nil || bits != "64" || strings.IndexByte("efgEG", byte(c)) < 0 {
		return nil
	}
	verb := "%." + precision + string(rune(c))
	if precision == "-1" {
		if c != 'g' {
			return nil
		}
		verb = "%v"
	}
	return formatVerb(verb, args[0].Operand("float64"))
}

var repeat = constants(func(a []string) *Value {
	if n, err := strconv.Atoi(a[1]); err == nil && n >= 0 && n*len(a[0]) <= 1024 {
		return Literal(strings.Repeat(a[0], n))
	}
	return nil
})

// constants is a function that is evaluated when all arguments are constants.
func constants(f func([]string) *Value) maker {
	return func(_ string, args []*Value) *Value {
		texts := make([]string, 0, len(args))
		for _, v := range args {
			t, ok := v.Constant()
			if !ok {
				return nil
			}
			texts = append(texts, t)
		}
		return f(texts)
	}
}
