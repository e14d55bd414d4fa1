package execution

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// moduleDir is what the generated packages are added to.
const moduleDir = "../../../testdata/execution"

// A program is a generated module in a directory.
type program struct {
	*module
	dir string
}

func (p *program) write() error {
	if err := os.CopyFS(p.dir, os.DirFS(moduleDir)); err != nil {
		return err
	}
	return p.save(p.dir)
}

// command runs a program in the module's directory, and returns what it prints.
func (p *program) command(name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, stderr.Bytes())
	}
	return out, nil
}

// build builds the program. Without its directory in the binary (see trimmed) the
// positions on the stack are the same wherever it is.
func (p *program) build(binary string) error {
	_, err := p.command("go", "build", "-o", binary, ".")
	return err
}

// A report is a diagnostic.
type report struct {
	file      string // "prog03/f2.go"
	line      int
	command   string // the first words of the message
	message   string
	keys      []string // the patterns of the two keys, or the one of a list
	check     string
	certainty string
}

// String returns the report as go vet prints it.
func (r *report) String() string { return fmt.Sprintf("%s:%d: %s", r.file, r.line, r.message) }

var messageForm = regexp.MustCompile(`(?s)^(.*?): .*\((\w+), (\w+)\)$`)

// keyForm matches the related messages that point at the keys.
var keyForm = regexp.MustCompile(`(?s)^(?:key|[A-Z0-9. ]+ of) (.*)$`)

// lint returns what is reported of the program by a driver that sees one package
// at a time, as go vet does; it encodes and decodes the facts as that does.
// TestBothWays of the program has the word of go vet itself on all of testdata.
func (p *program) lint() ([]*report, error) {
	dir, err := filepath.EvalSymlinks(p.dir)
	if err != nil {
		return nil, err
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir, Env: append(os.Environ(), "GOWORK=off")}, "./...")
	if err != nil {
		return nil, err
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			return nil, err
		}
	}
	a := analyzer.New()
	for name, value := range map[string]string{"certainty": "possible", "right": "true"} {
		if err := a.Flags.Set(name, value); err != nil {
			return nil, err
		}
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		return nil, err
	}
	var reports []*report
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, fmt.Errorf("%s: %w", act.Package.PkgPath, act.Err)
		}
		for _, d := range act.Diagnostics {
			r, err := reportOf(dir, act.Package.Fset, d)
			if err != nil {
				return nil, err
			}
			reports = append(reports, r)
		}
	}
	return reports, nil
}

func reportOf(dir string, fset *token.FileSet, d analysis.Diagnostic) (*report, error) {
	m := messageForm.FindStringSubmatch(d.Message)
	if m == nil {
		return nil, fmt.Errorf("the message %q does not end in the check and the certainty", d.Message)
	}
	where := fset.Position(d.Pos)
	file, err := filepath.Rel(dir, where.Filename)
	if err != nil {
		return nil, err
	}
	r := &report{file: filepath.ToSlash(file), line: where.Line, message: d.Message, command: m[1], check: m[2], certainty: m[3]}
	for _, related := range d.Related {
		if m := keyForm.FindStringSubmatch(related.Message); m != nil {
			r.keys = append(r.keys, m[1])
		}
	}
	return r, nil
}

// A record is one execution of a site, as the program prints it.
type record struct {
	Site       string
	Round      int
	Inputs     []given
	Sent       []sent
	Steps      []step
	Data       map[string]string // what is stored afterwards, by the key
	Err, Panic string
}

// A step is a part of an execution: a function that the driver calls.
type step struct {
	Name       string
	Sent       int // the commands that were sent before
	Found, Err string
}

// during returns the words of the commands that a step sent.
func (r *record) during(k int) (words []string) {
	end := len(r.Sent)
	if k+1 < len(r.Steps) {
		end = r.Steps[k+1].Sent
	}
	for _, s := range r.Sent[r.Steps[k].Sent:end] {
		words = append(words, slices.Concat(s.Cmds...)...)
	}
	return words
}

// refused reports whether the cluster refused something in a step, also where
// the function does not tell.
func (r *record) refused(k int) bool {
	end := len(r.Sent)
	if k+1 < len(r.Steps) {
		end = r.Steps[k+1].Sent
	}
	return refusal(r.Steps[k].Err, true) || slices.ContainsFunc(r.Sent[r.Steps[k].Sent:end], func(s sent) bool { return refusal(s.Err, s.Tx) })
}

// find returns the step of a name that is the k-th, or follows that; nil if there
// is none.
func (r *record) find(name string, k int) *step {
	for i := k; i < len(r.Steps); i++ {
		if r.Steps[i].Name == name {
			return &r.Steps[i]
		}
	}
	return nil
}

// A given is an input of an execution.
type given struct{ Name, Value string }

// A sent is a command or transaction that an execution sent, with the answer.
type sent struct {
	Cmds  [][]string
	Batch bool
	Tx    bool
	Err   string
	Stack []string
}

// run executes all sites on a cluster, each rounds times.
func (p *program) run(binary string, nodes []string, seed uint64, rounds int) ([]*record, error) {
	return p.execute(binary, seed, rounds, "-addrs="+strings.Join(nodes, ","))
}

func (p *program) execute(binary string, seed uint64, rounds int, where ...string) ([]*record, error) {
	out, err := p.command(binary, append(where, fmt.Sprintf("-seed=%d", seed), fmt.Sprintf("-rounds=%d", rounds))...)
	if err != nil {
		return nil, err
	}
	var list []*record
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		r := new(record)
		if err := dec.Decode(r); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
}
