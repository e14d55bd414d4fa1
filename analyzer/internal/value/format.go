package value

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Sprintf evaluates fmt.Sprintf(format, args...), where vs is the format and the
// list of arguments. It is nil where the format cannot be followed.
func Sprintf(vs []*Value) *Value {
	if len(vs) < 1 {
		return nil
	}
	format, ok := vs[0].Constant()
	if !ok {
		return nil
	}
	var args []*Value
	if len(vs) > 1 {
		if vs[1].Kind != List || vs[1].Partial {
			return nil
		}
		for _, it := range vs[1].Items {
			if it.Repeat {
				return nil
			}
			args = append(args, it.Value)
		}
	}
	var parts []*Value
	next := 0
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			parts = append(parts, Literal(format))
			break
		}
		parts = append(parts, Literal(format[:i]))
		verb, index, tail, ok := cutVerb(format[i:])
		if !ok {
			return nil
		}
		format = tail
		if verb == "%%" {
			parts = append(parts, Literal("%"))
			continue
		}
		if index > 0 {
			next = index - 1
		}
		if next >= len(args) {
			return nil // %!d(MISSING)
		}
		part := formatVerb(verb, args[next])
		if part == nil {
			return nil
		}
		parts = append(parts, part)
		next++
	}
	return Concat(parts...)
}

// cutVerb splits the verb at the beginning of format off, without its explicit
// argument index, which is returned if there is one. Widths and precisions that
// are arguments themselves are not followed.
func cutVerb(format string) (verb string, index int, tail string, ok bool) {
	i := 1
	for i < len(format) && strings.IndexByte("+-# 0123456789.", format[i]) >= 0 {
		i++
	}
	flags := format[:i]
	if i < len(format) && format[i] == '[' {
		end := strings.IndexByte(format[i:], ']')
		if end < 0 {
			return "", 0, "", false
		}
		n, err := strconv.Atoi(format[i+1 : i+end])
		if err != nil || n < 1 {
			return "", 0, "", false
		}
		index = n
		i += end + 1
	}
	if i >= len(format) || format[i] == '*' {
		return "", 0, "", false
	}
	return flags + format[i:i+1], index, format[i+1:], true
}

// formatVerb is the text of v under one verb of fmt.
func formatVerb(verb string, v *Value) *Value {
	if v.Raw != nil && !strings.ContainsAny(verb[len(verb)-1:], "svqxX") {
		v = v.Raw // the others do not ask String
	}
	if text, ok := v.Constant(); ok {
		return formatLiteral(verb, text)
	}
	if v.Texts() == nil {
		return nil
	}
	switch verb {
	case "%s", "%v":
		return v
	case "%d":
		return decimal(v)
	}
	id := v.Identity()
	if id == "" {
		return nil
	}
	name := v.Name
	if p, ok := v.Single(); ok {
		name = strings.Trim(p.String(), "<>")
	}
	kind := pattern.Text
	switch verb[len(verb)-1] {
	case 'x', 'X', 'e', 'f', 'g', 'b', 'o', 't', 'p', 'U':
		kind = pattern.Word
	case 'd':
		kind = pattern.Word // may be padded
	}
	return &Value{Kind: Sym, ID: Bounded(FormatOf(verb, id), "0"), Name: name, Hole: kind}
}

// formatLiteral is the text of a constant under a verb.
func formatLiteral(verb, text string) *Value {
	switch verb[len(verb)-1] {
	case 's', 'v', 'q', 'x', 'X':
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && strings.ContainsAny(verb[len(verb)-1:], "xX") {
			return Literal(fmt.Sprintf(verb, n))
		}
		return Literal(fmt.Sprintf(verb, text))
	case 'd', 'b', 'o', 'c':
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return Literal(fmt.Sprintf(verb, n))
		}
	case 't':
		return Literal(text)
	}
	return nil
}
