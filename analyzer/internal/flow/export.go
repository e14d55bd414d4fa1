package flow

import (
	"go/types"
	"strings"
)

// ExportableResult returns the value of a result of type t as [Evaluator.Exportable]
// does. Numbers are no keys, and would be most of all facts.
func (e *Evaluator) ExportableResult(v *Value, t types.Type) *Value {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString == 0 {
		return nil
	}
	return e.Exportable(v)
}

// Exportable returns v as a fact carries it, nil if it says too little to be
// worth it: only what names some text, or passes a parameter on.
func (e *Evaluator) Exportable(v *Value) *Value {
	if v == nil || !worth(v, 0) {
		return nil
	}
	return e.Portable(v)
}

func worth(v *Value, depth int) bool {
	if v == nil || depth > 4 {
		return false
	}
	switch v.Kind {
	case Text:
		for _, a := range v.Alts {
			for _, part := range a.Pattern {
				if part.Hole == nil || strings.Contains(part.Hole.ID, "$") {
					return true
				}
			}
		}
	case Sym:
		return strings.Contains(v.ID, "$")
	case List, Map:
		for _, it := range v.Items {
			if worth(it.Key, depth+1) || worth(it.Value, depth+1) {
				return true
			}
		}
	case Struct:
		for _, f := range v.Fields {
			if worth(f.Value, depth+1) {
				return true
			}
		}
	}
	return false
}

// maxFactText bounds the text of one value in a fact, in bytes.
const maxFactText = 512

// Portable returns v without what only this package can resolve, nil if it is
// too large for a fact.
func (e *Evaluator) Portable(v *Value) *Value {
	size := 0
	if v != nil {
		v = e.ofObjects(v)
	}
	ok := v != nil && portable(v, 0, &size)
	if !ok || size > maxFactText {
		return nil
	}
	return v
}

// ofObjects returns v in terms that other packages understand: of a field of an
// object that the caller has, what the package assigns to it where a brace is
// among that, and otherwise the field itself.
func (e *Evaluator) ofObjects(v *Value) *Value {
	if !Mentions(v, "field(") {
		return v
	}
	if all := e.Expand(v); strings.Contains(Describe(all), "{") {
		return all
	}
	return v.mapIDs(func(id string) string {
		if op, args, ok := splitOp(id); ok && op == "field" && len(args) == 2 {
			return args[1]
		}
		return id
	})
}

func portable(v *Value, depth int, size *int) bool {
	if v == nil {
		return true
	}
	if depth > 4 || len(v.Items) > maxFactList || len(v.Fields) > maxFactList || v.Kind == Func || v.Kind == rest {
		return false
	}
	*size += len(v.ID) + len(v.Name)
	for _, a := range v.Alts {
		for _, part := range a.Pattern {
			*size += len(part.Lit)
			if part.Hole != nil {
				*size += len(part.Hole.ID) + len(part.Hole.Name)
			}
		}
	}
	for _, it := range v.Items {
		if !portable(it.Key, depth+1, size) || !portable(it.Value, depth+1, size) {
			return false
		}
	}
	for _, f := range v.Fields {
		if !portable(f.Value, depth+1, size) {
			return false
		}
	}
	return true
}

// Describe spells a value for tests and traces: "user:<id>", "[a b]".
func Describe(v *Value) string {
	if v == nil {
		return "?"
	}
	var parts []string
	switch v.Kind {
	case Text, Sym:
		for _, a := range v.Texts() {
			parts = append(parts, a.Pattern.String())
		}
		return strings.Join(parts, " or ")
	case List, Map:
		for _, it := range v.Items {
			text := Describe(it.Value)
			if v.Kind == Map {
				text = Describe(it.Key)
			}
			if it.Repeat {
				text += "..."
			}
			parts = append(parts, text)
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Struct:
		for _, f := range v.Fields {
			parts = append(parts, f.Name+":"+Describe(f.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return "?"
}
