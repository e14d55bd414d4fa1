package analyzer

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/glob"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// A listFlag collects the values of a flag that may be given several times.
type listFlag struct {
	values []string
	begun  bool // the next value replaces those that are there
	err    error
}

func (l *listFlag) begin()         { l.begun = true }
func (l *listFlag) list() []string { return l.values }
func (l *listFlag) failure() error { return l.err }
func (l *listFlag) String() string { return strings.Join(l.values, " ") }

func (l *listFlag) add(text string) { l.values = append(slices.Clip(l.values), text) }

func (l *listFlag) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// A globsFlag holds patterns of paths.
type globsFlag struct {
	listFlag
	patterns []*glob.Pattern
}

func (g *globsFlag) clear() { *g = globsFlag{} }

// Set adds a pattern. It returns no error; see [Settings].
func (g *globsFlag) Set(text string) error {
	if g.begun {
		g.clear()
	}
	g.add(text)
	p, err := glob.Compile(text)
	if err != nil {
		g.fail(err)
		return nil
	}
	g.patterns = append(slices.Clip(g.patterns), p)
	return nil
}

// A wrappersFlag holds wrappers by the full names of the functions.
type wrappersFlag struct {
	listFlag
	byName map[string]unit.Wrapper
}

func (w *wrappersFlag) clear() { *w = wrappersFlag{} }

// Set adds a wrapper, as in "example.com/kv.Client.DelAll = DEL 0[]". It returns
// no error; see [Settings].
func (w *wrappersFlag) Set(text string) error {
	if w.begun {
		w.clear()
	}
	w.add(text)
	name, rest, err := cutName(text)
	if err != nil {
		w.fail(err)
		return nil
	}
	one, err := parseWrapper(rest)
	if err != nil {
		w.fail(fmt.Errorf("%q: %w", text, err))
		return nil
	}
	w.byName = with(w.byName, name, one)
	return nil
}

// with returns a map that has one more entry: settings are copied with the maps
// that they hold.
func with[V any](m map[string]V, name string, v V) map[string]V {
	out := make(map[string]V, len(m)+1)
	maps.Copy(out, m)
	out[name] = v
	return out
}

// cutName splits "NAME = REST".
func cutName(text string) (name, rest string, err error) {
	name, rest, ok := strings.Cut(text, "=")
	name, rest = strings.TrimSpace(name), strings.TrimSpace(rest)
	if !ok || name == "" || rest == "" || strings.ContainsAny(name, " ()*") || !strings.Contains(name, ".") {
		return "", "", fmt.Errorf("bad function %q: want its import path and name, a type's name between them for a method, and what it does behind =: example.com/kv.Client.Get = …", text)
	}
	return name, rest, nil
}

// parseWrapper reads the words of a command, and then what is a key.
func parseWrapper(text string) (w unit.Wrapper, err error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	n := 0
	for n < len(words) && (words[n][0] < '0' || words[n][0] > '9') {
		n++
	}
	if n == 0 || n > 2 {
		return w, fmt.Errorf("want the name of one command, and then its keys")
	}
	w.Command = strings.ToUpper(strings.Join(words[:n], " "))
	sub := ""
	if n == 2 {
		sub = words[1]
	}
	if c, ok := command.Lookup(words[0], sub); !ok || c.Name != w.Command {
		return w, fmt.Errorf("unknown command %s", w.Command)
	}
	if n == len(words) {
		return w, fmt.Errorf("no keys: want the numbers of the parameters that are keys, counted from 0 without a context: DEL 0, DEL 0[] for a list")
	}
	for _, word := range words[n:] {
		sel, err := client.ParseSelector(word)
		if err != nil {
			return w, err
		}
		for _, step := range sel.Steps {
			switch step.Op {
			case client.Field, client.Each, client.Index, client.MapKeys:
			default:
				return w, fmt.Errorf("selector %q: want a parameter's number, followed by [], [N], {} or .Field", word)
			}
		}
		w.Keys = append(w.Keys, sel)
	}
	return w, nil
}

// A keysFlag holds formats of keys by the full names of the functions that
// return them.
type keysFlag struct {
	listFlag
	byName map[string]string
}

func (k *keysFlag) clear() { *k = keysFlag{} }

// Set adds a function, as in "example.com/kv.UserKey = user:%d". It returns no
// error; see [Settings].
func (k *keysFlag) Set(text string) error {
	if k.begun {
		k.clear()
	}
	k.add(text)
	name, format, err := cutName(text)
	if err == nil && !flow.ValidFormat(format) {
		err = fmt.Errorf("%q: bad format %q: want text with verbs of package fmt for the parameters, without widths that are arguments: user:%%d, or %%[2]s:%%[1]d", text, format)
	}
	if err != nil {
		k.fail(err)
		return nil
	}
	k.byName = with(k.byName, name, format)
	return nil
}

// A separatorsFlag holds the characters between the parts of keys, "" for the
// default.
type separatorsFlag struct {
	chars string
	err   error
}

func (s *separatorsFlag) failure() error { return s.err }

func (s *separatorsFlag) String() string {
	if s.chars == "" {
		return string(retag.DefaultSeparators)
	}
	return s.chars
}

// Set takes printable ASCII characters that are no letters, digits, braces or
// spaces. It returns no error; see [Settings].
func (s *separatorsFlag) Set(text string) error {
	*s = separatorsFlag{chars: text}
	for _, r := range text {
		if r <= ' ' || r > '~' || strings.ContainsRune("{}", r) || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' {
			s.err = fmt.Errorf("bad separator %q: want punctuation, and no braces", r)
		}
	}
	if text == "" {
		s.err = fmt.Errorf("no separators: want punctuation, as in %s", retag.DefaultSeparators)
	}
	return nil
}

// A boolFlag is true or false.
type boolFlag struct {
	on  bool
	err error
}

func (b *boolFlag) IsBoolFlag() bool { return true }
func (b *boolFlag) String() string   { return strconv.FormatBool(b.on) }
func (b *boolFlag) failure() error   { return b.err }

// Set reads "true" or "false". It returns no error; see [Settings].
func (b *boolFlag) Set(text string) error {
	on, err := strconv.ParseBool(text)
	*b = boolFlag{on: on}
	if err != nil {
		b.err = fmt.Errorf("bad value %q: want true or false", text)
	}
	return nil
}
