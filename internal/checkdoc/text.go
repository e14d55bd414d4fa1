package checkdoc

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// short are the sections that are shown where not all of a page is asked for.
var short = []string{"Why", "Bad", "Good", "What to do"}

// Text renders a page for a terminal with that many columns: paragraphs are
// wrapped, examples indented, tables in columns. With bold, titles are in bold
// letters. Of the sections it has those that say what is wrong and what to do, and
// the titles of the others, or all.
func (d Doc) Text(width int, bold, all bool) string {
	r := newRenderer(width, bold)
	state := "on by default"
	if !d.On {
		state = "off by default"
	}
	r.heading(d.Name + ": " + plain(d.Summary))
	r.line(state + ", since " + d.Since)
	r.line("")
	r.markdown(d.What)
	var more []string
	for _, s := range d.Sections {
		if !all && !slices.Contains(short, s.Title) {
			more = append(more, strings.ToLower(s.Title[:1])+s.Title[1:])
			continue
		}
		r.line("")
		r.heading(strings.ToUpper(s.Title))
		r.line("")
		r.markdown(s.Text)
	}
	r.line("")
	if len(more) > 0 {
		r.wrap("explain -all "+d.Name+" also tells: "+strings.Join(more, "; ")+".", "", "")
	}
	r.line(d.URL)
	return r.b.String()
}

// A renderer turns the Markdown that the pages use into text.
type renderer struct {
	b     strings.Builder
	width int
	bold  bool
}

func newRenderer(width int, bold bool) *renderer { return &renderer{width: max(width, 40), bold: bold} }

func (r *renderer) heading(s string) {
	if r.bold {
		s = "\x1b[1m" + s + "\x1b[0m"
	}
	r.line(s)
}

func (r *renderer) line(s string) {
	r.b.WriteString(strings.TrimRight(s, " ") + "\n")
}

func (r *renderer) markdown(text string) {
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); {
		trimmed := strings.TrimSpace(lines[i])
		switch {
		case trimmed == "":
			r.line("")
			i++
		case strings.HasPrefix(trimmed, "```"):
			message := trimmed == "```text"
			for i++; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "```"); i++ {
				if message {
					r.wrap(lines[i], "    ", "      ")
				} else {
					r.line("    " + strings.ReplaceAll(lines[i], "\t", "    "))
				}
			}
			i++
		case strings.HasPrefix(lines[i], "    "): // a message too
			r.wrap(lines[i], "    ", "      ")
			i++
		case strings.HasPrefix(trimmed, "|"):
			var rows [][]string
			for ; i < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i]), "|"); i++ {
				rows = append(rows, cells(lines[i]))
			}
			r.table(rows)
		default:
			first, rest := "", ""
			if strings.HasPrefix(trimmed, "- ") {
				first, rest, trimmed = "- ", "  ", trimmed[2:]
			}
			paragraph := []string{trimmed}
			for i++; i < len(lines) && continues(lines[i]); i++ {
				paragraph = append(paragraph, strings.TrimSpace(lines[i]))
			}
			r.wrap(plain(strings.Join(paragraph, " ")), first, rest)
		}
	}
}

// continues reports whether a line belongs to the paragraph above it.
func continues(line string) bool {
	t := strings.TrimSpace(line)
	return t != "" && !strings.HasPrefix(t, "- ") && !strings.HasPrefix(t, "|") && !strings.HasPrefix(t, "```")
}

// wrap writes a paragraph in lines that fit the width.
func (r *renderer) wrap(text, first, rest string) {
	line, begun := first, false
	for word := range strings.FieldsSeq(text) {
		if begun && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > r.width {
			r.line(line)
			line, begun = rest, false
		}
		if begun {
			line += " "
		}
		line, begun = line+word, true
	}
	r.line(line)
}

// least is the width to which a column is made narrow at most.
const least = 14

// table writes rows, of which the first is the head, in columns. Where they do not
// fit, texts are wrapped, as few as can be.
func (r *renderer) table(rows [][]string) {
	var widths, words []int // of the columns, and of the longest word in each
	total := 0
	body := append(slices.Clone(rows[:1]), rows[min(2, len(rows)):]...) // without the rule below the head
	for _, row := range body {
		for j, c := range row {
			if j == len(widths) {
				widths, words = append(widths, 0), append(words, least)
			}
			for word := range strings.FieldsSeq(c) {
				words[j] = max(words[j], min(utf8.RuneCountInString(word), r.width/3))
			}
			widths[j] = max(widths[j], utf8.RuneCountInString(c))
		}
	}
	for _, w := range widths {
		total += w + 2
	}
	for ; total > r.width; total-- {
		best, lines := -1, 0
		for j := range widths {
			if widths[j] <= words[j] {
				continue
			}
			widths[j]--
			if n := height(body, widths); best < 0 || n < lines || n == lines && widths[j] >= widths[best] {
				best, lines = j, n
			}
			widths[j]++
		}
		if best < 0 {
			break
		}
		widths[best]--
	}
	for _, row := range body {
		columns, height := wrapped(row, widths)
		for n := range height {
			line := "  "
			for j, column := range columns {
				text := ""
				if n < len(column) {
					text = column[n]
				}
				line += text + strings.Repeat(" ", max(widths[j]-utf8.RuneCountInString(text), 0)+2)
			}
			r.line(line)
		}
	}
}

// wrapped returns the lines of each text of a row, and the most that one has.
func wrapped(row []string, widths []int) (columns [][]string, height int) {
	for j, c := range row {
		w := renderer{width: widths[j]}
		w.wrap(c, "", "")
		columns = append(columns, strings.Split(strings.TrimSuffix(w.b.String(), "\n"), "\n"))
		height = max(height, len(columns[j]))
	}
	return columns, height
}

// height returns how many lines rows have with such columns.
func height(rows [][]string, widths []int) (n int) {
	for _, row := range rows {
		_, lines := wrapped(row, widths)
		n += lines
	}
	return n
}

// cells splits a row of a table.
func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	var out []string
	for _, c := range strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|") {
		out = append(out, plain(strings.TrimSpace(strings.ReplaceAll(c, "\x00", "|"))))
	}
	return out
}

var link = regexp.MustCompile(`\[([^\]]+)\]\(([^)]+)\)`)

// folder is where the pages are in the repository.
const folder = "docs/checks"

// plain leaves the marks of Markdown out of a line. What a link leads to is named by
// its path in the repository, or, another page, by its command.
func plain(text string) string {
	text = link.ReplaceAllStringFunc(text, func(s string) string {
		m := link.FindStringSubmatch(s)
		name, target := m[1], m[2]
		switch check, page := strings.CutSuffix(target, ".md"); {
		case strings.Contains(target, "://"):
			return name + " (" + target + ")"
		case page && !strings.Contains(target, "/"):
			return name + " (explain " + check + ")"
		case path.Base(target) == name:
			return path.Join(folder, target)
		default:
			return name + " (" + path.Join(folder, target) + ")"
		}
	})
	text = regexp.MustCompile("\\*([A-Za-z][^*`]*)\\*").ReplaceAllString(text, "$1")
	return strings.ReplaceAll(text, "`", "")
}
