package gofiles

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWalk(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"go.mod", "a.go", "a.txt", "a.lua", "b/d.yaml/e", "node_modules/x.js", "b/c/d.go", "b/c/d_test.go", "testdata/x.go", "b/vendor/x.go", ".git/x.go", "_old/x.go",
		"other/go.mod", "other/x.go", "other/deep/x.go",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	list := func(root string) string {
		var got []string
		Walk(root, func(name string) {
			rel, err := filepath.Rel(root, name)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(rel))
		})
		return strings.Join(got, " ")
	}
	if got, want := list(root), "a.go b/c/d.go b/c/d_test.go"; got != want {
		t.Errorf("files %s, want %s", got, want)
	}
	if got, want := list(filepath.Join(root, "other")), "deep/x.go x.go"; got != want {
		t.Errorf("files %s, want %s", got, want)
	}
	if got := list(filepath.Join(root, "nosuch")); got != "" {
		t.Errorf("files %s of no folder", got)
	}
	for dir, want := range map[string]string{"b/c": "", "other/deep": "other", ".": ""} {
		if got := Module(filepath.Join(root, dir)); got != filepath.Join(root, want) {
			t.Errorf("%s is of the module %s", dir, got)
		}
	}
}

func TestAround(t *testing.T) {
	root := t.TempDir()
	t.Setenv("HOME", filepath.Join(root, "home"))
	for _, name := range []string{
		"repo/.git/HEAD", "repo/go.mod", "repo/a.go", "repo/worker/main.py", "repo/.github/x.yml", "repo/web/node_modules/x.js",
		"repo/other/go.mod", "repo/other/x.go", "repo/testdata/own/go.mod", "repo/testdata/own/x.go",
		"plain/go.mod", "plain/x.go", "plain/other/go.mod", "plain/other/x.go",
		"home/.git/HEAD", "home/x.go", "home/mine/go.mod", "home/mine/x.go",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{
		"repo":              "repo/.github/x.yml repo/a.go repo/go.mod repo/other/go.mod repo/other/x.go repo/testdata/own/go.mod repo/testdata/own/x.go repo/worker/main.py",
		"repo/other":        "repo/.github/x.yml repo/a.go repo/go.mod repo/other/go.mod repo/other/x.go repo/testdata/own/go.mod repo/testdata/own/x.go repo/worker/main.py",
		"repo/testdata/own": "repo/testdata/own/go.mod repo/testdata/own/x.go",
		"plain/other":       "plain/other/go.mod plain/other/x.go",
		"home/mine":         "home/mine/go.mod home/mine/x.go",
	} {
		var got []string
		Around(filepath.Join(root, dir), func(name string) {
			rel, err := filepath.Rel(root, name)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(rel))
		})
		if strings.Join(got, " ") != want {
			t.Errorf("around %s: %v, want %s", dir, got, want)
		}
	}
}
