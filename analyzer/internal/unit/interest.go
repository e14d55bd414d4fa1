package unit

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// An Interest says why a package is analyzed at all.
type Interest uint8

const (
	None      Interest = 0
	CallSites Interest = 1 << (iota - 1) // it sends commands, or calls what does
	KeyNames                             // it has functions or variables that give keys
)

// Interest decides from the syntax and the types, before SSA form is built,
// whether the package can matter.
func (u *Unit) Interest() Interest {
	out := None
	if u.reaches = libraries.Reaches(u.Pass.Pkg); u.reaches || len(u.Wrappers) > 0 {
		facts := imported{u.Pass, u.Options}
		for _, obj := range u.Pass.TypesInfo.Uses {
			if v, ok := obj.(*types.Var); ok && libraries.IsDatabase(v) { // it may do no more than to make a client
				out |= CallSites
				break
			}
			fn, ok := obj.(*types.Func)
			if !ok || fn.Pkg() == nil || fn.Pkg() == u.Pass.Pkg {
				continue
			}
			if _, ok := libraries.Lookup(fn); ok || libraries.MakesScript(fn) || len(facts.Sends(fn.Origin())) > 0 {
				out |= CallSites
				break
			}
		}
		if out == None && u.reaches && u.ownInterfaces() {
			out |= CallSites
		}
	}
	if u.givesKeys() {
		out |= KeyNames
	}
	return out
}

// ownInterfaces reports whether the package itself repeats a client's method.
func (u *Unit) ownInterfaces() bool {
	for id, obj := range u.Pass.TypesInfo.Defs {
		if fn, ok := obj.(*types.Func); ok && id.IsExported() {
			if _, ok := libraries.Lookup(fn); ok {
				return true
			}
		}
	}
	return false
}

// Standard reports whether the package belongs to the standard library: no
// helper for Redis keys is there.
func (u *Unit) Standard() bool {
	if m := u.Pass.Module; m != nil && m.Path != "" {
		return m.Path == "std" || m.Path == "cmd"
	}
	return u.Pass.Pkg.Name() != "main" && IsStandard(u.Pass.Pkg.Path())
}

// IsStandard reports whether a package that is no program is of the standard
// library, by its path.
func IsStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	_, found := slices.BinarySearch(stdRoots, first)
	return found
}

// stdRoots are the first path elements of the packages of the standard library.
var stdRoots = strings.Fields(`archive bufio builtin bytes cmp compress container context crypto database debug embed
	encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect
	regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak`)

// givesKeys reports whether the package has an exported function or method that
// may give keys, or an exported variable that may be one.
func (u *Unit) givesKeys() bool {
	if u.findScripts() {
		return true
	}
	for _, file := range u.Pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if u.keyHelper(decl) {
					return true
				}
			case *ast.GenDecl:
				if decl.Tok == token.VAR && slices.ContainsFunc(decl.Specs, u.keyVariable) {
					return true
				}
			}
		}
	}
	return false
}

// foreign reports whether the package is of a dependency that has nothing to do
// with Redis. Of its functions only those count that speak of keys, so that the
// many packages that build other texts cost nothing.
func (u *Unit) foreign() bool {
	return u.Pass.Module != nil && u.Pass.Module.Version != "" && !u.reaches
}

// keyHelper reports whether a function may give keys to other packages: it
// returns text, and has to do with keys by its name, or with separators; or it
// maps one slice to another with a function that may make keys.
func (u *Unit) keyHelper(decl *ast.FuncDecl) bool {
	if decl.Body == nil || decl.Type.Results == nil || !decl.Name.IsExported() {
		return false
	}
	info := u.Pass.TypesInfo
	if u.foreign() {
		return strings.Contains(strings.ToLower(decl.Name.Name), "key") && returnsText(decl.Type.Results, info) && u.holdsText(decl.Body, "")
	}
	if decl.Type.TypeParams != nil {
		return slices.ContainsFunc(decl.Type.Params.List, func(f *ast.Field) bool { return isFunc(info.TypeOf(f.Type)) })
	}
	return returnsText(decl.Type.Results, info) && (keyName(decl.Name.Name) || u.holdsText(decl.Body, u.keyMarks()))
}

// keyVariable reports whether a declaration has an exported variable that may
// hold a key.
func (u *Unit) keyVariable(spec ast.Spec) bool {
	vs := spec.(*ast.ValueSpec)
	if u.foreign() {
		return false
	}
	for i, name := range vs.Names {
		if name.IsExported() && i < len(vs.Values) && (keyName(name.Name) || u.holdsText(vs.Values[i], u.keyMarks())) && IsText(u.Pass.TypesInfo.TypeOf(name)) {
			return true
		}
	}
	return false
}

func keyName(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "key") || strings.Contains(name, "prefix") || strings.Contains(name, "redis")
}

func returnsText(results *ast.FieldList, info *types.Info) bool {
	for _, r := range results.List {
		if IsText(info.TypeOf(r.Type)) {
			return true
		}
	}
	return false
}

// IsText reports whether t is a string type, or a list of strings.
func IsText(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0
	case *types.Slice:
		return IsText(t.Elem())
	}
	return false
}

// keyMarks are the characters of which a text has one that is taken for part of
// a key: those that are separators by the settings, or else the one that is in
// few other texts; and the brace of a hash tag.
func (u *Unit) keyMarks() string { return cmp.Or(u.Separators, ":") + "{" }

// holdsText reports whether a literal or named constant in the syntax is a text
// with one of the characters in it and no space; any text where chars is empty.
func (u *Unit) holdsText(n ast.Node, chars string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		var text string
		switch n := n.(type) {
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text = n.Value
			}
		case *ast.Ident:
			if k, ok := u.Pass.TypesInfo.Uses[n].(*types.Const); ok && k.Val().Kind() == constant.String {
				text = k.Val().ExactString()
			}
		}
		found = found || text != "" && (chars == "" || strings.ContainsAny(text, chars)) && !strings.Contains(text, " ")
		return !found
	})
	return found
}

func isFunc(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}
