package rename

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// TestRenamed compares the keys of a program before and after an edit. user:<id>:name
// gets a tag.
func TestRenamed(t *testing.T) {
	const (
		old     = retag.Family("user:\x00:name")
		tagged  = retag.Family("{user:\x00}:name")
		other   = retag.Family("city:\x00")
		unknown = retag.Family("\x00")
	)
	const bytes = retag.Family("\xff\xfe:\x00") // no text
	p := &Program{Separators: ":"}
	tags := map[retag.Family]retag.Cut{old: {Open: 0, Close: len("user:") + 1}, bytes: {Open: 0, Close: len(bytes)}}
	sent := func(pairs ...string) (out []Sent) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, Sent{Line{pairs[i], 1}, retag.Family(pairs[i+1])})
		}
		return out
	}
	const set, call = "store.go", "call.go"
	for _, test := range []struct {
		name          string
		before, after []Sent
		want          bool
	}{
		{"all renamed", sent(set, string(old), call, string(other)), sent(set, string(tagged), call, string(other)), true},
		{"one that is no text", sent(set, string(bytes)), sent(set, "{"+string(bytes)+"}"), true},
		{"one that is no text is not", sent(set, string(bytes)), sent(set, string(bytes)), false},
		{"one is not", sent(set, string(old), call, string(old)), sent(set, string(tagged), call, string(old)), false},
		{"one of a line is not", sent(set, string(old), set, string(old)), sent(set, string(tagged), set, string(old)), false},
		{"another one is", sent(set, string(old), call, string(other)), sent(set, string(tagged), call, "{city}:\x00"), false},
		{"it is taken for another one of the family", sent(set, string(old), set, "user:7:name"), sent(set, string(tagged), set, string(tagged)), false},
		{"an unknown key is known now", sent(set, string(old), call, string(unknown)), sent(set, string(tagged), call, string(tagged)), true},
		{"an unknown key is known now, and its callers are not asked", sent(set, string(old), set, string(unknown), call, string(unknown), call, string(unknown)), sent(set, string(tagged)), true},
		{"an unknown key is another one now", sent(set, string(old), call, string(unknown)), sent(set, string(tagged), call, string(other)), false},
		{"a key is gone", sent(set, string(old), call, string(other)), sent(set, string(tagged)), false},
		{"a renamed key is gone", sent(set, string(old), call, string(old)), sent(set, string(tagged)), false},
		{"a key has come", sent(set, string(old)), sent(set, string(tagged), call, string(other)), false},
		{"it is told once where it was told twice", sent(set, string(old), set, string(old)), sent(set, string(tagged)), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if line, got := p.renamed(test.before, test.after, tags); got != test.want || got != (line == Line{}) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}
