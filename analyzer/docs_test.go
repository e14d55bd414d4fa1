package analyzer_test

import (
	"bytes"
	"fmt"
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
	for _, dir := range []string{"claims", "engine", "halves"} {
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

// TestAdvicePage shows that docs/advice.md has the functions of
// testdata/engine/advice, each with what is reported of it.
func TestAdvicePage(t *testing.T) {
	text, err := os.ReadFile("../docs/advice.md")
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ = bytes.Cut(text, []byte(groupHeading)) // see TestGroupPage
	source, err := os.ReadFile("../testdata/engine/advice/advice.go")
	if err != nil {
		t.Fatal(err)
	}
	pkgs := under(load(t, "engine"), "advice")
	graph := analyzed(t, analyzer.New(), pkgs)
	reports := 0
	for _, d := range graph.Roots[0].Diagnostics {
		p := pkgs[0].Fset.Position(d.Pos)
		line := fmt.Sprintf("%s:%d:%d: %s\n", filepath.Base(p.Filename), p.Line, p.Column, d.Message)
		if reports++; !strings.Contains(string(text), line) {
			t.Errorf("the page does not have %s", line)
		}
	}
	judged := withoutWants(string(source))
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	for _, b := range blocks {
		if !strings.Contains(judged, b[1]) {
			t.Errorf("the package does not have\n%s", b[1])
		}
	}
	if len(blocks) == 0 || len(blocks) > reports {
		t.Errorf("%d examples, and %d reports", len(blocks), reports)
	}
}

// groupHeading begins the part of docs/advice.md on the rewrites of -group.
const groupHeading = "\n## Grouping, as a fix\n"

// TestGroupPage shows that this part has functions of testdata/group/page, each
// followed by what becomes of it.
func TestGroupPage(t *testing.T) {
	text, err := os.ReadFile("../docs/advice.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := bytes.Cut(text, []byte(groupHeading))
	part, _, _ = bytes.Cut(part, []byte("\n## "))
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(part, -1)
	if len(blocks) < 6 {
		t.Errorf("%d examples", len(blocks))
	}
	for i, b := range blocks {
		name := "../testdata/group/page/page.go"
		if i%2 == 1 {
			name += ".golden"
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(source, b[1]) {
			t.Errorf("%s does not have\n%s", name, b[1])
		}
	}
}

// TestRetagPage shows that what docs/advice.md says of tags as fixes is code of
// testdata/whole, before or after, and that its migration notes are those of the
// program.
func TestRetagPage(t *testing.T) {
	text, err := os.ReadFile("../docs/advice.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(text), "\n## Hash tags, as fixes\n")
	var whole strings.Builder
	for _, pattern := range []string{"../testdata/whole/*/*.go", "../testdata/whole/*/*.golden", "../cmd/crossslotlint/testdata/transcripts/fix.txt", "../cmd/crossslotlint/testdata/transcripts/review.txt", "../cmd/crossslotlint/testdata/transcripts/migration.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			whole.Write(source)
		}
	}
	blocks := regexp.MustCompile("(?s)```(?:go|text)\n(.*?)```").FindAllStringSubmatch(part, -1)
	if len(blocks) != 11 {
		t.Errorf("%d examples", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(whole.String(), b[1]) {
			t.Errorf("nowhere is\n%s", b[1])
		}
	}
}

// withoutWants leaves out the expectations at the ends of lines.
func withoutWants(source string) string {
	return regexp.MustCompile("[ \t]*// want .*").ReplaceAllString(source, "")
}

// TestSuppressionPage shows that the examples of docs/suppression.md are those
// that the tests judge.
func TestSuppressionPage(t *testing.T) {
	text, err := os.ReadFile("../docs/suppression.md")
	if err != nil {
		t.Fatal(err)
	}
	var judged strings.Builder
	for _, file := range []string{"marks/marks.go", "marks/config/config.go"} {
		source, err := os.ReadFile(filepath.Join(engineDir(t), file))
		if err != nil {
			t.Fatal(err)
		}
		judged.Write(source)
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) != 5 {
		t.Errorf("%d examples, want 5", len(blocks))
	}
	for _, b := range blocks[1:] {
		if !strings.Contains(withoutWants(judged.String()), b[1]) {
			t.Errorf("no test has this example:\n%s", b[1])
		}
	}
}
