package analyzer

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// Interest says why a package is analyzed at all.
type interest uint8

const (
	none      interest = 0
	callSites interest = 1 << (iota - 1) // it sends commands, or calls what does
	keyNames                             // it has functions or variables that give keys
)

// interest decides from the syntax and the types, before SSA form is built,
// whether the package can matter.
func (c *checker) interest() interest {
	if c.standard() || client.IsClientPackage(c.pass.Pkg.Path()) {
		return none
	}
	out := none
	if client.ReachesClient(c.pass.Pkg) {
		facts := imported{c.pass}
		for _, obj := range c.pass.TypesInfo.Uses {
			fn, ok := obj.(*types.Func)
			if !ok || fn.Pkg() == nil || fn.Pkg() == c.pass.Pkg {
				continue
			}
			if _, ok := client.Lookup(fn); ok || len(facts.Sends(fn.Origin())) > 0 {
				out |= callSites
				break
			}
		}
		if out == none && c.ownInterfaces() {
			out |= callSites
		}
	}
	if c.givesKeys() {
		out |= keyNames
	}
	return out
}

// ownInterfaces reports whether the package itself repeats a client's method.
func (c *checker) ownInterfaces() bool {
	for id, obj := range c.pass.TypesInfo.Defs {
		if fn, ok := obj.(*types.Func); ok && id.IsExported() {
			if _, ok := client.Lookup(fn); ok {
				return true
			}
		}
	}
	return false
}

// standard reports whether the package belongs to the standard library: no
// helper for Redis keys is there.
func (c *checker) standard() bool {
	if m := c.pass.Module; m != nil && m.Path != "" {
		return m.Path == "std" || m.Path == "cmd"
	}
	first, _, _ := strings.Cut(c.pass.Pkg.Path(), "/")
	return !strings.Contains(first, ".") && c.pass.Pkg.Path() != "command-line-arguments" && c.pass.Pkg.Name() != "main" && stdRoots[first]
}

// stdRoots are the first path elements of the packages of the standard library.
var stdRoots = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`archive bufio builtin bytes cmp compress container context crypto database debug embed
		encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect
		regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak`) {
		stdRoots[name] = true
	}
}

// givesKeys reports whether the package has an exported function or method that
// returns text with a separator or brace in it, or an exported variable with
// such a text. In a dependency outside of the main module only names that speak
// of keys count, so that the many packages that build other texts cost nothing.
func (c *checker) givesKeys() bool {
	foreign := c.pass.Module != nil && c.pass.Module.Version != "" && !client.ReachesClient(c.pass.Pkg)
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Body == nil || decl.Type.Results == nil || !decl.Name.IsExported() || foreign && !keyName(decl.Name.Name) {
					continue
				}
				if returnsText(decl.Type.Results, c.pass.TypesInfo) && (keyName(decl.Name.Name) || separates(decl.Body)) {
					return true
				}
			case *ast.GenDecl:
				if decl.Tok != token.VAR {
					continue
				}
				for _, spec := range decl.Specs {
					vs := spec.(*ast.ValueSpec)
					for i, name := range vs.Names {
						if name.IsExported() && i < len(vs.Values) && (keyName(name.Name) || !foreign && separates(vs.Values[i])) && isText(c.pass.TypesInfo.TypeOf(name)) {
							return true
						}
					}
				}
			}
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
		if isText(info.TypeOf(r.Type)) {
			return true
		}
	}
	return false
}

func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0
	case *types.Slice:
		return isText(t.Elem())
	}
	return false
}

// separates reports whether a literal in the syntax holds what keys are
// separated or tagged with.
func separates(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.ContainsAny(lit.Value, ":{") && !strings.Contains(lit.Value, " ") {
			found = true
		}
		return !found
	})
	return found
}

// build makes the SSA form of the package.
func (c *checker) build() *ssa.Package {
	prog := ssa.NewProgram(c.pass.Fset, 0)
	for _, p := range c.pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	pkg := prog.CreatePackage(c.pass.Pkg, c.pass.Files, c.pass.TypesInfo, false)
	pkg.Build()
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn.Blocks == nil {
			return
		}
		c.funcs = append(c.funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	if init := pkg.Func("init"); init != nil {
		add(init)
	}
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok {
				if obj, ok := c.pass.TypesInfo.Defs[d.Name].(*types.Func); ok {
					if fn := prog.FuncValue(obj); fn != nil {
						add(fn)
					}
				}
			}
		}
	}
	return pkg
}
