package value

import "strings"

// Portable reports whether a fact can carry v: it holds nothing that only the
// package itself can resolve, and is not too large.
func (v *Value) Portable() bool {
	var size, scripts int
	return portable(v, 0, &size, &scripts) && size <= maxFactText && scripts <= maxFactScripts
}

// IsScript reports whether a text is the source of a Lua script, which is longer
// than a key.
func IsScript(text string) bool {
	return strings.Contains(text, "redis.call") || strings.Contains(text, "redis.pcall") || strings.Contains(text, "KEYS[")
}

func portable(v *Value, depth int, size, scripts *int) bool {
	if v == nil {
		return true
	}
	if depth > 4 || len(v.Items) > maxFactList || len(v.Fields) > maxFactList || v.Kind == Func || v.Kind == Rest {
		return false
	}
	*size += len(v.ID) + len(v.Name)
	for _, a := range v.Alts {
		for _, c := range a.Conds {
			if !v.Selected() {
				*size += len(c.At)
			}
		}
		for _, part := range a.Pattern {
			if IsScript(part.Lit) {
				*scripts += len(part.Lit)
			} else {
				*size += len(part.Lit)
			}
			if part.Hole != nil {
				*size += len(part.Hole.ID) + len(part.Hole.Name)
			}
		}
	}
	for _, it := range v.Items {
		if !portable(it.Key, depth+1, size, scripts) || !portable(it.Value, depth+1, size, scripts) {
			return false
		}
	}
	for _, f := range v.Fields {
		if !portable(f.Value, depth+1, size, scripts) {
			return false
		}
	}
	return true
}

// Tells reports whether v says enough to be worth a fact: it names some string,
// or passes a parameter on.
func (v *Value) Tells() bool { return tells(v, 0) }

func tells(v *Value, depth int) bool {
	if v == nil || depth > 4 {
		return false
	}
	switch v.Kind {
	case Text:
		for _, a := range v.Alts {
			for _, part := range a.Pattern {
				if part.Hole == nil || HasParam(part.Hole.ID) {
					return true
				}
			}
		}
	case Sym:
		return HasParam(v.ID)
	case List, Map:
		for _, it := range v.Items {
			if tells(it.Key, depth+1) || tells(it.Value, depth+1) {
				return true
			}
		}
	case Struct:
		for _, f := range v.Fields {
			if tells(f.Value, depth+1) {
				return true
			}
		}
	}
	return false
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
