package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// special lists the library functions that need more than their arguments'
// values: effects on a buffer, functions as arguments, lists as results.
var special map[string]func(e *Evaluator, v *ssa.Call, args []ssa.Value) *value.Value

func init() {
	special = map[string]func(*Evaluator, *ssa.Call, []ssa.Value) *value.Value{
		"(*strings.Builder).String":   (*Evaluator).built,
		"(*bytes.Buffer).String":      (*Evaluator).built,
		"(*bytes.Buffer).Bytes":       (*Evaluator).built,
		"encoding/json.Marshal":       (*Evaluator).marshaled,
		"(*strings.Replacer).Replace": (*Evaluator).replaced,
		"(net/url.Values).Encode":     (*Evaluator).read,
		"(net/url.Values).Get":        (*Evaluator).read,
		"(net/url.Values).Has":        (*Evaluator).read,
		"slices.Clone":                firstArg,
		"slices.Compact":              (*Evaluator).arranged,
		"slices.Clip":                 firstArg,
		"slices.Grow":                 firstArg,
		"slices.Sorted":               (*Evaluator).arranged,
		"slices.SortedFunc":           (*Evaluator).arranged,
		"slices.Collect":              (*Evaluator).collected,
		"slices.AppendSeq":            (*Evaluator).appendSeq,
		"slices.Insert":               (*Evaluator).inserted,
		"slices.Delete":               (*Evaluator).deleted,
		"slices.Chunk":                (*Evaluator).chunks,
		"slices.Values":               firstArg,
		"slices.Concat":               (*Evaluator).concatLists,
		"context.WithValue":           (*Evaluator).withValue,
		"maps.Keys":                   (*Evaluator).mapKeys,
		"maps.Values":                 (*Evaluator).mapValues,
		"golang.org/x/exp/maps.Keys":  (*Evaluator).mapKeys,
		"github.com/samber/lo.Map":    (*Evaluator).mapList,
		"github.com/samber/lo.Uniq":   (*Evaluator).arranged,
		"github.com/samber/lo.Keys":   (*Evaluator).mapKeys,
		"github.com/samber/lo.Values": (*Evaluator).mapValues,
	}
}

func firstArg(e *Evaluator, v *ssa.Call, args []ssa.Value) *value.Value { return e.Eval(args[0]) }

func (e *Evaluator) concatLists(v *ssa.Call, args []ssa.Value) *value.Value {
	lists := e.Eval(args[0]).AsList()
	if lists == nil {
		return nil
	}
	var out []value.Item
	partial, loose := lists.Partial, lists.Loose
	for _, it := range lists.Items {
		l := it.Value.AsList()
		if l == nil {
			return nil
		}
		partial, loose = partial || l.Partial, loose || l.Loose
		for _, x := range l.Items {
			x.Repeat, x.Optional = x.Repeat || it.Repeat, x.Optional || it.Optional
			out = append(out, x)
		}
	}
	r := value.NewList(out)
	r.Partial, r.Loose = r.Partial || partial, loose
	return r
}

func (e *Evaluator) mapKeys(v *ssa.Call, args []ssa.Value) *value.Value {
	return e.mapPart(args[0], func(it value.Item) *value.Value { return it.Key })
}

func (e *Evaluator) mapValues(v *ssa.Call, args []ssa.Value) *value.Value {
	return e.mapPart(args[0], func(it value.Item) *value.Value { return it.Value })
}

func (e *Evaluator) mapPart(m ssa.Value, part func(value.Item) *value.Value) *value.Value {
	val := e.Eval(m)
	if val.Kind != value.Map {
		return nil
	}
	if made := e.madeMap(m); made != nil {
		val = e.allEntries(made)
	}
	if val.Partial {
		return nil
	}
	out := make([]value.Item, len(val.Items))
	for i, it := range val.Items {
		out[i] = value.Item{Value: part(it), Repeat: it.Repeat}
	}
	r := value.NewList(out)
	r.Loose = len(out) > 1
	return r
}

// mapList evaluates lo.Map(list, func(x, i) ...).
func (e *Evaluator) mapList(v *ssa.Call, args []ssa.Value) *value.Value {
	l, f := e.Eval(args[0]).AsList(), e.Eval(args[1])
	if l == nil || f.Kind != value.Func {
		return nil
	}
	out := make([]value.Item, 0, len(l.Items))
	for _, it := range l.Items {
		val := e.apply(v, f, []*value.Value{it.Value}, 0)
		if val == nil {
			return nil
		}
		if it.Repeat {
			val = e.vary(val, map[*ssa.BasicBlock]bool{v.Block(): true})
		}
		out = append(out, value.Item{Value: val, Repeat: it.Repeat, Optional: it.Optional})
	}
	r := value.NewList(out)
	r.Partial, r.Loose = r.Partial || l.Partial, l.Loose
	return r
}

