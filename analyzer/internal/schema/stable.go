package schema

import "slices"

// Stable returns the schema without the lines of its places, as it may be kept: a
// change that moves code leaves it as it is.
func (s *Schema) Stable() *Schema {
	out := *s
	out.Unknown = withoutLines(s.Unknown)
	out.Families = slices.Clone(s.Families)
	for i := range out.Families {
		f := &out.Families[i]
		for _, list := range []*[]Place{&f.Readers, &f.Writers, &f.Removers, &f.Unseen, &f.Expiry.With, &f.Expiry.Without} {
			*list = withoutLines(*list)
		}
		f.Types = slices.Clone(f.Types)
		for j := range f.Types {
			f.Types[j].Places = withoutLines(f.Types[j].Places)
		}
		f.Meets = slices.Clone(f.Meets)
		for j := range f.Meets {
			f.Meets[j].Places = withoutLines(f.Meets[j].Places)
		}
	}
	return &out
}

func withoutLines(list []Place) []Place {
	if list == nil {
		return nil
	}
	out := slices.Clone(list)
	for i := range out {
		out[i].Line = 0
	}
	return places(out)
}
