package checkdoc

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Text renders a page for a terminal with that many columns: paragraphs are
// wrapped, examples indented, tables in columns where they fit and as lists where
// they do not. With bold, titles are in bold letters.
func (d Doc) Text(width int, bold bool) string {
	width = max(width, 40)
	r := &renderer{width: width}
	heading := func(s string) string {
		if bold {
			return "\x1b[1m" + s + "\x1b[0m"
		}
		return s
	}
	state := "on by default"
	if !d.On {
		state = "off by default"
	}
	r.line(heading(d.Name + ": " + plain(d.Summary)))
	r.line(state + ", since " + d.Since)
	r.line("")
	r.markdown(d.What)
	for _, s := range d.Sections {
		r.line("")
		r.line(heading(strings.ToUpper(s.Title)))
		r.line("")
		r.markdown(s.Text)
	}
	r.line("")
	r.line(d.URL)
	return r.b.String()
}

// A renderer turns the Markdown that the pages use into text.
type renderer struct {
	b     strings.Builder
	width int
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
			indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " "))
			for i++; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "```"); i++ {
				r.code(lines[i][min(indent, len(lines[i])):])
			}
			i++
		case strings.HasPrefix(lines[i], "    "):
			r.code(strings.TrimPrefix(lines[i], "    "))
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

// code writes a line of an example. Messages are longer than any terminal, and
// are wrapped; code is not.
func (r *renderer) code(line string) {
	line = strings.ReplaceAll(line, "\t", "    ")
	if utf8.RuneCountInString(line) > r.width+20 {
		r.wrap(strings.TrimSpace(line), "    ", "      ")
		return
	}
	r.line("    " + line)
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

// table writes rows, of which the first is the head, in columns.
func (r *renderer) table(rows [][]string) {
	var widths []int
	var body [][]string
	for i, row := range rows {
		if i == 1 {
			continue // the rule below the head
		}
		for j, c := range row {
			if j == len(widths) {
				widths = append(widths, 0)
			}
			widths[j] = max(widths[j], utf8.RuneCountInString(c))
		}
		body = append(body, row)
	}
	total := 0
	for _, w := range widths {
		total += w + 2
	}
	if total > r.width {
		r.list(body)
		return
	}
	for _, row := range body {
		line := "  "
		for j, c := range row {
			line += c + strings.Repeat(" ", widths[j]-utf8.RuneCountInString(c)+2)
		}
		r.line(line)
	}
}

// list writes the rows of a wide table one below the other: what the first column
// says, and below it the others.
func (r *renderer) list(rows [][]string) {
	head := rows[0]
	for i, row := range rows[1:] {
		if i > 0 {
			r.line("")
		}
		r.wrap(row[0], "  ", "    ")
		for j, c := range row[1:] {
			if c == "" {
				continue
			}
			if j+1 < len(head) && head[j+1] != "" {
				c = head[j+1] + ": " + c
			}
			r.wrap(c, "      ", "        ")
		}
	}
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

// plain leaves the marks of Markdown out of a line.
func plain(text string) string {
	text = link.ReplaceAllString(text, "$1")
	text = regexp.MustCompile("\\*([A-Za-z][^*`]*)\\*").ReplaceAllString(text, "$1")
	return strings.ReplaceAll(text, "`", "")
}
