package execution

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// A size is how much is generated.
type size struct{ packages, files, sites int }

// generate returns a module with the size, the same for the same seed.
func generate(seed uint64, size size) *module {
	m := newModule(seed)
	var lib *file
	for i := range size.packages {
		if i%5 == 0 {
			dir := fmt.Sprint("lib", i/5)
			lib = m.file(dir, "lib.go", nil)
		}
		dir := fmt.Sprintf("prog%02d", i)
		drivers := m.file("", fmt.Sprintf("drive%02d.go", i), nil)
		for j := range size.files {
			f := m.file(dir, fmt.Sprintf("f%d.go", j), lib)
			for range size.sites {
				f.site(drivers)
			}
		}
	}
	return m
}

func newModule(seed uint64) *module {
	return &module{rand: rand.New(rand.NewPCG(seed, 0)), have: map[string]bool{}, grammar: newGrammar()}
}

// save writes the module's files into a directory.
func (m *module) save(dir string) error {
	for _, f := range m.files {
		if f.decls.Len() == 0 {
			continue
		}
		name := filepath.Join(dir, f.name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		src, err := f.source()
		if werr := os.WriteFile(name, src, 0o666); werr != nil {
			return werr
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A grammar holds the constructs. It is made by a function, for the constructs
// refer to it.
type grammar struct {
	literals, singles, compounds []construct
	perElement                   []construct
	builders                     []builder
	wrappers                     []wrapper
}

func newGrammar() grammar {
	return grammar{
		literals: literals(), singles: slices.Concat(singles(), spelled()), compounds: slices.Concat(compounds(), statements(), helpers(), structs()),
		perElement: perElement(), builders: slices.Concat(builders(), iterators()), wrappers: wrappers(),
	}
}
