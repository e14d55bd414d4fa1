package spelling

import (
	"cmp"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
)

// An event is a use in the course of a function.
type event struct {
	inventory.Key
	at token.Pos // in that function
}

// deliberate reports whether a function uses both spellings in a way that shows
// it knows of them: it reads both, as long as data is under either; it writes
// both; it reads the old one to write the new one; or one command has both.
func (sp *spellings) deliberate(x, y *spelling) bool {
	events := make(map[*ssa.Function][]event)
	for _, u := range slices.Concat(x.own, y.own) {
		events[u.Declared()] = append(events[u.Declared()], event{u, u.Site})
	}
	within := make(map[*ssa.Function][]event)
	for fn, list := range events {
		within[fn] = append(within[fn], list...)
		for _, call := range sp.Eval.Callers(fn) {
			caller := call.Parent()
			for caller.Parent() != nil {
				caller = caller.Parent()
			}
			if caller == fn {
				continue
			}
			for _, e := range list {
				e.at = call.Pos()
				within[caller] = append(within[caller], e)
			}
		}
	}
	for _, list := range within {
		if bothOnPurpose(list, x.Spelling, y.Spelling) {
			return true
		}
	}
	return false
}

func bothOnPurpose(list []event, x, y tag.Spelling) bool {
	slices.SortStableFunc(list, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	var reads, writes, readX, readY bool
	has := func(text string, e command.Effects, not command.Effects) bool {
		return slices.ContainsFunc(list, func(ev event) bool {
			return ev.Spelling.Text == text && ev.Effects&e != 0 && ev.Effects&not == 0
		})
	}
	reads = has(x.Text, command.Reads, command.Writes) && has(y.Text, command.Reads, command.Writes)
	writes = has(x.Text, command.Writes, 0) && has(y.Text, command.Writes, 0)
	if reads || writes {
		return true
	}
	for i, e := range list {
		for _, o := range list[:i] {
			if o.Site == e.Site && o.Spelling.Text != e.Spelling.Text {
				return true
			}
		}
		if e.Effects&command.Writes != 0 && (e.Spelling.Text == x.Text && readY && !y.Tagged() || e.Spelling.Text == y.Text && readX && !x.Tagged()) {
			return true
		}
		if e.Effects&command.Reads != 0 {
			readX, readY = readX || e.Spelling.Text == x.Text, readY || e.Spelling.Text == y.Text
		}
	}
	return false
}
