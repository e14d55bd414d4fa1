package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

var update = flag.Bool("update", false, "write the golden file")

// TestExample runs what the README shows on the example program.
func TestExample(t *testing.T) {
	dir := filepath.Join(testdata, "example")
	r := vet(t, dir, "./...")
	if r.code != 1 || r.stdout != "" {
		t.Errorf("exit status %d, standard output %q", r.code, r.stdout)
	}
	golden := filepath.Join(dir, "vet.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(r.stderr), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if r.stderr != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s\n(go test ./cmd/crossslotlint -update writes %s)", r.stderr, want, golden)
	}
	if r := vet(t, dir, "./keys"); r.code != 0 || r.stdout+r.stderr != "" {
		t.Errorf("a package without findings: exit status %d\n%s%s", r.code, r.stdout, r.stderr)
	}
}

// TestJSON compares the two formats of the output.
func TestJSON(t *testing.T) {
	dir := filepath.Join(testdata, "example")
	abs, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	add := func(posn, message string) {
		rel, err := filepath.Rel(abs, posn)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel)+": "+message)
	}
	for _, d := range vetJSON(t, dir, "./...") {
		if d.Category != "crossslot" && d.Category != "txslot" {
			t.Errorf("%s: category %q", d.Posn, d.Category)
		}
		if !strings.Contains(d.Message, "("+d.Category+", ") {
			t.Errorf("%s: the message does not name the check %s: %s", d.Posn, d.Category, d.Message)
		}
		add(d.Posn, d.Message)
		for _, r := range d.Related {
			add(r.Posn, "\t"+r.Message)
		}
	}
	if want := findings(vet(t, dir, "./...").stderr); !slices.Equal(got, want) {
		t.Errorf("with -json:\n%s\nwithout:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// findings returns the lines of an output that begin with a position.
func findings(output string) (list []string) {
	for line := range strings.Lines(output) {
		if posn := regexp.MustCompile(`^\S+\.go:\d+:\d+: `); posn.MatchString(line) {
			list = append(list, strings.TrimSuffix(line, "\n"))
		}
	}
	return list
}

// client is a file that uses every kind of client, and keys of every certainty.
const client = `package shop

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func keys(ctx context.Context, c *redis.ClusterClient, id int, name, other string, list []string) {
	c.SInter(ctx, "tags:go", "tags:redis")
	c.SInter(ctx, fmt.Sprintf("a:%d", id), fmt.Sprintf("b:%d", id))
	c.SInter(ctx, "a:"+name, "b:"+other)
	c.SInter(ctx, list...)
}

func clients(ctx context.Context, u redis.UniversalClient, s *redis.Client, r *redis.Ring, p redis.Pipeliner) {
	u.SInter(ctx, "tags:go", "tags:redis")
	s.SInter(ctx, "tags:go", "tags:redis")
	r.SInter(ctx, "tags:go", "tags:redis")
	p.SInter(ctx, "tags:go", "tags:redis")
}
`

// exampleModule writes a module with more files into a new directory, which
// requires the client as the example does.
func exampleModule(t *testing.T, files ...string) string {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(testdata, "example", name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, name, string(data))
	}
	return writeModule(t, files...)
}

// standInMod returns a go.mod that requires the client that stands in for the
// real one.
func standInMod(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(testdata, "client"))
	if err != nil {
		t.Fatal(err)
	}
	return "module example.com/shop\n\ngo 1.26.0\n\nrequire github.com/redis/go-redis/v9 v9.23.0\n\nreplace github.com/redis/go-redis/v9 => " + dir + "\n"
}

// clientModule writes a module with more files into a new directory, which
// requires that client.
func clientModule(t *testing.T, files ...string) string {
	t.Helper()
	return writeModule(t, append(files, "go.mod", standInMod(t))...)
}

// TestFlags shows that the settings reach the tool. What they do is tested with
// the analyzer: each set of flags costs a run over all dependencies.
func TestFlags(t *testing.T) {
	dir := clientModule(t, "shop.go", client)
	lineNumber := regexp.MustCompile(`^\S+\.go:(\d+):\d+: [A-Z]`)
	for _, test := range []struct{ flags, lines string }{
		{"", "11 12 13 18 19 20 21"},
		{"-certainty=proven -clients=cluster", "11 12 21"},
	} {
		args := append(strings.Fields(test.flags), ".")
		for name, r := range map[string]output{
			"go vet": vet(t, dir, args...),
			"alone":  run(t, dir, tool(t), args...),
		} {
			var lines []string
			for _, f := range findings(r.stdout + r.stderr) {
				if m := lineNumber.FindStringSubmatch(f); m != nil {
					lines = append(lines, m[1])
				}
			}
			if got := strings.Join(lines, " "); got != test.lines || r.code == 0 {
				t.Errorf("%s %s: exit status %d, findings in the lines %s, want %s", name, test.flags, r.code, got, test.lines)
			}
		}
	}
}

