package lua

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestServer compares the text functions with those of a server, for patterns,
// texts and numbers of a few characters that mean something.
func TestServer(t *testing.T) {
	conn := redistest.Server(t)
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	some := func(most int, words ...string) string {
		var b strings.Builder
		for range r.IntN(most + 1) {
			b.WriteString(pick(words...))
		}
		return b.String()
	}
	text := func() string {
		return some(9, "a", "b", "A", ":", "1", "20", "-", "{", "}", "(", ")", " ", "\x00", "\xe9", ".", "%", "_")
	}
	pattern := func() string {
		return pick("", "", "^") + some(5, "a", "b", ":", "1", ".", "%d", "%D", "%a", "%w", "%W", "%s", "%p", "%u", "%l", "%x", "%c", "%z", "%-", "%.", "%%", "[ab]", "[^:]", "[%d_]", "[a-z]", "[]x]", "[a-]", "[%a-z]", "(", ")", "(a)", "(.-)", "([^:]*)", "()", "*", "+", "-", "?", "%b{}", "%b()", "%f[%d]", "%f[:]", "%1", "$", "{", "}", "[", "%") + pick("", "", "$")
	}
	small := func() string { return fmt.Sprint(r.IntN(9) - 4) }
	seen := map[string]int{}
	for range 30_000 {
		var name string
		var args []string
		switch name = pick("gsub", "gsub", "match", "match", "find", "sub", "rep", "reverse", "lower", "upper", "char", "format", "sha1hex"); name {
		case "gsub":
			args = []string{text(), pattern(), some(3, "x", "{", "}", "%0", "%1", "%2", "%%", "%-", ":")}
			if r.IntN(4) == 0 {
				args = append(args, small())
			}
		case "match", "find":
			args = []string{text(), pattern()}
			if r.IntN(4) == 0 {
				args = append(args, small())
			}
		case "sub":
			args = []string{text(), small()}
			if r.IntN(3) > 0 {
				args = append(args, small())
			}
		case "rep":
			args = []string{text(), small()}
		case "char":
			args = []string{fmt.Sprint(r.IntN(256)), fmt.Sprint(r.IntN(256))}
		case "format":
			args = []string{some(4, "%s", "%d", "%i", "%x", "%X", "%o", "%u", "%5s", "%-5s", "%.2s", "%05d", "%-4d", "%3d", "%04x", "%%", ":", "a"), pick("7", "-12", "ab", "", "007", "1e3", "340"), pick("7", "x:y", "-3"), "5", "6"}
		default:
			args = []string{text()}
		}
		library := "string."
		if name == "sha1hex" {
			library = "redis."
		}
		got, ok := Apply(library+name, args)
		// Numbers come back as texts, and what does not compile as an error.
		script := "local r = {" + library + name + "(unpack(ARGV))} for i = 1, #r do r[i] = tostring(r[i]) end return r"
		reply, err := conn.Do(append([]string{"EVAL", script, "0"}, args...)...)
		seen[name+fmt.Sprint(ok)]++
		if !ok {
			continue // which is always right; whether it is so too often is counted below
		}
		var want []string
		if list, isList := reply.([]any); isList && err == nil {
			for _, x := range list {
				want = append(want, fmt.Sprint(x))
			}
		}
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%s%s(%q) = %q, the server says %q, %v", library, name, args, got, want, err)
		}
	}
	for _, name := range []string{"gsub", "match", "find", "sub", "rep", "reverse", "lower", "upper", "char", "format", "sha1hex"} {
		if seen[name+"true"] < 200 {
			t.Errorf("%s was computed %d times", name, seen[name+"true"])
		}
	}
}

// TestMatchBounded runs patterns that a matcher without bounds does not finish.
func TestMatchBounded(t *testing.T) {
	long := strings.Repeat("a", 200)
	for _, test := range []struct{ name, text, pattern string }{
		{"stars", long, strings.Repeat("a*", 20) + "b"},
		{"nesting", long, strings.Repeat("(a?", 30) + strings.Repeat(")", 30) + strings.Repeat("a-", 300)},
		{"text", strings.Repeat("a", maxLength), "a"},
	} {
		if got, ok := Apply("string.match", []string{test.text, test.pattern}); ok {
			t.Errorf("%s: matched %q", test.name, got)
		}
	}
	if got, ok := Apply("string.match", []string{long, "^a*$"}); !ok || got[0] != long {
		t.Errorf("a plain pattern of a long text: %q, %v", got, ok)
	}
}
