package execution

import (
	"fmt"
	"strings"
)

// A keeper is a place where a value is kept between two uses, and the ways in
// which a program changes it there. $v is the value to begin with, $T its type, $n a
// number, $x a variable; "$+" is what adds to the value.
type keeper struct {
	name    string
	decl    string
	init    string
	expr    string
	fixed   bool // no variable that every statement can assign to
	changes []string
}

const holder = `type holder$n struct{ id $T }

func (h *holder$n) get() $T { return h.id }

func (h *holder$n) next() { h.id $+ }

func (h *holder$n) set(id $T) { h.id = id }

func (h *holder$n) take() $T {
h.id $+
return h.id
}`

var keepers = []keeper{
	{"field of a variable", holder, "$x := &holder$n{$v}", "$x.id", false, []string{"$x.next()", "$x.set($v)", "$x.id $+", "$x.take()"}},
	{"getter", holder, "$x := &holder$n{$v}", "$x.get()", true, []string{"$x.next()", "$x.set($v)", "$x.id $+"}},
	{"method that counts", holder, "$x := &holder$n{$v}", "$x.take()", true, nil},
	{"package variable", "var current$n $T\n\nfunc bump$n() { current$n $+ }", "current$n = $v", "current$n", false, []string{"bump$n()", "current$n $+"}},
	{"element", "", "$x := []$T{$v}", "$x[0]", false, []string{"$x[0] $+", "clear($x)"}},
	{"element of a map", "", "$x := map[string]$T{\"id\": $v}", "$x[\"id\"]", true, []string{"$x[\"id\"] $+", "delete($x, \"id\")"}},
	{"pointer to a variable", "func move$n(p *$T) { *p $+ }", "$x := new($T)\n*$x = $v", "*$x", false, []string{"*$x $+", "move$n($x)"}},
	{"counting closure", "", "count$x := $v\n$x := func() $T { count$x $+; return count$x }", "$x()", true, nil},
	{"struct in a struct", "type inner$n struct{ id $T }\n\ntype outer$n struct{ inner$n }\n\nfunc (o *outer$n) next() { o.id $+ }",
		"var $x outer$n\n$x.id = $v", "$x.id", false, []string{"$x.next()", "$x.inner$n = inner$n{}", "$x.id $+"}},
	{"interface that counts", holder + "\n\ntype taker$n interface{ take() $T }", "var $x taker$n = &holder$n{$v}", "$x.take()", true, nil},
}

// keep gives the site a value that is kept where it may change.
func (f *fn) keep() {
	v := pick(f.module, f.values...)
	k := pick(f.module, keepers...)
	f.use("kept: " + k.name)
	add := "++"
	if v.kind == text {
		add = `+= "x"`
	}
	name := f.fresh("kept")
	r := strings.NewReplacer("$v", v.expr, "$T", v.typ, "$n", fmt.Sprint(f.number()), "$x", name, "$+", add)
	if k.decl != "" {
		f.declare("%s", r.Replace(k.decl))
	}
	f.line("%s", r.Replace(k.init))
	w := &value{expr: r.Replace(k.expr), typ: v.typ, kind: v.kind, set: !k.fixed}
	for _, c := range k.changes {
		w.changes = append(w.changes, r.Replace(c))
	}
	f.values = append(f.values, w)
	f.line("_ = %s", name0(w.expr))
}

// name0 is the variable that an expression begins with.
func name0(expr string) string {
	expr = strings.TrimLeft(expr, "*")
	if i := strings.IndexAny(expr, ".[("); i >= 0 {
		return expr[:i]
	}
	return expr
}

// moves reports whether a value is kept where it may change.
func (f *fn) moves() bool {
	for _, v := range f.values {
		if v.changes != nil {
			return true
		}
	}
	return false
}
