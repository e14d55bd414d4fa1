package format

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// shop is a file with tabs, wide letters and a line that no terminal shows whole.
const shop = "package shop\n" +
	"\tc.Rename(ctx, \"商店:\"+id, other)\r\n" +
	"\tx := 1;\tc.Del(ctx, a, b) // \x1b[31mred\n"

// shopResult is a small result of findings in it.
func shopResult() *result.Result {
	at := func(line, column, end int) result.Range {
		return result.Range{File: "/src/shop.go", Line: line, Column: column, EndLine: line, EndColumn: end}
	}
	other := result.Range{File: "/src/keys/keys.go", Line: 7, Column: 2, EndLine: 7, EndColumn: 2}
	return &result.Result{
		Root: "/src", Packages: 2,
		Findings: []result.Finding{
			{
				Check: "crossslot", Certainty: "likely", Package: "example.com/shop", Range: at(2, 26, 28),
				Subject: "RENAME", Keys: []result.Key{{Pattern: `"a; b"`, Slot: 0}, {Pattern: "c (x; y", Slot: -1}}, Relation: "hash to different slots",
				Problem: `RENAME: keys "a; b" and c (x; y`, Consequence: "Redis refuses; so", Advice: "tag <them>",
				Message: `RENAME: keys "a; b" and c (x; y; Redis refuses; so; tag <them> (crossslot, likely)`,
				Related: []result.Related{{Message: "key c", Range: other}, {Message: "key a", Range: at(2, 16, 16)}},
				Fix:     &result.Fix{Message: "tag them", Edits: []result.Edit{{Range: at(2, 16, 16), New: "{"}}},
			},
			{Check: "ignore", Package: "example.com/shop", Range: at(3, 10, 26), Problem: "no reason", Message: "no reason"},
		},
		Failures: []result.Failure{
			{Package: "example.com/gone", Message: "no such package\n\tgo get it"},
			{Package: "example.com/shop", Message: "undefined: x", Range: at(3, 1, 1)},
		},
	}
}

func shopOptions() Options {
	return Options{Version: "v1.2.3", Source: func(file string) ([]byte, error) {
		if file != "/src/shop.go" {
			return nil, errors.New("no source")
		}
		return []byte(shop), nil
	}}
}

