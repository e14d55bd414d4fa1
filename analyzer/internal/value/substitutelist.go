package value

import (
	"strconv"
	"strings"
)

// list binds the items of a list or map. An item that is made of every element
// of a list in the callee becomes one item for each element in the caller.
func (b *Substitution) list(v *Value) *Value {
	out := *v
	out.ID = b.rewrite(v.ID)
	out.Items = nil
	repeated := 0
	for _, it := range v.Items {
		if it.Repeat && it.Key == nil {
			if ref, src := b.source(it.Value); src != nil {
				repeated++
				part := !it.Whole && strings.HasSuffix(ref, "[*]") // any elements of the list
				for _, x := range src.Items {
					if len(out.Items) >= MaxListed {
						out.Items, out.Partial = append(out.Items, others), true
						break
					}
					c := *b
					c.elems = map[string]*Value{ref: x.Value}
					out.Items = append(out.Items, Item{Value: c.Bind(it.Value), Repeat: x.Repeat, Whole: it.Whole && x.Whole, Optional: it.Optional || x.Optional || part})
				}
				// Of several items of each round, those of one round stand together.
				out.Partial, out.Loose = out.Partial && src.Partial, out.Loose || src.Loose || repeated > 1 && !it.Whole
				continue
			}
		}
		if it.Key != nil {
			it.Key = b.Bind(it.Key)
		}
		it.Value = b.Bind(it.Value)
		out.Items = append(out.Items, it)
	}
	return &out
}

// source finds the one list of which an item takes every element: its reference
// in the callee ("$0[*3:t5]"), and its value.
func (b *Substitution) source(v *Value) (ref string, list *Value) {
	found := make(map[string]bool)
	visit := func(id string) string {
		rewrite(id, func(t atom) string {
			if t.sigil == '$' {
				b.elementRefs(t, found)
			}
			return ""
		})
		return id
	}
	v.MapIDs(visit)
	if len(found) != 1 {
		return "", nil
	}
	for ref = range found {
	}
	n, steps, ok := b.parameter("$" + b.frameOr() + ":" + ref[1:])
	if !ok || n >= len(b.Args) || b.Args[n] == nil {
		return "", nil
	}
	list = b.Args[n]
	for steps != "" && list != nil {
		field, _, tail := nextStep(steps)
		if tail == "" {
			break
		}
		if field == "" {
			return "", nil
		}
		list = list.Select(field)
		steps = tail
	}
	if list == nil || list.Kind != List {
		return "", nil
	}
	return ref, list
}

func (b *Substitution) frameOr() string {
	if b.Frame == "" {
		return "0"
	}
	return b.Frame
}

// elementRefs adds the references to varying elements in the atom t, as
// "$n.steps[*...]".
func (b *Substitution) elementRefs(t atom, found map[string]bool) {
	n, _, ok := b.parameter("$" + t.body)
	if !ok {
		return
	}
	ref := "$" + strconv.Itoa(n)
	for steps := t.steps; steps != ""; {
		_, index, tail := nextStep(steps)
		ref += steps[:len(steps)-len(tail)]
		if strings.HasPrefix(index, "*") {
			found[ref] = true
			return
		}
		steps = tail
	}
}
