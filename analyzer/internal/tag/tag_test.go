package tag_test

import (
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
)

// parse reads a pattern as messages spell it: <id> is a hole of text, <#id> one
// of integers.
func parse(s string) pattern.Pattern {
	var out []pattern.Pattern
	for s != "" {
		lit, tail, ok := strings.Cut(s, "<")
		out = append(out, pattern.Lit(lit))
		if !ok {
			break
		}
		name, rest, _ := strings.Cut(tail, ">")
		h := pattern.Hole{ID: name, Name: name}
		if n, ok := strings.CutPrefix(name, "#"); ok {
			h.Name, h.Kind = n, pattern.Int
		}
		out = append(out, pattern.Of(h))
		s = rest
	}
	return pattern.Concat(out...)
}

func TestOf(t *testing.T) {
	for key, want := range map[string]tag.Oddity{
		"":                     tag.None,
		"user:1":               tag.None,
		"{user:1}:a":           tag.None,
		"{<id>}:a":             tag.None,
		"}{user}":              tag.None,
		"user}":                tag.None,
		"{a}:{b}":              tag.None,
		"{a}:{":                tag.None,
		"{}user:1":             tag.Empty,
		"user:{}":              tag.Empty,
		"{}:{user:1}":          tag.Empty,
		"{user:1:a":            tag.Open,
		"{user:<id>:a":         tag.Open,
		"user:{<id>":           tag.Open,
		"}{user":               tag.Open,
		"{{user:1}}:a":         tag.Doubled,
		"{{<id>}}:a":           tag.Doubled,
		"x{{<id>}:a":           tag.Doubled,
		"{user:{1}}":           tag.None,
		"<prefix>:{user:<id>}": tag.None,
	} {
		if got := tag.Of(parse(key)); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

func TestFault(t *testing.T) {
	for _, test := range []struct {
		p, q  string
		want  tag.Oddity
		first bool
	}{
		{"user:1", "user:2", tag.None, false},
		{"{a}:x", "{b}:x", tag.None, false},
		{"{}:a", "{}:b", tag.Empty, true},
		{"{}:a", "{<id>}:b", tag.Empty, true},
		{"{<id>}:a", "{}:b", tag.Empty, false},
		{"{}:a", "b", tag.None, false}, // nothing to share a tag with
		{"{user:1:a", "{user:1}:b", tag.Open, true},
		{"{user:1}:a", "{user:1:b", tag.Open, false},
		{"{user:1", "user:1", tag.None, false},
		{"{{<id>}}:a", "{<id>}:b", tag.Doubled, true},
		{"{<id>}:a", "{{<id>}}:b", tag.Doubled, false},
		{"{{<id>}}:a", "{<name>}:b", tag.None, false},
		{"{{<id>}}:a", "b", tag.None, false},
		{"{cart}:{<id>}", "{stock}:{<id>}", tag.Second, true},
		{"{cart}:{<id>}", "{<id>}:stock", tag.Second, true},
		{"{<id>}:stock", "{cart}:{<id>}", tag.Second, false},
		{"{cart}:{<id>}", "{stock}:{<name>}", tag.None, false},
	} {
		got, first := tag.Fault(parse(test.p), parse(test.q))
		if got != test.want || got != tag.None && first != test.first {
			t.Errorf("%s and %s: %s (%t), want %s (%t)", test.p, test.q, got, first, test.want, test.first)
		}
	}
}

func TestSpell(t *testing.T) {
	for _, test := range []struct {
		key, family, text string
		tagged            bool
	}{
		{"user:<#id>:profile", "user:<int>:profile", "user:<int>:profile", false},
		{"{user:<#id>}:profile", "user:<int>:profile", "{user:<int>}:profile", true},
		{"{user:<#id>:profile", "user:<int>:profile", "{user:<int>:profile", false},
		{"user:{<id>}", "user:<text>", "user:{<text>}", true},
		{"{{user}}:<id>", "user:<text>", "{{user}}:<text>", true},
		{"{}user", "user", "{}user", false},
		{"jobs:todo", "jobs:todo", "jobs:todo", false},
		{"<#id>:profile", "<int>:profile", "<int>:profile", false},
		{"{us}er:<id>", "user:<text>", "{us}er:<text>", true},
	} {
		s, ok := tag.Spell(parse(test.key))
		if !ok || s.Family != test.family || s.Text != test.text || s.Tagged() != test.tagged || s.Braced() != (test.key != strings.NewReplacer("{", "", "}", "").Replace(test.key)) {
			t.Errorf("%s: %+v, %t", test.key, s, ok)
		}
	}
	for _, key := range []string{
		"", "<id>", "<prefix>user:<id>", "<prefix>{user:<id>}", "<#id>", "u:<id>", "{u}:<id>", "u1:v2:<id>", `{"user":1}`, "user: {name}",
		"{{.User}}:profile", "user:<…>", "user:{<…>}", strings.Repeat("user", 25),
	} {
		if s, ok := tag.Spell(parse(key)); ok {
			t.Errorf("%s: %+v, want none", key, s)
		}
	}
}

func TestInside(t *testing.T) {
	for key, want := range map[string]string{
		"{users}:<id>": "users", "a:{users}:<id>": "users", "{users}": "users", "<#shard>{users}": "users",
		"{users:<id>}": "users:<id>", "users:<id>": "", "{}:<id>": "", "<prefix>{users}:<id>": "", "": "",
	} {
		if got, ok := tag.Inside(parse(key)); ok != (want != "") || ok && got.String() != want {
			t.Errorf("%s: %q, %t; want %q", key, got, ok, want)
		}
	}
}
