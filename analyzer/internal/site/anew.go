package site

// Anew reports whether the two keys are told apart by one expression that was
// evaluated twice, and gave another value each time: a counter, a generated id.
// Such keys are many, and have nothing in common that a tag may hold.
func (f *Finding) Anew() bool {
	for i, part := range f.First {
		if i >= len(f.Second) {
			return false
		}
		a, b := part.Hole, f.Second[i].Hole
		switch {
		case a == nil && b == nil:
			if part.Lit != f.Second[i].Lit {
				return false
			}
		case a == nil || b == nil:
			return false
		case a.ID != b.ID:
			return a.Name == b.Name && a.Name != ""
		}
	}
	return false
}
