package flow

import (
	"go/types"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// ExportableResult returns the value of a result of type t as [Evaluator.Exportable]
// does. Numbers are no keys, and would be most of all facts.
func (e *Evaluator) ExportableResult(v *value.Value, t types.Type) *value.Value {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString == 0 {
		return nil
	}
	return e.Exportable(v)
}

// Exportable returns v as a fact carries it, nil if it says too little to be
// worth it: only what names some text, or passes a parameter on.
func (e *Evaluator) Exportable(v *value.Value) *value.Value {
	if v == nil || !v.Tells() {
		return nil
	}
	return e.Portable(v)
}

// Portable returns v without what only this package can resolve, nil if it is
// too large for a fact.
func (e *Evaluator) Portable(v *value.Value) *value.Value {
	if v == nil {
		return nil
	}
	if v = e.ofObjects(v); v == nil || !v.Portable() {
		return nil
	}
	return v
}

// ofObjects returns v in terms that other packages understand: of a field of an
// object that the caller has, what the package assigns to it where a brace is
// among that, and otherwise the field itself.
func (e *Evaluator) ofObjects(v *value.Value) *value.Value {
	if !v.HasOpenField() {
		return v
	}
	if all := e.Expand(v); strings.Contains(value.Describe(all), "{") {
		return all
	}
	return v.MapIDs(func(id string) string {
		if _, ref, ok := value.ReadOpenField(id); ok {
			return ref
		}
		return id
	})
}
