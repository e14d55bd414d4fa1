package value

// Conditional reports whether a value is what it is on some branches only.
func (v *Value) Conditional() bool {
	for _, a := range v.Alts {
		if len(a.Conds) > 0 {
			return true
		}
	}
	return false
}

// Where returns v without the strings that it cannot have where conds hold; ok is false
// where none is left.
func (v *Value) Where(conds []Cond) (where *Value, ok bool) {
	out := *v
	out.Alts = nil
	for _, a := range v.Alts {
		if _, ok := mergeConds(a.Conds, conds); ok {
			out.Alts = append(out.Alts, a)
		}
	}
	return &out, len(out.Alts) > 0
}
