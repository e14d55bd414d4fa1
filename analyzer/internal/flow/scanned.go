package flow

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// scanned returns the keys, or the one key, that a SCAN or KEYS found: they begin as
// the pattern of the command does. It is nil for other calls.
func (e *Evaluator) scanned(v *ssa.Call, fn *types.Func, args []ssa.Value) *value.Value {
	if len(args) == 0 || !libraries.Reply(fn) {
		return nil
	}
	cmd := commandOf(args[0])
	if cmd == nil {
		return nil
	}
	glob, ok := e.globOf(cmd)
	if !ok {
		return nil
	}
	key := func(id, name string) *value.Value {
		h := pattern.Hole{ID: id, Name: name, Open: true}
		return value.Of(pattern.Concat(glob.before, pattern.Of(h), glob.after))
	}
	if isString(resultType(v, 0)) {
		next := nextOf(v, args[0])
		if next == nil {
			return nil
		}
		return key(e.local(next).ID, e.NameOf(v))
	}
	// The elements of one reply are different keys.
	elem := (&value.Value{Kind: value.Sym, ID: e.local(cmd).ID, Name: e.NameOf(v)}).Element()
	return &value.Value{Kind: value.List, Items: []value.Item{{Value: key(elem.ID, elem.Name), Repeat: true}}}
}

// nextOf returns the call that brought an iterator to where it is at v, nil if it may
// be one of several.
func nextOf(v *ssa.Call, iterator ssa.Value) *ssa.Call {
	var next *ssa.Call
	for _, ref := range *iterator.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		fn := call.Call.StaticCallee()
		if fn == nil || object(fn) == nil {
			return nil // it may call Next
		}
		if libraries.Advances(object(fn)) {
			if next != nil {
				return nil
			}
			next = call
		}
	}
	if next == nil || !next.Block().Dominates(v.Block()) {
		return nil
	}
	return next
}

// commandOf returns the call that made the command whose reply is read: by a method
// of the command, or of an iterator over its replies.
func commandOf(v ssa.Value) *ssa.Call {
	call, ok := Source(v).(*ssa.Call)
	if !ok {
		return nil
	}
	if fn := call.Call.StaticCallee(); fn != nil && object(fn) != nil && libraries.Iterates(object(fn)) && len(call.Call.Args) > 0 {
		call, _ = Source(call.Call.Args[0]).(*ssa.Call)
	}
	return call
}

// A glob is what the keys that match a pattern begin and end with.
type glob struct{ before, after pattern.Pattern }

// globOf returns the pattern of the keys that a command asks for; ok is false if it
// does not say how they begin, or a hash tag may be in what it leaves open.
func (e *Evaluator) globOf(cmd *ssa.Call) (g glob, ok bool) {
	if p, ok := e.Scan(cmd); ok && p != nil {
		return e.split(p)
	}
	return glob{}, false
}

// Scan returns the pattern of the keys that a SCAN or KEYS asks for, nil if it is not
// known; ok is false for other calls.
func (e *Evaluator) Scan(cmd *ssa.Call) (p pattern.Pattern, ok bool) {
	common := cmd.Common()
	fn, args := common.Method, common.Args
	if callee := common.StaticCallee(); fn == nil && callee != nil {
		fn = object(callee)
		args = args[min(1, len(args)):]
	}
	if fn == nil {
		return nil, false
	}
	m, ok := libraries.Lookup(fn)
	if !ok || m.Command != "SCAN" && m.Command != "KEYS" {
		return nil, false
	}
	for _, w := range m.Words {
		if w.Arg == nil || m.Command == "SCAN" && w.Option != "MATCH" {
			continue
		}
		if at := w.Arg.Param + client.FirstParam(fn.Signature()); at < len(args) {
			if p, ok := e.Expand(e.Eval(args[at])).Single(); ok {
				return p, true
			}
		}
	}
	return nil, true
}

// wildcards are the characters to which a pattern of keys gives a meaning.
const wildcards = `*?[]\`

func (e *Evaluator) split(p pattern.Pattern) (g glob, ok bool) {
	first := slices.IndexFunc(p, func(part pattern.Part) bool { return strings.ContainsAny(part.Lit, wildcards) })
	if first < 0 || first == 0 && strings.IndexAny(p[0].Lit, wildcards) == 0 {
		return glob{}, false
	}
	at := strings.IndexAny(p[first].Lit, wildcards)
	g.before = pattern.Concat(p[:first], pattern.Lit(p[first].Lit[:at]))
	rest := pattern.Concat(pattern.Lit(p[first].Lit[at:]), p[first+1:])
	if !slices.ContainsFunc(g.before, func(part pattern.Part) bool { return part.Hole == nil }) {
		return glob{}, false
	}
	if last := len(rest) - 1; last == 0 && strings.Trim(rest[0].Lit, "*") != rest[0].Lit && !strings.ContainsAny(rest[0].Lit, `?[]\`) {
		end := strings.LastIndexByte(rest[0].Lit, '*')
		g.after = pattern.Lit(rest[0].Lit[end+1:])
		rest = pattern.Lit(rest[0].Lit[:end])
	}
	if _, tagged, _ := g.before.Hashed(); tagged {
		return g, true
	}
	braces := slices.ContainsFunc(slices.Concat(g.before, rest, g.after), func(part pattern.Part) bool { return strings.ContainsAny(part.Lit, "{}") })
	return g, !braces && !e.tagsAfter(g.before)
}

// tagsAfter reports whether a constant of the package looks like the beginning of a
// key with a hash tag behind what p begins with: keys that are found may be such.
func (e *Evaluator) tagsAfter(p pattern.Pattern) bool {
	if e.tagged == nil {
		e.tagged = make(map[string]bool)
		for _, fn := range e.funcs {
			for _, b := range fn.Blocks {
				for _, in := range b.Instrs {
					for _, op := range in.Operands(nil) {
						c, ok := (*op).(*ssa.Const)
						if !ok || c.Value == nil || c.Value.Kind() != constant.String {
							continue
						}
						if before, _, ok := strings.Cut(constant.StringVal(c.Value), "{"); ok {
							e.tagged[before] = true
						}
					}
				}
			}
		}
	}
	var text strings.Builder
	for _, part := range p {
		text.WriteString(part.Lit)
	}
	for before := range e.tagged {
		if before != "" && (strings.Contains(text.String(), before) || strings.HasPrefix(before, text.String()) || strings.Contains(before, "%")) {
			return true
		}
	}
	return false
}
