package execution

import (
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

var full = flag.Bool("full", false, "compare the verdicts of all pairs of programs, not of a share")

// TestMetamorphic generates programs and rewrites each in ways that change nothing
// of what it does: the verdict on each call must stay. It needs no server.
func TestMetamorphic(t *testing.T) {
	trimmed(t)
	seed := seedOf(t, today())
	size := size{packages: 5, files: 6, sites: 14}
	if *full {
		size.packages, size.files = 20, 12
	}
	if testing.Short() {
		size = sizeShort
	}
	o := newOriginal(t, seed, size)
	pairs, differ := 0, 0
	var all []difference
	for _, tr := range transforms {
		v := o.rewritten(t, tr)
		n := 0
		var list []difference
		for _, s := range o.sites {
			if !v.touched[s] {
				continue
			}
			n++
			if was, is := o.verdicts[s], v.verdicts[s]; was != is && !documented(tr, s, was, is) {
				list = append(list, difference{tr, s, was, is, o.code, v.code})
			}
		}
		t.Logf("%-40s %6d pairs, %4d differ", tr.name, n, len(list))
		pairs, differ = pairs+n, differ+len(list)
		all = append(all, list...)
	}
	t.Logf("%d pairs, %d differ", pairs, differ)
	slices.SortStableFunc(all, func(a, b difference) int {
		return cmp.Or(cmp.Compare(b.gravity(), a.gravity()), cmp.Compare(a.length(), b.length()))
	})
	counts := make(map[string]int)
	for _, d := range all {
		kind := fmt.Sprintf("%s: %s, then %s", d.by.name, d.was, d.is)
		if counts[kind]++; counts[kind] <= *quote {
			t.Log(d)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d %s", counts[kind], kind)
	}
	if differ*pairsForEachFault > pairs {
		t.Errorf("%d of %d verdicts differ: more than one in %d", differ, pairs, pairsForEachFault)
	}
}

// pairsForEachFault is a ratchet: one of so many pairs may differ although no
// documentation says so. It goes up as faults are mended, and never down.
const pairsForEachFault = 400

// A verdict is all that the linter says of a site: the certainties, by check and
// command. It is "" for silence.
type verdict string

// A difference is a site with two verdicts.
type difference struct {
	by      *transform
	site    *site
	was, is verdict
	a, b    *code
}

// gravity is highest where one of the verdicts is that the call is right, or
// proven wrong, and the other disagrees.
func (d difference) gravity() int {
	sure := func(v verdict) int {
		switch {
		case strings.Contains(string(v), "right"):
			return 3
		case strings.Contains(string(v), "proven"):
			return 2
		case strings.Contains(string(v), "likely"):
			return 1
		}
		return 0
	}
	return max(sure(d.was), sure(d.is))
}

func (d difference) length() int {
	n := 0
	for _, fn := range d.a.reach(d.site) {
		n += len(fn.text)
	}
	return n
}

func (d difference) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s), %s:\n    it is %q, then %q\n", d.site.name, d.site.file, d.by.name, d.was, d.is)
	for _, c := range []*code{d.a, d.b} {
		for _, fn := range c.reach(d.site) {
			for line := range strings.Lines(fn.text) {
				b.WriteString("    " + line)
			}
			b.WriteString("\n")
		}
		if c == d.a {
			b.WriteString("    --- then\n")
		}
	}
	return b.String()
}

// An original is a generated module, type-checked, with its verdicts.
type original struct {
	*program
	fset     *token.FileSet
	pkgs     map[string]*packages.Package // by path
	order    []string                     // paths of the generated packages, each after those it imports
	source   map[string][]byte            // by file: "prog03/f2.go"
	code     *code
	verdicts map[*site]verdict
}

func newOriginal(t *testing.T, seed uint64, size size) *original {
	o := &original{program: &program{dir: t.TempDir(), module: generate(seed, size)}, fset: token.NewFileSet(), source: make(map[string][]byte), pkgs: make(map[string]*packages.Package)}
	if err := o.write(); err != nil {
		t.Fatal(err)
	}
	list, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: o.dir, Fset: o.fset, Env: append(os.Environ(), "GOWORK=off")}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
		o.pkgs[p.PkgPath] = p
		if isPackage(p.Name) {
			o.order = append(o.order, p.PkgPath)
		}
	}
	slices.Sort(o.order) // libraries come first
	for _, f := range o.files {
		if o.source[f.name], err = f.source(); err != nil {
			t.Fatal(err)
		}
	}
	o.code = parseSource(t, o.source)
	o.verdicts = o.verdictsOf(t, o.code, o.pkgs)
	return o
}

