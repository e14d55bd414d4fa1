package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/slot"
)

// advice says what to do. A tag is proposed around what the keys share, up to a
// separator: the thing that they are aspects of. Keys of different things get
// none, as it would gather all things in one slot.
func advice(s Subject, a, b pattern.Pattern, self, unknown bool, plan Plan) string {
	if s.UnderWatch && !s.Watch {
		return "send it by the client itself, or give the keys one hash tag"
	}
	if empty(a) || empty(b) {
		return "leave the empty key out"
	}
	if !unknown {
		if text := tags(s, a, b, self, plan.Tags); text != "" {
			return text
		}
		if plan.Against != "" {
			return plan.Against
		}
	}
	switch {
	case s.Split:
		if hash := hashForm(s.Command, a, b); hash != "" && self && !unknown {
			return fmt.Sprintf("group the keys by slot, send one command for each key in a pipeline, or keep the values in one hash (%s)", hash)
		}
		return "group the keys by slot, or send one command for each key in a pipeline"
	case s.Watch:
		return "watch keys of one slot only, or give them one hash tag if they belong together"
	case s.InWatch:
		return "change by the client itself, after the Watch, what need not change together, or keep under one hash tag what has to"
	case s.Tx && !s.Conn && !s.Watched:
		return s.NoTx + " if they need not change together, or keep under one hash tag what has to"
	case firstOf[s.Command]:
		return "send one command for each key, or give them one hash tag if they belong together"
	case self && !braced(a) && fieldCommands[s.Command] != "":
		return "keep them in one hash with fields, or combine them in the client"
	case self && !braced(a):
		return "combine them in the client"
	}
	instead, ok := moves[s.Command]
	if !ok {
		instead = "combine them in the client"
	}
	return instead + ", or give them one hash tag if they belong together"
}

// firstOf has the commands that take something from whichever of their keys has it:
// there is nothing to combine.
var firstOf = map[string]bool{
	"BLPOP": true, "BRPOP": true, "BLMPOP": true, "LMPOP": true, "BZPOPMIN": true, "BZPOPMAX": true, "BZMPOP": true, "ZMPOP": true,
	"XREAD": true, "XREADGROUP": true,
}

// moves are the commands that bring what one key holds to another, and which ones do
// the same, though not at once, for keys of two slots.
var moves = map[string]string{
	"RENAME":     "copy and delete (DUMP, RESTORE with REPLACE, DEL), which is not atomic",
	"RENAMENX":   "copy and delete (DUMP, RESTORE, DEL), which is not atomic",
	"COPY":       "copy it by DUMP and RESTORE",
	"SMOVE":      "add and remove (SADD, SREM), which is not atomic",
	"LMOVE":      "push and remove by commands of their own, which is not atomic",
	"BLMOVE":     "push and remove by commands of their own, which is not atomic",
	"RPOPLPUSH":  "push and remove by commands of their own, which is not atomic",
	"BRPOPLPUSH": "push and remove by commands of their own, which is not atomic",
}

// Groups reports whether what is advised is to group the keys by slot, as the
// command can be split: no tag is proposed, as [CrossSlot] does with that plan.
func Groups(s Subject, a, b pattern.Pattern, self, unknown bool, plan Plan) bool {
	if !s.Split || s.UnderWatch || empty(a) || empty(b) {
		return false
	}
	return unknown || tags(s, a, b, self, plan.Tags) == ""
}

// A Plan is what to do about the keys of a report.
type Plan struct {
	// Tags are the hash tags that the families of the keys get, nil for none.
	Tags map[retag.Family]retag.Cut
	// Against says why not, where another report is in the way.
	Against string
}

// PlanFor is the plan for two keys that no other report speaks of.
func PlanFor(a, b pattern.Pattern, self bool) Plan {
	return Plan{Tags: retag.DefaultSeparators.Solve([]retag.Site{{Keys: []pattern.Pattern{a, b}, Many: self}})[0].Tags}
}

// Conflict says of a key that another command needs another tag for it.
func Conflict(p pattern.Pattern, at string) string {
	return fmt.Sprintf("one hash tag cannot serve this and %s, where %s has to share a slot with other keys: part the two, or keep what they share in a key of its own", at, key(p))
}

// tags proposes the hash tags of two keys, "" if none fits.
func tags(s Subject, a, b pattern.Pattern, self bool, cuts map[retag.Family]retag.Cut) string {
	move := ", and move what is stored under the old names"
	if s.Channel {
		move = ""
	}
	cutA, okA := cuts[retag.FamilyOf(a)]
	cutB, okB := cuts[retag.FamilyOf(b)]
	switch {
	case !okA && !okB:
		return ""
	case !okA:
		return fmt.Sprintf("write %s, which hashes like %s%s", key(cutB.Tag(b)), key(a), gathering(cuts, b))
	case !okB:
		return fmt.Sprintf("write %s, which hashes like %s%s", key(cutA.Tag(a)), key(b), gathering(cuts, a))
	case self:
		return fmt.Sprintf("give them one hash tag, as in %s%s%s", key(cutA.Tag(a)), gathering(cuts, a), move)
	}
	where := gathering(cuts, append([]pattern.Pattern{a, b}, s.Also...)...)
	if text, ok := cutA.Inside(a).Text(); ok {
		where = fmt.Sprintf(" (slot %d, with all other keys of that tag)%s", slot.Of(text), where)
	}
	names := []string{key(cutA.Tag(a)), key(cutB.Tag(b))}
	for _, k := range s.Also {
		if cut, ok := cuts[retag.FamilyOf(k)]; ok && len(names) < 2+mostAlso {
			names = append(names, key(cut.Tag(k)))
		}
	}
	if slices.ContainsFunc(s.Also, empty) {
		move += ", and leave the empty key out"
	}
	return fmt.Sprintf("give them one hash tag, as in %s%s%s", Series(names, "and"), where, move)
}

// gathering says which keys the tags put into one slot, of the first one that is of a family
// that grows; "" if none is.
func gathering(cuts map[retag.Family]retag.Cut, keys ...pattern.Pattern) string {
	for _, p := range keys {
		if cut, ok := cuts[retag.FamilyOf(p)]; ok {
			if g := Gathers(p, cut); g.Words != "" {
				return ", which puts " + g.Words + " into one slot"
			}
		}
	}
	return ""
}

// empty reports whether a key is the empty string.
func empty(p pattern.Pattern) bool {
	text, ok := p.Text()
	return ok && text == ""
}

func braced(p pattern.Pattern) bool {
	for _, part := range p {
		if strings.ContainsAny(part.Lit, "{}") {
			return true
		}
	}
	return false
}
