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
	Err, Panic string
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

// run executes all sites, each rounds times.
func (p *program) run(binary string, nodes []string, seed uint64, rounds int) ([]*record, error) {
	out, err := p.command(binary, "-addrs="+strings.Join(nodes, ","), fmt.Sprintf("-seed=%d", seed), fmt.Sprintf("-rounds=%d", rounds))
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
