package golangci

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// gclVersion is the version of golangci-lint that the plugin is tested with.
const gclVersion = "v2.15.0"

// workDir returns the folder in which golangci-lint is built: the one that
// CROSSSLOTLINT_GOLANGCI names, where builds of before are used again, or a new one
// if CROSSSLOTLINT_REQUIRE_GOLANGCI is set. It skips the test otherwise: to build a
// golangci-lint takes minutes.
func workDir(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("CROSSSLOTLINT_GOLANGCI"); dir != "" {
		dir, err := filepath.Abs(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	if os.Getenv("CROSSSLOTLINT_REQUIRE_GOLANGCI") == "" {
		t.Skip("golangci-lint is not built: set CROSSSLOTLINT_REQUIRE_GOLANGCI=1, or CROSSSLOTLINT_GOLANGCI to a folder that keeps the builds")
	}
	return t.TempDir()
}

// command runs a command, and ends the test if it fails.
func command(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, "GOWORK=off", "GOFLAGS=-buildvcs=false")...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

// upstream returns a git repository with the source of golangci-lint, as the module
// proxy has it, and builds the plain program from it.
func upstream(t *testing.T, work string) (repo, plain string) {
	t.Helper()
	repo, plain = filepath.Join(work, "upstream"), filepath.Join(work, "golangci-lint")
	if _, err := os.Stat(plain); err == nil {
		return repo, plain
	}
	var mod struct{ Dir string }
	if err := json.Unmarshal([]byte(command(t, work, nil, "go", "mod", "download", "-json", "github.com/golangci/golangci-lint/v2@"+gclVersion)), &mod); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(repo); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(repo, os.DirFS(mod.Dir)); err != nil {
		t.Fatal(err)
	}
	command(t, repo, nil, "chmod", "-R", "u+w", ".")
	git := []string{"-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"}
	command(t, repo, nil, "git", "init", "-q")
	command(t, repo, nil, "git", "add", "-A", "-f")
	command(t, repo, nil, "git", append(git, "commit", "-q", "-m", gclVersion)...)
	command(t, repo, nil, "git", "tag", gclVersion)
	command(t, repo, nil, "go", "build", "-o", plain, "./cmd/golangci-lint")
	return repo, plain
}

// example returns the block of docs/golangci.md that holds a line.
func example(t *testing.T, line string) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/golangci.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[1], line) {
			return m[1]
		}
	}
	t.Fatalf("docs/golangci.md has no example with %q", line)
	return ""
}

// custom has golangci-lint build itself with the plugin whose source is in a
// folder, by the example of the docs. The source of golangci-lint is that of
// upstream.
func custom(t *testing.T, work, source string) string {
	t.Helper()
	repo, plain := upstream(t, work)
	dir := t.TempDir()
	write(t, dir, ".custom-gcl.yml", strings.Replace(example(t, "custom-gcl"), "version: v0.1.0", "path: "+source, 1))
	command(t, dir, []string{
		"GIT_CONFIG_COUNT=1",
		"GIT_CONFIG_KEY_0=url.file://" + repo + ".insteadOf",
		"GIT_CONFIG_VALUE_0=https://github.com/golangci/golangci-lint.git",
	}, plain, "custom")
	return filepath.Join(dir, "custom-gcl")
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// linted is the package that golangci-lint is run on. Its keys come from another
// one.
const linted = `package store

import (
	"context"

	"example.com/shop/names"
	"github.com/redis/go-redis/v9"
)

func Tags(ctx context.Context, c *redis.ClusterClient) {
	c.SInter(ctx, "tags:go", "tags:redis")
}

func Profile(ctx context.Context, c redis.UniversalClient, id int) {
	c.Del(ctx, names.Profile(id), names.Settings(id))
}

func Quiet(ctx context.Context, c *redis.ClusterClient) {
	c.SInter(ctx, "tags:go", "tags:redis") //nolint:crossslotlint // one server
	//crossslot:ignore crossslot one server
	c.SInter(ctx, "tags:go", "tags:redis")
}

func List(ctx context.Context, c *redis.ClusterClient, keys []string) {
	c.Del(ctx, keys...)
}
`

const naming = `// Package names has the keys.
package names

import "fmt"

func Profile(id int) string  { return fmt.Sprintf("user:%d:profile", id) }
func Settings(id int) string { return fmt.Sprintf("user:%d:settings", id) }
`

// shop makes the module that is linted.
func shop(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("../../testdata/example", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, string(text))
	}
	write(t, dir, "store/store.go", linted)
	write(t, dir, "names/names.go", naming)
	write(t, dir, ".golangci.yml", strings.Replace(example(t, "custom:"), "  enable:", "  default: none\n  enable:", 1))
	return dir
}

