package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// useStandIn has the copy of the example in a directory require the client that
// stands in for the real one.
func useStandIn(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{"go.mod": standInMod(t), "go.sum": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// copyExample copies the example program into a new directory.
func copyExample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(testdata, "example"))); err != nil {
		t.Fatal(err)
	}
	useStandIn(t, dir)
	return dir
}

// edit replaces text in a file of a directory.
func edit(t *testing.T, dir, file, old, new string) {
	t.Helper()
	path := filepath.Join(dir, file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s: no %q", file, old)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(data), old, new)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// expect checks how a command ended, and what it printed.
func expect(t *testing.T, what string, r output, code int, stdout, stderr string) {
	t.Helper()
	if r.code != code || !strings.Contains(r.stdout, stdout) || !strings.Contains(r.stderr, stderr) || (stderr == "") != (r.stderr == "") {
		t.Errorf("%s: exit status %d, want %d, with %q and, as a note, %q\n%s%s", what, r.code, code, stdout, stderr, r.stdout, r.stderr)
	}
}

// newCommand is a fault that is put into the example.
const newCommand = "package store\n\nfunc (s *Store) swap() { s.rdb.Rename(nil, \"a\", \"b\") }\n"

// TestBaseline goes the way of a team that begins with old findings.
func TestBaseline(t *testing.T) {
	dir := copyExample(t)
	lint := func(args ...string) output { return run(t, dir, tool(t), args...) }
	add := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, "no file yet", lint("-baseline=known.json", "./..."), 1, "", "known.json: there is no such file; -write-baseline known.json makes one")
	expect(t, "both", lint("-baseline=known.json", "-write-baseline=known.json", "./..."), 2, "", "give it without")
	expect(t, "write", lint("-write-baseline=known.json", "./..."), 0, "no findings", "crossslotlint: known.json: 5 findings written\n")
	expect(t, "compare", lint("-baseline=known.json", "./..."), 0, "no findings", "")

	// Lines move, and a finding comes.
	edit(t, dir, "store/cart.go", "package store\n", "package store\n\n// A comment.\n\n")
	add("store/swap.go", newCommand)
	expect(t, "one is new", lint("-baseline=known.json", "./..."), 3, `RENAME: keys "a"`, "")
	r := lint("-baseline=known.json", "-format=github", "./...")
	if strings.Count(r.stdout, "\n") != 1 {
		t.Errorf("one is new, as annotations:\n%s", r.stdout)
	}
	add("store/swap.go", "package store\n")

	// One is put right. A run over another package says nothing of it.
	edit(t, dir, "keys/keys.go", `"cart:%d:items"`, `"{cart:%d}:items"`)
	edit(t, dir, "keys/keys.go", `"cart:%d:total"`, `"{cart:%d}:total"`)
	expect(t, "one is gone", lint("-baseline=known.json", "./..."), 0, "no findings", "known.json: 1 finding in it did not occur; -write-baseline known.json leaves out what is gone\n\texample.com/shop/store/cart.go: (*Store).")
	expect(t, "another package", lint("-baseline=known.json", "./keys"), 0, "no findings", "")
	expect(t, "write again", lint("-write-baseline=known.json", "./..."), 0, "no findings", "4 findings written")
	expect(t, "compare again", lint("-baseline=known.json", "./..."), 0, "no findings", "")

	// What is not analyzed is not written: the file stays as it is.
	before, err := os.ReadFile(filepath.Join(dir, "known.json"))
	if err != nil {
		t.Fatal(err)
	}
	add("store/broken.go", "package store\n\nvar x int = nothing\n")
	expect(t, "write what is broken", lint("-write-baseline=known.json", "./..."), 1, "", "known.json is not written, since findings would be missing: package example.com/shop/store could not be analyzed (run without -write-baseline to see why)\n")
	if after, err := os.ReadFile(filepath.Join(dir, "known.json")); err != nil || string(after) != string(before) {
		t.Errorf("the file has changed: %v\n%s", err, after)
	}
	add("known.json", "{}")
	expect(t, "no baseline", lint("-baseline=known.json", "./..."), 1, "", "known.json: no list of known findings: its version is 0")
}

// TestNewFrom lints a change in a repository.
func TestNewFrom(t *testing.T) {
	dir := copyExample(t)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	lint := func(args ...string) output { return run(t, dir, tool(t), args...) }
	expect(t, "no repository", lint("-new-from=main", "./..."), 1, "", "-new-from: "+dir+" is in no git work tree")
	git("init", "-q", "-b", "main")
	git("add", ".")
	git("commit", "-q", "-m", "x")
	expect(t, "nothing changed", lint("-new-from=main", "./..."), 0, "no findings", "")
	expect(t, "no such revision", lint("-new-from=nosuch", "./..."), 1, "", `-new-from: unknown revision "nosuch"`)
	expect(t, "an untracked file", func() output {
		if err := os.WriteFile(filepath.Join(dir, "store", "swap.go"), []byte(newCommand), 0o666); err != nil {
			t.Fatal(err)
		}
		return lint("-new-from=main", "./...")
	}(), 3, `RENAME: keys "a"`, "")
	git("checkout", "-q", "-b", "feature")
	git("add", ".")
	git("commit", "-q", "-m", "x")
	r := lint("-new-from=main", "-format=github", "./...")
	if r.code != 3 || strings.Count(r.stdout, "\n") != 1 || !strings.Contains(r.stdout, "file=store/swap.go,line=3") {
		t.Errorf("a commit: exit status %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	expect(t, "since the commit", lint("-new-from=HEAD", "./..."), 0, "no findings", "")
}
