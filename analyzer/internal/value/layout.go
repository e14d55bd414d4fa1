package value

import (
	"strconv"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// formatTime evaluates the method Format of a time.Time: what stands beside the date
// in a layout ("{2006-01-02}:visits") is text.
func formatTime(op string, args []*Value) *Value {
	layout, ok := args[1].Constant()
	id := args[0].Identity()
	if !ok || id == "" {
		return nil
	}
	var parts []*Value
	for _, piece := range dates(layoutPieces(layout)) {
		if isLayoutText(piece) {
			parts = append(parts, Literal(piece))
			continue
		}
		quoted := strconv.Quote(piece)
		name := args[0].name() + ".Format(" + quoted + ")"
		parts = append(parts, &Value{Kind: Sym, ID: Bounded(Op(op, id, quoted), "0"), Name: name, Hole: pattern.Word})
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return Concat(parts...)
}

// dates joins the pieces of a layout that are between two elements of a date, unless
// a brace is: "2006-01-02" is one date.
func dates(pieces []string) []string {
	var out []string
	for i := 0; i < len(pieces); i++ {
		if piece := pieces[i]; isLayoutText(piece) {
			out = append(out, piece)
			continue
		}
		end := i + 1
		for j := end; j < len(pieces) && !strings.ContainsAny(pieces[j], "{}"); j++ {
			if !isLayoutText(pieces[j]) {
				end = j + 1
			}
		}
		out = append(out, strings.Join(pieces[i:end], ""))
		i = end - 1
	}
	return out
}

// layoutPieces splits a layout of package time into text and what is neither split nor
// joined by the text around it: the pieces, formatted one by one, make what the layout
// makes.
func layoutPieces(layout string) []string {
	var out []string
	start := 0
	cut := func(end int) {
		if start < end {
			out = append(out, layout[start:end])
		}
		start = end
	}
	text := false
	for i := range len(layout) {
		if t := apartFromDate(layout, i); t != text || i == 0 {
			cut(i)
			text = t
		}
	}
	cut(len(layout))
	return out
}

// apartFromDate reports whether no element of a layout holds the byte i, whatever is
// around it. Elements are of letters and digits, and of "-07", "Z07:00", "_2" and
// ".000" (time.Layout).
func apartFromDate(layout string, i int) bool {
	after := layout[i+1:]
	switch c := layout[i]; {
	case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
		return false
	case c == '-':
		return !strings.HasPrefix(after, "07")
	case c == ':':
		return !strings.HasPrefix(after, "00")
	case c == '_':
		return !strings.HasPrefix(after, "2") && !strings.HasPrefix(after, "_2")
	case c == '.' || c == ',':
		return !strings.HasPrefix(after, "0") && !strings.HasPrefix(after, "9")
	}
	return true
}

// probes are two times of which no element of a layout is the same.
var probes = [...]time.Time{
	time.Date(2001, time.March, 4, 7, 8, 9, 123456789, time.FixedZone("ABC", 3600)),
	time.Date(1999, time.October, 23, 20, 31, 42, 987654321, time.FixedZone("XYZ", -7200)),
}

// isLayoutText reports whether a piece of a layout has no element of a date.
func isLayoutText(piece string) bool {
	for _, t := range probes {
		if t.Format(piece) != piece {
			return false
		}
	}
	return true
}
