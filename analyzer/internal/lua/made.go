package lua

import (
	"fmt"
	"strings"
)

// A Call is a call of a function without effects that makes a text of texts, of
// which not all are known to the script. See [Apply].
type Call struct {
	Func   string // "string.gsub"
	Args   []Text
	Result int // which of its results, from 0 on
}

// String spells the call as the script might.
func (c *Call) String() string {
	args := make([]string, len(c.Args))
	for i, t := range c.Args {
		args[i] = t.String()
	}
	switch c.Func {
	case "#":
		return "#" + args[0]
	case "+", "-":
		return "(" + strings.Join(args, " "+c.Func+" ") + ")"
	}
	call := c.Func + "(" + strings.Join(args, ", ") + ")"
	if c.Result > 0 {
		return fmt.Sprintf("select(%d, %s)", c.Result+1, call)
	}
	return call
}

func (c *Call) equal(d *Call) bool {
	if c == nil || d == nil {
		return c == d
	}
	if c.Func != d.Func || c.Result != d.Result || len(c.Args) != len(d.Args) {
		return false
	}
	for i := range c.Args {
		if !c.Args[i].equal(d.Args[i]) {
			return false
		}
	}
	return true
}

// made returns what a function makes of texts, nil if it is none of
// textFunctions or not all of its arguments are texts.
func (in *interp) made(name string, args []item) []item {
	if _, ok := textFunctions[name]; !ok {
		return nil
	}
	if pattern, ok := argument(args, 1).constant(); name == "string.find" && len(args) == 4 && ok && !strings.ContainsAny(pattern, "^$*+?.([%-") {
		args = args[:3] // whether the pattern is a plain text makes no difference
	}
	calls := [][]Text{nil}
	for _, a := range args {
		if a.kind != text || a.repeat {
			return nil
		}
		var next [][]Text
		for _, c := range calls {
			for _, t := range a.alternatives() {
				next = append(next, append(c[:len(c):len(c)], t))
			}
		}
		if calls = next; len(calls) > maxTexts {
			return one(value{})
		}
	}
	var out []item
	for i, c := range calls {
		results := in.apply(name, c)
		if i == 0 {
			out = results
			continue
		}
		for j := range out {
			out[j].value = join(out[j].value, argument(results, j))
		}
	}
	return out
}

// apply returns what a function makes of its arguments.
func (in *interp) apply(name string, args []Text) []item {
	const cost = 250 // of the work of a reading, for a match
	known := make([]string, 0, len(args))
	size := 1
	for _, t := range args {
		if text, ok := t.Constant(); ok {
			known = append(known, text)
		}
		if t.Has(Other) {
			size += maxParts
		}
		for range t.Parts() {
			size++
		}
	}
	if !in.step(cost) || size > maxParts {
		return one(value{})
	}
	var out []item
	if len(known) == len(args) {
		texts, ok := Apply(name, known)
		if !ok {
			return one(value{})
		}
		for _, text := range texts {
			out = append(out, item{value: lit(text)})
		}
		return out
	}
	n := 1
	switch name {
	case "string.gsub":
		call := &Call{Func: name, Args: args}
		return []item{{value: part(Part{Kind: Made, Call: call})}, {value: part(Part{Kind: Value})}}
	case "string.match", "string.find":
		pattern, ok := args[min(1, len(args)-1)].Constant()
		if !ok {
			return []item{{repeat: true}}
		}
		if n = captures(pattern); name == "string.find" {
			n += 2
		}
		n = max(n, 1)
	}
	for i := range n {
		call := &Call{Func: name, Args: args, Result: i}
		out = append(out, item{value: part(Part{Kind: Made, Call: call})})
	}
	return out
}

// length returns the length of a text or a list.
func (in *interp) length(v value) value {
	if v.isText() && !isReply(v) {
		if out := in.made("#", one(v)); out != nil {
			return argument(out, 0)
		}
	}
	in.reads(v, 0)
	return part(Part{Kind: Value})
}

// isLength reports whether a value is a place in a text, or its length.
func isLength(v value) bool {
	if v.kind != text || len(v.texts) != 1 || len(v.texts[0]) != 1 || v.texts[0][0].Kind != Made {
		return false
	}
	switch v.texts[0][0].Call.Func {
	case "#", "+", "-", "string.find":
		return true
	}
	return false
}

// captures returns how many captures a pattern has.
func captures(pattern string) (n int) {
	m := &matcher{pattern: pattern}
	for p := 0; p < len(pattern) && !m.failed; {
		switch {
		case pattern[p] == '(':
			n++
			p++
		case pattern[p] == ')':
			p++
		case strings.HasPrefix(pattern[p:], "%b"):
			p += 4
		default:
			p = m.classEnd(p)
		}
	}
	return n
}
