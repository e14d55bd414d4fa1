// Package libraries has the list of the client libraries that are known. The
// analysis asks here about calls, types and packages; each question goes to the
// libraries in turn.
package libraries

import (
	"go/types"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/goredis"
)

// list is the list: a library that is added here is known everywhere.
var list = []client.Library{goredis.Library}

// An ID is the place of a library in the list, for facts. The zero ID, the first
// library, stands for what is sent through one that is not known.
type ID uint8

// IDOf returns the ID of a library of the list.
func IDOf(lib client.Library) ID { return ID(slices.Index(list, lib)) }

// About returns the tables of the library.
func (id ID) About() *client.About { return list[id].About() }

// All returns the libraries of the list.
func All() []client.Library { return slices.Clone(list) }

// Owns reports whether path is the import path of a client library.
func Owns(path string) bool { return OwnerOf(path) != nil }

// Traces reports whether path is the import path of a package that writes traces of the
// commands of a client.
func Traces(path string) bool {
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		path = path[i+len("/vendor/"):]
	}
	for _, lib := range list {
		if slices.ContainsFunc(lib.About().Tracers, func(prefix string) bool { return strings.HasPrefix(path, prefix) }) {
			return true
		}
	}
	return false
}

// OwnerOf returns the library that a package is of, nil if it is of none.
func OwnerOf(path string) client.Library {
	for _, lib := range list {
		if lib.Owns(path) {
			return lib
		}
	}
	return nil
}

// Lookup returns what a call of fn sends; see [client.Library].
func Lookup(fn *types.Func) (*client.Method, bool) {
	for _, lib := range list {
		if m, ok := lib.Lookup(fn); ok {
			return m, true
		}
	}
	return nil, false
}

// HasMethod reports whether a method with this name sends something; see
// [client.Library].
func HasMethod(name string) bool {
	for _, lib := range list {
		if lib.HasMethod(name) {
			return true
		}
	}
	return false
}

// Makes returns the words of the command that a call of fn makes; see [client.Library].
func Makes(fn *types.Func) ([]client.Word, bool) {
	for _, lib := range list {
		if words, ok := lib.Makes(fn); ok {
			return words, true
		}
	}
	return nil, false
}

// ScriptSource reports whether obj is a function that makes a script, and returns
// the number of the parameter that is the source.
func ScriptSource(obj types.Object) (param int, ok bool) {
	fn, ok := obj.(*types.Func)
	if !ok || fn.Pkg() == nil {
		return 0, false
	}
	for _, lib := range list {
		for _, m := range lib.About().Scripts {
			if m.Name == fn.Name() && fn.Signature().Recv() == nil && lib.Owns(fn.Pkg().Path()) {
				return m.Source, true
			}
		}
	}
	return 0, false
}

// IsScript reports whether t is the type of the scripts that a library makes.
func IsScript(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	named, ok := types.Unalias(p.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	for _, lib := range list {
		if !lib.Owns(named.Obj().Pkg().Path()) {
			continue
		}
		for _, m := range lib.About().Scripts {
			if fn, ok := named.Obj().Pkg().Scope().Lookup(m.Name).(*types.Func); ok && types.Identical(fn.Signature().Results().At(0).Type(), t) {
				return true
			}
		}
	}
	return false
}

// HashesScript reports whether fn is the method of a script that returns the SHA-1 of
// its source.
func HashesScript(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || !IsScript(recv.Type()) {
		return false
	}
	lib := owner(fn)
	return lib != nil && lib.About().ScriptHash == fn.Name()
}

// HoldsScripts reports whether a value of type t is a script, or has one in it: a
// list, a map, a struct, or a function that returns one.
func HoldsScripts(t types.Type) bool { return holdsScripts(t, 0) }

func holdsScripts(t types.Type, depth int) bool {
	const deep = 3
	if depth > deep {
		return false
	}
	if IsScript(t) {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Pointer:
		return holdsScripts(t.Elem(), depth+1)
	case *types.Slice:
		return holdsScripts(t.Elem(), depth+1)
	case *types.Array:
		return holdsScripts(t.Elem(), depth+1)
	case *types.Map:
		return holdsScripts(t.Elem(), depth+1)
	case *types.Signature:
		return t.Results().Len() == 1 && IsScript(t.Results().At(0).Type())
	case *types.Struct:
		for f := range t.Fields() {
			if holdsScripts(f.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// MakesScript reports whether obj is a function that makes a script.
func MakesScript(obj types.Object) bool {
	_, ok := ScriptSource(obj)
	return ok
}

// SetsResolver reports whether fn is a method that makes clients split commands.
func SetsResolver(fn *types.Func) bool {
	for _, lib := range list {
		if slices.Contains(lib.About().Resolvers, fn.Name()) && fn.Pkg() != nil && lib.Owns(fn.Pkg().Path()) {
			return true
		}
	}
	return false
}

// Reply reports whether fn is a method of a command, or of an iterator over its
// replies, that returns what the server replied.
func Reply(fn *types.Func) bool {
	lib := owner(fn)
	return lib != nil && slices.Contains(lib.About().Replies, fn.Name())
}

// Iterates reports whether fn is a method of a command that makes an iterator over
// its replies.
func Iterates(fn *types.Func) bool {
	lib := owner(fn)
	return lib != nil && lib.About().Iterator == fn.Name()
}

// Advances reports whether fn is the method with which such an iterator goes on.
func Advances(fn *types.Func) bool {
	lib := owner(fn)
	return lib != nil && lib.About().Next == fn.Name()
}

// owner returns the library that has the method, nil if none has.
func owner(fn *types.Func) client.Library {
	if fn.Pkg() == nil || fn.Signature().Recv() == nil {
		return nil
	}
	return OwnerOf(fn.Pkg().Path())
}

// CallsEachNode reports whether a method with this name calls a function for each
// node of a cluster.
func CallsEachNode(name string) bool {
	for _, lib := range list {
		if lib.About().EachNode[name] {
			return true
		}
	}
	return false
}

// IfNotExists reports whether a method, spelled like redis.Client.SetNX, sets a key
// only if it does not exist, though its command does not say so.
func IfNotExists(method string) bool {
	dot := strings.LastIndexByte(method, '.')
	if dot < 0 {
		return false
	}
	name := method[dot+1:]
	for _, lib := range list {
		if lib.About().NotExisting[name] {
			return true
		}
	}
	return false
}

// Reaches reports whether pkg is a client library, or imports one, itself or
// through other packages. Only then can it send a command.
//
// Packages from export data name as their imports all packages that their API
// mentions, which may be fewer than the source does. So a package from export
// data whose API hides its client is taken not to reach it.
func Reaches(pkg *types.Package) bool {
	// A cache over calls would keep every package of a long run in memory. One
	// walk costs less than a millisecond.
	return reaches(pkg, make(map[*types.Package]bool))
}

func reaches(pkg *types.Package, seen map[*types.Package]bool) bool {
	if pkg == nil || seen[pkg] {
		return false
	}
	seen[pkg] = true
	if OwnerOf(pkg.Path()) != nil {
		return true
	}
	for _, p := range pkg.Imports() {
		if reaches(p, seen) {
			return true
		}
	}
	return false
}
