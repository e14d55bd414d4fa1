package worktree

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a repository with two commits: the folder sub is in the second only.
func repository(t *testing.T) (dir string, git func(args ...string) string) {
	t.Helper()
	dir = t.TempDir()
	git = func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	git("init", "-q", "-b", "main")
	write(t, filepath.Join(dir, "a"), "one")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	write(t, filepath.Join(dir, "a"), "two")
	write(t, filepath.Join(dir, "sub", "b"), "two")
	git("add", ".")
	git("commit", "-q", "-m", "two")
	return dir, git
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// clean reports whether nothing is left of work trees.
func clean(t *testing.T, temporary string, git func(args ...string) string) {
	t.Helper()
	if list := git("worktree", "list"); strings.Count(list, "\n") != 1 {
		t.Errorf("git knows work trees:\n%s", list)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAdd(t *testing.T) {
	dir, git := repository(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	w, err := Add(t.Context(), dir, "HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(w.Dir, "a")); err != nil || string(text) != "one" {
		t.Errorf("%q, %v", text, err)
	}
	write(t, filepath.Join(w.Dir, "new"), "made by a tool")
	if err := w.Remove(); err != nil {
		t.Error(err)
	}
	clean(t, temporary, git)

	w, err = Add(t.Context(), filepath.Join(dir, "sub"), "main")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(w.Dir, "b")); err != nil || string(text) != "two" {
		t.Errorf("%q, %v", text, err)
	}
	if err := w.Remove(); err != nil {
		t.Error(err)
	}
	clean(t, temporary, git)
}

// TestErrors shows that nothing is left behind, and what is said.
func TestErrors(t *testing.T) {
	dir, git := repository(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("GIT_CEILING_DIRECTORIES", temporary)
	ended, end := context.WithCancel(t.Context())
	end()
	for _, test := range []struct {
		ctx            context.Context
		dir, rev, want string
	}{
		{t.Context(), dir, "nosuch", `"nosuch" is no file and no revision`},
		{t.Context(), dir, "--help", `"--help" is no file and no revision`},
		{t.Context(), dir, "HEAD:a", "is no file and no revision"},
		{t.Context(), filepath.Join(dir, "sub"), "HEAD~1", `the folder sub is not in "HEAD~1"`},
		{t.Context(), temporary, "main", "is in no git work tree"},
		{ended, dir, "main", "interrupted"},
	} {
		if w, err := Add(test.ctx, test.dir, test.rev); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, %v, want %q", test.rev, w, err, test.want)
		}
		clean(t, temporary, git)
	}
}

// TestHook checks out in a hook: the index of the commit that is made stays as it is.
func TestHook(t *testing.T) {
	dir, git := repository(t)
	temporary := t.TempDir()
	write(t, filepath.Join(dir, "new"), "staged")
	git("add", "new")
	before := git("status", "--short")
	t.Setenv("TMPDIR", temporary)
	for name, value := range map[string]string{"GIT_DIR": filepath.Join(dir, ".git"), "GIT_INDEX_FILE": filepath.Join(dir, ".git", "index"), "GIT_WORK_TREE": dir, "GIT_PREFIX": ""} {
		t.Setenv(name, value)
	}
	w, err := Add(t.Context(), dir, "HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Remove(); err != nil {
		t.Error(err)
	}
	if after := git("status", "--short"); after != before || before != "A  new\n" {
		t.Errorf("the index was\n%s\nand is\n%s", before, after)
	}
	clean(t, temporary, git)
}