// A linter is a golangci-lint with a cache.
type linter struct{ program, cache string }

// run returns the findings as "file:line text", and what else was said.
func (l linter) run(t *testing.T, dir string, args ...string) (issues []string, stderr string) {
	t.Helper()
	cmd := exec.Command(l.program, append([]string{"run", "--output.json.path=stdout", "--output.text.path=stderr", "--show-stats=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+l.cache, "GOWORK=off", "GOFLAGS=")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var report struct {
		Issues []struct {
			FromLinter, Text string
			Pos              struct {
				Filename string
				Line     int
			}
		}
	}
	if jsonErr := json.Unmarshal(out.Bytes(), &report); jsonErr != nil && err == nil {
		t.Fatalf("%v\n%s%s", jsonErr, out.String(), errs.String())
	}
	for _, i := range report.Issues {
		if i.FromLinter != name {
			t.Errorf("a finding of %s: %s", i.FromLinter, i.Text)
		}
		issues = append(issues, filepath.Base(i.Pos.Filename)+":"+strconv.Itoa(i.Pos.Line)+" "+i.Text)
	}
	slices.Sort(issues)
	return issues, errs.String()
}

// match compares findings with patterns.
func match(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		ok = regexp.MustCompile(want[i]).MatchString(got[i])
	}
	if !ok {
		t.Errorf("%s:\n%s\nwant:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestGolangciLint runs a golangci-lint that is really built with the plugin.
func TestGolangciLint(t *testing.T) {
	work := workDir(t)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	// A copy has no folder .git, and can be changed.
	source := filepath.Join(t.TempDir(), "crossslotlint")
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, source, name, string(text))
	}
	for _, name := range []string{"analyzer", "slot", "internal", "cmd", "docs"} {
		if err := os.CopyFS(filepath.Join(source, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	dir := shop(t)
	l := linter{custom(t, work, source), t.TempDir()}
	tags := `store.go:11 SINTER: keys "tags:go" \(slot 13614\) .*\(crossslot, proven\)$`
	profile := `store.go:15 DEL: keys user:<id>:profile and user:<id>:settings .*\(crossslot, proven\)$`
	saying := func(word string) string { return strings.Replace(tags, ".*", ".* are in "+word+" slots.*", 1) }
	list := `store.go:25 DEL: nothing ties the keys .*\(crossslot, possible\)$`

	got, stderr := l.run(t, dir, "./...")
	match(t, "findings, with facts of another package", got, tags, profile)
	if t.Failed() {
		t.Fatal(stderr)
	}
	got, _ = l.run(t, dir, "./...")
	match(t, "findings out of the cache", got, tags, profile)

	config, err := os.ReadFile(filepath.Join(dir, ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	set := func(old, new string) {
		write(t, dir, ".golangci.yml", strings.Replace(string(config), old, new, 1))
	}
	set("certainty: likely", "certainty: possible")
	got, _ = l.run(t, dir, "./...")
	match(t, "another setting", got, tags, profile, list)
	for _, test := range []struct{ old, new, err string }{
		{"certainty: likely", "certanty: likely", `plugin(crossslotlint): newPlugin crossslotlint: settings: unknown setting "certanty": want checks, certainty`},
		{"certainty: likely", "certainty: sure", `crossslotlint: settings: certainty: unknown certainty "sure": want possible, likely or proven`},
		{`"7.2"`, "7.2", "crossslotlint: settings: server: 7.2 is a number"},
	} {
		set(test.old, test.new)
		if got, stderr := l.run(t, dir, "./..."); len(got) > 0 || !strings.Contains(stderr, test.err) {
			t.Errorf("%s:\n%s%s\nwant %s", test.new, strings.Join(got, "\n"), stderr, test.err)
		}
	}
	set("", "")

	// The fact of the other package changes: the code that depends on it is
	// analyzed again.
	write(t, dir, "names/names.go", strings.ReplaceAll(naming, "user:%d:", "{user:%d}:"))
	got, _ = l.run(t, dir, "./...")
	match(t, "after a change in another package", got, tags)
	write(t, dir, "names/names.go", naming)

	t.Run("fix", func(t *testing.T) { fixes(t, l, root) })
	t.Run("rebuilt", func(t *testing.T) {
		// Another version of the plugin, which says something else, with the cache
		// of the first one.
		change(t, filepath.Join(source, "analyzer/internal/report/report.go"), `"are in different slots"`, `"are in other slots"`)
		next := linter{custom(t, work, source), l.cache}
		got, _ := next.run(t, dir, "./...")
		match(t, "by a program that golangci-lint has built again", got, saying("other"), profile)
		got, _ = l.run(t, dir, "./...")
		match(t, "by the first one", got, tags, profile)
	})
	t.Run("same version", func(t *testing.T) {
		// Two programs that golangci-lint takes for one: as with version: latest.
		repo, _ := upstream(t, work)
		build := func() linter {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(repo)); err != nil {
				t.Fatal(err)
			}
			write(t, dir, "cmd/golangci-lint/plugins.go", "package main\n\nimport _ \""+module+"/analyzer/golangci\"\n")
			command(t, dir, nil, "go", "mod", "edit", "-replace="+module+"="+source)
			command(t, dir, nil, "go", "mod", "tidy")
			command(t, dir, nil, "go", "build", "-ldflags=-s -w -X main.version=2.15.0-custom -X main.date=now", "-o", "gcl", "./cmd/golangci-lint")
			return linter{filepath.Join(dir, "gcl"), l.cache}
		}
		first := build()
		got, _ := first.run(t, dir, "./...")
		match(t, "by the first one", got, saying("other"), profile)
		change(t, filepath.Join(source, "analyzer/internal/report/report.go"), `"are in other slots"`, `"are in two slots"`)
		got, _ = build().run(t, dir, "./...")
		match(t, "by one of the same version", got, saying("two"), profile)
	})
}

func change(t *testing.T, file, old, new string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s does not have %s", file, old)
	}
	if err := os.WriteFile(file, bytes.ReplaceAll(text, []byte(old), []byte(new)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// fixes shows that --fix does what the stand-alone program does where all of a fix
// is in one file, and nothing where it is not.
func fixes(t *testing.T, l linter, root string) {
	const one = `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func Drop(ctx context.Context, c redis.UniversalClient, id int) {
	c.Del(ctx, fmt.Sprintf("order:%d:lines", id), fmt.Sprintf("order:%d:total", id))
}

// The package names has one of these too.
func Shared(ctx context.Context, c redis.UniversalClient, id int) {
	c.Del(ctx, fmt.Sprintf("user:%d:profile", id), fmt.Sprintf("user:%d:mail", id))
}
`
	program := filepath.Join(t.TempDir(), "crossslotlint")
	command(t, root, nil, "go", "build", "-o", program, "./cmd/crossslotlint")
	dir, alone := shop(t), shop(t)
	for _, d := range []string{dir, alone} {
		write(t, d, "one/one.go", one)
	}
	read := func(dir, name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	cmd := exec.Command(program, "-fix", "./one")
	cmd.Dir = alone
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 3 {
		t.Fatalf("%v\n%s", err, out)
	}
	l.run(t, dir, "--fix", "./...")
	if got, want := read(dir, "one/one.go"), read(alone, "one/one.go"); got != want {
		t.Errorf("--fix makes of one file:\n%s\nwant:\n%s", got, want)
	} else if want := strings.Replace(strings.Replace(one, "order:%d", "{order:%d}", 1), "order:%d:total", "{order:%d}:total", 1); got != want {
		t.Errorf("--fix makes of one file:\n%s\nwant:\n%s", got, want)
	}
	// The tags are in this file alone.
	tagged := strings.NewReplacer("tags:go", "{tags}:go", "tags:redis", "{tags}:redis").Replace(linted)
	if read(dir, "store/store.go") != tagged || read(dir, "names/names.go") != naming {
		t.Error("--fix has made a part of a fix in two files")
	}
}
