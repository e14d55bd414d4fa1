package value

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Substitution puts the arguments of one call in place of the parameters of
// the callee, in values that are in terms of those.
type Substitution struct {
	Frame string   // number of the callee, "" to take every frame for it
	Call  string   // what tells this activation from others, see [Call]
	Args  []*Value // by parameter; nil where unknown
	// Apply returns what the function value f returns when it is called with
	// args, nil if that is not known. The call is that of the substitution.
	Apply func(f *Value, args []*Value, call string) *Value

	// State returns what something that the callee names without its parameters
	// holds when it is called, nil if the name still says it: a package variable,
	// or a part of one, or a variable that a function literal captured.
	State func(id string) *Value
	// Enter returns what reads the parts of the parameter number n when the callee
	// is called, step by step: the part of v in a field, or at an index, or, where
	// both are empty, what v points to, or holds as a whole. It is nil for what v itself says.
	Enter func(n int) func(v *Value, field, index string) *Value

	elems map[string]*Value // elements of arguments, by their reference in the callee
}

// Bind returns the value v of the callee as the caller sees it.
func (b *Substitution) Bind(v *Value) *Value {
	if v.Kind == List || v.Kind == Map {
		return b.list(v)
	}
	return v.Transform(b.hole, b.sym, b.rewrite)
}

func (b *Substitution) hole(h *pattern.Hole) *Value {
	r := b.resolve(h.ID, h.Name, h.Kind)
	if r.Kind != Text && r.Kind != Sym {
		id := b.rewrite(h.ID)
		g := *h
		g.ID = id
		return Of(pattern.Of(g))
	}
	if r.Kind == Sym && r.Hole == pattern.Text && h.Kind != pattern.Text {
		w := *r
		w.Hole = h.Kind
		return &w
	}
	return r
}

func (b *Substitution) sym(v *Value) *Value {
	r := b.resolve(v.ID, v.Name, v.Hole)
	if r.Kind == Sym && (v.Grouped || r.Hole == pattern.Text && v.Hole != pattern.Text) {
		w := *r
		w.Grouped = w.Grouped || v.Grouped
		if w.Hole == pattern.Text {
			w.Hole = v.Hole
		}
		return &w
	}
	return r
}

// resolve returns the value that an identity of the callee is in the caller.
func (b *Substitution) resolve(id, name string, kind pattern.Kind) *Value {
	if n, steps, ok := b.parameter(id); ok {
		if n < len(b.Args) && b.Args[n] != nil {
			if v := b.reached(n, steps); v != nil && v.Kind != Unknown {
				return v
			}
		}
		return &Value{Kind: Sym, ID: b.fresh(id), Name: name, Hole: kind}
	}
	if v := b.state(id); v != nil {
		return v
	}
	if v := b.operated(id, name, kind); v != nil {
		return v
	}
	if strings.HasPrefix(id, "\"") || strings.HasSuffix(id, "\"") {
		if v := b.operand(id); v != nil && v.Kind == Text {
			return v
		}
	}
	return &Value{Kind: Sym, ID: b.rewrite(id), Name: name, Hole: kind}
}

// reached returns what steps lead to from argument n, nil if that is not known.
func (b *Substitution) reached(n int, steps string) *Value {
	v := b.Args[n]
	step := b.enter(n)
	for key := ""; steps != "" && v != nil; {
		field, index, tail := nextStep(steps)
		key += steps[:len(steps)-len(tail)]
		now := step(v, field, b.rewrite(index))
		if e, ok := b.elems["$"+strconv.Itoa(n)+key]; ok {
			v = e
		} else if now != nil {
			v = now
		} else if field != "" {
			v = v.Select(field)
		} else {
			v = b.element(v, index)
		}
		steps = tail
	}
	if v != nil {
		if now := step(v, "", ""); now != nil {
			return now
		}
	}
	return v
}

// operated returns the result of the operation that an identity is, nil if no more
// is known than the operation, or it is none.
func (b *Substitution) operated(id, name string, kind pattern.Kind) *Value {
	op, args, ok := splitOp(id)
	switch {
	case !ok:
		return nil
	case op == opMaybe && len(args) == 2 && isCall(args[1]):
		_, call, _ := splitOp(args[1])
		return b.apply(opCall, call, name, kind)
	case op == opAt && len(args) == 2:
		return b.entry(args[0], args[1])
	case op == opField && len(args) == 2:
		return b.field(args[0], args[1], name)
	}
	v := b.apply(op, args, name, kind)
	if v != nil && v.Kind == Sym && v.Name == "" {
		w := *v
		w.Name = name
		return &w
	}
	return v
}

// field returns a field of a parameter of the callee: that of the argument, if
// it is known, and otherwise still a field of an object that nobody knows.
func (b *Substitution) field(number, ref, name string) *Value {
	n, steps, ok := b.parameter(ref)
	if !ok || n >= len(b.Args) || b.Args[n] == nil {
		return nil
	}
	v := b.resolve(ref, name, pattern.Text)
	if arg := b.Args[n]; v.Kind == Sym && v.ID == arg.ID+steps {
		w := *v
		w.ID = Op(opField, number, v.ID)
		if b.Frame == "" {
			w.ID = v.ID // a field of another package's type
		}
		return &w
	}
	return v
}

func (b *Substitution) element(v *Value, index string) *Value {
	index = b.rewrite(index)
	switch v.Kind {
	case Sym:
		if len(v.ID)+len(index) < MaxID {
			return v.Index(index)
		}
	case List:
		return v.Pick(index)
	}
	return nil
}

