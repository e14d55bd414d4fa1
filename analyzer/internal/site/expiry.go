package site

import (
	"go/ast"
	"strconv"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A life is a time to live that a method is given.
type life struct {
	client.Lifetime
	value *value.Value // nil where the argument has none
}

// An Expiry is what a command does with the time to live of a key.
type Expiry struct {
	command.Expiry
	// Known says that it is known what it does. Where Sets is not, it may also be
	// that the key gets none.
	Known bool
	// For is the time to live, 0 where it is not a constant; Name is how the source
	// spells it then, "" for a point in time and where no name is known.
	For  time.Duration
	Name string
}

// livesOf returns the times to live that a method is given.
func (f *Finder) livesOf(m *client.Method, arg func(param int) (*value.Value, []ast.Expr)) (out []life) {
	if !f.Lives {
		return nil
	}
	for _, l := range m.Lifetimes {
		v, exprs := arg(l.Arg.Param)
		if v == nil {
			continue
		}
		one := life{Lifetime: l}
		if keys := f.selected(l.Arg, v, exprs); len(keys) > 0 {
			one.value = keys[0].Value
		}
		out = append(out, one)
	}
	return out
}

// boundLives puts the arguments of a call into times to live.
func boundLives(lives []life, bind func(*value.Value) *value.Value) []life {
	var out []life
	for _, l := range lives {
		if l.value != nil {
			l.value = bind(l.value)
		}
		out = append(out, l)
	}
	return out
}

// PackAll makes what a send says of times to live one that other packages understand,
// and its words, which they complete.
func (s *Send) PackAll(portable func(*value.Value) *value.Value) {
	s.lives = boundLives(s.lives, func(v *value.Value) *value.Value {
		if v = portable(v); v == nil {
			v = &value.Value{}
		}
		return v
	})
	s.words = nil
}

// Expiry returns what a send does with the time to live of one of its keys.
func (f *Finder) Expiry(s Send, k Key) Expiry {
	name, sub, _ := strings.Cut(s.Command, " ")
	cmd, ok := command.Lookup(name, sub)
	if !ok || cmd.Has(command.Script) {
		return Expiry{}
	}
	role := cmd.Role(k.Role)
	switch {
	case role.Effects&^command.Reads == 0 && role.Expiry == command.Keeps && !cmd.HasLifetime(k.Role):
		return Expiry{Known: true}
	case s.raw:
		return f.wordExpiry(cmd, s, k)
	case len(s.lives) > 0 && cmd.HasLifetime(k.Role):
		return f.livesExpiry(cmd, s.lives)
	}
	return Expiry{Expiry: role.Expiry, Known: role.Expiry != command.Sets}
}

// wordExpiry is Expiry for a command whose words are at hand.
func (f *Finder) wordExpiry(cmd *command.Command, s Send, k Key) Expiry {
	text := func(i int) (string, bool) {
		for _, w := range s.words[:min(i+1, len(s.words))] {
			if w.Repeat {
				return "", false
			}
		}
		if i >= len(s.words) {
			return "", false
		}
		return f.eval.Expand(s.words[i].Value).Constant()
	}
	e, ok := cmd.Expiration(k.Role, len(s.words), text)
	out := Expiry{Expiry: e.Expiry, Known: ok && s.words != nil}
	if e.Expiry != command.Sets || e.Arg == 0 || e.Arg >= len(s.words) {
		return out
	}
	t, ok := text(e.Arg)
	n, err := strconv.ParseInt(t, 10, 64)
	switch {
	case !ok || err != nil:
		out.Name = nameOfValue(s.words[e.Arg].Value)
	case e.Unit == command.Seconds:
		out.For = time.Duration(n) * time.Second
	case e.Unit == command.Milliseconds:
		out.For = time.Duration(n) * time.Millisecond
	}
	return out
}

// livesExpiry is Expiry for a method that has times to live.
func (f *Finder) livesExpiry(cmd *command.Command, lives []life) Expiry {
	out := Expiry{Expiry: cmd.ExpiryOf("").Expiry, Known: true}
	for _, l := range lives {
		if l.Option == "?" {
			return Expiry{Expiry: command.Sets}
		}
		if l.value == nil { // the field is not set
			continue
		}
		v := f.eval.Expand(l.value)
		text, constant := v.Constant()
		n, err := strconv.ParseInt(text, 10, 64)
		switch {
		case !constant && l.Zero == "" && l.Option == "": // it is an error to give none
			out = Expiry{Expiry: cmd.ExpiryOf("").Expiry, Known: true, Name: nameOfValue(v)}
		case !constant:
			out = Expiry{Expiry: cmd.ExpiryOf(l.Option).Expiry, Name: nameOfValue(v)}
		case text == "true":
			out = Expiry{Expiry: cmd.ExpiryOf(l.Option).Expiry, Known: true}
		case err != nil: // false
		case n == 0 && (l.Zero != "" || l.Option != ""):
			if l.Zero != "" {
				out = Expiry{Expiry: cmd.ExpiryOf(l.Zero).Expiry, Known: true}
			}
		case n < 0 && l.Option != "":
			out = Expiry{Expiry: cmd.ExpiryOf(l.Negative).Expiry, Known: true}
		default:
			out = Expiry{Expiry: cmd.ExpiryOf(l.Option).Expiry, Known: true, For: time.Duration(n)}
		}
	}
	return out
}

// nameOfValue returns how the source spells a value of which nothing is known.
func nameOfValue(v *value.Value) string {
	if v.Kind == value.Sym {
		return v.Name
	}
	if p, ok := v.Single(); ok && len(p) == 1 && p[0].Hole != nil {
		return p[0].Hole.Name
	}
	return ""
}
