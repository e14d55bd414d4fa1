package value

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// Bounded returns id, or a shorter one in its place where it is too long to be
// carried: a checksum of it, and the atoms that it is made of. Frame is the
// number of the function in which it was met.
func Bounded(id, frame string) string {
	if len(id) <= MaxID {
		return id
	}
	if op, args, ok := splitOp(id); ok && op == opMaybe && len(args) == 2 {
		return Maybe(Bounded(args[0], frame), Bounded(args[1], frame)) // it still has its alias
	}
	h := fnv.New64a()
	h.Write([]byte(id))
	var atoms []string
	rewrite(id, func(t atom) string {
		if a := string(t.sigil) + t.body + t.steps; !slices.Contains(atoms, a) {
			atoms = append(atoms, a)
		}
		return ""
	})
	name := "hash"
	if MayTag(id) {
		name = opTagged
	} else if MayPrintTag(id) {
		name = opPrints
	}
	short := fmt.Sprintf("%s%x(%s)", name, h.Sum64(), strings.Join(atoms, ","))
	if len(short) <= MaxID {
		return short
	}
	// Of such a value nothing is known but that another may equal it.
	return fmt.Sprintf("maybe(bound(),%s%x(*%s:h%x))", name, h.Sum64(), frame, h.Sum64())
}
