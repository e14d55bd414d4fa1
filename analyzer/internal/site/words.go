package site

import (
	"go/ast"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// wordsOf returns a command word for word.
func (f *Finder) wordsOf(words []client.Word, arg func(param int) (*value.Value, []ast.Expr)) []Key {
	var out []Key
	for _, w := range words {
		if w.Arg == nil {
			out = append(out, Key{Value: value.Literal(w.Option)})
			continue
		}
		v, exprs := arg(w.Arg.Param)
		if v == nil {
			continue
		}
		for _, k := range f.selected(*w.Arg, v, exprs) {
			if w.Option != "" {
				out = append(out, Key{Value: value.Literal(w.Option), Pos: k.Pos})
			}
			out = append(out, k)
		}
	}
	return out
}

// Differ relates a key to a pattern of keys; it is nil if they share a slot.
func (f *Finder) Differ(key, pattern Key) *Finding {
	keys := f.expanded([]Key{key, pattern})
	found, _ := f.compare(keys[0], keys[1], false)
	return found
}
