package group

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// rounds are a loop over the keys of a call.
type rounds struct {
	before []string // statements in front of it
	head   string   // "for … {"
	args   string   // of the command for one key, behind the context
}

// rounds returns the loop over the keys, nil if they are not known.
func (s *site) rounds(n *namer) *rounds {
	args := s.args()
	if s.reply == same {
		return s.pairs(n, args)
	}
	list := ""
	switch {
	case s.call.Ellipsis.IsValid():
		list = s.text(args[0])
	case len(args) > 1:
		list = s.literal("[]string", args)
	default:
		return nil
	}
	key := n.local("key")
	return &rounds{head: fmt.Sprintf("for _, %s := range %s {", key, list), args: key}
}

// pairs is rounds for MSET.
func (s *site) pairs(n *namer, args []ast.Expr) *rounds {
	form := s.pairing(args)
	if form == unpaired {
		return nil
	}
	r := &rounds{}
	list := s.text(args[0])
	switch form {
	case inMap:
		key, value := n.local("key"), n.local("value")
		r.head = fmt.Sprintf("for %s, %s := range %s {", key, value, list)
		r.args = fmt.Sprintf("%s, %s, 0", key, value)
		return r
	case inArgs:
		list = n.outer("pairs")
		r.before = []string{list + " := " + s.literal("[]any", args)}
	}
	i := n.local("i")
	key := list + "[" + i + "]"
	if form != inTexts {
		key += ".(string)"
	}
	r.head = fmt.Sprintf("for %s := 0; %s < len(%s); %s += 2 {", i, i, list, i)
	r.args = fmt.Sprintf("%s, %s[%s+1], 0", key, list, i)
	return r
}

// args are the arguments of the call that hold the keys.
func (s *site) args() []ast.Expr { return s.call.Args[client.FirstParam(s.sig):] }

// single returns the name of the method that sends the command with one key; ok is
// false if the receiver does not have it.
func (s *site) single() (name string, ok bool) {
	if s.reply != same {
		return s.fun.Sel.Name, true
	}
	obj, _, _ := types.LookupFieldOrMethod(s.info.TypeOf(s.fun.X), true, s.pkg, s.replies.Set)
	fn, ok := obj.(*types.Func)
	return s.replies.Set, ok && fn.Signature().Params().Len() == client.FirstParam(s.sig)+3 &&
		fn.Signature().Results().Len() == 1 && types.Identical(fn.Signature().Results().At(0).Type(), s.sig.Results().At(0).Type())
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

// A pairing is the form in which an MSET has its pairs.
type pairing uint8

const (
	unpaired pairing = iota // it is not known which arguments are keys
	inMap
	inList  // of any values, with a text at every even place
	inTexts // a list of texts
	inArgs
)

// pairing returns the form of the pairs in the arguments of an MSET.
func (s *site) pairing(args []ast.Expr) pairing {
	switch {
	case s.call.Ellipsis.IsValid():
		if s.paired(args[0]) {
			return inList
		}
	case len(args) == 1:
		typ := types.TypeString(types.Unalias(s.info.TypeOf(args[0])), nil)
		typ = strings.ReplaceAll(typ, "any", "interface{}")
		switch {
		case s.replies.Maps[typ]:
			return inMap
		case !s.replies.Lists[typ] || !s.paired(args[0]):
		case typ == "[]string":
			return inTexts
		default:
			return inList
		}
	case s.keysAndValues(args):
		return inArgs
	}
	return unpaired
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
