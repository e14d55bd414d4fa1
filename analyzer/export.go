package analyzer

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// export tells other packages what the functions and variables of this one do.
func (c *checker) export(pkg *ssa.Package) {
	for _, fn := range c.funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !exportable(obj) || c.foreign() && !keyName(obj.Name()) {
			continue
		}
		fact := c.summary(fn)
		if len(fact.Results) > 0 || len(fact.Sends) > 0 {
			c.pass.ExportObjectFact(obj, fact)
		}
	}
	scope := c.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() {
			continue
		}
		g, ok := pkg.Members[name].(*ssa.Global)
		if !ok || c.foreign() || !isText(v.Type()) {
			continue
		}
		c.eval.Begin()
		if val := c.eval.Exportable(c.eval.Global(g)); val != nil {
			c.pass.ExportObjectFact(v, &varFact{val})
		}
	}
}

// exportable reports whether other packages can call fn: an exported function,
// or method whatever its type, which an exported variable or function may give.
func exportable(fn *types.Func) bool { return fn.Exported() && fn.Origin() == fn }

func (c *checker) summary(fn *ssa.Function) *funcFact {
	fact := &funcFact{}
	c.eval.Begin()
	if sum := c.eval.Summary(fn); sum != nil {
		some := false
		for i, r := range sum.Results {
			v := c.eval.ExportableResult(r, fn.Signature.Results().At(i).Type())
			some = some || v != nil
			if v == nil {
				v = &value.Value{} // gob knows no nil in a slice
			}
			fact.Results = append(fact.Results, v)
		}
		if !some {
			fact.Results = nil
		}
	}
	for _, s := range c.finder.Exported(fn) {
		ok := true
		s.Keys = append([]site.Key(nil), s.Keys...)
		for i := range s.Keys {
			s.Keys[i].Pos = token.NoPos
			s.Keys[i].Value = c.eval.Portable(s.Keys[i].Value)
			ok = ok && s.Keys[i].Value != nil
		}
		if len(s.Keys) > 16 || !ok {
			continue
		}
		if s.Callback != nil {
			if s.Callback = c.eval.Portable(s.Callback); s.Callback == nil {
				continue
			}
		}
		if !c.portableScript(&s) {
			continue
		}
		s.Trace = append([]site.Step(nil), s.Trace...)
		for i := range s.Trace {
			s.Trace[i] = c.portable(s.Trace[i])
		}
		fact.Sends = append(fact.Sends, s)
	}
	return fact
}

// portable gives a step a position that other packages understand.
func (c *checker) portable(s site.Step) site.Step {
	if s.Pos.IsValid() {
		p := c.pass.Fset.Position(s.Pos)
		s.Posn = fmt.Sprintf("%s/%s:%d", c.pass.Pkg.Path(), filepath.Base(p.Filename), p.Line)
		s.Pos = token.NoPos
	}
	return s
}

// splitByClient reports whether the program sets such a resolver, as far as
// this package and its dependencies show.
func (c *checker) splitByClient() bool {
	for id, obj := range c.pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && id.Name == "SetCommandInfoResolver" && fn.Pkg() != nil && client.IsClientPackage(fn.Pkg().Path()) {
			c.pass.ExportPackageFact(new(resolverFact))
			return true
		}
	}
	for _, f := range c.pass.AllPackageFacts() {
		if _, ok := f.Fact.(*resolverFact); ok {
			return true
		}
	}
	return false
}
