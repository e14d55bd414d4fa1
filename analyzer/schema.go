package analyzer

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/comment"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// A KeySchema says which keys a program has.
type KeySchema = schema.Schema

// A KeyFamily is all keys of one pattern.
type KeyFamily = schema.Family

// A KeyPlace is a command of the program.
type KeyPlace = schema.Place

// A KeyIgnore is a //crossslot:ignore comment for what a change of the program does to
// stored data.
type KeyIgnore = comment.Ignore

// KeyIgnoreCheck is the name by which such comments speak of it. It is no check that runs.
const KeyIgnoreCheck = "schema"

// Schema returns the schema of a program. a is an analyzer that New returned, whose
// settings hold; no check runs. owners returns who owns a file, by its
// absolute name; it may be nil. It
// returns the packages of the run too.
func Schema(a *analysis.Analyzer, d Driver, owners func(file string) []string) (*KeySchema, []Package, error) {
	s := settingsOf(a)
	o := s.options()
	o.Checks, o.Retag, o.Schema = nil, false, true
	w := &whole{analyzer: a, err: s.Err(), options: o, driver: d}
	parts, pkgs, err := w.schema(o)
	if err != nil {
		return nil, nil, err
	}
	return schema.Merge(parts, owners), pkgs, nil
}

// schema analyzes the program for its schema. It returns what each package adds, and the
// packages of the run.
func (w *whole) schema(o *unit.Options) (parts []*schema.Package, pkgs []Package, err error) {
	if pkgs, err = w.driver.Run(w.running(o), nil); err != nil {
		return nil, nil, err
	}
	// A package that calls an interface is analyzed before those that implement it.
	for known := 0; known < maxInterfaces; known++ {
		methods, news := methodsOf(pkgs, o.Methods)
		if !news {
			break
		}
		o.Methods = methods
		if pkgs, err = w.driver.Run(w.running(o), nil); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range pkgs {
		if p.Result != nil && p.Result.schema != nil {
			parts = append(parts, p.Result.schema.Named(p.Named))
		}
	}
	return parts, pkgs, nil
}

// maxInterfaces is how many interfaces a key is followed through.
const maxInterfaces = 2

// methodsOf returns the methods of packages that send commands with keys of their
// callers, and whether some of them are not known yet.
func methodsOf(pkgs []Package, known map[string][]unit.Method) (methods map[string][]unit.Method, news bool) {
	methods = make(map[string][]unit.Method)
	for _, p := range pkgs {
		if p.Result == nil {
			continue
		}
		for _, m := range p.Result.methods {
			name := m.Func.Name()
			had := slices.ContainsFunc(known[name], func(k unit.Method) bool { return k.Func.FullName() == m.Func.FullName() })
			news = news || !had
			methods[name] = append(methods[name], m)
		}
	}
	return methods, news
}

// KeySchemaVersion is the version of a KeySchema, as data.
const KeySchemaVersion = schema.Version
