package analyzer_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// TestCheckPages shows that each check has a page, and that the examples on it
// are those that the tests judge.
func TestCheckPages(t *testing.T) {
	var sources strings.Builder
	for _, dir := range []string{"claims", "engine"} {
		err := filepath.WalkDir(filepath.Join("..", "testdata", dir), func(path string, _ os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") {
				var text []byte
				text, err = os.ReadFile(path)
				sources.Write(text)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	judged := withoutWants(sources.String())
	block := regexp.MustCompile("(?s)```go\n(.*?)```")
	pages, err := filepath.Glob("../docs/checks/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".md")
		names = append(names, name)
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		blocks := block.FindAllStringSubmatch(string(text), -1)
		if len(blocks) < 2 {
			t.Errorf("%s: %d examples, want a bad and a good one", page, len(blocks))
		}
		for _, b := range blocks {
			if !strings.Contains(judged, strings.TrimSpace(b[1])) {
				t.Errorf("%s: no test has this example:\n%s", page, b[1])
			}
		}
	}
	for _, check := range analyzer.Checks {
		if !slices.Contains(names, check) {
			t.Errorf("no page for %s", check)
		}
	}
}

// withoutWants leaves out the expectations at the ends of lines.
func withoutWants(source string) string {
	return regexp.MustCompile("[ \t]*// want .*").ReplaceAllString(source, "")
}