func parseSource(t *testing.T, source map[string][]byte) *code {
	c := newCode()
	for _, name := range slices.Sorted(maps.Keys(source)) {
		if err := c.add(name, source[name]); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// A variant is an original after a transform.
type variant struct {
	code     *code
	verdicts map[*site]verdict
	touched  map[*site]bool
}

func (o *original) rewritten(t *testing.T, tr *transform) *variant {
	pkgs := maps.Clone(o.pkgs)
	source := maps.Clone(o.source)
	touched := make(map[*function]bool)
	checked := make(map[string]*packages.Package)
	check := func(like *packages.Package, pkgPath string, names []string) {
		q := *like
		q.PkgPath, q.ID, q.Name, q.Errors, q.Syntax = pkgPath, pkgPath, path.Base(pkgPath), nil, nil
		q.Imports = make(map[string]*packages.Package)
		for _, name := range names {
			tree, err := parser.ParseFile(o.fset, filepath.Join(o.dir, name), source[name], parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatalf("%s: %v\n%s", tr.name, err, source[name])
			}
			q.Syntax = append(q.Syntax, tree)
		}
		q.TypesInfo = &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance), Defs: make(map[*ast.Ident]types.Object),
			Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
			Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
		}
		var wrong error
		conf := types.Config{Error: func(err error) {
			if !strings.Contains(err.Error(), "imported and not used") && wrong == nil {
				wrong = err
			}
		}, Sizes: like.TypesSizes, GoVersion: "go1.26", Importer: importerFunc(func(path string) (*types.Package, error) {
			p := checked[path]
			if p == nil {
				p = o.imported(path)
			}
			if p == nil {
				return nil, fmt.Errorf("no package %s", path)
			}
			q.Imports[path] = p
			return p.Types, nil
		})}
		q.Types, _ = conf.Check(pkgPath, o.fset, q.Syntax, q.TypesInfo) // see wrong
		if wrong != nil {
			t.Fatalf("%s: %v", tr.name, wrong)
		}
		checked[pkgPath], pkgs[pkgPath] = &q, &q
	}
	for _, pkgPath := range o.order {
		p := o.pkgs[pkgPath]
		r := &rewriter{original: o, pkg: p, touched: touched, files: make(map[string]*edited)}
		for i, tree := range p.Syntax {
			name, err := filepath.Rel(o.dir, o.fset.Position(tree.Package).Filename)
			if err != nil {
				t.Fatal(err)
			}
			r.trees = append(r.trees, tree)
			r.names = append(r.names, filepath.ToSlash(name))
			r.files[r.names[i]] = &edited{}
		}
		tr.apply(r)
		for name, e := range r.files {
			source[name] = e.source(r, o.source[name])
		}
		if r.moved.Len() > 0 {
			name := path.Base(r.movedPath()) + "/moved.go"
			source[name] = r.movedSource()
			check(p, r.movedPath(), []string{name})
		}
		check(p, pkgPath, r.names)
	}
	v := &variant{touched: make(map[*site]bool)}
	v.code = parseSource(t, source)
	v.verdicts = o.verdictsOf(t, v.code, pkgs)
	for _, s := range o.sites {
		v.touched[s] = slices.ContainsFunc(o.code.reach(s), func(fn *function) bool { return touched[fn] })
	}
	return v
}

