package consumers

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bazelbuild/buildtools/build"
	"gopkg.in/yaml.v3"
)

// root is the folder of the repository.
const root = "../.."

// A block is a fenced block of a page.
type block struct {
	language, text string
}

// file returns the name that the first line tells, in a comment.
func (b block) file() string {
	first, _, _ := strings.Cut(b.text, "\n")
	return strings.TrimPrefix(first, "# ")
}

// blocks returns the blocks of docs/ci.md in a language.
func blocks(t *testing.T, language string) (list []block) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "docs", "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		if m[1] == language {
			list = append(list, block{m[1], m[2]})
		}
	}
	if len(list) == 0 {
		t.Fatalf("docs/ci.md has no block of %s", language)
	}
	return list
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// binDir is where bin has put programs, if it has.
var binDir string

// bin builds the linter, and the programs that go.mod names, into a folder.
var bin = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "consumers")
	if err != nil {
		return "", err
	}
	binDir = dir
	for pkg, from := range map[string]string{"./cmd/crossslotlint": root, "github.com/reviewdog/reviewdog/cmd/reviewdog": ".", "github.com/rhysd/actionlint/cmd/actionlint": "."} {
		cmd := exec.Command("go", "build", "-o", dir+string(filepath.Separator), pkg)
		cmd.Dir = from
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", errors.New(string(out))
		}
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(binDir)
	os.Exit(code)
}

// shell runs a script, as CI services do, with the programs of bin in the PATH.
func shell(t *testing.T, dir, script string, env ...string) (out string, code int) {
	t.Helper()
	path, err := bin()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GIT_CONFIG_GLOBAL="+os.DevNull, "PATH="+path+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GIT_AUTHOR_NAME=x", "GIT_AUTHOR_EMAIL=x@example.com", "GIT_COMMITTER_NAME=x", "GIT_COMMITTER_EMAIL=x@example.com")
	cmd.Env = append(cmd.Env, env...)
	text, err := cmd.CombinedOutput()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatal(err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}

// checkout makes a clone of a repository with the example program, on a branch of
// main that brings a fault.
func checkout(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "server"), os.DirFS(filepath.Join(root, "testdata", "example"))); err != nil {
		t.Fatal(err)
	}
	const script = `
		git -C server init -q -b main
		git -C server add .
		git -C server commit -q -m main
		git clone -q server clone
		cd clone
		git checkout -q -b feature
		printf 'package store\n\nfunc (s *Store) swap() { s.rdb.Rename(nil, "a", "b") }\n' >store/swap.go
		git add .
		git commit -q -m feature`
	if out, code := shell(t, dir, script); code != 0 {
		t.Fatal(out)
	}
	return filepath.Join(dir, "clone")
}

// TestWorkflows gives the workflows to actionlint, together with action.yml,
// whose inputs and outputs it knows then.
func TestWorkflows(t *testing.T) {
	action := read(t, filepath.Join(root, "action.yml"))
	lint := func(workflow string) (string, int) {
		dir := t.TempDir()
		if out, code := shell(t, dir, "git init -q"); code != 0 {
			t.Fatal(out)
		}
		write(t, dir, "action.yml", action)
		// The action is the one of this repository.
		write(t, dir, ".github/workflows/w.yml", strings.ReplaceAll(workflow, "crossslotlint/crossslotlint@main", "./"))
		return shell(t, dir, "actionlint")
	}
	n := 0
	for _, b := range blocks(t, "yaml") {
		if !strings.HasPrefix(b.file(), ".github/workflows/") {
			continue
		}
		n++
		if out, code := lint(b.text); code != 0 {
			t.Errorf("%s\n%s", b.text, out)
		}
		// It refuses what is wrong.
		if strings.Contains(b.text, "sarif: ") {
			if out, code := lint(strings.Replace(b.text, "sarif: ", "sariff: ", 1)); code == 0 || !strings.Contains(out, `"sariff" is not defined in action`) {
				t.Errorf("an unknown input: %d\n%s", code, out)
			}
		}
	}
	if n < 4 {
		t.Errorf("%d workflows", n)
	}
}

// install is how the snippets get the linter; here it is built from this source.
var install = regexp.MustCompile(`(?m)^go install github\.com/crossslotlint/crossslotlint/cmd/crossslotlint@latest\n?`)

