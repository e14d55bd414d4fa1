package load

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/cache"
)

// Key names all that an analysis of the packages can depend on: the files of those that
// are loaded from source, and what they import. ok is false where not all of that is
// known, or a package has an error. Other files of the repository are not in it.
func (p *Program) Key() (key cache.Key, ok bool) {
	if p.cfg.Cache == nil || p.deps.listing.driven || len(p.overlay) > 0 {
		return key, false
	}
	h := sha256.New()
	b := p.deps.listing.build
	fmt.Fprintf(h, "%s %s\n", b.GOVERSION, b.GOARCH)
	named := namesOf(p.Named)
	source := namesOf(p.graph.source)
	for _, pkg := range p.graph.source {
		fmt.Fprintf(h, "package %q %q %q %q %t %t\n", pkg.ID, pkg.PkgPath, pkg.Name, pkg.ForTest, named[pkg], p.graph.matters[pkg])
		if m := pkg.Module; m != nil {
			fmt.Fprintf(h, "module %q %q %q %t\n", m.Path, m.Version, m.GoVersion, local(m))
		}
		if len(pkg.Errors) > 0 || !p.hashFiles(h, pkg.CompiledGoFiles) || !p.hashFiles(h, pkg.EmbedFiles) {
			return key, false
		}
		fmt.Fprintf(h, "ignored %q\n", pkg.IgnoredFiles)
		for _, path := range importPaths(pkg) {
			imp := pkg.Imports[path]
			switch {
			case source[imp]:
				fmt.Fprintf(h, "import %q %q\n", path, imp.ID)
			case imp.PkgPath != "unsafe":
				dep := p.deps.dependency(imp)
				if !dep.kept {
					return key, false
				}
				fmt.Fprintf(h, "import %q %x\n", path, dep.key)
			}
		}
	}
	return cache.Key(h.Sum(nil)), true
}

// hashFiles writes the names of files and what they hold.
func (p *Program) hashFiles(w io.Writer, names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		data, err := p.read(name)
		fmt.Fprintf(w, "file %q %x\n", name, sha256.Sum256(data))
		return err != nil
	})
}

func namesOf(pkgs []*packages.Package) map[*packages.Package]bool {
	set := make(map[*packages.Package]bool)
	for _, pkg := range pkgs {
		set[pkg] = true
	}
	return set
}
