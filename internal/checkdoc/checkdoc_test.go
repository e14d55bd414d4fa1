package checkdoc

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

var update = flag.Bool("update", false, "write the golden files")

// TestPages shows that the pages say of each check what holds.
func TestPages(t *testing.T) {
	on := analyzer.NewSettings().Values("checks")
	docs := All()
	if len(docs) != len(analyzer.Checks)+1 {
		t.Errorf("%d pages", len(docs))
	}
	for _, d := range docs {
		if want := slices.Contains(on, d.Name) || d.Name == "ignore"; d.On != want {
			t.Errorf("%s.md: on by default: %v, want %v", d.Name, d.On, want)
		}
		if len(d.Summary) > 80 || strings.Contains(d.Summary, "`") {
			t.Errorf("%s.md: the summary is no short phrase: %s", d.Name, d.Summary)
		}
		for _, title := range []string{"Bad", "Good"} {
			if !strings.Contains(d.Section(title), "```go\n") {
				t.Errorf("%s.md: no example in %s", d.Name, title)
			}
		}
		messages := regexp.MustCompile(`\(([a-z]+), (proven|likely|possible)\)`).FindAllStringSubmatch(d.Section("Bad"), -1)
		if d.Name != "crossslot" && d.Name != "txslot" && len(messages) == 0 {
			t.Errorf("%s.md: no message in Bad", d.Name)
		}
	}
	entries, err := os.ReadDir("../../docs/checks")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".md"); ok && !slices.Contains(Names(), name) {
			t.Errorf("docs/checks/%s is of no check", e.Name())
		}
	}
}

// TestParse shows which pages are no page of a check.
func TestParse(t *testing.T) {
	const good = "# x: it is wrong\n\nOn by default. Since v1.2.3.\n\nIt.\n\n## Why\n\na\n\n## Bad\n\nb\n\n## Good\n\nc\n\n## More\n\nd\n\n## What to do\n\ne\n"
	d, err := parse("x", good)
	if err != nil || d.Summary != "it is wrong" || !d.On || d.Since != "v1.2.3" || d.What != "It." || len(d.Sections) != 5 || d.Section("More") != "d" {
		t.Errorf("%+v, %v", d, err)
	}
	for _, bad := range []string{
		"", "# x: it is wrong\n", strings.Replace(good, "# x", "# y", 1), strings.Replace(good, "wrong", "wrong.", 1),
		strings.Replace(good, "On by", "By", 1), strings.Replace(good, "v1.2.3", "now", 1),
		strings.Replace(good, "## Why", "## Whence", 1), strings.Replace(good, "\ne\n", "\n", 1),
	} {
		if _, err := parse("x", bad); err == nil || !strings.HasPrefix(err.Error(), "x.md: ") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}

func TestLookup(t *testing.T) {
	for _, name := range []string{"txslot", "TxSlot", "(txslot, proven)", " txslot,"} {
		if d, err := Lookup(name); err != nil || d.Name != "txslot" {
			t.Errorf("%q: %s, %v", name, d.Name, err)
		}
	}
	_, err := Lookup("tx")
	if want := `unknown check "tx": want ` + strings.Join(Words(), ", "); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// TestText compares the pages, as a terminal shows them, with golden files.
func TestText(t *testing.T) {
	for _, d := range All() {
		got := d.Text(80, false, true)
		file := "testdata/" + d.Name + ".txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s differs from what is shown (%v); -update writes it:\n%s", file, err, got)
		}
		for line := range strings.Lines(got) {
			if utf8.RuneCountInString(line) > 81 && !strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "https://") {
				t.Errorf("%s: a line of %d columns: %s", d.Name, utf8.RuneCountInString(line), line)
			}
			if strings.ContainsAny(line, "\t") || strings.Contains(line, "](") || strings.Contains(line, "```") {
				t.Errorf("%s: not rendered: %s", d.Name, line)
			}
		}
		if bold := d.Text(80, true, true); !strings.HasPrefix(bold, "\x1b[1m"+d.Name) || !strings.Contains(bold, "\x1b[1mWHY\x1b[0m\n") {
			t.Errorf("%s: titles are not bold", d.Name)
		}
	}
}

// TestShort shows that a page in short has no more than what is wrong and what to
// do, and says where the rest is.
func TestShort(t *testing.T) {
	for _, d := range All() {
		got := d.Text(80, false, false)
		for _, s := range d.Sections {
			title := "\n" + strings.ToUpper(s.Title) + "\n"
			if has := strings.Contains(got, title); has != slices.Contains(short, s.Title) {
				t.Errorf("%s: section %q: %t", d.Name, s.Title, has)
			}
		}
		if n := strings.Count(got, "\n"); n > 100 {
			t.Errorf("%s: %d lines", d.Name, n)
		}
		if (len(d.Sections) > len(short)) != strings.Contains(got, "explain -all "+d.Name) {
			t.Errorf("%s: the rest:\n%s", d.Name, got)
		}
	}
}
