package libraries

import (
	"go/types"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// OptionsOf returns what the fields of a struct mean; false if it is not of
// options of a client.
func OptionsOf(t types.Type) (client.Options, bool) {
	n, lib := named(t)
	if lib == nil {
		return client.Options{}, false
	}
	for _, o := range lib.About().Options {
		if o.Type == n.Obj().Name() {
			return o, true
		}
	}
	return client.Options{}, false
}

// IsDatabase reports whether v is the field of a client's options for the number
// of the database.
func IsDatabase(v *types.Var) bool {
	if !v.IsField() || v.Pkg() == nil {
		return false
	}
	for _, lib := range list {
		options := lib.About().Options
		for i := range options {
			if options[i].Database == v.Name() && lib.Owns(v.Pkg().Path()) {
				return true
			}
		}
	}
	return false
}

// IsConnection reports whether t is one connection to one node, or a pointer to
// it.
func IsConnection(t types.Type) bool {
	n, lib := named(t)
	return lib != nil && lib.About().Connections[n.Obj().Name()]
}

// named returns the named type of t, or of what it points to, and the library
// that it is of; both are nil if it is of none.
func named(t types.Type) (*types.Named, client.Library) {
	n := client.Named(t)
	if n == nil {
		return nil, nil
	}
	lib := OwnerOf(client.PackagePath(n))
	if lib == nil {
		return nil, nil
	}
	return n, lib
}

// ClassOf returns the class of a receiver of the static type t. A struct of the
// program's own has the class of the client that it embeds, and an interface of
// its own with any methods is Universal.
func ClassOf(t types.Type) client.Class {
	// A struct can embed a pointer to itself. No program nests this deep.
	const depth = 8
	return classOf(t, depth)
}

func classOf(t types.Type, depth int) client.Class {
	if n, lib := named(t); lib != nil {
		return lib.Class(n)
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		if u.NumMethods() > 0 {
			return client.Universal
		}
	case *types.Struct:
		if depth == 0 {
			return client.Unknown
		}
		for f := range u.Fields() {
			if !f.Embedded() {
				continue
			}
			// An embedded interface of another package says nothing (a mutex, a
			// logger) unless it brings methods that send something.
			if c := classOf(f.Type(), depth-1); c != client.Unknown && brings(f.Type()) {
				return c
			}
		}
	}
	return client.Unknown
}

// brings reports whether a method of t sends something.
func brings(t types.Type) bool {
	set := types.NewMethodSet(t)
	for m := range set.Methods() {
		if fn, ok := m.Obj().(*types.Func); ok {
			if _, ok := Lookup(fn); ok {
				return true
			}
		}
	}
	return false
}

// MayQueue reports whether a value of the static type t may be a pipeline, though
// its type does not say so: an interface that a pipeline of the library implements,
// too, or one of the program's own.
func MayQueue(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return false
	}
	n, lib := named(t)
	if lib == nil {
		return true
	}
	scope := n.Obj().Pkg().Scope()
	for _, name := range lib.About().Pipelines {
		if obj := scope.Lookup(name); obj != nil && types.Implements(obj.Type(), iface) {
			return true
		}
	}
	return false
}
