package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"
)

// replayed is a package of which nothing is reported but what is proved right.
const replayed = `
-- clean/clean.go --
package clean

import (
	"context"
	_ "embed"

	"github.com/redis/go-redis/v9"
)

//go:embed both.lua
var both string

func Move(ctx context.Context, c *redis.ClusterClient, user string) error {
	return c.Rename(ctx, "{user:"+user+"}:old", "{user:"+user+"}:new").Err()
}

func Both(ctx context.Context, c *redis.ClusterClient) error {
	return c.Eval(ctx, both, []string{"{a}1", "{a}2"}).Err()
}
-- clean/both.lua --
return redis.call("DEL", KEYS[1], KEYS[2])
-- clean/clean_test.go --
package clean
`

// TestReplay shows when a run analyzes, and when it tells what it found before.
func TestReplay(t *testing.T) {
	dir := transcriptDir(t, txtar.Parse([]byte(replayed)))
	t.Chdir(dir)
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	kept := filepath.Join(t.TempDir(), "cache")
	env := environment{stdin: os.Stdin, stdout: &stream{file: os.Stdout}, stderr: os.Stderr, getenv: func(name string) string {
		return map[string]string{cacheVariable: kept, "TERM": "dumb"}[name]
	}}
	add := func(file, text string) func(t *testing.T) {
		return func(t *testing.T) {
			was, err := os.ReadFile(file)
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, append(was, text...), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	nothing := func(*testing.T) {}
	var before string
	for _, step := range []struct {
		name     string
		do       func(t *testing.T)
		args     []string
		analyzes bool
	}{
		{"the first run", nothing, nil, true},
		{"nothing has changed", nothing, nil, false},
		{"another file of the repository", add("README.md", "user:7:old\n"), nil, false},
		{"a file of the package", add("clean/clean.go", "\n// The end.\n"), nil, true},
		{"nothing has changed again", nothing, nil, false},
		{"a test", add("clean/clean_test.go", "\nconst x = 1\n"), nil, true},
		{"a new file", add("clean/more.go", "package clean\n"), nil, true},
		{"an embedded file", add("clean/both.lua", "\n-- the end\n"), nil, true},
		{"a flag", nothing, []string{"-certainty=proven"}, true},
		{"the same flag", nothing, []string{"-certainty=proven"}, false},
		{"a configuration file", add(".crossslotlint.yml", "checks: [crossslot]\n"), nil, true},
		{"the flag that leaves it out", nothing, []string{"-config=none"}, false},
		{"no tests", nothing, []string{"-tests=false"}, true},
		{"build tags that change nothing", nothing, []string{"-tests=false", "-tags=other"}, false},
		{"a check of the program as a whole", nothing, []string{"-checks=all"}, true},
		{"the same, as other packages may have changed", nothing, []string{"-checks=all"}, true},
		{"no cache", nothing, []string{"-cache=off"}, true},
	} {
		t.Run(step.name, func(t *testing.T) {
			step.do(t)
			o, err := parseFlags(dir, append(step.args, "-right", "./clean"))
			if err != nil {
				t.Fatal(err)
			}
			p, r, err := analyze(env, o)
			if err != nil {
				t.Fatal(err)
			}
			if analyzed := len(p.Loaded) > 0; analyzed != step.analyzes {
				t.Errorf("analyzed: %t, want %t", analyzed, step.analyzes)
			}
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Findings) == 0 || len(r.Failures) > 0 {
				t.Errorf("found %s", text)
			}
			if !step.analyzes && len(step.args) == 0 && string(text) != before {
				t.Errorf("found %s, and before %s", text, before)
			}
			before = string(text)
		})
	}
}

// TestReplayFixes shows that findings with fixes are looked for each time: whether a fix
// is safe is a question of other files, too.
func TestReplayFixes(t *testing.T) {
	dir := transcriptDir(t, txtar.Parse(nil))
	t.Chdir(dir)
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	kept := filepath.Join(t.TempDir(), "cache")
	env := environment{stdin: os.Stdin, stdout: &stream{file: os.Stdout}, stderr: os.Stderr, getenv: func(name string) string {
		return map[string]string{cacheVariable: kept, "TERM": "dumb"}[name]
	}}
	for range 2 {
		o, err := parseFlags(dir, []string{"-config=none", "./..."})
		if err != nil {
			t.Fatal(err)
		}
		p, r, err := analyze(env, o)
		if err != nil || len(r.Findings) == 0 {
			t.Fatalf("%d findings, %v", len(r.Findings), err)
		}
		if len(p.Loaded) == 0 {
			t.Error("nothing was analyzed")
		}
	}
}
