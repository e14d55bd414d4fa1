package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// atOnce lists packages whose functions call what they are given before they
// return, and not later.
var atOnce = []string{"sort", "slices", "maps", "strings", "bytes", "sync", "container/heap", "io", "fmt"}

// foreign adds what a function of another package may write: the variables of
// that package, and what its arguments lead to.
func (c *callee) foreign(fn *types.Func, sig *types.Signature, args []ssa.Value) {
	if fn.Pkg() == nil {
		return
	}
	e := c.e
	if isPure(fn) || onlyReads(fn) {
		for _, a := range args {
			if _, ok := a.Type().Underlying().(*types.Signature); ok {
				c.value(a)
			}
		}
		return
	}
	if addr, _, _ := atomicWrite(fn, args); addr != nil {
		e.storePlaces(addr, c.place)
		return
	}
	if e.facts != nil && fn.Pkg() != e.pkg.Pkg {
		sum := e.facts.Summary(fn.Origin())
		if sum != nil && !sum.Writes {
			return
		}
		if sum != nil && sum.Edits {
			c.edited(args)
		}
	}
	pkg := fn.Pkg()
	if pkg == e.pkg.Pkg {
		pkg = nil // an interface of the package: methods has seen its own types
	} else {
		c.place(place{of: pkg})
	}
	known := len(c.eff.fns)
	client := libraries.Owns(fn.Pkg().Path())
	params := sig.Params()
	skip := len(args) - params.Len() // the receiver
	for i, a := range args {
		if pkg == nil && i < skip {
			continue
		}
		var want types.Type
		if n := i - skip; n >= 0 && n < params.Len() {
			want = params.At(n).Type()
		}
		if s, ok := a.(*ssa.Slice); ok && sig.Variadic() && i == len(args)-1 {
			if array, ok := s.X.(*ssa.Alloc); ok {
				for _, v := range storedInto(array) {
					c.given(pkg, v, want.(*types.Slice).Elem(), client)
				}
				continue
			}
		}
		c.given(pkg, a, want, client)
	}
	if len(c.eff.fns) > known && !client && !slices.Contains(atOnce, fn.Pkg().Path()) {
		c.eff.later = true // it may keep a function and run it at any time
	}
}

// edited adds the elements of the lists and maps that a function is given.
func (c *callee) edited(args []ssa.Value) {
	for _, a := range args {
		switch a.Type().Underlying().(type) {
		case *types.Slice, *types.Map:
			c.place(c.e.elementPlace(a.Type()))
		}
	}
}

// storedInto returns what is stored into the elements of an array.
func storedInto(array *ssa.Alloc) []ssa.Value {
	var out []ssa.Value
	for _, ref := range *array.Referrers() {
		if at, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *at.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == ssa.Value(at) {
					out = append(out, s.Val)
				}
			}
		}
	}
	return out
}

// given adds what a function of pkg may write through an argument.
func (c *callee) given(pkg *types.Package, arg ssa.Value, want types.Type, client bool) {
	v := Source(arg)
	t := v.Type()
	if _, ok := t.Underlying().(*types.Signature); ok {
		if n, ok := types.Unalias(t).(*types.Named); !ok || !client || n.Obj().Pkg() != pkg {
			c.value(v) // else a client itself
		}
		return
	}
	if want != nil {
		if iface, ok := want.Underlying().(*types.Interface); ok && iface.NumMethods() > 0 {
			for i := range iface.NumMethods() {
				c.methodOf(t, iface.Method(i))
			}
		}
	}
	if s, ok := t.Underlying().(*types.Slice); ok && client && isBasic(s.Elem()) {
		return // keys
	}
	if p, ok := t.Underlying().(*types.Pointer); ok && client {
		if owner := ownerOf(p.Elem()); owner != nil && owner.Pkg() == pkg {
			c.place(place{of: owner}) // its own, and not the lists in it
			return
		}
	}
	if fresh(v) != nil {
		if _, ok := v.(*ssa.Alloc); !ok {
			return
		}
	}
	c.reach(pkg, t, 0, false)
}

// methodOf adds the method of t by which it implements an interface's.
func (c *callee) methodOf(t types.Type, m *types.Func) {
	if types.IsInterface(t) {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, m.Pkg(), m.Name())
	if fn, ok := obj.(*types.Func); ok {
		if f := c.e.prog.FuncValue(fn.Origin()); f != nil {
			c.add(c.e.declared(f))
		}
	}
}

// reach adds what a function of pkg can write through a value of type t: all
// fields of the structs of pkg, and the exported ones of others. What it keeps in
// fields of its own that nobody else sees, hidden, are its own lists.
func (c *callee) reach(pkg *types.Package, t types.Type, depth int, hidden bool) {
	if depth > 3 {
		return
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		elem := u.Elem()
		s, ok := elem.Underlying().(*types.Struct)
		if !ok {
			if !hidden {
				c.place(c.e.pointeePlace(elem))
			}
			c.reach(pkg, elem, depth+1, hidden)
			return
		}
		if owner := ownerOf(elem); owner == nil {
			c.e.wholePlaces(elem, c.place)
		} else if pkg != nil && owner.Pkg() == pkg {
			c.place(place{of: owner})
		} else {
			c.place(place{of: owner, elem: exportedFields})
		}
		for i := range s.NumFields() {
			if f := s.Field(i); f.Exported() || pkg != nil && f.Pkg() == pkg {
				c.reach(pkg, f.Type(), depth+1, hidden || !f.Exported())
				if _, nested := f.Type().Underlying().(*types.Struct); nested {
					c.reach(pkg, types.NewPointer(f.Type()), depth+1, hidden || !f.Exported())
				}
			}
		}
	case *types.Slice:
		if !hidden {
			c.place(c.e.elementPlace(t))
		}
		c.reach(pkg, u.Elem(), depth+1, hidden)
		if _, ok := u.Elem().Underlying().(*types.Struct); ok {
			c.reach(pkg, types.NewPointer(u.Elem()), depth+1, hidden)
		}
	case *types.Map:
		if !hidden {
			c.place(c.e.elementPlace(t))
		}
		c.reach(pkg, u.Elem(), depth+1, hidden)
	case *types.Struct:
		for i := range u.NumFields() {
			if _, ok := u.Field(i).Type().Underlying().(*types.Struct); !ok {
				c.reach(pkg, u.Field(i).Type(), depth+1, hidden || !u.Field(i).Exported())
			}
		}
	}
}

// onlyReads reports whether a function of another package is known to write
// nothing of what it is given: what logs, prints or encodes does not.
func onlyReads(fn *types.Func) bool {
	path, name := fn.Pkg().Path(), fn.Name()
	switch path {
	case "errors", "context", "sync", "reflect", "time", "runtime", "os", "iter", "regexp":
		return true
	case "sync/atomic":
		return strings.HasPrefix(name, "Load")
	case "slices", "maps", "golang.org/x/exp/slices", "golang.org/x/exp/maps", "github.com/samber/lo":
		for _, word := range []string{"Sort", "Reverse", "Delete", "Insert", "Compact", "Replace", "Copy", "Clear", "Shuffle"} {
			if strings.HasPrefix(name, word) && !strings.HasPrefix(name, "Sorted") {
				return false
			}
		}
		return true
	}
	for word := range strings.SplitSeq(path, "/") {
		switch word {
		case "log", "slog", "zap", "zerolog", "logrus", "glog", "klog", "logger", "logging", "prometheus", "trace":
			return true
		}
	}
	for _, word := range []string{"Marshal", "Print", "Fprint", "Errorf"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}
