package fix

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// folder writes files: name and content in turns.
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// replace is an edit of the n-th place of a text in a file, n counting from 0.
func replace(t *testing.T, file, old, new string, n int) result.Edit {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for range n + 1 {
		i := strings.Index(string(data[at+1:]), old)
		if i < 0 {
			t.Fatalf("%s: no %q", file, old)
		}
		at += 1 + i
	}
	line := 1 + strings.Count(string(data[:at]), "\n")
	return result.Edit{Range: result.Range{File: file, Offset: at, End: at + len(old), Line: line}, New: new}
}

func finding(edits ...result.Edit) result.Finding {
	return result.Finding{Message: "m", Fix: &result.Fix{Message: "f", Edits: edits}}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const src = "package p\n\nvar a, b = \"user:1\", \"user:2\"\n"

func TestPlan(t *testing.T) {
	dir := folder(t, "a.go", src, "b.go", src)
	a, b := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
	one := replace(t, a, "user:1", "{user}:1", 0)
	two := replace(t, a, "user:2", "{user}:2", 0)
	other := replace(t, b, "user:1", "{user}:1", 0)
	p, err := New([]result.Finding{
		finding(one, other),
		{Message: "no fix"},
		finding(one, two), // one edit is made already
		finding(replace(t, b, "user:2", "x", 0), replace(t, a, "1", "7", 0)), // conflicts in a.go: nothing in b.go either
	}, false, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Applied) != 2 || len(p.Skipped) != 1 || len(p.Files) != 2 {
		t.Fatalf("%d applied, %d skipped, %d files", len(p.Applied), len(p.Skipped), len(p.Files))
	}
	if !strings.Contains(p.Skipped[0].Reason, "line 3") {
		t.Errorf("skipped as %q", p.Skipped[0].Reason)
	}
	if err := p.Write(dir); err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, a), "package p\n\nvar a, b = \"{user}:1\", \"{user}:2\"\n"; got != want {
		t.Errorf("a.go: %q, want %q", got, want)
	}
	if got, want := read(t, b), "package p\n\nvar a, b = \"{user}:1\", \"user:2\"\n"; got != want {
		t.Errorf("b.go: %q, want %q", got, want)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 2 {
		t.Errorf("files are left behind: %v, %v", list, err)
	}
}

// TestFormat shows that a file keeps the format that it has, if it is gofmt's.
func TestFormat(t *testing.T) {
	const formatted = "package p\n\nconst (\n\ta   = 1\n\tbcd = 2\n)\n"
	const own = "package p\n\nconst (\n\ta = 1\n\tbcd = 2\n)\n"
	for _, test := range []struct{ old, want string }{
		{formatted, "package p\n\nconst (\n\ta     = 1\n\tbcdef = 2\n)\n"},
		{own, strings.Replace(own, "bcd", "bcdef", 1)},
	} {
		file := filepath.Join(folder(t, "a.go", test.old), "a.go")
		p, err := New([]result.Finding{finding(replace(t, file, "bcd", "bcdef", 0))}, false, os.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(p.Files[0].New); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// TestErrors shows what must not change any file.
func TestErrors(t *testing.T) {
	for name, test := range map[string]struct {
		edit func(t *testing.T, a, b string) []result.Edit
		want string
	}{
		"broken": {func(t *testing.T, a, b string) []result.Edit {
			return []result.Edit{replace(t, a, "user:1", "x", 0), replace(t, b, "\"", "", 0)}
		}, "broken"},
		"outside": {func(t *testing.T, a, b string) []result.Edit {
			return []result.Edit{replace(t, a, "user:1", "x", 0), {Range: result.Range{File: b, Offset: 1, End: 5000}}}
		}, "not in the file"},
		"changed": {func(t *testing.T, a, b string) []result.Edit {
			e := []result.Edit{replace(t, a, "user:1", "x", 0), replace(t, b, "user:1", "x", 0)}
			os.WriteFile(b, []byte(src+"// more\n"), 0o644)
			return e
		}, "b.go has changed"},
		"gone": {func(t *testing.T, a, b string) []result.Edit {
			e := []result.Edit{replace(t, a, "user:1", "x", 0), replace(t, b, "user:1", "x", 0)}
			os.Remove(b)
			return e
		}, "b.go"},
	} {
		dir := folder(t, "a.go", src, "b.go", src)
		a, b := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
		p, err := New([]result.Finding{finding(test.edit(t, a, b)...)}, false, func(string) ([]byte, error) { return []byte(src), nil })
		if err == nil {
			err = p.Write(t.TempDir())
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, test.want)
		}
		if got := read(t, a); got != src {
			t.Errorf("%s: a.go has changed: %q", name, got)
		}
		if list, _ := filepath.Glob(filepath.Join(dir, ".*")); len(list) != 0 {
			t.Errorf("%s: files are left behind: %v", name, list)
		}
	}
	if _, err := New([]result.Finding{finding(result.Edit{})}, false, func(string) ([]byte, error) { return nil, errors.New("no such source") }); err == nil {
		t.Error("no error for a file that cannot be read")
	}
}

// TestDiff has git apply what Diff writes.
func TestDiff(t *testing.T) {
	long := "package p\n\n" + strings.Repeat("// line\n", 20) + "var a = \"user:1\"\n\n// end" // without a line break
	dir := folder(t, "a.go", src, "b.go", long)
	a, b := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
	p, err := New([]result.Finding{finding(replace(t, a, "user:1", "x", 0), replace(t, b, "user:1", "x", 0), replace(t, b, "end", "END", 0))}, false, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := p.Diff(&out, dir); err != nil {
		t.Fatal(err)
	}
	if read(t, a) != src || !strings.HasPrefix(out.String(), "--- a/a.go\n+++ b/a.go\n@@ ") {
		t.Errorf("the diff begins with %.60q", out.String())
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed: nobody applies the diff")
	}
	cmd := exec.Command("git", "apply", "-p1", "-")
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(out.String())
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v\n%s\n%s", err, msg, out.String())
	}
	for _, f := range p.Files {
		if got := read(t, f.Name); got != string(f.New) {
			t.Errorf("%s after git apply: %q, want %q", f.Name, got, f.New)
		}
	}
}

// TestReview shows that a fix which asks for a review is planned only if it has one.
func TestReview(t *testing.T) {
	const src = "package p\n\nvar key = \"user:1\"\n"
	dir := folder(t, "a.go", src)
	f := finding(replace(t, filepath.Join(dir, "a.go"), "user:1", "{user}:1", 0))
	f.Fix.Review = []string{"Makefile:2"}
	for _, review := range []bool{false, true} {
		p, err := New([]result.Finding{f}, review, os.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		if changed := len(p.Files) == 1 && len(p.Applied) == 1; changed != review || (p.Unsure == 1) == review {
			t.Errorf("review %v: %d files change, %d fixes are left out", review, len(p.Files), p.Unsure)
		}
	}
}
