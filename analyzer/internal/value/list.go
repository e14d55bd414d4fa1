package value

import (
	"strconv"
	"strings"
)

// NewList returns the list of items. Behind the first [MaxItems] nothing is known
// of the others.
func NewList(items []Item) *Value { return cutList(items, MaxItems) }

// NewListed returns the list of the items of a literal, cut at [MaxListed].
func NewListed(items []Item) *Value { return cutList(items, MaxListed) }

func cutList(items []Item, most int) *Value {
	if len(items) <= most {
		return &Value{Kind: List, Items: items}
	}
	// A cell of its own, or the items behind the bound would be written over.
	return &Value{Kind: List, Items: append(items[:most:most], others), Partial: true}
}

// others are the items of a list behind the last that is kept.
var others = Item{Value: &Value{Kind: Sym, ID: Past(BoundItems, "list()"), Name: "another element"}, Repeat: true}

// Repeated returns the list of any number of elements like v.
func Repeated(v *Value) *Value {
	return &Value{Kind: List, Items: []Item{{Value: v, Repeat: true}}}
}

// AsList returns v as a list: an unknown list holds any number of elements that
// differ from each other. It is nil where v is no list.
func (v *Value) AsList() *Value {
	switch v.Kind {
	case List:
		return v
	case Rest:
		return &Value{Kind: List}
	case Sym:
		if v.ID == nilID {
			return &Value{Kind: List}
		}
		elem := v.Element()
		return &Value{Kind: List, Items: []Item{{Value: elem, Repeat: true, Whole: true}}, Partial: true, Grouped: v.Grouped}
	}
	return nil
}

// Element returns any element of a list or map of unknown content.
func (v *Value) Element() *Value {
	return &Value{Kind: Sym, ID: ElementOf(v.ID, "*"), Name: v.partName("[i]", noName), Grouped: v.Grouped, Type: v.elementType()}
}

// Index returns the element of a symbol at an index, which is given as a number
// or by its identity.
func (v *Value) Index(index string) *Value {
	return &Value{Kind: Sym, ID: ElementOf(v.ID, index), Name: v.partName("["+indexName(index)+"]", noName), Type: v.elementType()}
}

// elementType is the type of an element as an operand, as far as that of the
// list says it.
func (v *Value) elementType() string {
	typ, _ := strings.CutPrefix(v.Type, "[]")
	if typ == v.Type {
		return ""
	}
	return typ
}

func indexName(index string) string {
	if _, err := strconv.Atoi(index); err == nil {
		return index
	}
	return "i"
}

// Pick returns the element of a known list at an index, which is given as a
// number or by its identity: where it is no number, one of the items. It is nil
// where the list may hold others.
func (v *Value) Pick(index string) *Value {
	if text, ok := literal(index); ok {
		index = text
	}
	n, err := strconv.Atoi(index)
	if err == nil && n >= 0 && n < v.fixedItems() {
		return v.Items[n].Value
	}
	if v.Partial || len(v.Items) == 0 {
		return nil
	}
	return JoinUnder(v.picked(index))
}

// picked returns the elements of a list, each under the condition that the index
// is its own.
func (v *Value) picked(index string) (under [][]Cond, vals []*Value) {
	vals = make([]*Value, len(v.Items))
	at := when(index, 0).At
	for i, it := range v.Items {
		vals[i] = it.Value
		if it.Repeat || it.Optional || v.Loose {
			at = "item" + when(index, 0).At // items are not numbered by the index
		}
	}
	return Edges(at, len(vals)), vals
}

// SelectElement is [Value.Pick] for a list of many constants. See [Select].
func (v *Value) SelectElement(index string) *Value {
	if v.Kind != List || v.Partial || len(v.Items) == 0 {
		return nil
	}
	return Select(v.picked(index))
}

// Under returns items with the conditions c added to every one; those that
// cannot be had under them are left out.
func Under(items []Item, c ...Cond) []Item {
	out := make([]Item, 0, len(items))
	for _, it := range items {
		it.Value = it.Value.Under(c...)
		it.Optional = it.Optional || len(c) > 0
		if it.Value.Kind != Unknown {
			out = append(out, it)
		}
	}
	return out
}

// JoinItems returns the items of the lists that come into a join by its edges:
// those that all lists begin with, and then the others of each, under the
// conditions of its edge.
func JoinItems(under [][]Cond, lists [][]Item) []Item {
	common := 0
	for len(lists) > 0 && common < len(lists[0]) && sharedItem(lists, common) {
		common++
	}
	var out []Item
	if len(lists) > 0 {
		out = append(out, lists[0][:common]...)
	}
	for i, l := range lists {
		tail := l[common:]
		if len(lists) > 1 {
			tail = Under(tail, under[i]...)
		}
		out = append(out, tail...)
	}
	return out
}

// sharedItem reports whether the i-th items of all lists are one.
func sharedItem(lists [][]Item, i int) bool {
	for _, l := range lists[1:] {
		if i >= len(l) || l[i].Repeat != lists[0][i].Repeat || l[i].Optional != lists[0][i].Optional || !l[i].Value.Same(lists[0][i].Value) {
			return false
		}
	}
	return true
}

// AnyOf returns one of the items of a list, it is not known which. It is nil
// where they are too many, or have a brace that is visible.
func AnyOf(items []Item) *Value {
	out := &Value{Kind: Text}
	for _, it := range items {
		texts := it.Value.Texts()
		if len(texts) == 0 || len(out.Alts)+len(texts) > MaxAlts {
			return nil
		}
		for _, a := range texts {
			for _, part := range a.Pattern {
				if strings.ContainsAny(part.Lit, "{}") || part.Hole != nil && MayTag(part.Hole.ID) {
					return nil
				}
			}
			out.Alts = append(out.Alts, a)
		}
	}
	return out
}

// Whole returns the list or map of unknown content that v is any element of, nil
// if it is none.
func (v *Value) Whole() *Value {
	id, ok := strings.CutSuffix(v.ID, "[*]")
	if v.Kind != Sym || !ok {
		return nil
	}
	return &Value{Kind: Sym, ID: id, Name: strings.TrimSuffix(v.Name, "[i]"), Grouped: v.Grouped}
}

// IsNil reports whether v is the value nil.
func (v *Value) IsNil() bool { return v.ID == nilID }
