package execution

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
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

// build builds the program. Without its directory in the binary the positions
// on the stack are the same wherever it is, and the build cache serves a second
// run.
func (p *program) build(binary string) error {
	_, err := p.command("go", "build", "-trimpath", "-o", binary, ".")
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

// lint builds the tool, and returns what go vet reports with it.
func (p *program) lint(tool string) ([]*report, error) {
	build := exec.Command("go", "build", "-o", tool, "../../../cmd/crossslotlint")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	out, err := p.command("go", "vet", "-json", "-vettool="+tool, "-certainty=possible", "-right", "./...")
	if err != nil {
		return nil, err
	}
	dir, err := filepath.EvalSymlinks(p.dir)
	if err != nil {
		return nil, err
	}
	var reports []*report
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var tree map[string]map[string]json.RawMessage
		if err := dec.Decode(&tree); errors.Is(err, io.EOF) {
			return reports, nil
		} else if err != nil {
			return nil, fmt.Errorf("go vet -json: %w\n%s", err, out)
		}
		for pkg, analyzers := range tree {
			for _, data := range analyzers {
				list, err := parseReports(dir, data)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", pkg, err)
				}
				reports = append(reports, list...)
			}
		}
	}
}

func parseReports(dir string, data []byte) ([]*report, error) {
	var fault struct {
		Err string `json:"error"`
	}
	if json.Unmarshal(data, &fault) == nil && fault.Err != "" {
		return nil, errors.New(fault.Err)
	}
	var diags []struct {
		Posn, Message string
		Related       []struct{ Message string }
	}
	if err := json.Unmarshal(data, &diags); err != nil {
		return nil, err
	}
	var reports []*report
	for _, d := range diags {
		m := messageForm.FindStringSubmatch(d.Message)
		if m == nil {
			return nil, fmt.Errorf("the message %q does not end in the check and the certainty", d.Message)
		}
		r := &report{message: d.Message, command: m[1], check: m[2], certainty: m[3]}
		file, line, _ := strings.Cut(strings.TrimPrefix(filepath.ToSlash(d.Posn), filepath.ToSlash(dir)+"/"), ":")
		r.file = file
		if _, err := fmt.Sscanf(line, "%d:", &r.line); err != nil {
			return nil, fmt.Errorf("position %q: %w", d.Posn, err)
		}
		for _, related := range d.Related {
			if m := keyForm.FindStringSubmatch(related.Message); m != nil {
				r.keys = append(r.keys, m[1])
			}
		}
		reports = append(reports, r)
	}
	return reports, nil
}

// A record is one execution of a site, as the program prints it.
type record struct {
	Site       string
	Round      int
	Inputs     []given
	Sent       []sent
	Steps      []step
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
