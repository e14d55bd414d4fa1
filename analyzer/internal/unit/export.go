package unit

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Export tells other packages what the functions and variables of this one do.
func (u *Unit) Export() {
	edits := u.editors()
	u.exportScripts()
	for _, fn := range u.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !exportable(obj) || u.foreign() && !keyName(obj.Name()) {
			continue
		}
		fact := u.summary(fn)
		fact.Edits = edits[obj]
		delete(edits, obj)
		if u.Schema && len(fact.Sends) > 0 && obj.Signature().Recv() != nil {
			u.Exported = append(u.Exported, Method{obj, fact.Sends})
		}
		if len(fact.Results) > 0 || len(fact.Sends) > 0 || fact.Edits {
			fact.Writes = fact.Edits || u.Eval.Writes(fn)
			u.Pass.ExportObjectFact(obj, fact)
		}
	}
	for obj := range edits { // of which the body is not built
		u.Pass.ExportObjectFact(obj, &funcFact{Writes: true, Edits: true})
	}
	scope := u.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() {
			continue
		}
		g, ok := u.ssa.Members[name].(*ssa.Global)
		if !ok || u.foreign() || !u.carries(v) {
			continue
		}
		u.Eval.ResetBudget()
		if val := u.Eval.Exportable(u.Eval.Global(g)); val != nil {
			u.Pass.ExportObjectFact(v, &varFact{val})
		}
	}
}

// exportable reports whether other packages can call fn: an exported function,
// or method whatever its type, which an exported variable or function may give.
func exportable(fn *types.Func) bool { return fn.Exported() && fn.Origin() == fn }

func (u *Unit) summary(fn *ssa.Function) *funcFact {
	fact := &funcFact{}
	u.Eval.ResetBudget()
	if sum := u.Eval.Summary(fn); sum != nil {
		some := false
		for i, r := range sum.Results {
			v := u.Eval.ExportableResult(r, fn.Signature.Results().At(i).Type())
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
	for _, s := range u.Finder.Exported(fn) {
		ok := true
		s.Keys = append([]site.Key(nil), s.Keys...)
		for i := range s.Keys {
			s.Keys[i].Pos = token.NoPos
			s.Keys[i].Value = u.Eval.Portable(s.Keys[i].Value)
			s.Keys[i].Unless = u.Eval.Portable(s.Keys[i].Unless)
			ok = ok && s.Keys[i].Value != nil
		}
		s.PackLine(u.Eval.Portable)
		if u.Uses() {
			s.PackAll(u.Eval.Portable)
		}
		if len(s.Keys) > 16 || !ok {
			continue
		}
		if s.Callback != nil {
			if s.Callback = u.Eval.Portable(s.Callback); s.Callback == nil {
				continue
			}
		}
		if !u.portableScript(&s) {
			continue
		}
		s.Trace = append([]site.Step(nil), s.Trace...)
		for i := range s.Trace {
			s.Trace[i] = u.portable(s.Trace[i])
		}
		fact.Sends = append(fact.Sends, s)
	}
	return fact
}

// portable gives a step a position that other packages understand.
func (u *Unit) portable(s site.Step) site.Step {
	if s.Pos.IsValid() {
		p := u.Pass.Fset.Position(s.Pos)
		s.Posn = fmt.Sprintf("%s/%s:%d", u.Pass.Pkg.Path(), filepath.Base(p.Filename), p.Line)
		s.Pos = token.NoPos
	}
	return s
}

// splitByClient reports whether the program sets such a resolver, as far as
// this package and its dependencies show.
func (u *Unit) splitByClient() bool {
	for _, obj := range u.Pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && libraries.SetsResolver(fn) {
			u.Pass.ExportPackageFact(new(resolverFact))
			return true
		}
	}
	for _, f := range u.Pass.AllPackageFacts() {
		if _, ok := f.Fact.(*resolverFact); ok {
			return true
		}
	}
	return false
}

// told returns what is reported here of the script that a send runs, so that the
// packages that call the function around it need not report it again. Who lints a
// program does not see what is reported in its dependencies.
func (u *Unit) told(s *site.Send) site.Told {
	in := s.Script()
	if m := u.Pass.Module; m != nil && m.Version != "" {
		return in.Told
	}
	told := in.Told
	if text, ok := in.Source.Constant(); ok && slices.Contains(u.reportedScripts, text) {
		told |= site.ToldScript
	}
	if slices.ContainsFunc(s.Trace, func(step site.Step) bool { return step.Pos.IsValid() && slices.Contains(u.reportedCalls, step.Pos) }) {
		told |= site.ToldCall
	}
	return told
}

// portableScript makes the script of a send one that other packages understand,
// or takes it off. It reports whether the send is still worth its place.
func (u *Unit) portableScript(s *site.Send) bool {
	was := s.Script() != nil
	if was && s.Script().Source != nil {
		s.SetTold(u.told(s))
	}
	return s.Pack(u.Eval.Portable) || !was || !s.Judged && len(s.Keys) > 0 || s.Recv != "" || s.Callback != nil
}