// imported returns a package that the module imports, directly or not.
func (o *original) imported(path string) *packages.Package {
	if p := o.pkgs[path]; p != nil {
		return p
	}
	for _, p := range o.pkgs {
		if q := p.Imports[path]; q != nil {
			return q
		}
	}
	return nil
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// verdictsOf analyzes packages and returns what is said of each site: what is
// reported in the functions that belong to it alone.
func (o *original) verdictsOf(t *testing.T, c *code, pkgs map[string]*packages.Package) map[*site]verdict {
	a := analyzer.New()
	for name, value := range map[string]string{"certainty": "possible", "right": "true", "retag": "false", "checks": "crossslot,txslot"} {
		if err := a.Flags.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	var roots []*packages.Package
	for _, path := range slices.Sorted(maps.Keys(pkgs)) {
		if isPackage(pkgs[path].Name) {
			roots = append(roots, pkgs[path])
		}
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, roots, nil)
	if err != nil {
		t.Fatal(err)
	}
	owner := make(map[*function]*site)
	shared := make(map[*function]bool)
	for _, s := range o.sites {
		for _, fn := range c.reach(s) {
			shared[fn] = shared[fn] || owner[fn] != nil
			owner[fn] = s
		}
	}
	said := make(map[*site]map[string]bool)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, d := range act.Diagnostics {
			r, err := reportOf(o.dir, act.Package.Fset, d)
			if err != nil {
				t.Fatal(err)
			}
			fn := c.at(fmt.Sprintf("%s:%d", r.file, r.line))
			s := owner[fn]
			if s == nil || shared[fn] {
				continue
			}
			if said[s] == nil {
				said[s] = make(map[string]bool)
			}
			command, _, _ := strings.Cut(r.command, " of ")
			said[s][command+" "+r.certainty] = true
		}
	}
	out := make(map[*site]verdict)
	for s, words := range said {
		out[s] = verdict(strings.Join(slices.Sorted(maps.Keys(words)), ", "))
	}
	return out
}

// contradicts reports whether one verdict is that a call is right and the other that
// it is wrong, or only one that it is proven.
func contradicts(was, is verdict) bool {
	a, b := was.byCommand(), is.byCommand()
	for command, x := range a {
		y := b[command]
		wrong := func(words []string) bool { return slices.Contains(words, "likely") || slices.Contains(words, "proven") }
		right := func(words []string) bool { return slices.Contains(words, "right") }
		if right(x) != right(y) && (right(x) && !wrong(x) && wrong(y) || right(y) && !wrong(y) && wrong(x)) ||
			!slices.Contains(x, "proven") && slices.Contains(y, "proven") {
			return true
		}
	}
	return false
}

func (v verdict) byCommand() map[string][]string {
	out := make(map[string][]string)
	for word := range strings.SplitSeq(string(v), ", ") {
		if i := strings.LastIndexByte(word, ' '); i > 0 {
			out[word[:i]] = append(out[word[:i]], word[i+1:])
		}
	}
	return out
}

// documented reports whether the documentation says that a transform changes the
// verdict of a site.
func documented(tr *transform, s *site, was, is verdict) bool {
	return !contradicts(was, is) && slices.ContainsFunc(exceptions, func(x exception) bool {
		return x.transform == tr.name && (x.construct == "" || s.uses[x.construct])
	})
}

// An exception is a transform after which less is said of a call, or more, and
// nothing that contradicts. What says so stands in the documentation of package flow,
// under "What is known less well".
type exception struct{ transform, construct, says string }

const (
	saysPointer = "a function that returns a pointer"
	saysLiteral = "a function literal inside another"
	saysHelper  = "a helper that gets a pointer, a buffer or a function"
	saysForeign = "a function of another package that is generic"
)

var exceptions = []exception{
	{"a pointer", "", saysPointer},
	{"a closure", "", saysLiteral},
	{"a closure over a local", "", saysLiteral},
	{"a method value", "", saysLiteral},
	{"a second result", "", saysLiteral},
	{"an element of a map", "", saysLiteral},
	{"concatenation in steps", "", saysLiteral},
	{"inlined helpers", "", saysLiteral},
	{"extracted helpers", "", saysHelper},
	{"functions of another package", "", saysForeign},
	{"a generic identity", "generic helper", saysForeign},
	{"a generic identity, instantiated", "generic helper", saysForeign},
	{"an interface", "generic helper", saysForeign},
}

// TestExceptions finds what the exceptions name in the documentation.
func TestExceptions(t *testing.T) {
	text, err := os.ReadFile("../flow/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "// # What is known less well\n")
	section = strings.Join(strings.Fields(strings.ReplaceAll(section, "//", "")), " ")
	for _, x := range exceptions {
		if !strings.Contains(section, x.says) {
			t.Errorf("%s: %q is not documented", x.transform, x.says)
		}
		if !slices.ContainsFunc(transforms, func(tr *transform) bool { return tr.name == x.transform }) {
			t.Errorf("there is no transform %s", x.transform)
		}
	}
}
