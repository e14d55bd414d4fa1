package lint

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRepository lints a module of a repository that holds another one: a fix
// that may leave the other with the old keys asks for a review.
func TestRepository(t *testing.T) {
	for _, c := range []struct{ file, text, unfixed string }{
		{"worker/main.go", "package main\n\nvar key = \"queue:%s:todo\"\n", "queue:"},
		{"worker/app.py", "key = f'queue:{name}:todo'\n", "queue:"},
		{"worker/main.go", "package main\n\nvar key = \"other:%s:seen\"\n", ""},
	} {
		root := t.TempDir()
		dir := filepath.Join(root, "app")
		if err := os.Rename(copyModule(t, "whole"), dir); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{".git/HEAD": "", "worker/go.mod": "module example.com/worker\n", c.file: c.text} {
			path := filepath.Join(root, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		_, r := lintModule(t, dir)
		fixes := 0
		for _, f := range r.Findings {
			about := c.unfixed != "" && strings.Contains(f.Message, c.unfixed)
			switch {
			case f.Fix == nil && !about && f.Unfixed != "":
				t.Errorf("with %s: no fix of %s: %s", c.file, f.Message, f.Unfixed)
			case about && (f.Answer() != "review" || !strings.HasPrefix(f.Fix.Review[0], "../"+c.file)):
				t.Errorf("with %s: a fix of %s that is %s", c.file, f.Message, f.Answer())
			case f.Answer() == "safe":
				fixes++
			}
		}
		if fixes == 0 {
			t.Errorf("with %s: no fixes", c.file)
		}
	}
}
