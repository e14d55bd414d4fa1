package newfrom

import (
	"fmt"
	"strconv"
	"strings"
)

// lines are those of a file that have changed.
type lines struct {
	all   bool
	hunks []hunk // in their order
}

// A hunk is a run of new lines; with no line, a place where lines went away.
type hunk struct {
	start int // the first line, from 1; of a hunk without lines, the line before it, from 0
	count int
}

// touch reports whether one of the lines from first to last is new, or lines
// went away between two of them.
func (l *lines) touch(first, last int) bool {
	if l.all {
		return true
	}
	for _, h := range l.hunks {
		if h.count == 0 {
			if first <= h.start && h.start+1 <= last {
				return true
			}
			continue
		}
		if first <= h.start+h.count-1 && h.start <= last {
			return true
		}
	}
	return false
}

// parse reads a diff that git made without context lines, and calls file for
// each file that is still there. Names are relative to the work tree.
func parse(diff []byte, file func(name string, l *lines)) error {
	var current *lines
	// What follows a hunk's header is as many lines of text as it says, and these
	// may look like anything.
	skip := 0
	n := 0
	for line := range strings.Lines(string(diff)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		switch {
		case skip > 0:
			// "\ No newline at end of file" counts for none.
			if !strings.HasPrefix(line, `\`) {
				skip--
			}
		case strings.HasPrefix(line, "diff "):
			current = nil
		case strings.HasPrefix(line, "+++ "):
			name, err := fileName(strings.TrimPrefix(line, "+++ "))
			if err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			current = nil
			if name != "" {
				current = new(lines)
				file(name, current)
			}
		case strings.HasPrefix(line, "@@ "):
			old, h, err := parseHunk(line)
			if err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			skip = old + h.count
			if current != nil {
				current.hunks = append(current.hunks, h)
			}
		}
	}
	return nil
}

// fileName reads the name in a line "+++ b/name"; it is empty for a file that is
// gone. Git quotes names with special characters as C does, and puts a tab
// behind those with a space.
func fileName(text string) (string, error) {
	text = strings.TrimSuffix(text, "\t")
	if text == "/dev/null" {
		return "", nil
	}
	if strings.HasPrefix(text, `"`) {
		// C's escapes are those of Go, but for octal numbers of less than three
		// digits, which git does not write.
		unquoted, err := strconv.Unquote(text)
		if err != nil {
			return "", fmt.Errorf("file name %s: %w", text, err)
		}
		text = unquoted
	}
	name, ok := strings.CutPrefix(text, "b/")
	if !ok {
		return "", fmt.Errorf("file name %q does not start with b/", text)
	}
	return name, nil
}

// parseHunk reads a line "@@ -a,b +c,d @@", and returns b, and c and d. Without
// them, b and d are 1.
func parseHunk(line string) (old int, h hunk, err error) {
	fields := strings.Fields(line)
	if len(fields) < 4 || fields[3] != "@@" || !strings.HasPrefix(fields[1], "-") || !strings.HasPrefix(fields[2], "+") {
		return 0, hunk{}, fmt.Errorf("hunk %q", line)
	}
	_, old, err = parseRange(fields[1][1:])
	if err == nil {
		h.start, h.count, err = parseRange(fields[2][1:])
	}
	if err != nil {
		return 0, hunk{}, fmt.Errorf("hunk %q: %w", line, err)
	}
	return old, h, nil
}

func parseRange(text string) (start, count int, err error) {
	first, second, ok := strings.Cut(text, ",")
	count = 1
	if start, err = number(first); err == nil && ok {
		count, err = number(second)
	}
	return start, count, err
}

// number reads a number of lines.
func number(text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err
}
