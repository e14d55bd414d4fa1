package analyzer_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTestdata shows that testdata/README.md has each folder of testdata, with
// tests that take it: they exist, and their package names the folder. So no folder
// is left that nothing judges.
func TestTestdata(t *testing.T) {
	text, err := os.ReadFile("../testdata/README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := make(map[string]string) // what takes a folder
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\|[^|]*\\| (.*) \\|$").FindAllStringSubmatch(string(text), -1) {
		rows[m[1]] = m[2]
	}
	entries, err := os.ReadDir("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	test := regexp.MustCompile("`(Test\\w+)`")
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		takers, ok := rows[e.Name()]
		if !ok {
			t.Errorf("testdata/README.md has no row for %s", e.Name())
		}
		delete(rows, e.Name())
		for part := range strings.SplitSeq(takers, ";") {
			pkg, tests, ok := strings.Cut(part, ":")
			if !ok {
				continue
			}
			pkg = strings.Trim(pkg, " `")
			source := testSource(t, filepath.Join("..", pkg))
			if !regexp.MustCompile(`["/]` + e.Name() + `\b`).MatchString(source) {
				t.Errorf("%s: the tests of %s do not name it", e.Name(), pkg)
			}
			for _, m := range test.FindAllStringSubmatch(tests, -1) {
				if !strings.Contains(source, "\nfunc "+m[1]+"(") {
					t.Errorf("%s: package %s has no %s", e.Name(), pkg, m[1])
				}
			}
		}
		if !test.MatchString(takers) && !requiredBySibling(t, e.Name()) {
			t.Errorf("no test takes %s, and no module of testdata requires it", e.Name())
		}
	}
	for name := range rows {
		t.Errorf("testdata/README.md has %s, which does not exist", name)
	}
}

// testSource returns the source of the tests of a package.
func testSource(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(dir, " has no tests ", err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// requiredBySibling reports whether a module of testdata requires the one in a
// folder beside it.
func requiredBySibling(t *testing.T, name string) bool {
	t.Helper()
	mods, err := filepath.Glob("../testdata/*/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, mod := range mods {
		text, err := os.ReadFile(mod)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "=> ../"+name+"\n") {
			return true
		}
	}
	return false
}
