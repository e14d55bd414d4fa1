package flow

import (
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// An Alt is one of the strings that a key may be, as a finished pattern.
type Alt struct {
	value.Alt
	// Tagged says that something visible puts a brace into a hole, Prints that
	// what prints a hole may do so.
	Tagged, Prints bool
}

// Alts returns the strings that a key may be, each as [Evaluator.Finish]
// completes it.
func (e *Evaluator) Alts(v *value.Value) []Alt {
	alts := v.Texts()
	out := make([]Alt, len(alts))
	for i, a := range alts {
		out[i].Conds = a.Conds
		out[i].Pattern, out[i].Tagged = e.Finish(a.Pattern)
		out[i].Prints = prints(a.Pattern)
	}
	return out
}

// prints reports whether a hole of p is the string of a value of which it is not
// known whether it prints braces.
func prints(p pattern.Pattern) bool {
	return slices.ContainsFunc(p, func(part pattern.Part) bool {
		return part.Hole != nil && !part.Hole.NoBrace() && value.MayPrintTag(part.Hole.ID)
	})
}

// Finish completes the pattern of a key with what its holes are to the program:
// those that may be one get their alias, those that are one value for the whole
// program are wide, and a hole at the beginning is open if it may hold a hash
// tag. Tagged reports whether something visible puts a brace into a hole.
func (e *Evaluator) Finish(p pattern.Pattern) (finished pattern.Pattern, tagged bool) {
	tagged = closes(p)
	first := true
	inside := bracesBefore(p)
	finished = p.Map(func(h *pattern.Hole) pattern.Pattern {
		g := *h
		g.Alias, g.Steady, g.Wide = value.Alias(h.ID), value.Steady(h.ID), wide(h)
		g.Held = e.ofObject(h.ID) || scope(h.Name)
		tagged = tagged || !h.NoBrace() && value.MayTag(h.ID)
		if first && p[0].Hole == h && !h.NoBrace() {
			lead := e.Leading(h.ID)
			g.Open = lead != LeadClosed
			// A key that is a parameter as a whole is judged where it is passed;
			// a prefix is not.
			tagged = tagged || lead == LeadTagged && len(p) > 1
		} else if !h.NoBrace() && !inside[h] {
			tagged = tagged || e.BringsTag(h.ID)
		}
		first = false
		return pattern.Of(g)
	})
	return finished, tagged
}

// bracesBefore returns the holes of a pattern that stand behind a literal brace:
// what they hold opens no hash tag.
func bracesBefore(p pattern.Pattern) map[*pattern.Hole]bool {
	brace := false
	out := make(map[*pattern.Hole]bool)
	for _, part := range p {
		if part.Hole != nil && brace {
			out[part.Hole] = true
		}
		brace = brace || strings.Contains(part.Lit, "{")
	}
	return out
}

// closes reports whether a pattern closes a brace that none of its literals
// opened: a hole before it must have.
func closes(p pattern.Pattern) bool {
	hole := false
	for _, part := range p {
		if part.Hole != nil {
			hole = hole || !part.Hole.NoBrace()
		} else if i := strings.IndexAny(part.Lit, "{}"); i >= 0 {
			return hole && part.Lit[i] == '}'
		}
	}
	return false
}

// wide reports whether a value is one for the whole process: a package variable,
// or what is called a prefix.
func wide(h *pattern.Hole) bool {
	name := strings.ToLower(h.Name[strings.LastIndexByte(h.Name, '.')+1:])
	return value.HasGlobal(h.ID) || strings.Contains(name, "prefix") || strings.Contains(name, "namespace")
}

// ofObject reports whether a value is one that an object got when it was built, or that is in
// a field of the receiver.
func (e *Evaluator) ofObject(id string) bool {
	if value.IsFrozen(id) || value.IsOpenField(id) {
		return true
	}
	root, path, ok := strings.Cut(id, ".")
	if !ok || strings.ContainsAny(path, "[(") {
		return false
	}
	n, i, ok := value.Parameter(root)
	if !ok || i != 0 {
		return false
	}
	fn := e.byNumber(n)
	return fn != nil && fn.Signature.Recv() != nil
}

// scopes are names of values that a program, or a large part of what it stores, has one of.
var scopes = []string{"env", "environment", "ns", "org", "organization", "realm", "region", "stage", "tenant"}

// scope reports whether a value is called by one of the scopes: tenant, tenantID, cfg.Env().
func scope(name string) bool {
	name = strings.ToLower(strings.TrimSuffix(name[strings.LastIndexByte(name, '.')+1:], "()"))
	for _, end := range []string{"id", "name", "_"} {
		name = strings.TrimSuffix(name, end)
	}
	return slices.Contains(scopes, name)
}
