package unit

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A scriptsFact lists the scripts that a package makes for others, by the checksums of
// their texts, and those of which something was reported there. Others that run them
// report what depends on the call.
type scriptsFact struct{ Made, Told []uint64 }

func (*scriptsFact) AFact() {}

func (f *scriptsFact) String() string { return fmt.Sprintf("gives %d scripts", len(f.Made)) }

// findScripts notes the exported variables that are declared with the text of a
// script in them, and reports whether the package has any, or embeds a Lua file.
func (u *Unit) findScripts() (found bool) {
	if u.foreign() {
		return false
	}
	for _, file := range u.Pass.Files {
		for _, decl := range file.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.VAR {
				continue
			}
			for _, spec := range d.Specs {
				vs := spec.(*ast.ValueSpec)
				for _, doc := range []*ast.CommentGroup{d.Doc, vs.Doc} {
					found = found || slices.ContainsFunc(embedPatterns(doc), func(name string) bool { return strings.HasSuffix(name, ".lua") })
				}
				for i, name := range vs.Names {
					if name.IsExported() && i < len(vs.Values) && u.holdsScript(vs.Values[i]) {
						u.scriptVars = append(u.scriptVars, u.Pass.TypesInfo.Defs[name])
					}
				}
			}
		}
	}
	return found || len(u.scriptVars) > 0
}

// holdsScript reports whether a literal or named constant in the syntax is the text
// of a script.
func (u *Unit) holdsScript(n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if tv := u.Pass.TypesInfo.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String {
				found = found || value.IsScript(constant.StringVal(tv.Value))
			}
		}
		return !found
	})
	return found
}

// carries reports whether a variable may hold keys, or scripts, for other packages.
func (u *Unit) carries(v *types.Var) bool {
	return IsText(v.Type()) || libraries.HoldsScripts(v.Type()) || slices.Contains(u.scriptVars, types.Object(v))
}

func checksum(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// exportScripts exports the fact, if the package makes scripts.
func (u *Unit) exportScripts() {
	made := make(map[uint64]bool)
	for _, fn := range u.Funcs {
		for _, m := range u.Finder.Made(fn) {
			for _, text := range texts(m.Source) {
				if u.ScriptGiven(text) {
					made[checksum(text)] = true
				}
			}
		}
	}
	if len(made) == 0 {
		return
	}
	fact := &scriptsFact{Made: slices.Sorted(maps.Keys(made))}
	// Who lints a program does not see what is reported in its dependencies.
	if m := u.Pass.Module; m == nil || m.Version == "" {
		told := make(map[uint64]bool)
		for _, text := range u.reportedScripts {
			if sum := checksum(text); made[sum] {
				told[sum] = true
			}
		}
		fact.Told = slices.Sorted(maps.Keys(told))
	}
	u.Pass.ExportPackageFact(fact)
}

// ScriptElsewhere reports whether another package makes the script with that text,
// and whether something was reported of it there.
func (u *Unit) ScriptElsewhere(text string) (made, told bool) {
	if u.scriptsMade == nil {
		u.scriptsMade = make(map[uint64]bool)
		for _, f := range u.Pass.AllPackageFacts() {
			if fact, ok := f.Fact.(*scriptsFact); ok && f.Package != u.Pass.Pkg {
				for _, sum := range fact.Made {
					u.scriptsMade[sum] = u.scriptsMade[sum] || slices.Contains(fact.Told, sum)
				}
			}
		}
	}
	told, made = u.scriptsMade[checksum(text)]
	return made, told
}

// ScriptGiven reports whether other packages get the script with that text from an
// exported variable or function, so that what is wrong with a call of it is said
// there.
func (u *Unit) ScriptGiven(text string) bool {
	if u.scriptsGiven == nil {
		u.scriptsGiven = make(map[string]bool)
		scope := u.Pass.Pkg.Scope()
		for _, name := range scope.Names() {
			switch obj := scope.Lookup(name).(type) {
			case *types.Var:
				if g, ok := u.ssa.Members[name].(*ssa.Global); ok && obj.Exported() && libraries.HoldsScripts(obj.Type()) {
					u.give(u.Eval.Global(g))
				}
			case *types.Func:
				if fn := u.ssa.Func(name); fn != nil && obj.Exported() && fn.Blocks != nil {
					u.giveResults(fn)
				}
			}
		}
	}
	return u.scriptsGiven[text]
}

func (u *Unit) giveResults(fn *ssa.Function) {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if !libraries.HoldsScripts(results.At(i).Type()) {
			continue
		}
		u.Eval.ResetBudget()
		if sum := u.Eval.Summary(fn); sum != nil && i < len(sum.Results) {
			u.give(sum.Results[i])
		}
	}
}

func (u *Unit) give(v *value.Value) {
	for _, text := range texts(v) {
		u.scriptsGiven[text] = true
	}
}

// texts returns the constants that a value, or a part of it, may be.
func texts(v *value.Value) (out []string) {
	if v == nil {
		return nil
	}
	for _, a := range v.Alts {
		if text, ok := a.Pattern.Text(); ok && text != "" {
			out = append(out, text)
		}
	}
	for _, it := range v.Items {
		out = append(out, texts(it.Value)...)
	}
	for _, f := range v.Fields {
		out = append(out, texts(f.Value)...)
	}
	return out
}
