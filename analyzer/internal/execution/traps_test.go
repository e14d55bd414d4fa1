package execution

import "fmt"

// disturb writes a statement that changes a value between two uses of it: what
// is made of it before is not what is made of it after.
func (f *fn) disturb() {
	var v *value
	for _, i := range f.rand.Perm(len(f.values)) {
		if f.values[i].set || f.values[i].changes != nil {
			v = f.values[i]
			break
		}
	}
	if v == nil {
		return
	}
	if v.changes != nil && (!v.set || f.chance(60)) {
		f.use("changed where it is kept")
		change := func() { f.line("%s", pick(f.module, v.changes...)) }
		if f.chance(20) {
			f.branch(change, nil)
		} else {
			change()
		}
		return
	}
	change := v.expr + "++"
	if v.kind == text {
		change = fmt.Sprintf(pick(f.module, `%s += "x"`, `%[1]s = "n" + %[1]s`, `%s = "other"`), v.expr)
	} else if f.chance(50) {
		change = fmt.Sprintf(pick(f.module, "%s += 10", "%s = 5", "%[1]s = %[1]s * 2"), v.expr)
	}
	name := f.fresh("change")
	switch f.rand.IntN(7) {
	case 0, 1:
		f.use("reassigned")
		f.line("%s", change)
	case 2:
		f.use("reassigned in a branch")
		f.branch(func() { f.line("%s", change) }, nil)
	case 3:
		f.use("reassigned in a closure")
		f.line("%s := func() { %s }\n%s()", name, change, name)
	case 4:
		f.use("reassigned in a loop")
		f.line("for range 2 {\n%s\n}", change)
	case 5:
		f.use("reassigned through a pointer")
		n := f.number()
		by := `*p += "y"`
		if v.kind == integer {
			by = "*p += 3"
		}
		f.declare("func change%d(p *%s) { %s }", n, v.typ, by)
		f.line("change%d(&%s)", n, v.expr)
	case 6:
		f.use("swapped")
		for _, w := range f.values {
			if w != v && w.set && w.typ == v.typ {
				f.line("%s, %s = %s, %s", v.expr, w.expr, w.expr, v.expr)
				return
			}
		}
		f.line("%s", change)
	}
}

// disturbList writes statements that change a list.
func (f *fn) disturbList(l list, keys []shape) list {
	if !isName(l.expr) {
		l = f.named(l.expr)
	}
	key := func() string { return f.text(f.similar(pick(f.module, keys...))) }
	name := f.fresh("alias")
	switch f.rand.IntN(13) {
	case 0:
		f.use("element overwritten")
		f.line("if len(%s) > 0 {\n%s[0] = %s\n}", l.expr, l.expr, key())
	case 1:
		f.use("last element overwritten")
		f.line("if n := len(%s); n > 0 {\n%s[n-1] = %s\n}", l.expr, l.expr, key())
	case 2:
		f.use("appended")
		f.line("%s = append(%s, %s)", l.expr, l.expr, key())
	case 3:
		f.use("appended in a branch")
		f.branch(func() { f.line("%s = append(%s, %s)", l.expr, l.expr, key()) }, nil)
	case 4:
		f.use("first removed")
		f.line("if len(%s) > 1 {\n%s = %s[1:]\n}", l.expr, l.expr, l.expr)
	case 5:
		f.use("sorted")
		f.line(pick(f.module, "slices.Sort(%s)", "sort.Strings(%s)", "slices.Reverse(%s)"), l.expr)
	case 6:
		f.use("overwritten through an alias")
		f.line("%s := %s\nif len(%s) > 0 {\n%s[0] = %s\n}", name, l.expr, name, name, key())
	case 7:
		f.use("overwritten by copy")
		f.line("copy(%s, []string{%s})", l.expr, key())
	case 8:
		f.use("overwritten by a function")
		n := f.number()
		f.declare("func fill%d(list []string, key string) {\nfor i := range list {\nif i%%2 == 0 {\nlist[i] = key\n}\n}\n}", n)
		f.line("fill%d(%s, %s)", n, l.expr, key())
	case 9:
		f.use("prefixed in place")
		f.line("for i := range %s {\n%s[i] = %q + %s[i]\n}", l.expr, l.expr, pick(f.module, "app:", "{t}:", "v1/"), l.expr)
	case 10:
		f.use("suffixed into another list")
		f.line("%s := make([]string, len(%s))\nfor i, k := range %s {\n%s[i] = k + %q\n}", name, l.expr, l.expr, name, ":x")
		return list{expr: name}
	case 11:
		f.use("appended by a closure")
		f.line("%s := func(k string) { %s = append(%s, k) }\n%s(%s)", name, l.expr, l.expr, name, key())
	case 12:
		f.use("replaced in a branch")
		f.branch(func() { f.line("%s = []string{%s, %s}", l.expr, key(), f.text(f.similar(keys[0]))) }, nil)
	}
	return l
}

func isName(expr string) bool {
	for _, c := range expr {
		if c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
