package execution

import (
	"fmt"
	"strings"
)

// spellings are ways to write a text of one value, in groups. The texts of a
// group are the same, or look as if they were. $x is the value, $y another one of
// its kind.
var spellings = map[kind][][]string{
	integer: {
		{"strconv.FormatBool($x > 500)", `fmt.Sprintf("%t", $x > 500)`, "fmt.Sprint($x > 500)"},
		{"strconv.FormatInt($x, 16)", `fmt.Sprintf("%x", $x)`},
		{"strconv.FormatInt($x, 10)", "fmt.Sprint($x)", `fmt.Sprintf("%d", $x)`, `fmt.Sprintf("%v", $x)`},
		{"string(rune(97+$x&15))", `fmt.Sprintf("%c", rune(97+$x&15))`},
		{"fmt.Sprint(min($x, $y))", "fmt.Sprint(min($y, $x))", "fmt.Sprint(max($x, $y))"},
		{"fmt.Sprint($x, $y)", `fmt.Sprintf("%d %d", $x, $y)`, `fmt.Sprintf("%d%d", $x, $y)`},
		{`fmt.Sprintf("%0*d", 6, $x)`, `fmt.Sprintf("%06d", $x)`, `fmt.Sprintf("%0*d", 7, $x)`},
		{"strconv.Itoa(int(uint8($x)))", "fmt.Sprint(uint8($x))", "fmt.Sprint(int8($x))"},
		{"fmt.Sprint(int16($x))", "fmt.Sprint($x)", "fmt.Sprint(uint64($x))", "fmt.Sprint(uint32($x))"},
		{"fmt.Sprint(int64(float32($x)))", "fmt.Sprint($x)"},
		{`fmt.Sprintf("%s", $x)`, "fmt.Sprint($x)"},
	},
	text: {
		{"$x", "fmt.Sprint($x)", `fmt.Sprintf("%v", $x)`, "string([]byte($x))", "string([]rune($x))"},
		{"strconv.Quote($x)", `fmt.Sprintf("%q", $x)`},
		{"hex.EncodeToString([]byte($x))", `fmt.Sprintf("%x", $x)`},
		{"strings.ToLower($x)", "strings.ToLower($x)", "strings.ToUpper($x)"},
		{`strings.ReplaceAll($x, "a", "b")`, `strings.ReplaceAll($x, "a", "b")`, "$x"},
		{`strings.Trim($x, "ab")`, `strings.Trim($x, "ab")`, "$x"},
		{`strings.NewReplacer("a", "b", "-", "_").Replace($x)`, `strings.NewReplacer("a", "b", "-", "_").Replace($x)`, "$x"},
		{`url.Values{"q": {$x}}.Encode()`, `"q=" + url.QueryEscape($x)`},
		{`strings.Join([]string{$x, "z"}, "-")`, `$x + "-z"`, `fmt.Sprint($x, "-z")`},
		{"fmt.Sprint($x, $y)", "$x + $y", "$y + $x"},
	},
}

// printed are ways to print a value that may, or may not, print braces around it.
var printed = []string{
	`fmt.Sprintf("%v", $r{$x})`, `fmt.Sprintf("%+v", $r{$x})`, "fmt.Sprint(&$r{$x})", "fmt.Sprint([]$r{{$x}})", "fmt.Sprint(any($r{$x}))",
	`fmt.Sprintf("%s", &$r{$x})`, "string(jsonOf($r{$x}))", "string(jsonOf($x))", `fmt.Sprint([]$t{$x})`, `fmt.Sprint(map[string]$t{"id": $x})`,
}

// spell writes the text of a value as the i-th of a group; y is the other value.
func spell(v, y *value, form string) string {
	typ := map[kind]string{integer: "int64", text: "string"}[v.kind]
	return strings.NewReplacer("$x", v.as(typ), "$y", y.as(typ)).Replace(form)
}

// other returns a value of the kind of v, v itself if there is no other.
func (f *fn) other(v *value) *value {
	for _, i := range f.rand.Perm(len(f.values)) {
		if w := f.values[i]; w != v && w.kind == v.kind {
			return w
		}
	}
	return v
}

// print writes a value in one of the ways that may print braces.
func (f *fn) print(v *value) string {
	n, form := f.number(), pick(f.module, printed...)
	if strings.Contains(form, "$r") {
		f.declare("type printed%d struct{ ID %s }", n, v.typ)
	}
	f.once("jsonOf", "func jsonOf(v any) []byte {\ntext, err := json.Marshal(v)\nif err != nil {\nreturn nil\n}\nreturn text\n}")
	return strings.NewReplacer("$x", v.expr, "$r", fmt.Sprint("printed", n), "$t", v.typ).Replace(form)
}

// stringer writes a type whose method String names two numbers, and returns it.
func (f *fn) stringer() string {
	n := f.number()
	typ, names := fmt.Sprint("named", n), fmt.Sprint("namesOf", n)
	f.declare("type %s int\n\nconst (\nfirst%d %s = iota\nsecond%d\n)", typ, n, typ, n)
	a, b := pick(f.module, aspects...), pick(f.module, entities...)
	body := "return " + names + "[x]"
	switch f.rand.IntN(3) {
	case 0:
		f.declare("var %s = [...]string{%q, %q}", names, a, b)
	case 1:
		f.declare("var %s = map[%s]string{first%d: %q, second%d: %q}", names, typ, n, a, n, b)
	case 2:
		body = fmt.Sprintf("switch x {\ncase first%d:\nreturn %q\ncase second%d:\nreturn %q\n}\nreturn \"unknown\"", n, a, n, b)
	}
	f.declare("func (x %s) String() string {\n%s\n}", typ, body)
	return typ
}

// spelled returns the ways to write the text of one value that look like others.
func spelled() []construct {
	return []construct{
		{"spelling", 5, func(f *fn, s shape) string {
			if !f.free {
				return ""
			}
			v := s.value()
			return spell(v, f.other(v), pick(f.module, pick(f.module, spellings[v.kind]...)...))
		}},
		{"printed value", 3, func(f *fn, s shape) string {
			if !f.free {
				return ""
			}
			return f.print(s.value())
		}},
		{"Stringer of a value", 2, func(f *fn, s shape) string {
			if !f.free || s.value().kind != integer {
				return ""
			}
			return fmt.Sprintf(pick(f.module, "%s(%s&1).String()", "fmt.Sprint(%s(%s&1))"), f.stringer(), s.value().expr)
		}},
		{"key function that is returned", 2, func(f *fn, s shape) string {
			v, n := s.value(), f.number()
			f.declare("func keyer%d(x %s) func(string) string {\nreturn func(s string) string { return fmt.Sprint(x) + s }\n}", n, v.typ)
			name := f.fresh("keyer")
			f.line("%s := keyer%d(%s)", name, n, v.expr)
			return fmt.Sprintf("%s(%q)", name, pick(f.module, "", ":k", "}"))
		}},
	}
}
