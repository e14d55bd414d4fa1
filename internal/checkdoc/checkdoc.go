// Package checkdoc has what is to be said of each check, read from its page in
// docs/checks: for people at a terminal, and for the formats that describe rules.
package checkdoc

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/crossslotlint/crossslotlint/analyzer"
	pages "github.com/crossslotlint/crossslotlint/docs/checks"
)

// pagesURL is where the pages are on the web.
const pagesURL = "https://github.com/crossslotlint/crossslotlint/blob/main/docs/checks/"

// A Doc is the page of one check. It has the sections Why, Bad, Good and What to do,
// and others in between.
type Doc struct {
	Name    string // "crossslot"
	Summary string // a phrase, without a full stop: "the keys of one command do not share a slot"
	On      bool   // whether it is on by default
	Since   string // the first version that has it: "v0.1.0"
	URL     string // of the page on the web
	What    string // Markdown: what is reported, in a paragraph or two
	// Sections are in the order of the page.
	Sections []Section
	Markdown string // the whole page
}

// A Section is a part of a page.
type Section struct {
	Title string // "Why"
	Text  string // Markdown, without the title
}

// Section returns the text of a section, "" if there is none.
func (d Doc) Section(title string) string {
	for _, s := range d.Sections {
		if s.Title == title {
			return s.Text
		}
	}
	return ""
}

// Names are the categories of all findings: the checks, and "ignore", which is
// about the comments that switch them off.
func Names() []string { return append(slices.Clone(analyzer.Checks), "ignore") }

// All returns the pages of all checks, in the order of [Names].
var All = sync.OnceValue(func() []Doc {
	var docs []Doc
	for _, name := range Names() {
		text, err := pages.Pages.ReadFile(name + ".md")
		if err == nil {
			var d Doc
			if d, err = parse(name, string(text)); err == nil {
				docs = append(docs, d)
			}
		}
		if err != nil {
			panic("docs/checks: " + err.Error()) // the pages are part of the program: a test reads them
		}
	}
	return docs
})

// Lookup returns the page of a check. The name may be written in any case, and as
// at the end of a message: "(txslot, proven)". It is an error that names all
// checks if there is no such one.
func Lookup(name string) (Doc, error) {
	plain, _, _ := strings.Cut(strings.Trim(strings.TrimSpace(name), "()"), ",")
	for _, d := range All() {
		if strings.EqualFold(plain, d.Name) {
			return d, nil
		}
	}
	return Doc{}, fmt.Errorf("unknown check %q: want %s", name, strings.Join(Words(), ", "))
}

// required are the sections that each page has.
var required = []string{"Why", "Bad", "Good", "What to do"}

var (
	titleLine  = regexp.MustCompile(`^# ([a-z]+): (.+[^.])$`)
	statusLine = regexp.MustCompile(`^(On by default|Off by default|Always on)\. Since (v\d+\.\d+\.\d+)\.$`)
)

// parse reads a page: "# NAME: SUMMARY", then "On by default. Since VERSION.",
// what is reported, and sections that begin with "## TITLE".
func parse(name, page string) (Doc, error) {
	d := Doc{Name: name, URL: pagesURL + name + ".md", Markdown: page}
	parts := strings.Split(page, "\n## ")
	head := strings.SplitN(parts[0], "\n\n", 3)
	if len(head) != 3 {
		return d, fmt.Errorf("%s.md: want a title, whether it is on by default, and what is reported", name)
	}
	title := titleLine.FindStringSubmatch(head[0])
	if title == nil || title[1] != name {
		return d, fmt.Errorf("%s.md: title %q: want # %s: and what it reports", name, head[0], name)
	}
	status := statusLine.FindStringSubmatch(head[1])
	if status == nil {
		return d, fmt.Errorf("%s.md: %q: want On by default. Since v1.2.3.", name, head[1])
	}
	d.Summary, d.On, d.Since, d.What = title[2], status[1] != "Off by default", status[2], strings.TrimSpace(head[2])
	for _, part := range parts[1:] {
		t, text, _ := strings.Cut(part, "\n")
		d.Sections = append(d.Sections, Section{t, strings.TrimSpace(text)})
	}
	for _, r := range required {
		if d.Section(r) == "" {
			return d, fmt.Errorf("%s.md: no section %q", name, r)
		}
	}
	return d, nil
}
