package site

import (
	"go/token"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Part says which elements of a list are keys, where the list is not known yet:
// a number greater than 1 is every so many-th, from the first on.
type Part int8

const (
	Whole  Part = 0  // all of them
	half   Part = -1 // the first half
	pairs  Part = -2 // every other one, or what stands in the place of the pairs
	single Part = -3 // the value is the one argument in the place of the pairs
)

// partOf returns the part that a step takes of a list.
func partOf(s client.Step) Part {
	switch s.Op {
	case client.Half:
		return half
	case client.Pairs:
		return pairs
	case client.Stride:
		return Part(s.N)
	}
	return Whole
}

// deferred returns the keys in a list that only the callers know.
func deferred(v *value.Value, p Part, from Key) []Key {
	return []Key{{Value: v.Element(), Repeat: true, Part: p, Unless: from.Unless, Pos: from.Pos}}
}

// bindPart is bindKey for a key that is a part of a list.
func (f *Finder) bindPart(bind func(*value.Value) *value.Value, k Key, whole *value.Value, pos token.Pos) []Key {
	from := Key{Value: bind(whole), Pos: pos, Unless: k.Unless}
	if k.Unless != nil {
		from.Unless = bind(k.Unless)
	}
	keys := f.partIn(k.Part, from)
	for i := range keys {
		keys[i].Channel, keys[i].Pattern, keys[i].Role = k.Channel, k.Pattern, k.Role
	}
	return keys
}

// partIn returns the keys that are that part of a list.
func (f *Finder) partIn(p Part, from Key) []Key {
	v := from.Value
	at := func(int) token.Pos { return from.Pos }
	if p == half && from.Unless != nil && sent(from.Unless) {
		p = Whole
	}
	if p == single {
		return f.pairs(value.NewList([]value.Item{{Value: v}}), from, at)
	}
	if v.Kind == value.Sym && !v.IsNil() {
		return deferred(v, p, from)
	}
	list := v.AsList()
	if list == nil {
		return nil
	}
	switch {
	case p == half:
		return f.half(list, from, at)
	case p == pairs:
		return f.pairs(list, from, at)
	case p > 1:
		return every(int(p), list, from, at)
	}
	var out []Key
	for _, it := range list.Items {
		out = append(out, Key{Value: it.Value, Repeat: it.Repeat, Pos: from.Pos})
	}
	return out
}
