package format

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Text is the format for people: the findings by file, each with its source line,
// the clauses of its message on lines of their own, and the places that lead to it;
// then what could not be analyzed; then a line with counts.
func Text(w io.Writer, r *result.Result, opts Options) error {
	t := &text{result: r, opts: opts, style: style(opts.Color), sources: newLines(opts), plans: make(map[string]string)}
	for i, f := range r.Findings {
		if i == 0 || f.File != r.Findings[i-1].File {
			t.header(f.File)
		}
		t.finding(f)
	}
	t.failures()
	t.counts()
	_, err := w.Write(t.out.Bytes())
	return err
}

// A text is being written.
type text struct {
	result *result.Result
	opts   Options
	style  style
	out    bytes.Buffer

	file  string // whose lines are those below
	lines [][]byte

	sources *lines            // of plans
	plans   map[string]string // the places of the findings that have shown a plan, by what it is
}

// indent is where everything below the first line of a finding starts; the number
// of a source line and a bar stand before it.
const indent = 8

func (t *text) header(file string) {
	n := 0
	for _, f := range t.result.Findings {
		if f.File == file {
			n++
		}
	}
	fmt.Fprintf(&t.out, "%s (%s)\n\n", t.style.bold(t.name(file)), count(n, "finding"))
}

func (t *text) finding(f result.Finding) {
	headline := t.style.bold(t.place(f.Range)) + ": " + f.Problem
	if f.Certainty != "" {
		headline += " " + t.style.certainty(f.Certainty, fmt.Sprintf("(%s, %s)", f.Check, f.Certainty))
	}
	t.wrap(headline, 0)
	t.source(f.Range, true)
	for _, clause := range []string{f.Detail, f.Consequence, f.Advice} {
		if clause != "" {
			t.wrap(clause, indent)
		}
	}
	shown := map[string]bool{lineOf(f.Range): true}
	for _, rel := range f.Related {
		t.wrap(t.place(rel.Range)+": "+rel.Message, indent)
		if line := lineOf(rel.Range); !shown[line] {
			shown[line] = true
			t.source(rel.Range, false)
		}
	}
	switch f.Answer() {
	case "safe":
		t.wrap("fix (with -fix): "+f.Fix.Message, indent)
	case "review":
		t.wrap("fix (with -fix -review): "+f.Fix.Message, indent)
		t.review(f)
	case "manual":
		t.wrap("no fix: "+f.Unfixed, indent)
		t.manual(f)
	}
	if f.Fix != nil && len(f.Fix.Printed) > 0 {
		t.wrap("these logs, messages and tests show the new names: "+some(f.Fix.Printed), indent)
	}
	t.out.WriteByte('\n')
}

// some returns the first few items of a list, and how many there are besides.
func some(list []string) string {
	const most = 5
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}

func lineOf(r result.Range) string { return fmt.Sprintf("%s:%d", r.File, r.Line) }

// name spells the name of a file, with which a line may start.
func (t *text) name(file string) string { return quote.Line(t.result.Rel(file)) }

// place spells a place as compilers do, so that terminals and editors find it.
func (t *text) place(r result.Range) string {
	out := t.name(r.File)
	if r.Line > 0 {
		out += fmt.Sprintf(":%d", r.Line)
		if r.Column > 0 {
			out += fmt.Sprintf(":%d", r.Column)
		}
	}
	return out
}

// source writes a source line, with a caret below if it is asked for. It writes
// nothing if the line is not known.
func (t *text) source(r result.Range, caret bool) {
	line, ok := t.line(r.File, r.Line)
	if !ok {
		return
	}
	end := r.EndColumn
	if r.EndLine != r.Line {
		end = r.Column
	}
	width := 200
	if t.opts.Width > 0 {
		width = max(t.opts.Width-indent-1, 20)
	}
	code, mark := excerpt(string(line), r.Column-1, end-1, width)
	fmt.Fprintf(&t.out, "%s %s\n", t.style.dim(fmt.Sprintf("%*d |", indent-3, r.Line)), code)
	if caret && r.Column > 0 {
		fmt.Fprintf(&t.out, "%s %s\n", t.style.dim(fmt.Sprintf("%*s |", indent-3, "")), t.style.mark(mark))
	}
}

// line returns a line of a file. One file is kept: findings come by file.
func (t *text) line(file string, n int) ([]byte, bool) {
	if t.opts.Source == nil || file == "" {
		return nil, false
	}
	if file != t.file {
		data, err := t.opts.Source(file)
		if err != nil {
			data = nil // the findings count, the line is an extra
		}
		t.file, t.lines = file, bytes.Split(data, []byte("\n"))
	}
	if n < 1 || n > len(t.lines) {
		return nil, false
	}
	return bytes.TrimSuffix(t.lines[n-1], []byte("\r")), true
}

// mostFailures is how many errors of one package are told: one mistake has many.
const mostFailures = 10

// lineBreak is one in the message of a compiler, with what stands before the next
// word.
var lineBreak = regexp.MustCompile(`\n\s*`)

func (t *text) failures() {
	if len(t.result.Failures) == 0 {
		return
	}
	fmt.Fprintf(&t.out, "%s\n\n", t.style.bold("not analyzed in full"))
	told := make(map[string]int)
	for _, f := range t.result.Failures {
		if told[f.Package]++; told[f.Package] > mostFailures {
			continue
		}
		place := quote.Line(f.Package)
		if f.File != "" {
			place = t.place(f.Range)
		}
		t.wrap(t.style.bold(place)+": "+lineBreak.ReplaceAllString(f.Message, "\n    "), 0)
	}
	for _, pkg := range slices.Sorted(maps.Keys(told)) {
		if more := told[pkg] - mostFailures; more > 0 {
			fmt.Fprintf(&t.out, "%s: and %s\n", quote.Line(pkg), count(more, "more error"))
		}
	}
	t.out.WriteByte('\n')
}

// counts writes the last line: "3 findings (2 crossslot, 1 txslot) in 2 files; 5
// packages analyzed".
func (t *text) counts() {
	r := t.result
	checks, files, broken := make(map[string]int), make(map[string]bool), make(map[string]bool)
	for _, f := range r.Findings {
		checks[f.Check]++
		files[f.File] = true
	}
	for _, f := range r.Failures {
		broken[f.Package] = true
	}
	var out strings.Builder
	if len(r.Findings) == 0 {
		out.WriteString("no findings")
	} else {
		var list []string
		for _, name := range slices.SortedFunc(maps.Keys(checks), func(a, b string) int {
			return cmp.Or(cmp.Compare(checks[b], checks[a]), cmp.Compare(a, b))
		}) {
			list = append(list, fmt.Sprintf("%d %s", checks[name], name))
		}
		fmt.Fprintf(&out, "%s (%s) in %s", count(len(r.Findings), "finding"), strings.Join(list, ", "), count(len(files), "file"))
	}
	errors := ""
	if len(broken) > 0 {
		errors = fmt.Sprintf(", %s with errors", count(len(broken), "package"))
	}
	if r.Packages == 0 && errors != "" {
		out.Reset() // that nothing was found would be no news
		out.WriteString("nothing was analyzed" + errors)
	} else {
		fmt.Fprintf(&out, "; %s analyzed%s", count(r.Packages, "package"), errors)
		if r.GivenUp > 0 {
			fmt.Fprintf(&out, "; %s given up", count(r.GivenUp, "call site"))
		}
	}
	t.wrap(t.style.bold(out.String()), 0)
}

// count spells a number of things: "1 file", "2 files".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
