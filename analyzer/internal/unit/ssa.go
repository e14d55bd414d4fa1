package unit

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// Evaluate builds what the checks work on: the SSA form, the evaluator, and the
// finder of call sites.
func (u *Unit) Evaluate(interest Interest) {
	u.ssa = u.build(interest&CallSites != 0)
	other := imported{u.Pass, u.Options}
	u.Eval = flow.New(u.ssa, u.Funcs, other)
	u.Finder = site.NewFinder(u.Pass.Fset, u.Pass.Files, u.Pass.TypesInfo, u.Eval, other)
	u.Finder.All, u.Finder.Lives = u.Schema, u.Uses()
	u.Eval.Embedded, u.Eval.EmbeddedFiles = u.embedded()
	u.Eval.Unseen = u.unseen
	u.Eval.Marks = u.Annotated
	u.Splits = u.splitByClient()
}

// build makes the SSA form of the package. Of a package that only gives keys,
// the functions that do are all that is built, and what they are made of.
func (u *Unit) build(all bool) *ssa.Package {
	prog := ssa.NewProgram(u.Pass.Fset, 0)
	for _, p := range u.Pass.Pkg.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	files, info := u.Pass.Files, u.Pass.TypesInfo
	if !all {
		files, info = u.keyGivers()
	}
	pkg := prog.CreatePackage(u.Pass.Pkg, files, info, false)
	pkg.Build()
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn.Blocks == nil {
			return
		}
		u.Funcs = append(u.Funcs, fn)
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
				if obj, ok := u.Pass.TypesInfo.Defs[d.Name].(*types.Func); ok {
					if fn := prog.FuncValue(obj); fn != nil {
						add(fn)
					}
				}
			}
		}
	}
	return pkg
}

// keyGivers returns the package with only those function bodies that return text, and
// only the variables that are text. What the others write is noted.
func (u *Unit) keyGivers() ([]*ast.File, *types.Info) {
	w := writes{u.Pass.TypesInfo, make(map[*types.Var]bool)}
	u.unseen = w.vars
	files := make([]*ast.File, len(u.Pass.Files))
	for i, file := range u.Pass.Files {
		f := *file
		f.Decls = make([]ast.Decl, len(file.Decls))
		for j, decl := range file.Decls {
			f.Decls[j] = decl
			d, ok := decl.(*ast.FuncDecl)
			if !ok || d.Body == nil || d.Type.Results != nil && u.builds(d) || d.Name.Name == "init" || d.Name.Name == "_" {
				continue
			}
			w.body(d.Body)
			bare := *d
			bare.Body = nil
			f.Decls[j] = &bare
		}
		files[i] = &f
	}
	info := *u.Pass.TypesInfo
	info.InitOrder = slices.DeleteFunc(slices.Clone(info.InitOrder), func(init *types.Initializer) bool {
		return len(init.Lhs) != 1 || !u.carries(init.Lhs[0])
	})
	return files, &info
}

// builds reports whether a function returns text, or a struct that may hold the
// parts of keys.
func (u *Unit) builds(d *ast.FuncDecl) bool {
	if d.Type.TypeParams != nil {
		return !u.foreign()
	}
	if returnsText(d.Type.Results, u.Pass.TypesInfo) {
		return !u.foreign() || u.keyHelper(d) || !d.Name.IsExported()
	}
	if u.foreign() {
		return false
	}
	for _, r := range d.Type.Results.List {
		t := u.Pass.TypesInfo.TypeOf(r.Type)
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() == u.Pass.Pkg {
			return true // a constructor
		}
	}
	return false
}
