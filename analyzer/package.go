package analyzer

import (
	"cmp"
	"fmt"
	"go/ast"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/script"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/spelling"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/comment"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/rename"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
)

// A pkg is one package under analysis, with its comments and its inventory.
type pkg struct {
	*unit.Unit
	inventory func() *inventory.Inventory // made when it is first wanted
	families  []comment.Family            // that annotations name
	comments  *comment.Comments
}

func newPackage(u *unit.Unit) *pkg {
	return &pkg{
		Unit: u, inventory: sync.OnceValue(func() *inventory.Inventory { return inventory.Of(u) }),
		comments: &comment.Comments{Unit: u},
	}
}

// analyze runs the checks. The findings are in the order of the code.
func (p *pkg) analyze() {
	if p.Standard() || libraries.Owns(p.Pass.Pkg.Path()) {
		return
	}
	comments := comment.Read(p.Unit, append(slices.Clone(Checks), KeyIgnoreCheck))
	p.families, p.comments = comments.Families, comments
	interest := p.Interest()
	if interest != unit.None {
		p.Evaluate(interest)
		comments.ReadIgnores()
	}
	for _, pass := range passesOf(p.Checks) {
		if pass.always || interest&unit.CallSites != 0 {
			pass.run(p)
		}
	}
	if interest != unit.None {
		p.Export()
		if !p.Whole || !judgesProgram(p.Options) { // else what judges the program does
			comments.ReportUnused(func(name string) bool { return ran(p.Options, name) })
		}
	}
	slices.SortStableFunc(p.Found, func(a, b unit.Finding) int { return cmp.Compare(a.Pos, b.Pos) })
	p.Found = unit.Once(p.Found)
}

// diagnostics returns what was found, with the fixes that can be offered.
func (p *pkg) diagnostics() (out []analysis.Diagnostic) {
	plans := rename.Complete(p.Found, p.Pass.Fset, p.SeparatorsOrDefault())
	var fixes map[int]*rename.Group
	if p.Retag {
		fixes = p.program(plans).Fixes()
	}
	reported := make(map[string]bool) // a wrapper may send one command in several places
	for i, f := range p.Found {
		if g := fixes[i]; g != nil && len(g.Review()) == 0 {
			f.Fixes = []analysis.SuggestedFix{g.Fix(p.Found)}
		}
		if key := fmt.Sprintf("%d %s", f.Pos, f.String()); !reported[key] {
			reported[key] = true
			out = append(out, f.Diagnostic())
		}
	}
	return out
}

// syntax is the package as what edits are written to.
func (p *pkg) syntax() *retag.Unit {
	return &retag.Unit{Fset: p.Pass.Fset, Files: p.Pass.Files, Info: p.Pass.TypesInfo, Pkg: p.Pass.Pkg}
}

// keys returns all keys that the package is seen to send, in the order of the
// code, and then those that scripts make.
func (p *pkg) keys() []retag.Use {
	list := p.inventory().Keys
	out := make([]retag.Use, len(list))
	uses := make(scriptUses)
	for i, k := range list {
		use := uses.of(k)
		out[i] = retag.Use{
			Pos: k.Site, Key: k.Pattern, Glob: k.Wildcard || k.Channel, Parsed: use.parsed, Published: use.published,
			Sending: retag.Sending{Chain: k.Chain, Nth: k.Nth},
		}
	}
	for _, k := range script.Made(p.Unit) {
		out = append(out, retag.Use{Pos: k.Pos, Key: k.Pattern, Made: true})
	}
	return out
}

// scriptUses says what scripts do with the elements of KEYS besides to use them as
// keys: many calls run one script.
type scriptUses map[scriptKey]scriptUse

type scriptKey struct {
	script string
	number int // of the element, from 1 on; 0 if it is not known
}

// A scriptUse is what a script does with a key besides to use it as a key; see
// [retag.Use].
type scriptUse struct{ parsed, published string }

// of says what a script does with a key besides to use it as a key.
func (s scriptUses) of(k inventory.Key) scriptUse {
	switch {
	case k.Kind != client.Script:
		return scriptUse{}
	case k.Script == nil:
		return scriptUse{parsed: "is given to a script that is not seen"}
	}
	key := scriptKey{*k.Script, max(k.Number, 0)}
	use, ok := s[key]
	if !ok {
		use = key.use()
		s[key] = use
	}
	return use
}

func (k scriptKey) use() (u scriptUse) {
	line, use := lua.Unconfined(k.script)
	if use != "" && k.number > 0 {
		line, use = lua.UnconfinedKey(k.script, k.number)
	}
	if use != "" {
		u.parsed = fmt.Sprintf("%s, in line %d", use, line)
	}
	if line := lua.Published(k.script, k.number); line > 0 {
		u.published = fmt.Sprintf("line %d", line)
	}
	return u
}

// program is the package as what fixes are made for.
func (p *pkg) program(plans []retag.Plan) *rename.Program {
	return &rename.Program{
		Fset: p.Pass.Fset, Found: p.Found, Plans: plans, Separators: p.SeparatorsOrDefault(),
		Units: []*retag.Unit{p.syntax()},
		Imported: func(f retag.Family) bool {
			return spelling.Imported(p.Unit, func(family string) bool { return retag.FormFamily(family) == f })
		},
		Unseen: p.unseen, Source: p.Pass.ReadFile,
		SeeAll: "the stand-alone program sees them all",
		Closed: p.Pass.Pkg.Name() == "main",
		Keys: func(marks *retag.Marks) (plain, marked []retag.Use, ok bool) {
			if p.Finder == nil {
				return nil, nil, false
			}
			return p.keys(), p.marked(marks), true
		},
		Evaluate: p.evaluate,
	}
}

// marked returns the keys of the package with marked constants.
func (p *pkg) marked(marks *retag.Marks) []retag.Use {
	m := newPackage(p.Again(p.Pass.Files, marks.Info(p.Pass.TypesInfo)))
	comment.Read(m.Unit, Checks)
	m.Evaluate(unit.CallSites)
	return m.keys()
}

// evaluate analyzes the package with edits applied.
func (p *pkg) evaluate(edits []retag.Edit) (keys []rename.Sent, reports []string, ok bool) {
	u := p.Edited(func(file *ast.File) []byte {
		src, err := p.Pass.ReadFile(p.Pass.Fset.PositionFor(file.Package, false).Filename)
		if err != nil || len(src) != int(file.FileEnd-file.FileStart) {
			return nil
		}
		return rename.Apply(src, file, edits)
	})
	if u == nil {
		return nil, nil, false
	}
	n := newPackage(u)
	n.analyze()
	for _, d := range n.diagnostics() {
		if d.Category != comment.Check {
			reports = append(reports, rename.About(n.Pass.Fset, d.Pos, d.Category))
		}
	}
	return rename.SentBy(n.Pass.Fset, n.keys()), reports, true
}

// unseen returns the other files of the package's repository, of which a driver that
// analyzes one package after the other shows nothing.
func (p *pkg) unseen() (out []string) {
	own, folders := make(map[string]bool), make(map[string]bool)
	for _, file := range p.Pass.Files {
		name := p.Pass.Fset.PositionFor(file.Package, false).Filename
		own[name], folders[filepath.Dir(name)] = true, true
	}
	for dir := range folders {
		around(dir, func(name string) {
			if !own[name] {
				out = append(out, name)
			}
		})
	}
	return out
}

// around calls visit with the files among which others may name a key of a
// package in a folder: those of its repository, other modules among them. (The
// packages of the tests are programs of their own.)
var around = gofiles.Around
