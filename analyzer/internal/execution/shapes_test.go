package execution

var (
	entities   = []string{"user", "cart", "order", "session", "job", "queue", "lock", "post", "feed", "tag", "stock", "room"}
	aspects    = []string{"items", "total", "profile", "settings", "a", "b", "count", "members", "pending", "done", "index", "meta", "seen", "x"}
	separators = []string{":", ":", ":", ":", "/", "-", "_", "."}
)

// word returns a separator and the name of an aspect.
func (f *fn) suffix() shape { return lit(pick(f.module, separators...) + pick(f.module, aspects...)) }

// similar returns s, or a shape that differs in one piece.
func (f *fn) similar(s shape) shape {
	t := append(shape(nil), s...)
	i := f.rand.IntN(len(t))
	switch f.rand.IntN(6) {
	case 0, 1:
		return t
	case 2:
		return join(t, f.suffix())
	case 3:
		return join(lit(pick(f.module, entities...)+":"), t)
	case 4:
		if t[i].val != nil {
			t[i].val = pick(f.module, f.values...)
			return t
		}
	}
	if t[i].val == nil {
		switch w := pick(f.module, aspects...); t[i].lit {
		case "{", "}":
		default:
			t[i].lit = t[i].lit[:1] + w + t[i].lit[len(t[i].lit)-1:]
		}
	}
	return t
}

// A scheme is a relation between the keys of one call.
type scheme struct {
	name   string
	weight int
	shapes func(f *fn, n int) []shape
}

// repeated calls one for each of n keys.
func repeated(n int, one func(i int) shape) []shape {
	out := make([]shape, n)
	for i := range out {
		out[i] = merged(one(i))
	}
	return out
}

// any returns one of the values as a shape.
func (f *fn) any() shape { return val(pick(f.module, f.values...)) }

// words returns literal text before a value.
func (f *fn) words() shape {
	s := pick(f.module, entities...)
	if f.chance(20) {
		s = pick(f.module, "app", "v2", "prod") + ":" + s
	}
	return lit(s + pick(f.module, separators...))
}

// random returns a key of one or two values.
func (f *fn) random() shape {
	s := join(f.words(), f.any())
	if f.chance(50) {
		s = join(s, f.suffix())
	}
	if f.chance(20) {
		s = join(s, lit(pick(f.module, separators...)), f.any())
	}
	return s
}

// tag returns what can stand between braces.
func (f *fn) tag() shape {
	switch f.rand.IntN(6) {
	case 0:
		return lit(pick(f.module, entities...))
	case 1, 2:
		return f.any()
	case 3:
		return join(f.any(), lit(pick(f.module, separators...)), f.any())
	}
	return join(f.words(), f.any())
}

// ends puts random text around a tag.
func (f *fn) ends(tag shape) shape {
	s := join(lit("{"), tag, lit("}"))
	if f.chance(40) {
		s = join(f.words(), s)
	}
	if f.chance(80) {
		s = join(s, f.suffix())
	}
	if f.chance(30) {
		s = join(s, lit(":"), f.any())
	}
	return s
}

var schemes = []scheme{
	{"one tag", 30, func(f *fn, n int) []shape {
		tag := f.tag()
		return repeated(n, func(int) shape { return f.ends(tag) })
	}},
	{"aspects of one entity", 14, func(f *fn, n int) []shape {
		base := join(f.words(), f.any())
		return repeated(n, func(int) shape { return join(base, f.suffix()) })
	}},
	{"unrelated", 12, func(f *fn, n int) []shape {
		return repeated(n, func(int) shape { return f.random() })
	}},
	{"constants", 8, func(f *fn, n int) []shape {
		base := f.words()
		return repeated(n, func(int) shape { return join(base, f.suffix()) })
	}},
	{"constants of one tag", 4, func(f *fn, n int) []shape {
		tag := lit(pick(f.module, entities...))
		return repeated(n, func(int) shape { return join(lit("{"), tag, lit("}"), f.suffix()) })
	}},
	{"two entities", 8, func(f *fn, n int) []shape {
		base, end := f.words(), f.suffix()
		return repeated(n, func(int) shape { return join(base, f.any(), end) })
	}},
	{"two tags", 6, func(f *fn, n int) []shape {
		return repeated(n, func(int) shape { return f.ends(f.tag()) })
	}},
	{"one tag, but for one key", 6, func(f *fn, n int) []shape {
		tag := f.tag()
		out := repeated(n, func(int) shape { return f.ends(tag) })
		out[f.rand.IntN(n)] = f.similar(out[0])
		return out
	}},
	{"same key", 5, func(f *fn, n int) []shape {
		s := f.random()
		return repeated(n, func(int) shape { return s })
	}},
	{"odd tags", 6, func(f *fn, n int) []shape {
		tag, before := f.tag(), pick(f.module, "{}", "}", "{{", "{", "{}{")
		return repeated(n, func(int) shape {
			s := join(lit(before), tag, lit("}"), f.suffix())
			if f.chance(20) {
				s = join(s, lit("{"), f.any(), lit("}"))
			}
			return s
		})
	}},
	{"tag and second tag", 4, func(f *fn, n int) []shape {
		tag := f.tag()
		return repeated(n, func(int) shape { return join(f.ends(tag), lit("{"), f.any(), lit("}")) })
	}},
	{"values alone", 3, func(f *fn, n int) []shape {
		return repeated(n, func(int) shape { return f.any() })
	}},
}

// keys returns the shapes of n keys, and the name of their scheme.
func (f *fn) keys(n int) []shape {
	total := 0
	for _, s := range schemes {
		total += s.weight
	}
	k := f.rand.IntN(total)
	for _, s := range schemes {
		if k -= s.weight; k < 0 {
			f.use("scheme: " + s.name)
			return s.shapes(f, n)
		}
	}
	panic("unreachable")
}