// built evaluates what a strings.Builder or bytes.Buffer holds.
func (e *Evaluator) built(v *ssa.Call, args []ssa.Value) *value.Value {
	if _, captured := args[0].(*ssa.FreeVar); captured {
		// The functions around the literal write to it, too.
		l := *e.local(v)
		l.ID, l.Hole = value.MayHoldTag(l.ID), pattern.Text
		return &l
	}
	buf, ok := args[0].(*ssa.Alloc)
	if !ok || buf.Parent() != v.Parent() {
		return nil
	}
	if held := e.held(v, buf); held != nil {
		return held
	}
	r := e.read(v, args)
	if r == nil {
		l := *e.local(v)
		r = &l
	}
	r.Hole = pattern.Text
	if printsInto(buf) {
		r.ID = value.MayHoldTag(r.ID)
	}
	return r
}

// printsInto reports whether something that writes braces gets a buffer: JSON, or
// a template.
func printsInto(buf ssa.Value) bool {
	aliases, _ := sharers(buf)
	return slices.ContainsFunc(aliases, func(a ssa.Value) bool {
		return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
			call, ok := ref.(ssa.CallInstruction)
			if !ok || call.Common().StaticCallee() == nil || object(call.Common().StaticCallee()) == nil {
				return false
			}
			switch object(call.Common().StaticCallee()).FullName() {
			case "encoding/json.NewEncoder", "(*text/template.Template).Execute", "(*html/template.Template).Execute":
				return true
			}
			return false
		})
	})
}

// held returns what was written to a buffer before the call v reads it, nil if
// that is not known.
func (e *Evaluator) held(v *ssa.Call, buf ssa.Value) *value.Value {
	w := &bufferWalk{e: e, buf: buf, done: make(map[*ssa.BasicBlock]*value.Value)}
	b := v.Block()
	return w.before(b, slices.Index(b.Instrs, ssa.Instruction(v)))
}

// A bufferWalk follows the writes to a buffer backwards.
type bufferWalk struct {
	e    *Evaluator
	buf  ssa.Value
	done map[*ssa.BasicBlock]*value.Value // at the end of a block; nil inside while under way
}

// before returns what the buffer holds before the i-th instruction of b, nil if
// that is not known.
func (w *bufferWalk) before(b *ssa.BasicBlock, i int) *value.Value {
	for i--; i >= 0; i-- {
		in := b.Instrs[i]
		w.e.Work++
		if made, ok := in.(ssa.Value); ok && made == w.buf {
			return value.Literal("")
		}
		call, ok := in.(ssa.CallInstruction)
		if !ok {
			continue
		}
		added, writes := w.added(call)
		if !writes {
			continue
		}
		if added == nil {
			return nil
		}
		if val, ok := w.e.buffers[in]; ok {
			return val
		}
		val := w.before(b, i)
		if val != nil {
			val = value.Concat(val, added)
		}
		w.e.buffers[in] = val
		return val
	}
	if len(b.Preds) == 0 {
		return value.Literal("")
	}
	vals := make([]*value.Value, len(b.Preds))
	under := make([][]value.Cond, len(b.Preds))
	at := w.e.joinID(b)
	for j, p := range b.Preds {
		val, seen := w.done[p]
		if !seen {
			w.done[p] = nil // a loop back to here is not followed
			val = w.before(p, len(p.Instrs))
			w.done[p] = val
		}
		if val == nil {
			return nil
		}
		vals[j] = val
		under[j], _ = w.e.edge(b, j, at)
	}
	return value.JoinUnder(under, vals)
}

// added returns the text that a call writes to the buffer, and whether it may
// write to it at all.
func (w *bufferWalk) added(call ssa.CallInstruction) (text *value.Value, writes bool) {
	common := call.Common()
	uses := common.IsInvoke() && common.Value == w.buf
	for _, a := range common.Args {
		uses = uses || Source(a) == w.buf
	}
	if !uses {
		return nil, false
	}
	if common.IsInvoke() {
		switch {
		case readers[common.Method.FullName()]:
			return nil, false
		case common.Method.FullName() == "(io.Writer).Write" && common.Value == w.buf:
			if v := w.e.Eval(common.Args[0]); v.Texts() != nil {
				return v, true
			}
		}
		return nil, true
	}
	fn, args := w.e.Callee(common)
	if fn == nil || object(fn) == nil {
		return nil, true
	}
	name := object(fn).FullName()
	if readers[name] {
		return nil, false
	}
	switch name {
	case "(*strings.Builder).WriteString", "(*bytes.Buffer).WriteString", "(*strings.Builder).Write", "(*bytes.Buffer).Write":
		if v := w.e.Eval(args[1]); v.Texts() != nil {
			return v, true
		}
	case "(*strings.Builder).WriteByte", "(*strings.Builder).WriteRune", "(*bytes.Buffer).WriteByte", "(*bytes.Buffer).WriteRune":
		if n, ok := constIndex(args[1], 0); ok {
			return value.Literal(string(rune(n))), true
		}
	case "fmt.Fprintf":
		return value.Sprintf(w.e.evalAll(args[1:])), true
	case "fmt.Fprint":
		return value.Sprint(w.e.evalAll(args[1:])), true
	case "fmt.Fprintln":
		return value.Sprintln(w.e.evalAll(args[1:])), true
	case "(*text/template.Template).Execute":
		return w.e.executed(args), true
	case "io.WriteString":
		if v := w.e.Eval(args[1]); v.Texts() != nil {
			return v, true
		}
	}
	return nil, true
}
