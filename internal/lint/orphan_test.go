package lint

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

const halvesDir = "../../testdata/halves"

// halves lints packages of testdata/halves.
func halves(t *testing.T, check string, patterns ...string) *result.Result {
	t.Helper()
	dir, err := filepath.Abs(halvesDir)
	if err != nil {
		t.Fatal(err)
	}
	settings := analyzer.NewSettings()
	for name, value := range map[string]string{"checks": check, "certainty": "possible"} {
		if err := settings.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	p, err := load.Load(load.Config{Dir: dir, Tests: true, IsClient: settings.IsClient, Directive: "//crossslot:"}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(settings.Analyzer(), p, dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOrphan judges testdata/halves by the comments in it.
func TestOrphan(t *testing.T) {
	want := make(map[string]*regexp.Regexp) // by file and line
	comment := regexp.MustCompile("// want `(.*)`")
	source, err := os.ReadFile(filepath.Join(halvesDir, "halves.go"))
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(source), "\n") {
		if m := comment.FindStringSubmatch(line); m != nil {
			want[fmt.Sprintf("halves.go:%d", i+1)] = regexp.MustCompile(m[1])
		}
	}
	r := halves(t, "orphan", "./...")
	for _, f := range r.Findings {
		at := fmt.Sprintf("%s:%d", r.Rel(f.File), f.Line)
		if want[at] == nil || !want[at].MatchString(f.Message) {
			t.Errorf("%s: %s", at, f.Message)
		}
		delete(want, at)
	}
	for at, expr := range want {
		t.Errorf("%s: nothing that matches %s", at, expr)
	}
	// Of a part of the module less is known.
	part := halves(t, "orphan", "./mail").Findings
	if len(part) != 1 || !strings.Contains(part[0].Message, "unless a package of the module does that was not loaded") || part[0].Certainty != "possible" {
		t.Errorf("one package alone: %+v", part)
	}
}

// TestOrphanTruth runs testdata/halves, and asks the server what each command does with its
// keys: of a family that is likely an orphan a half is missing, and the others have
// both, but for those of which another command tells.
func TestOrphanTruth(t *testing.T) {
	conn := redistest.Server(t)
	run := exec.Command("go", "run", ".", redistest.ServerAddr(t), "log:app")
	run.Dir = halvesDir
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	type half struct{ read, written bool }
	keys := make(map[string]*half)
	for line := range strings.Lines(string(out)) {
		var words []string
		if err := json.Unmarshal([]byte(line), &words); err != nil {
			t.Fatal(err)
		}
		reply, err := conn.Do(append([]string{"COMMAND", "GETKEYSANDFLAGS"}, words...)...)
		if err != nil {
			continue // it has no keys
		}
		for _, k := range reply.([]any) {
			key, flags := k.([]any)[0].(string), fmt.Sprint(k.([]any)[1])
			if keys[key] == nil {
				keys[key] = new(half)
			}
			locks := words[0] == "set" && words[len(words)-1] == "nx" // its reply says whether it has
			keys[key].read = keys[key].read || strings.Contains(flags, "RO") || strings.Contains(flags, "access") || locks
			keys[key].written = keys[key].written || strings.Contains(flags, "update") || strings.Contains(flags, "insert")
		}
	}
	reported := make(map[string]bool)
	r := halves(t, "orphan", "./...")
	for key, h := range keys {
		for _, f := range r.Findings {
			if len(f.Keys) == 1 && regexp.MustCompile("^"+regexp.MustCompile("<[^>]*>").ReplaceAllString(f.Keys[0].Pattern, ".*")+"$").MatchString(key) {
				reported[key] = true
				if h.read && h.written && f.Certainty != "possible" {
					t.Errorf("%s is read and written: %s", key, f.Message)
				}
			}
		}
		quiet := strings.HasPrefix(key, "quiet-") || key == "billing:last" || key == "page:home"
		if !quiet && (!h.read || !h.written) && !reported[key] {
			t.Errorf("%s: %+v, and nothing is reported", key, *h)
		}
	}
	if len(keys) < 12 || len(reported) < 3 {
		t.Errorf("%d keys, %d of them reported", len(keys), len(reported))
	}
}
