package flow

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A binder puts the arguments of one call in place of the parameters of a
// summary.
type binder struct {
	e     *Evaluator
	frame string   // number of the callee, "" to take every frame for it
	call  string   // what tells this activation from others: "5:t7"
	args  []*Value // by parameter; nil where unknown
	elems map[string]*Value
}

// bind returns the summary value v as the caller sees it.
func (b *binder) bind(v *Value) *Value {
	if v.Kind == List || v.Kind == Map {
		return b.list(v)
	}
	return v.transform(b.hole, b.sym, b.rewrite)
}

func (b *binder) hole(h *pattern.Hole) *Value {
	r := b.resolve(h.ID, h.Name, h.Kind)
	if r.Kind != Text && r.Kind != Sym {
		id := b.rewrite(h.ID)
		g := *h
		g.ID = id
		return textOf(pattern.Of(g))
	}
	if r.Kind == Sym && r.Hole == pattern.Text && h.Kind != pattern.Text {
		w := *r
		w.Hole = h.Kind
		return &w
	}
	return r
}

func (b *binder) sym(v *Value) *Value {
	r := b.resolve(v.ID, v.Name, v.Hole)
	if r.Kind == Sym && v.Grouped {
		w := *r
		w.Grouped = true
		return &w
	}
	return r
}

// resolve returns the value that an identity of the callee is in the caller.
func (b *binder) resolve(id, name string, kind pattern.Kind) *Value {
	if n, steps, ok := b.parameter(id); ok && n < len(b.args) && b.args[n] != nil {
		v := b.args[n]
		for key := ""; steps != "" && v != nil; {
			field, index, tail := nextStep(steps)
			key += steps[:len(steps)-len(tail)]
			if e, ok := b.elems["$"+strconv.Itoa(n)+key]; ok {
				v = e
			} else if field != "" {
				v = step(v, field)
			} else {
				v = b.element(v, index)
			}
			steps = tail
		}
		if v != nil && v.Kind != Unknown {
			return v
		}
		return &Value{Kind: Sym, ID: b.fresh(id), Name: name, Hole: kind}
	} else if _, _, ok := b.parameter(id); ok {
		return &Value{Kind: Sym, ID: b.fresh(id), Name: name, Hole: kind}
	} else if op, args, ok := splitOp(id); ok && op == "field" && len(args) == 2 {
		if v := b.field(args[0], args[1], name); v != nil {
			return v
		}
	} else if op, args, ok := splitOp(id); ok {
		if v := b.apply(op, args); v != nil {
			return v
		}
	}
	if strings.HasPrefix(id, "\"") || strings.HasSuffix(id, "\"") {
		if v := b.operand(id); v != nil && v.Kind == Text {
			return v
		}
	}
	return &Value{Kind: Sym, ID: b.rewrite(id), Name: name, Hole: kind}
}

// field returns a field of a parameter of the callee: that of the argument, if
// it is known, and otherwise still a field of an object that nobody knows.
func (b *binder) field(number, ref, name string) *Value {
	n, steps, ok := b.parameter(ref)
	if !ok || n >= len(b.args) || b.args[n] == nil {
		return nil
	}
	v := b.resolve(ref, name, pattern.Text)
	if arg := b.args[n]; v.Kind == Sym && v.ID == arg.ID+steps {
		w := *v
		w.ID = "field(" + number + "," + v.ID + ")"
		if b.frame == "" {
			w.ID = v.ID // a field of another package's type
		}
		return &w
	}
	return v
}

func (b *binder) element(v *Value, index string) *Value {
	index = b.rewrite(index)
	switch v.Kind {
	case Sym:
		if len(v.ID)+len(index) < maxID {
			return &Value{Kind: Sym, ID: v.ID + "[" + index + "]", Name: v.Name + "[" + indexName(index) + "]"}
		}
	case List:
		return pick(v, index)
	}
	return nil
}

