package checkdoc

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/crossslotlint/crossslotlint/docs/topics"
)

// topicsURL is where the pages of topics are on the web.
const topicsURL = "https://github.com/crossslotlint/crossslotlint/blob/main/docs/topics/"

// A Topic is a page that is about no one check.
type Topic struct {
	Name, Summary, URL string
	What               string // Markdown: what comes before the first section
	Sections           []Section
}

// Topics returns the pages of all topics, by their names.
var Topics = sync.OnceValue(func() []Topic {
	entries, err := topics.Pages.ReadDir(".")
	if err != nil {
		panic("docs/topics: " + err.Error())
	}
	var out []Topic
	for _, e := range entries {
		page, err := topics.Pages.ReadFile(e.Name())
		if err != nil {
			panic("docs/topics: " + err.Error())
		}
		out = append(out, parseTopic(strings.TrimSuffix(e.Name(), ".md"), string(page)))
	}
	return out
})

// Words are what explain tells of: the checks, and the topics.
func Words() []string {
	words := slices.Clone(Names())
	for _, t := range Topics() {
		words = append(words, t.Name)
	}
	return words
}

// parseTopic reads a page: "# NAME: SUMMARY", then text and sections that begin with
// "## TITLE". A test holds the pages to that.
func parseTopic(name, page string) Topic {
	parts := strings.Split(page, "\n## ")
	title, what, _ := strings.Cut(parts[0], "\n")
	t := Topic{
		Name: name, URL: topicsURL + name + ".md", What: strings.TrimSpace(what),
		Summary: strings.TrimPrefix(title, fmt.Sprintf("# %s: ", name)),
	}
	for _, part := range parts[1:] {
		title, text, _ := strings.Cut(part, "\n")
		t.Sections = append(t.Sections, Section{title, strings.TrimSpace(text)})
	}
	return t
}

// text renders the page of a topic as [Doc.Text] does one of a check.
func (t Topic) text(width int, bold bool) string {
	r := newRenderer(width, bold)
	r.heading(t.Name + ": " + plain(t.Summary))
	r.line("")
	r.markdown(t.What)
	for _, s := range t.Sections {
		r.line("")
		r.heading(strings.ToUpper(s.Title))
		r.line("")
		r.markdown(s.Text)
	}
	r.line("")
	r.line(t.URL)
	return r.b.String()
}