// parameter splits an identity that is a parameter of the callee, with steps.
func (b *Substitution) parameter(id string) (n int, steps string, ok bool) {
	if id == "" || id[0] != '$' {
		return 0, "", false
	}
	j := 1
	for j < len(id) && isBody(id[j], '$') && id[j] != '.' {
		j++
	}
	if stepsEnd(id, j) != len(id) {
		return 0, "", false
	}
	fn, num, _ := strings.Cut(id[1:j], ":")
	n, err := strconv.Atoi(num)
	if err != nil || b.Frame != "" && fn != b.Frame {
		return 0, "", false
	}
	return n, id[j:], true
}

// apply evaluates an operation again, now that its operands may be known; name and kind
// are those of its result.
func (b *Substitution) apply(op string, args []string, name string, kind pattern.Kind) *Value {
	vs := make([]*Value, len(args))
	for i, a := range args {
		if vs[i] = b.operand(a); vs[i] == nil {
			return nil
		}
	}
	if op != opCall {
		if r := Fold(op, vs); r != nil {
			return r
		}
		return b.ofEach(op, vs, name, kind)
	}
	if len(vs) < 2 || vs[0].Kind != Func {
		return nil
	}
	site := strings.TrimLeft(b.rewrite(args[len(args)-1]), "%*")
	r := b.Apply(vs[0], vs[1:len(vs)-1], site)
	if r != nil && slices.ContainsFunc(args, Varies) {
		// What the function makes itself it makes anew for each element.
		r = r.MapIDs(func(id string) string {
			return rewriteDeep(id, func(t atom) string {
				if t.sigil == '%' && t.madeBy(site) {
					return "*" + t.body
				}
				return t.String()
			})
		})
	}
	return r
}

// ofEach is apply for operands one of which is another one on other branches; nil if
// none is.
func (b *Substitution) ofEach(op string, vs []*Value, name string, kind pattern.Kind) *Value {
	n := slices.IndexFunc(vs, func(v *Value) bool { return v.Kind == Text && len(v.Alts) > 1 })
	if n < 0 || slices.ContainsFunc(vs, func(v *Value) bool { return strings.ContainsAny(Describe(v), "{}") }) {
		return nil // or the result may hold a hash tag
	}
	return OfEach(vs, n, func(vs []*Value) *Value {
		if r := Fold(op, vs); r != nil {
			return r
		}
		ids := make([]string, len(vs))
		for i, v := range vs {
			if ids[i] = v.Identity(); ids[i] == "" {
				return nil
			}
		}
		frame, _, _ := strings.Cut(b.Call, ":")
		return &Value{Kind: Sym, ID: Bounded(Op(op, ids...), frame), Name: name, Hole: kind}
	})
}

// operand returns the value of an operand: literals, quoted, and what is between
// them.
func (b *Substitution) operand(id string) *Value {
	if op, args, ok := splitOp(id); ok && op == opList {
		list := &Value{Kind: List}
		for _, a := range args {
			op, inner, ok := splitOp(a)
			if ok && op == opEach && len(inner) == 1 {
				a = inner[0]
			}
			list.Items = append(list.Items, Item{Value: &Value{Kind: Sym, ID: a, Name: "value"}, Repeat: op == opEach, Whole: op == opEach})
		}
		return b.list(list)
	}
	var parts []*Value
	for id != "" {
		end := 0
		if id[0] == '"' {
			end = quoteEnd(id, 0)
			text, err := strconv.Unquote(id[:end])
			if err != nil {
				return nil
			}
			parts = append(parts, Literal(text))
		} else {
			for depth := 0; end < len(id) && (depth > 0 || id[end] != '"'); end++ {
				switch id[end] {
				case '"':
					end = quoteEnd(id, end) - 1
				case '(', '[':
					depth++
				case ')', ']':
					depth--
				}
			}
			parts = append(parts, b.resolve(id[:end], "value", pattern.Text))
		}
		id = id[end:]
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return Concat(parts...)
}

// rewrite returns an identity of the callee as one of the caller.
func (b *Substitution) rewrite(id string) string {
	id = b.restate(id)
	out := rewrite(id, func(t atom) string {
		switch t.sigil {
		case '$':
			ref := "$" + t.body + t.steps
			if _, _, ok := b.parameter(ref); ok {
				v := b.resolve(ref, "", pattern.Text)
				if s := v.Identity(); s != "" {
					return s
				}
				if strings.ContainsAny(Describe(v), "{}") {
					return MayHoldTag(b.fresh(ref))
				}
				return b.fresh(ref)
			}
			return "$" + t.body + b.steps(t.steps)
		case '%', '*':
			if b.Frame == "" || t.frame() == b.Frame {
				return t.String() + "/" + b.Call
			}
		}
		return t.String()
	})
	frame, _, _ := strings.Cut(b.Call, ":")
	return Bounded(out, frame)
}

// steps returns steps with the indexes in them rewritten.
func (b *Substitution) steps(steps string) string {
	out := ""
	for steps != "" {
		name, index, tail := nextStep(steps)
		if name != "" {
			out += "." + name
		} else {
			out += "[" + b.rewrite(index) + "]"
		}
		steps = tail
	}
	return out
}

// fresh names a value of the callee that the caller cannot name itself.
func (b *Substitution) fresh(ref string) string {
	sigil := "%"
	if Varies(ref) {
		sigil = "*"
	}
	return sigil + strings.Map(func(r rune) rune {
		if strings.ContainsRune(".:/'", r) || safe(r) != r {
			return '_'
		}
		return r
	}, ref) + "/" + b.Call
}
