package site

import (
	"fmt"
	"go/types"
	"strconv"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
)

// Described returns what a function of which no code is seen sends, as somebody
// says: a command with the keys that are in those places of its parameters. The
// steps of the selectors are fields, elements and keys of maps. It is an error if
// the function has no such parameters.
func Described(fn *types.Func, name string, keys []client.Selector) (Send, error) {
	s := Send{Command: name, Kind: client.Command}
	if cmd, ok := command.Lookup(name, ""); ok {
		s.Splittable = cmd.Has(command.Splittable)
	}
	for _, sel := range keys {
		v, t, ok := flow.Parameter(fn, sel.Param)
		if !ok {
			return Send{}, fmt.Errorf("%s: it has no parameter %d without the context", sel, sel.Param)
		}
		if !sel.Fits(t) {
			return Send{}, fmt.Errorf("%s: no key is there in a parameter of type %s", sel, t)
		}
		k := Key{Value: v, Optional: sel.Optional, Pattern: sel.Pattern}
		for _, step := range sel.Steps {
			switch step.Op {
			case client.Field:
				k.Value = k.Value.Select(step.Name)
			case client.Index:
				w := *k.Value
				w.ID += "[" + strconv.Itoa(step.N) + "]"
				w.Name += "[" + strconv.Itoa(step.N) + "]"
				k.Value = &w
			default:
				k.Value, k.Repeat = k.Value.Element(), true
			}
		}
		s.Keys = append(s.Keys, k)
	}
	return s, nil
}
