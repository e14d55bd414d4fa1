package load

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/cache"
)

// A listing is what the go command, or the driver of another build system, tells of
// the packages that patterns name, and of all that these import.
type listing struct {
	roots []*packages.Package
	// driven says that a driver listed them, which gives the types of dependencies, too.
	driven bool
	// compiled says that cgo has run: CompiledGoFiles has what it made.
	compiled bool
	build    build
}

// A build is what the go command builds for, and with.
type build struct {
	GOARCH, GOVERSION, GOROOT, GOMODCACHE string
}

func (b build) sizes() types.Sizes { return types.SizesFor("gc", b.GOARCH) }

// list asks for the packages that patterns name. It asks for no more than their names,
// files and imports: what else the go command knows, it compiles.
func list(cfg Config, fset *token.FileSet, patterns []string, compiled bool) (*listing, error) {
	l := &listing{driven: hasDriver(), compiled: compiled}
	mode := packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedForTest | packages.NeedEmbedFiles
	if compiled || l.driven {
		mode |= packages.NeedCompiledGoFiles
	}
	known := make(chan error, 1)
	if l.driven {
		mode |= packages.NeedExportFile | packages.NeedTypesSizes
		known <- nil
	} else {
		go func() { known <- l.build.ask(cfg.Context, cfg.Dir) }()
	}
	roots, err := packages.Load(&packages.Config{
		Context: cfg.Context, Mode: mode, Dir: cfg.Dir, Tests: cfg.Tests, BuildFlags: cfg.BuildFlags, Overlay: cfg.Overlay, Fset: fset,
	}, patterns...)
	if buildErr := <-known; err == nil {
		err = buildErr
	}
	if err != nil {
		who := "the go command"
		if l.driven {
			who = "the packages driver"
		}
		return nil, fmt.Errorf("%s: %s", who, firstLines(ownWords(err.Error())))
	}
	l.roots = roots
	return l, nil
}

// goFailed is what package packages puts before the words of the go command.
var goFailed = regexp.MustCompile(`^err: exit status \d+: stderr: (go: )?`)

// ownWords returns what the go command itself said of an error.
func ownWords(text string) string { return goFailed.ReplaceAllString(text, "") }

// ask fills in what the go command says in a folder, where it may choose a toolchain.
func (b *build) ask(ctx context.Context, dir string) error {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOARCH", "GOVERSION", "GOROOT", "GOMODCACHE")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%w: %s", err, stderr.Bytes())
	}
	return json.Unmarshal(out, b)
}

// hasDriver reports whether another build system lists the packages, as package
// golang.org/x/tools/go/packages decides it.
func hasDriver() bool {
	switch os.Getenv("GOPACKAGESDRIVER") {
	case "off":
		return false
	case "":
		_, err := exec.LookPath("gopackagesdriver")
		return err == nil
	}
	return true
}

// settle gives packages that are loaded from source what the go command was not asked
// for.
func (l *listing) settle(source []*packages.Package) {
	if l.driven {
		return
	}
	for _, pkg := range source {
		pkg.TypesSizes = l.build.sizes()
		if !l.compiled {
			pkg.CompiledGoFiles = pkg.GoFiles
		}
	}
}

// usesCgo reports whether a file of a package imports "C".
func (p *Program) usesCgo(pkg *packages.Package) bool {
	for _, name := range pkg.GoFiles {
		src, err := p.text(name)
		if err == nil && importsC(name, src) {
			return true
		}
	}
	return false
}

func importsC(name string, src []byte) bool {
	if !bytes.Contains(src, []byte(`"C"`)) {
		return false
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return false
	}
	for _, spec := range file.Imports {
		if spec.Path.Value == `"C"` {
			return true
		}
	}
	return false
}

// cgoHint is the key of an entry that says that cgo has to run for the program: the next
// run then asks for what cgo makes at once. It does no harm where that is not so any more.
func (p *Program) cgoHint() cache.Key {
	dir, _ := filepath.Abs(p.cfg.Dir)
	return sha256.Sum256(fmt.Appendf(nil, "cgo\n%s\n%q\n%q", dir, p.cfg.BuildFlags, p.patterns))
}