// TestScripts runs the commands of the snippets in a repository.
func TestScripts(t *testing.T) {
	type job struct {
		Steps []struct{ Run string }
	}
	var scripts []string
	for _, b := range blocks(t, "yaml") {
		var lines []string
		switch {
		case strings.HasPrefix(b.file(), ".github/workflows/"):
			var w struct{ Jobs map[string]job }
			if err := yaml.Unmarshal([]byte(b.text), &w); err != nil {
				t.Errorf("%v\n%s", err, b.text)
			}
			for _, step := range w.Jobs["crossslotlint"].Steps {
				if step.Run != "" {
					lines = append(lines, step.Run)
				}
			}
		case b.file() == ".gitlab-ci.yml":
			lines = gitlabScript(t, b.text)
		}
		if script := strings.Join(lines, "\n"); script != "" {
			if !install.MatchString(script) {
				t.Errorf("this does not install the linter:\n%s", script)
			}
			scripts = append(scripts, install.ReplaceAllString(script, ""))
		}
	}
	for _, b := range blocks(t, "sh") {
		scripts = append(scripts, b.text)
	}
	if len(scripts) < 8 {
		t.Errorf("%d scripts", len(scripts))
	}
	dir := checkout(t)
	write(t, dir, ".crossslotlint.known.json", `{"version": 2, "findings": []}`)
	for _, script := range scripts {
		// There is no pull request to comment on.
		script = strings.ReplaceAll(script, "-reporter=github-pr-review", `-reporter=local -diff="git diff main"`)
		want, text := 3, `RENAME: keys`
		switch {
		case strings.Contains(script, "-write-baseline"):
			want, text = 0, "6 findings written"
		case strings.Contains(script, "-baseline"):
			want, text = 0, "no findings" // it is known, since the script before
		case strings.Contains(script, "-fail-on-error"):
			want = 1 // of reviewdog
		case strings.Contains(script, "reviewdog"):
			want = 0
		}
		out, code := shell(t, dir, script, "GITHUB_BASE_REF=main", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main")
		if code != want || !strings.Contains(out, text) {
			t.Errorf("exit status %d, want %d with %s\n%s\n%s", code, want, text, script, out)
		}
		// What is told for changed lines only has nothing of the old ones.
		if strings.Contains(script, "-new-from") && strings.Contains(out, "ZUNIONSTORE") {
			t.Errorf("an old finding:\n%s\n%s", script, out)
		}
	}
	var issues []map[string]any
	if err := json.Unmarshal([]byte(read(t, filepath.Join(dir, "gl-code-quality-report.json"))), &issues); err != nil || len(issues) != 6 {
		t.Errorf("GitLab's report has %d issues: %v", len(issues), err)
	}
}

// gitlabScript checks the shape of a job, and returns its script.
func gitlabScript(t *testing.T, text string) []string {
	t.Helper()
	var jobs map[string]struct {
		Image     string
		Variables map[string]any
		Rules     []struct{ If string }
		Script    []string
		Artifacts struct {
			When    string
			Reports struct{ Codequality string }
		}
	}
	d := yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&jobs); err != nil || len(jobs) != 1 || jobs["crossslotlint"].Image == "" {
		t.Errorf("%v\n%s", err, text)
	}
	job := jobs["crossslotlint"]
	if report := job.Artifacts.Reports.Codequality; report != "" && !slices.ContainsFunc(job.Script, func(s string) bool { return strings.Contains(s, "-format gitlab="+report+" ") }) {
		t.Errorf("the script does not write %s", report)
	}
	return job.Script
}

// TestNogo checks what can be checked without Bazel: the syntax of its files, the
// analyzer's package, and the flags in the configuration.
func TestNogo(t *testing.T) {
	for _, b := range blocks(t, "python") {
		f, err := build.Parse(b.file(), []byte(b.text))
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if got := build.FormatString(f); got != b.text {
			t.Errorf("buildifier writes it as\n%s\ninstead of\n%s", got, b.text)
		}
	}
	out, code := shell(t, root, "go doc ./analyzer Analyzer | grep 'var Analyzer = ' && crossslotlint -flags")
	if code != 0 {
		t.Fatal(out)
	}
	_, out, _ = strings.Cut(out, "\n")
	var flags []struct{ Name string }
	if err := json.Unmarshal([]byte(out), &flags); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// The name is that of the analyzer, as go vet -json tells it.
	var config map[string]struct {
		Flags   map[string]string `json:"analyzer_flags"`
		Exclude map[string]string `json:"exclude_files"`
	}
	d := json.NewDecoder(strings.NewReader(blocks(t, "json")[0].text))
	d.DisallowUnknownFields()
	if err := d.Decode(&config); err != nil || len(config) != 1 || len(config["crossslotlint"].Flags) == 0 {
		t.Fatalf("%v: %v", config, err)
	}
	for name := range config["crossslotlint"].Flags {
		if !slices.ContainsFunc(flags, func(f struct{ Name string }) bool { return f.Name == name }) {
			t.Errorf("the analyzer has no flag %s", name)
		}
	}
	for pattern := range config["crossslotlint"].Exclude {
		if _, err := regexp.Compile(pattern); err != nil {
			t.Error(err)
		}
	}
}