func writeText(t *testing.T, write Writer, r *result.Result, opts Options) string {
	t.Helper()
	var out strings.Builder
	if err := write(&out, r, opts); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestManual shows how a plan for people is told: no more lines than are read, each plan
// once, and no line that fills the screen.
func TestManual(t *testing.T) {
	src := strings.Repeat("\tk(\"a:\")\n", 7) + strings.Repeat("x", 300) + "\"b:\"" + strings.Repeat("y", 300) + "\n"
	edit := func(line, column int) result.Edit {
		return result.Edit{Range: result.Range{File: "/shop/a.go", Line: line, EndLine: line, Column: column, EndColumn: column + 2}, Old: "a:", New: "{a:"}
	}
	plan := func(edits ...result.Edit) *result.Manual { return &result.Manual{Edits: edits} }
	var many []result.Edit
	for line := range 7 {
		many = append(many, edit(line+1, 5))
	}
	r := &result.Result{Root: "/shop", Findings: []result.Finding{
		{Problem: "one", Range: result.Range{File: "/shop/a.go", Line: 1}, Unfixed: "why", Manual: plan(many...)},
		{Problem: "two", Range: result.Range{File: "/shop/a.go", Line: 2}, Unfixed: "why", Manual: plan(many...)},
		{Problem: "three", Range: result.Range{File: "/shop/a.go", Line: 3}, Unfixed: "why", Manual: plan(edit(8, 302))},
		{Problem: "four", Range: result.Range{File: "/shop/a.go", Line: 4}, Unfixed: "why", Manual: plan()},
	}}
	var b strings.Builder
	if err := Text(&b, r, Options{Source: func(string) ([]byte, error) { return []byte(src), nil }}); err != nil {
		t.Fatal(err)
	}
	for want, times := range map[string]int{
		"by hand, look at": 2, "          a.go:5: k(\"a:\") -> k(\"{a:\")\n          and 2 more lines, which -json lists\n": 1,
		"a.go:6: k(": 0, "by hand: as at a.go:1\n": 1, "a.go:8: " + strings.Repeat("x", 59) + `"b`: 0, "a.go:8: " + strings.Repeat("x", 59) + `"a:"yyy`: 1, "no fix: why\n\n": 1,
	} {
		if got := strings.Count(b.String(), want); got != times {
			t.Errorf("%q is there %d times, want %d, in\n%s", want, got, times, b.String())
		}
	}
	b.Reset()
	if err := Text(&b, r, Options{}); err != nil || !strings.Contains(b.String(), "a.go:1: a: -> {a:\n") {
		t.Errorf("without the source: %v\n%s", err, b.String())
	}
}

func TestText(t *testing.T) {
	const want = `shop.go (2 findings)

shop.go:2:26: RENAME: keys "a; b" and c (x; y (crossslot, likely)
    2 | c.Rename(ctx, "商店:"+id, other)
      |                       ^~
        Redis refuses; so
        tag <them>
        keys/keys.go:7:2: key c
        shop.go:2:16: key a
        fix (with -fix): tag them

shop.go:3:10: no reason
    3 | x := 1;	c.Del(ctx, a, b) // \x1b[31mred
      |        	^~~~~~~~~~~~~~~~

not analyzed in full

example.com/gone: no such package
    go get it
shop.go:3:1: undefined: x

2 findings (1 crossslot, 1 ignore) in 1 file; 2 packages analyzed, 2 packages with errors
`
	if got := writeText(t, Text, shopResult(), shopOptions()); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if got, want := writeText(t, Text, &result.Result{Packages: 1, GivenUp: 2}, Options{}), "no findings; 1 package analyzed; 2 call sites given up\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := writeText(t, Text, &result.Result{Packages: 1}, Options{}), "no findings; 1 package analyzed\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	colored := shopOptions()
	colored.Color = true
	if got := writeText(t, Text, shopResult(), colored); plain(got) != want {
		t.Errorf("with its colours taken away:\n%s\nwant:\n%s", plain(got), want)
	}
}

// TestWidth shows that no line is wider than the terminal, unless a word is.
func TestWidth(t *testing.T) {
	for width := 40; width < 120; width++ {
		opts := shopOptions()
		opts.Width = width
		r := shopResult()
		r.Findings[0].Problem = "RENAME: " + strings.Repeat("many words 商店 and ", 20)
		r.Findings[0].Advice = strings.TrimSpace(strings.Repeat("advice ", 30))
		got := writeText(t, Text, r, opts)
		for line := range strings.Lines(got) {
			if n := textColumns(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("width %d: %d columns: %s", width, n, line)
			}
		}
		if words := strings.Count(got, "advice"); words != 30 {
			t.Errorf("width %d: %d of 30 words", width, words)
		}
	}
}

func TestManyFailures(t *testing.T) {
	r := &result.Result{}
	for i := range mostFailures + 2 {
		r.Failures = append(r.Failures, result.Failure{Package: "p", Message: fmt.Sprint("error ", i)})
	}
	got := writeText(t, Text, r, Options{})
	if strings.Contains(got, "error 10") || !strings.Contains(got, "\np: and 2 more errors\n") {
		t.Errorf("got:\n%s", got)
	}
}

// FuzzExcerpt checks that the mark stands below what it marks, and that nothing
// reaches the terminal that is a command to it.
func FuzzExcerpt(f *testing.F) {
	f.Add("\tc.Rename(ctx, \"商店:\"+id, other)", 27, 29, 80)
	f.Add(strings.Repeat("\twide 店 ", 40), 200, 210, 60)
	f.Add("e\u0301\x80\x1b[0m", 3, 4, 20)
	f.Add("", 5, 2, 20)
	f.Fuzz(func(t *testing.T, line string, start, end, most int) {
		if most < 20 || most > 1000 || strings.ContainsAny(line, "\n") {
			t.Skip()
		}
		code, mark := excerpt(line, start, end, most)
		if !utf8.ValidString(code) && utf8.ValidString(line) || strings.ContainsAny(code+mark, "\x1b\x00\n\r") {
			t.Errorf("code %q, mark %q", code, mark)
		}
		if textColumns(code) > most {
			t.Errorf("%d columns of at most %d: %q", textColumns(code), most, code)
		}
		before, after, found := strings.Cut(mark, "^")
		if !found || strings.Trim(before, " \t") != "" || strings.Trim(after, "~\t") != "" {
			t.Fatalf("mark %q below %q", mark, code)
		}
		if textColumns(mark) > textColumns(code)+1 {
			t.Errorf("mark %q reaches out of %q", mark, code)
		}
		if start < 0 || start >= len(line) || !utf8.RuneStart(line[start]) || !utf8.ValidString(line) {
			return
		}
		// What is above the caret is what starts there.
		want, _ := utf8.DecodeRuneInString(line[start:])
		column := 0
		for i, r := range code {
			if column == textColumns(before) && columns(r) > 0 {
				if !strings.HasPrefix(code[i:], quote.Code(string(want))) && columns(want) > 0 && strings.TrimSpace(line[start:]) != "" && strings.Count(code[:i], "\t") == strings.Count(before, "\t") {
					t.Errorf("%q is above the caret, not %q: %q, %q", r, want, code, mark)
				}
				break
			}
			column += columns(r)
		}
	})
}

func TestJSON(t *testing.T) {
	const want = `{"version":2,"type":"finding","check":"crossslot","message":"RENAME: keys \"a; b\" and c (x; y; Redis refuses; so; tag <them> (crossslot, likely)","certainty":"likely","subject":"RENAME","keys":[{"pattern":"\"a; b\"","slot":0},{"pattern":"c (x; y"}],"relation":"hash to different slots","problem":"RENAME: keys \"a; b\" and c (x; y","consequence":"Redis refuses; so","advice":"tag <them>","answer":"safe","package":"example.com/shop","file":"shop.go","line":2,"column":26,"endLine":2,"endColumn":28,"related":[{"message":"key c","file":"keys/keys.go","line":7,"column":2,"endLine":7,"endColumn":2},{"message":"key a","file":"shop.go","line":2,"column":16,"endLine":2,"endColumn":16}],"fix":{"message":"tag them","edits":[{"file":"shop.go","line":2,"column":16,"endLine":2,"endColumn":16,"offset":0,"end":0,"new":"{"}]}}
{"version":2,"type":"finding","check":"ignore","message":"no reason","problem":"no reason","package":"example.com/shop","file":"shop.go","line":3,"column":10,"endLine":3,"endColumn":26}
{"version":2,"type":"failure","message":"no such package\n\tgo get it","package":"example.com/gone"}
{"version":2,"type":"failure","message":"undefined: x","package":"example.com/shop","file":"shop.go","line":3,"column":1,"endLine":3,"endColumn":1}
{"version":2,"type":"summary","tool":"v1.2.3","packages":2,"findings":2,"failures":2}
`
	if got := writeText(t, JSON, shopResult(), shopOptions()); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestOutputs shows that a file is written without colours, and that one that
// cannot be written keeps none of the others from it.
func TestOutputs(t *testing.T) {
	dir := t.TempDir()
	var outs Outputs
	for _, value := range []string{"json=" + filepath.Join(dir, "nosuch", "out"), "text=" + filepath.Join(dir, "out.txt"), "json"} {
		if err := outs.Set(value); err != nil {
			t.Fatal(err)
		}
	}
	for value, want := range map[string]string{
		"xml":                                   `unknown format "xml"`,
		"text=":                                 "no file",
		"text":                                  "standard output",
		"json=" + filepath.Join(dir, "out.txt"): "both go to",
	} {
		if err := outs.Set(value); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", value, err, want)
		}
	}
	opts := shopOptions()
	opts.Color, opts.Width = true, 40
	var stdout strings.Builder
	err := outs.Write(&stdout, shopResult(), opts)
	if err == nil || !strings.Contains(err.Error(), "-format json") || !strings.Contains(err.Error(), "nosuch") {
		t.Errorf("error %v", err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out.txt"))
	if err != nil || string(data) != writeText(t, Text, shopResult(), shopOptions()) {
		t.Errorf("out.txt: %v\n%s", err, data)
	}
	if stdout.String() != writeText(t, JSON, shopResult(), shopOptions()) {
		t.Errorf("standard output:\n%s", stdout.String())
	}

	var none Outputs
	stdout.Reset()
	if err := none.Write(&stdout, &result.Result{}, Options{}); err != nil || !strings.HasPrefix(stdout.String(), "no findings") {
		t.Errorf("without -format: %q, %v", stdout.String(), err)
	}
}

// TestWriteErrors shows that no format swallows the error of its writer.
func TestWriteErrors(t *testing.T) {
	full := errors.New("no space left")
	for _, f := range Formats {
		w := writerFunc(func([]byte) (int, error) { return 0, full })
		if err := f.Write(w, shopResult(), shopOptions()); !errors.Is(err, full) {
			t.Errorf("%s: error %v", f.Name, err)
		}
	}
	if Formats[0].Name != "text" {
		t.Error("the first format is not text, the default")
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

var (
	_ io.Writer  = writerFunc(nil)
	_ flag.Value = (*Outputs)(nil)
)
