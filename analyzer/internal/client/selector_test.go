package client

import (
	"reflect"
	"testing"
)

func TestParseSelector(t *testing.T) {
	for _, test := range []struct {
		text string
		want Selector
	}{
		{"0", Selector{}},
		{"12[]", Selector{Param: 12, Steps: []Step{{Op: Each}}}},
		{"0[3]", Selector{Steps: []Step{{Op: Index, N: 3}}}},
		{"0[::3]", Selector{Steps: []Step{{Op: Stride, N: 3}}}},
		{"1.Keys[]", Selector{Param: 1, Steps: []Step{{Op: Field, Name: "Keys"}, {Op: Each}}}},
		{"0[].Key", Selector{Steps: []Step{{Op: Each}, {Op: Field, Name: "Key"}}}},
		{"0[][0]", Selector{Steps: []Step{{Op: Each}, {Op: Index}}}},
		{"1{}", Selector{Param: 1, Steps: []Step{{Op: MapKeys}}}},
		{"0[:half]", Selector{Steps: []Step{{Op: Half}}}},
		{"0.Streams[:half!ID]", Selector{Steps: []Step{{Op: Field, Name: "Streams"}, {Op: Half, Name: "ID"}}}},
		{"1[pairs]", Selector{Param: 1, Steps: []Step{{Op: Pairs}}}},
		{"1.Store?", Selector{Param: 1, Steps: []Step{{Op: Field, Name: "Store"}}, Optional: true}},
		{"1.Get[]*", Selector{Param: 1, Steps: []Step{{Op: Field, Name: "Get"}, {Op: Each}}, Pattern: true}},
	} {
		got, err := ParseSelector(test.text)
		if err != nil {
			t.Error(err)
			continue
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("ParseSelector(%q) = %+v, want %+v", test.text, got, test.want)
		}
		if got.String() != test.text {
			t.Errorf("ParseSelector(%q) prints %q", test.text, got.String())
		}
	}
	for _, text := range []string{
		"", "x", "-1", ".Keys", "0.", "0..Keys", "0[", "0[x]", "0[-1]", "0[::1]", "0[::]", "0{", "0{x}",
		"0[:half!]", "0[pairs][]", "0?*", "0*?", "0?[]", "0 1",
	} {
		if s, err := ParseSelector(text); err == nil {
			t.Errorf("ParseSelector(%q) = %v, want an error", text, s)
		}
	}
}
