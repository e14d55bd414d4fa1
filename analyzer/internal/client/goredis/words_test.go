package goredis

import (
	"strings"
	"testing"
)

// TestWords shows that the words of a method begin with its command, and that
// they name its keys.
func TestWords(t *testing.T) {
	for _, r := range wordRows {
		words := wordIndex()[r.name]
		rows := index()[r.name]
		if len(rows) != 1 {
			t.Errorf("%s: %d methods", r.name, len(rows))
			continue
		}
		if len(words) < 2 || words[0].Option != rows[0].Command {
			t.Errorf("%s sends %s, not %q", r.name, rows[0].Command, r.words)
		}
		for _, key := range rows[0].Keys {
			found := false
			for _, w := range words {
				found = found || w.Arg != nil && strings.Trim(w.Arg.String(), "*?") == strings.Trim(key.String(), "*?")
			}
			if !found {
				t.Errorf("%s: the key %s is not among %q", r.name, key, r.words)
			}
		}
	}
}