func step(v *Value, field string) *Value {
	switch v.Kind {
	case Struct:
		if f := v.field(field); f != nil {
			return f
		}
		if v.ID != "" && v.Partial {
			return &Value{Kind: Sym, ID: v.ID + "." + field, Name: v.Name + "." + field}
		}
	case Sym:
		if len(v.ID) < maxID {
			return &Value{Kind: Sym, ID: v.ID + "." + field, Name: v.Name + "." + field}
		}
	}
	return nil
}

// parameter splits an identity that is a parameter of the callee, with steps.
func (b *binder) parameter(id string) (n int, steps string, ok bool) {
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
	if err != nil || b.frame != "" && fn != b.frame {
		return 0, "", false
	}
	return n, id[j:], true
}

// apply evaluates an operation again, now that its operands may be known.
func (b *binder) apply(op string, args []string) *Value {
	vs := make([]*Value, len(args))
	for i, a := range args {
		if vs[i] = b.operand(a); vs[i] == nil {
			return nil
		}
	}
	r := b.e.fold(op, vs, b)
	if r != nil && op == "call" && slices.ContainsFunc(args, varies) {
		// What the function makes itself it makes anew for each element.
		r = r.mapIDs(func(id string) string {
			return rewriteDeep(id, func(t atom) string {
				if t.sigil == '%' && strings.HasSuffix(t.body, "/"+b.call) {
					return "*" + t.body
				}
				return string(t.sigil) + t.body
			})
		})
	}
	return r
}

// operand returns the value of an operand: literals, quoted, and what is between
// them.
func (b *binder) operand(id string) *Value {
	if op, args, ok := splitOp(id); ok && op == "list" {
		list := &Value{Kind: List}
		for _, a := range args {
			op, inner, ok := splitOp(a)
			if ok && op == "each" && len(inner) == 1 {
				a = inner[0]
			}
			list.Items = append(list.Items, Item{Value: &Value{Kind: Sym, ID: a, Name: "value"}, Repeat: op == "each"})
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
	return concat(parts...)
}

// rewrite returns an identity of the callee as one of the caller.
func (b *binder) rewrite(id string) string {
	out := rewrite(id, func(t atom) string {
		switch t.sigil {
		case '$':
			ref := "$" + t.body + t.steps
			if _, _, ok := b.parameter(ref); ok {
				if s := b.resolve(ref, "", pattern.Text).Identity(); s != "" {
					return s
				}
				return b.fresh(ref)
			}
			return "$" + t.body + b.steps(t.steps)
		case '%', '*':
			if b.frame == "" || t.frame() == b.frame {
				return string(t.sigil) + t.body + "/" + b.call
			}
		}
		return string(t.sigil) + t.body
	})
	frame, _, _ := strings.Cut(b.call, ":")
	return bounded(out, frame)
}

// steps returns steps with the indexes in them rewritten.
func (b *binder) steps(steps string) string {
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
func (b *binder) fresh(ref string) string {
	sigil := "%"
	if varies(ref) {
		sigil = "*"
	}
	return sigil + strings.Map(func(r rune) rune {
		if strings.ContainsRune(".:/'", r) || idSafe(r) != r {
			return '_'
		}
		return r
	}, ref) + "/" + b.call
}

// Binder returns a function that puts the arguments of a call into values in
// terms of the parameters of the called function, which is nil if it is known
// by its exported facts only.
func (e *Evaluator) Binder(fn *ssa.Function, call ssa.CallInstruction, args []ssa.Value) func(*Value) *Value {
	b := &binder{e: e, args: e.evalAll(args)}
	if fn != nil && fn.Blocks != nil {
		b.frame = strconv.Itoa(e.number(fn))
	}
	if v, ok := call.(*ssa.Call); ok {
		b.call = e.callID(v)
	} else {
		b.call = strconv.Itoa(e.number(call.Parent())) + ":p" + strconv.Itoa(int(call.Pos()))
	}
	return b.bind
}