// TestWrongFlags shows that a wrong value is one error, under go vet and alone.
func TestWrongFlags(t *testing.T) {
	dir := clientModule(t, "shop.go", client)
	for flag, want := range map[string]string{
		"-certainty=sure":    `-certainty: unknown certainty "sure"`,
		"-clients=cluster,x": `-clients: unknown client type "x"`,
	} {
		for name, r := range map[string]output{
			"go vet": vet(t, dir, flag, "."),
			"alone":  run(t, dir, tool(t), flag, "."),
		} {
			lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(r.stderr), "\n"), func(s string) bool { return strings.HasPrefix(s, "#") })
			if r.code == 0 || r.stdout != "" || len(lines) != 1 || !strings.Contains(lines[0], want) {
				t.Errorf("%s %s: exit status %d, %d lines, want one with: %s\n%.400s%.400s", name, flag, r.code, len(lines), want, r.stdout, r.stderr)
			}
		}
	}
}

// TestVersion checks what the go command asks of the tool.
func TestVersion(t *testing.T) {
	r := run(t, ".", tool(t), "-V=full")
	if want := regexp.MustCompile(`^\S*crossslotlint version \S.* buildID=[0-9a-f]+\n$`); r.code != 0 || !want.MatchString(r.stdout) {
		t.Errorf("-V=full: exit status %d: %q", r.code, r.stdout)
	}
	r = run(t, ".", tool(t), "-flags")
	for _, name := range []string{"certainty", "clients", "json"} {
		if !strings.Contains(r.stdout, `"Name": "`+name+`"`) {
			t.Errorf("-flags does not list %s", name)
		}
	}
	// go vet refers to this one for a list of the flags.
	r = run(t, ".", tool(t), "help")
	if r.code != 0 || !strings.Contains(r.stdout+r.stderr, "certainty") {
		t.Errorf("help: exit status %d\n%.400s%.400s", r.code, r.stdout, r.stderr)
	}
}

// TestAlone runs the program without go vet.
func TestAlone(t *testing.T) {
	dir := filepath.Join(testdata, "example")
	want := findings(vet(t, dir, "./...").stderr)
	r := run(t, dir, tool(t), "-json", "./...")
	var got []string
	for line := range strings.Lines(r.stdout) {
		var f struct {
			Message, File string
			Line, Column  int
			Related       []struct {
				Message, File string
				Line, Column  int
			}
		}
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		if f.Message == "" {
			continue // the summary
		}
		got = append(got, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
		for _, rel := range f.Related {
			got = append(got, fmt.Sprintf("%s:%d:%d: \t%s", rel.File, rel.Line, rel.Column, rel.Message))
		}
	}
	if r.code != 3 || !slices.Equal(got, want) {
		t.Errorf("exit status %d:\n%s\ngo vet:\n%s", r.code, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r := run(t, dir, tool(t), "./nosuch"); r.code != 1 || !strings.Contains(r.stdout, "nosuch") {
		t.Errorf("a package that is not there: exit status %d\n%.400s%.400s", r.code, r.stdout, r.stderr)
	}
}

// TestBothWays shows that the program reports the same alone and under go vet, of
// all modules of testdata: the same places, checks, certainties and keys. The tags
// that are advised may differ, as alone it chooses them for all packages at once, and so do
// the checks of the families of a program, which go vet does not see.
func TestBothWays(t *testing.T) {
	modules, err := filepath.Glob(filepath.Join(testdata, "*", "go.mod"))
	if err != nil || len(modules) == 0 {
		t.Fatal("no modules: ", err)
	}
	// No finding depends on the fixes, which take most of the time.
	args := []string{"-retag=false", "-checks=all", "-certainty=possible", "./..."}
	message := regexp.MustCompile(`^([^;]*).*?(\([a-z]+, [a-z]+\))$`)
	headline := func(file string, line, column int, text string) string {
		return fmt.Sprintf("%s:%d:%d: %s", file, line, column, message.ReplaceAllString(text, "$1 $2"))
	}
	primary := regexp.MustCompile(`^(\S+\.go):(\d+):(\d+): ([^\t].*)$`)
	families := regexp.MustCompile(`\((?:orphan|keyclash), |crossslot:ignore of orphan `)
	checks := make(map[string]bool)
	for _, module := range modules {
		dir := filepath.Dir(module)
		var alone, vetted []string
		for line := range strings.Lines(run(t, dir, tool(t), append([]string{"-json"}, args...)...).stdout) {
			var f struct {
				Type, Check, Message, File string
				Line, Column               int
			}
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				t.Fatal(err)
			}
			if f.Type == "finding" {
				checks[f.Check] = true
				alone = append(alone, headline(f.File, f.Line, f.Column, f.Message))
			}
		}
		for _, line := range findings(vet(t, dir, args...).stderr) {
			if m := primary.FindStringSubmatch(line); m != nil {
				line, _ := strconv.Atoi(m[2])
				column, _ := strconv.Atoi(m[3])
				vetted = append(vetted, headline(strings.TrimPrefix(m[1], "./"), line, column, m[4]))
			}
		}
		for _, list := range []*[]string{&alone, &vetted} {
			slices.Sort(*list)
			*list = slices.DeleteFunc(*list, families.MatchString)
			*list = slices.Compact(*list) // go vet tells of a package and of its tests
		}
		for _, l := range alone {
			if _, ok := slices.BinarySearch(vetted, l); !ok {
				t.Errorf("%s: not under go vet: %s", dir, l)
			}
		}
		for _, l := range vetted {
			if _, ok := slices.BinarySearch(alone, l); !ok {
				t.Errorf("%s: only under go vet: %s", dir, l)
			}
		}
	}
	for _, name := range append([]string{"ignore"}, analyzer.Checks...) {
		if !checks[name] {
			t.Errorf("no module has a finding of %s", name)
		}
	}
}
