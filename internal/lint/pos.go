package lint

import (
	"strconv"
	"strings"
)

// splitPos reads "file:line:column", "file:line" or "file" as package packages
// writes it. ok is false for "-" and for nothing: no place is known.
func splitPos(pos string) (file string, line, column int, ok bool) {
	if pos == "" || pos == "-" {
		return "", 0, 0, false
	}
	file, last, found := cutLast(pos)
	if !found {
		return pos, 0, 0, true
	}
	before, first, found := cutLast(file)
	if !found {
		return file, last, 0, true
	}
	return before, first, last, true
}

// cutLast cuts ":NUMBER" off the end of a text.
func cutLast(s string) (before string, n int, found bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil {
		return s, 0, false
	}
	return s[:i], n, true
}
