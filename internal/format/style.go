package format

import "strings"

// A style colours text, if it is true.
type style bool

func (s style) with(code, text string) string {
	if !s || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s style) bold(text string) string { return s.with("1", text) }
func (s style) dim(text string) string  { return s.with("2", text) }
func (s style) mark(text string) string { return s.with("1;32", text) }

// certaintyColors are the colours of what ends a message.
var certaintyColors = map[string]string{"proven": "31", "likely": "33", "possible": "36"}

func (s style) certainty(certainty, text string) string {
	code, ok := certaintyColors[certainty]
	if !ok {
		return text
	}
	return s.with(code, text)
}

// plain takes the colours out of a text.
func plain(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "\x1b[")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, text, _ = strings.Cut(after, "m")
	}
}
