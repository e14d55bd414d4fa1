package confine

import (
	"go/types"
)

// foreignField follows what is stored in a field of a type of another package, of
// which nobody knows here what it is for.
func (t *trace) foreignField(s step, field *types.Var) {
	if field.Pkg() != nil && logPackages.MatchString(field.Pkg().Path()) {
		t.note(s.expr, "is logged")
		return
	}
	t.escape(s.expr, "is stored in the field "+field.Name()+" of a type of another package")
}

// twins returns the fields that hold what a field holds after a conversion of the
// struct that it is in: those at the same place in structs that are identical.
func (t *trace) twins(field *types.Var) (out []*types.Var) {
	at := t.of(field)
	for _, st := range t.structs {
		for i := range st.NumFields() {
			if t.of(st.Field(i)) != at {
				continue
			}
			for _, other := range t.structs {
				if f := fieldAt(other, i); f != nil && t.of(f) != at && f.Name() == field.Name() && types.IdenticalIgnoreTags(st, other) {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

func fieldAt(st *types.Struct, i int) *types.Var {
	if i >= st.NumFields() {
		return nil
	}
	return st.Field(i)
}
