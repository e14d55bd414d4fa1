package group

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// A keyList is the keys of a call as the rewritten code names them.
type keyList struct {
	before []string // statements in front of the loop
	keys   string   // the list of the keys: a name if named, else an expression
	named  bool
	inside []string // statements in the loop, in front of the call
	args   string   // of the call, for one group
	empty  bool     // there may be no keys
}

// list returns the keys of the call, with the names of the variables that the
// rewrite declares. named asks for a name: the list is used twice. group is the
// name of the loop's variable. It returns nil if the keys are not known.
func (s *site) list(n *namer, group string, named bool) *keyList {
	args := s.call.Args[client.FirstParam(s.sig):]
	if s.reply == same {
		return s.pairs(n, group, args)
	}
	l := &keyList{args: group + ".Keys..."}
	switch {
	case s.call.Ellipsis.IsValid():
		l.keys, l.named = s.text(args[0]), s.isLocal(args[0])
		l.empty = s.mayBeEmpty(args[0])
	case len(args) > 1:
		l.keys = s.literal("[]string", args)
	default:
		return nil
	}
	if named && !l.named {
		name := n.outer("keys")
		l.before = append(l.before, name+" := "+l.keys)
		l.keys, l.named = name, true
	}
	return l
}

// literal spells a slice literal of some arguments, in as many lines as they
// have.
func (s *site) literal(typ string, args []ast.Expr) string {
	first, last := args[0], args[len(args)-1]
	if s.tok.Line(first.Pos()) == s.tok.Line(last.End()) {
		return typ + "{" + s.between(first.Pos(), last.End()) + "}"
	}
	return typ + "{\n" + s.between(first.Pos(), last.End()) + ",\n}"
}

// isLocal reports whether x is a variable of the function.
func (s *site) isLocal(x ast.Expr) bool { return s.local(x) != nil }

func (s *site) local(x ast.Expr) *types.Var {
	id, ok := x.(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := s.info.Uses[id].(*types.Var)
	if !ok || v.Parent() == s.pkg.Scope() {
		return nil
	}
	return v
}

// pairs is list for MSET.
func (s *site) pairs(n *namer, group string, args []ast.Expr) *keyList {
	if len(args) == 1 && !s.call.Ellipsis.IsValid() {
		x := args[0]
		typ := types.TypeString(types.Unalias(s.info.TypeOf(x)), nil)
		typ = strings.ReplaceAll(typ, "any", "interface{}")
		if s.replies.Maps[typ] {
			return s.ofMap(n, group, x)
		}
		if s.replies.Lists[typ] && s.paired(x) {
			return s.flat(n, group, s.text(x), typ == "[]string", s.mayBeEmpty(x))
		}
		return nil
	}
	if s.call.Ellipsis.IsValid() {
		if !s.paired(args[0]) {
			return nil
		}
		return s.flat(n, group, s.text(args[0]), false, s.mayBeEmpty(args[0]))
	}
	if !s.keysAndValues(args) {
		return nil
	}
	name := n.outer("pairs")
	l := s.flat(n, group, name, false, false)
	l.before = append([]string{name + " := " + s.literal("[]any", args)}, l.before...)
	return l
}

// ofMap returns the keys of a map.
func (s *site) ofMap(n *namer, group string, x ast.Expr) *keyList {
	l := &keyList{named: true, empty: s.mayBeEmpty(x)}
	m := s.text(x)
	if !s.isLocal(x) {
		m = n.outer("values")
		l.before = append(l.before, m+" := "+s.text(x))
	}
	l.keys = n.outer("keys")
	key, pairs := n.local("key"), n.local("pairs")
	l.before = append(l.before,
		fmt.Sprintf("%s := make([]string, 0, len(%s))", l.keys, m),
		fmt.Sprintf("for %s := range %s {", key, m),
		fmt.Sprintf("%s = append(%s, %s)", l.keys, l.keys, key),
		"}")
	l.inside = []string{
		fmt.Sprintf("%s := make([]any, 0, 2*len(%s.Keys))", pairs, group),
		fmt.Sprintf("for _, %s := range %s.Keys {", key, group),
		fmt.Sprintf("%s = append(%s, %s, %s[%s])", pairs, pairs, key, m, key),
		"}",
	}
	l.args = pairs + "..."
	return l
}

// flat returns the keys of a list with a key at every even place.
func (s *site) flat(n *namer, group, list string, texts, empty bool) *keyList {
	l := &keyList{named: true, empty: empty, keys: n.outer("keys")}
	i, key, part := n.local("i"), n.local("key"), n.local("part")
	text := list + "[" + i + "]"
	if !texts {
		text += ".(string)"
	}
	l.before = []string{
		fmt.Sprintf("%s := make([]string, 0, len(%s)/2)", l.keys, list),
		fmt.Sprintf("for %s := 0; %s < len(%s); %s += 2 {", i, i, list, i),
		fmt.Sprintf("%s = append(%s, %s)", l.keys, l.keys, text),
		"}",
	}
	l.inside = []string{
		fmt.Sprintf("%s := make([]any, 0, 2*len(%s.Keys))", part, group),
		fmt.Sprintf("for %s, %s := range %s.Keys {", i, key, group),
		fmt.Sprintf("%s = append(%s, %s, %s[2*%s.Index[%s]+1])", part, part, key, list, group, i),
		"}",
	}
	l.args = part + "..."
	return l
}

// keysAndValues reports whether a list has a text at every even place, and
// something behind each.
func (s *site) keysAndValues(list []ast.Expr) bool {
	for i := 0; i < len(list); i += 2 {
		t, ok := types.Default(s.info.TypeOf(list[i])).(*types.Basic)
		if !ok || t.Kind() != types.String {
			return false
		}
	}
	return len(list)%2 == 0
}
