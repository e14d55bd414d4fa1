package analyzer

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
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
	out := none
	if c.reaches = libraries.Reaches(c.pass.Pkg); c.reaches || len(c.wrappers.byName) > 0 {
		facts := imported{c.pass, c.Settings}
		for _, obj := range c.pass.TypesInfo.Uses {
			if v, ok := obj.(*types.Var); ok && libraries.IsDatabase(v) { // it may do no more than to make a client
				out |= callSites
				break
			}
			fn, ok := obj.(*types.Func)
			if !ok || fn.Pkg() == nil || fn.Pkg() == c.pass.Pkg {
				continue
			}
			if _, ok := libraries.Lookup(fn); ok || libraries.MakesScript(fn) || len(facts.Sends(fn.Origin())) > 0 {
				out |= callSites
				break
			}
		}
		if out == none && c.reaches && c.ownInterfaces() {
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
			if _, ok := libraries.Lookup(fn); ok {
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
	return c.pass.Pkg.Name() != "main" && isStandard(c.pass.Pkg.Path())
}

// isStandard reports whether a package that is no program is of the standard
// library, by its path.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return stdRoots[first]
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
// may give keys, or an exported variable that may be one.
func (c *checker) givesKeys() bool {
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if c.keyHelper(decl) {
					return true
				}
			case *ast.GenDecl:
				if decl.Tok == token.VAR && slices.ContainsFunc(decl.Specs, c.keyVariable) {
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
func (c *checker) foreign() bool {
	return c.pass.Module != nil && c.pass.Module.Version != "" && !c.reaches
}

// keyHelper reports whether a function may give keys to other packages: it
// returns text, and has to do with keys by its name, or with separators; or it
// maps one slice to another with a function that may make keys.
func (c *checker) keyHelper(decl *ast.FuncDecl) bool {
	if decl.Body == nil || decl.Type.Results == nil || !decl.Name.IsExported() {
		return false
	}
	info := c.pass.TypesInfo
	if c.foreign() {
		return strings.Contains(strings.ToLower(decl.Name.Name), "key") && returnsText(decl.Type.Results, info) && c.holdsText(decl.Body, "")
	}
	if decl.Type.TypeParams != nil {
		return slices.ContainsFunc(decl.Type.Params.List, func(f *ast.Field) bool { return isFunc(info.TypeOf(f.Type)) })
	}
	return returnsText(decl.Type.Results, info) && (keyName(decl.Name.Name) || c.holdsText(decl.Body, c.keyMarks()))
}

// keyVariable reports whether a declaration has an exported variable that may
// hold a key.
func (c *checker) keyVariable(spec ast.Spec) bool {
	vs := spec.(*ast.ValueSpec)
	if c.foreign() {
		return false
	}
	for i, name := range vs.Names {
		if name.IsExported() && i < len(vs.Values) && (keyName(name.Name) || c.holdsText(vs.Values[i], c.keyMarks())) && isText(c.pass.TypesInfo.TypeOf(name)) {
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

// keyMarks are the characters of which a text has one that is taken for part of
// a key: those that are separators by the settings, or else the one that is in
// few other texts; and the brace of a hash tag.
func (c *checker) keyMarks() string { return cmp.Or(c.separators.chars, ":") + "{" }

// holdsText reports whether a literal or named constant in the syntax is a text
// with one of the characters in it and no space; any text where chars is empty.
func (c *checker) holdsText(n ast.Node, chars string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		var text string
		switch n := n.(type) {
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text = n.Value
			}
		case *ast.Ident:
			if k, ok := c.pass.TypesInfo.Uses[n].(*types.Const); ok && k.Val().Kind() == constant.String {
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

// build makes the SSA form of the package. Of a package that only gives keys,
// the functions that do are all that is built, and what they are made of.
func (c *checker) build(all bool) *ssa.Package {
	prog := ssa.NewProgram(c.pass.Fset, 0)
	for _, p := range c.pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	files, info := c.pass.Files, c.pass.TypesInfo
	if !all {
		files, info = c.keyGivers()
	}
	pkg := prog.CreatePackage(c.pass.Pkg, files, info, false)
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
	for _, file := range files {
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

// keyGivers returns the package with only those function bodies that return or
// assign text, and only the variables that are text.
func (c *checker) keyGivers() ([]*ast.File, *types.Info) {
	files := make([]*ast.File, len(c.pass.Files))
	for i, file := range c.pass.Files {
		f := *file
		f.Decls = make([]ast.Decl, len(file.Decls))
		for j, decl := range file.Decls {
			f.Decls[j] = decl
			d, ok := decl.(*ast.FuncDecl)
			if !ok || d.Body == nil || d.Type.Results != nil && c.builds(d) || d.Name.Name == "init" || d.Name.Name == "_" {
				continue
			}
			bare := *d
			bare.Body = nil
			f.Decls[j] = &bare
		}
		files[i] = &f
	}
	info := *c.pass.TypesInfo
	info.InitOrder = slices.DeleteFunc(slices.Clone(info.InitOrder), func(init *types.Initializer) bool {
		return len(init.Lhs) != 1 || !isText(init.Lhs[0].Type())
	})
	return files, &info
}

// builds reports whether a function returns text, or a struct that may hold the
// parts of keys.
func (c *checker) builds(d *ast.FuncDecl) bool {
	if d.Type.TypeParams != nil {
		return !c.foreign()
	}
	if returnsText(d.Type.Results, c.pass.TypesInfo) {
		return !c.foreign() || c.keyHelper(d) || !d.Name.IsExported()
	}
	if c.foreign() {
		return false
	}
	for _, r := range d.Type.Results.List {
		t := c.pass.TypesInfo.TypeOf(r.Type)
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() == c.pass.Pkg {
			return true // a constructor
		}
	}
	return false
}
