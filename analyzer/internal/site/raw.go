package site

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// setRaw makes s a send of the command that the words name.
func (f *Finder) setRaw(s *Send, words []Key) {
	s.words, s.raw = words, true
	s.script = rawScript(words)
	s.Command, s.Splittable, s.Kind, s.Keys, s.open = rawCommand(words)
	if s.Recv != "" {
		s.transactional()
	}
}

// rawCommand returns the command that the words name, and its keys. open says that
// more of the words has to be known to say which of them are keys.
func rawCommand(words []Key) (name string, splittable bool, kind client.Kind, keys []Key, open bool) {
	text := func(i int) (string, bool) {
		if i < len(words) && !words[i].Repeat {
			return words[i].Value.Constant()
		}
		return "", false
	}
	first, ok := text(0)
	if !ok {
		return "", false, 0, nil, len(words) > 0
	}
	second, _ := text(1)
	cmd, ok := command.Lookup(first, second)
	if !ok {
		return strings.ToUpper(first), false, 0, nil, false
	}
	kind = client.Command
	if cmd.Has(command.Script) {
		kind = client.Script
	}
	places, exact, ok := cmd.KeysIn(len(words), func(i int) bool { return words[i].Repeat }, text)
	if !ok {
		return cmd.Name, false, kind, nil, true
	}
	for _, p := range places {
		k := words[p.Word]
		k.Repeat, k.Channel, k.Pattern, k.Role = p.Repeat, p.NotKey, p.Pattern, p.Role
		keys = append(keys, k)
	}
	return cmd.Name, cmd.Has(command.Splittable), kind, keys, !exact
}

// boundWords puts the arguments of a call into the words of a command.
func boundWords(words []Key, bind func(Key) []Key) []Key {
	var out []Key
	for _, w := range words {
		out = append(out, bind(w)...)
		if len(out) > maxKeys {
			break
		}
	}
	return out
}

// undecided reports whether the callers decide which words of s are keys.
func (s *Send) undecided(prefix string) bool {
	return s.raw && s.open && !s.Guarded && slices.ContainsFunc(s.words, func(w Key) bool { return value.Mentions(w.Value, prefix) })
}

// PackLine puts the words of a command into a form that facts carry, where the
// callers decide which of them are keys.
func (s *Send) PackLine(portable func(*value.Value) *value.Value) {
	s.Line = nil
	if !s.raw || !s.open || len(s.words) > maxLine {
		return
	}
	line := make([]Key, len(s.words))
	for i, w := range s.words {
		if line[i] = (Key{Value: portable(w.Value), Repeat: w.Repeat}); line[i].Value == nil {
			return
		}
	}
	s.Line = line
}

// passedOn returns the send of a command that another function made: its value is
// the list of the words, or the callers know it.
func (f *Finder) passedOn(s Send, cmd ssa.Value) []Send {
	v := f.eval.Eval(cmd)
	var words []Key
	switch {
	case v.Kind == value.List && !v.Partial:
		for _, it := range v.Items {
			words = append(words, Key{Value: it.Value, Repeat: it.Repeat, Pos: cmd.Pos()})
		}
	case v.Kind == value.Sym && value.IsParam(v.ID):
		words = []Key{{Value: v.Element(), Repeat: true, Pos: cmd.Pos()}}
	default:
		return nil
	}
	f.setRaw(&s, words)
	return []Send{s}
}
