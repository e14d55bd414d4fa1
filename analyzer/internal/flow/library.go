package flow

import (
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// pureFrom lists the packages whose functions have no effects and give equal
// results for equal arguments, with the exceptions.
var pureFrom = map[string][]string{
	"strings": {"NewReplacer", "NewReader"}, "strconv": nil, "path": nil, "path/filepath": nil, "unicode": nil, "unicode/utf8": nil,
	"bytes": {"NewBuffer", "NewBufferString", "NewReader"}, "math": nil, "math/bits": nil, "net/url": nil, "html": nil,
	"encoding/hex": nil, "encoding/base64": nil, "encoding/base32": nil, "encoding/binary": nil,
	"crypto/md5": {"New"}, "crypto/sha1": {"New"}, "crypto/sha256": {"New", "New224"}, "crypto/sha512": {"New"}, "hash/crc32": {"New", "NewIEEE"},
	"time": {"Now", "Since", "Until", "After", "Tick", "NewTimer", "NewTicker", "Sleep"}, "fmt": nil, "cmp": nil,
}

// isPure reports whether the library function has no effects.
func isPure(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	except, ok := pureFrom[fn.Pkg().Path()]
	if !ok || slices.Contains(except, fn.Name()) {
		return false
	}
	if recv := fn.Signature().Recv(); recv != nil {
		// Methods of values (time.Time, time.Duration) only: builders change.
		_, ptr := recv.Type().(*types.Pointer)
		return !ptr
	}
	return true
}

// generates reports whether a function is known to give another value at every
// call.
func generates(fn *ssa.Function) bool {
	obj := object(fn)
	if obj == nil || obj.Pkg() == nil {
		return false
	}
	switch p := obj.Pkg().Path(); {
	case p == "math/rand", p == "math/rand/v2", p == "crypto/rand":
		return true
	case strings.Contains(p, "uuid"), strings.Contains(p, "ulid"), strings.Contains(p, "xid"), strings.Contains(p, "ksuid"), strings.Contains(p, "nanoid"):
		return strings.HasPrefix(obj.Name(), "New") || strings.HasPrefix(obj.Name(), "Make") || obj.Name() == "Must"
	}
	return false
}

// resultKinds names what the results of library functions can hold.
var resultKinds = map[string]pattern.Kind{
	"encoding/hex.EncodeToString": pattern.Word,
	"_time.Time_.Format":          pattern.Word,
	"strconv.FormatInt":           pattern.Word, // of a base other than ten
	"strconv.FormatUint":          pattern.Word,
	"strconv.FormatFloat":         pattern.Word,
	"_time.Duration_.String":      pattern.Word,
	"_time.Month_.String":         pattern.Word,
	"_time.Weekday_.String":       pattern.Word,
}

// fold evaluates an operation whose operands may be known by now; nil if that
// says no more than the operation itself. b is the substitution under way, nil
// when the call itself is evaluated.
func (e *Evaluator) fold(op string, vs []*Value, b *binder) *Value {
	switch op {
	case "call":
		if len(vs) > 0 && vs[0].Kind == Func && b != nil {
			fn := vs[0].fn.fn
			if sum := e.Summary(fn); sum != nil && len(sum.Results) > 0 && sum.Results[0] != nil {
				c := &binder{e: e, call: b.call, args: vs[1:]}
				if fn.Blocks != nil {
					c.frame = strconv.Itoa(e.number(fn))
				}
				return c.bind(sum.Results[0])
			}
		}
		return nil
	case "strings.TrimSpace":
		if v := vs[0]; v.isNumber() {
			return v
		}
	case "strconv.AppendInt", "strconv.AppendUint":
		if base, ok := vs[2].constant(); ok && base == "10" && numberText(vs[1]) != nil {
			return concat(asText(vs[0]), numberText(vs[1]))
		}
		return nil
	case "strings.ToLower":
		return mapText(op, vs[0], strings.ToLower)
	case "strings.ToUpper":
		return mapText(op, vs[0], strings.ToUpper)
	case "strings.Replace", "strings.ReplaceAll":
		return replace(vs)
	case "strings.Join":
		return joinText(vs)
	case "strconv.Itoa", "String_":
		return numberText(vs[0])
	case "strconv.FormatInt", "strconv.FormatUint":
		if base, ok := vs[1].constant(); ok && base == "10" {
			return numberText(vs[0])
		}
		return nil
	case "strconv.FormatBool":
		return vs[0]
	case "strings.Clone", "bytes.Clone":
		return vs[0]
	case "fmt.Sprint":
		return sprint(vs)
	case "fmt.Sprintf":
		return e.sprintf(vs)
	case "fmt.Appendf":
		if r := e.sprintf(vs[1:]); r != nil {
			return concat(asText(vs[0]), r)
		}
		return nil
	case "fmt.Append":
		if r := sprint(vs[1:]); r != nil {
			return concat(asText(vs[0]), r)
		}
		return nil
	case "fmtverb":
		if len(vs) == 2 {
			if verb, ok := vs[0].constant(); ok {
				return formatVerb(verb, vs[1])
			}
		}
		return nil
	case "strings.TrimSuffix", "strings.TrimPrefix", "strings.TrimRight", "strings.TrimLeft", "strings.Trim":
		return trim(op, vs)
	}
	if f, ok := literalFuncs[op]; ok {
		texts := make([]string, 0, len(vs))
		for _, v := range vs {
			if v.Kind == List && !v.Partial {
				for _, it := range v.Items {
					t, ok := it.Value.constant()
					if !ok || it.Repeat {
						return nil
					}
					texts = append(texts, t)
				}
				continue
			}
			t, ok := v.constant()
			if !ok {
				return nil
			}
			texts = append(texts, t)
		}
		return f(texts)
	}
	return nil
}

// literalFuncs are evaluated when all arguments are constants.
var literalFuncs = map[string]func([]string) *Value{
	"strings.TrimSpace": func(a []string) *Value { return literal(strings.TrimSpace(a[0])) },
	"strings.Title":     func(a []string) *Value { return nil },
	"strconv.Quote":     func(a []string) *Value { return literal(strconv.Quote(a[0])) },
	"path.Join":         func(a []string) *Value { return literal(path.Join(a...)) },
	"strings.Repeat": func(a []string) *Value {
		if n, err := strconv.Atoi(a[1]); err == nil && n >= 0 && n*len(a[0]) <= 1024 {
			return literal(strings.Repeat(a[0], n))
		}
		return nil
	},
}

// asText reads an empty list of bytes as the empty text.
func asText(v *Value) *Value {
	if v.Kind == List && len(v.Items) == 0 {
		return literal("")
	}
	return v
}

// numberText is the decimal text of a number.
func numberText(v *Value) *Value {
	if v.Kind == Sym {
		w := *v
		w.Hole = pattern.Int
		return &w
	}
	if v.Kind == Text {
		return v
	}
	return nil
}

// mapText applies a function to a text that works character by character.
func mapText(op string, v *Value, f func(string) string) *Value {
	if v.isNumber() {
		return v
	}
	if v.Kind != Text {
		return nil
	}
	return v.transform(func(h *pattern.Hole) *Value {
		g := *h
		if h.Kind == pattern.Text || h.Kind == pattern.Word {
			g.ID = op + "(" + h.ID + ")"
		}
		return textOf(pattern.Of(g))
	}, func(s *Value) *Value { return s }, func(s string) string { return s }).mapLits(f)
}

func (v *Value) mapLits(f func(string) string) *Value {
	out := &Value{Kind: Text}
	for _, a := range v.Alts {
		p := make(pattern.Pattern, len(a.Pattern))
		for i, part := range a.Pattern {
			part.Lit = f(part.Lit)
			p[i] = part
		}
		out.Alts = append(out.Alts, Alt{pattern.Concat(p), a.Conds})
	}
	return out
}

// replace evaluates strings.Replace and ReplaceAll of a constant text, taking
// holes not to hold it.
func replace(vs []*Value) *Value {
	old, ok := vs[1].constant()
	p, ok2 := vs[0].single()
	if !ok || !ok2 || old == "" || vs[2].text() == nil {
		return nil
	}
	n := -1
	if len(vs) == 4 {
		t, ok := vs[3].constant()
		if !ok {
			return nil
		}
		n, _ = strconv.Atoi(t)
	}
	var parts []*Value
	found := false
	for _, part := range p {
		if part.Hole != nil {
			parts = append(parts, textOf(pattern.Pattern{part}))
			continue
		}
		text := part.Lit
		for n != 0 {
			before, after, ok := strings.Cut(text, old)
			if !ok {
				break
			}
			parts = append(parts, literal(before), vs[2])
			text, found = after, true
			n--
		}
		parts = append(parts, literal(text))
	}
	if !found && len(p) > 0 && p[0].Hole != nil && len(p) == 1 {
		return nil // nothing but a hole
	}
	return concat(parts...)
}

// joinText evaluates strings.Join of a list of known length.
func joinText(vs []*Value) *Value {
	if vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var parts []*Value
	for i, it := range vs[0].Items {
		if it.Repeat {
			return nil
		}
		if i > 0 {
			parts = append(parts, vs[1])
		}
		parts = append(parts, it.Value)
	}
	return concat(parts...)
}

// sprint evaluates fmt.Sprint: the operands in a row, with a space between two
// that are both no strings.
func sprint(vs []*Value) *Value {
	if len(vs) != 1 || vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var parts []*Value
	for i, it := range vs[0].Items {
		if it.Repeat || it.Value.text() == nil {
			return nil
		}
		if i > 0 && it.Value.isNumber() && vs[0].Items[i-1].Value.isNumber() {
			parts = append(parts, literal(" "))
		}
		parts = append(parts, it.Value)
	}
	return concat(parts...)
}

// isNumber reports whether v is known to be a number or a boolean.
func (v *Value) isNumber() bool {
	if v.Number {
		return true
	}
	p, ok := v.single()
	return ok && len(p) == 1 && p[0].Hole != nil && (p[0].Hole.Kind == pattern.Int || p[0].Hole.Kind == pattern.Bool)
}

// trim evaluates the Trim functions where the end that they cut is literal.
func trim(op string, vs []*Value) *Value {
	cut, ok := vs[1].constant()
	p, ok2 := vs[0].single()
	if !ok || !ok2 || len(p) == 0 {
		return nil
	}
	out := slices.Clone(p)
	first, last := &out[0], &out[len(out)-1]
	switch op {
	case "strings.TrimSuffix":
		if last.Hole != nil || len(last.Lit) < len(cut) && len(p) > 1 {
			return nil
		}
		last.Lit = strings.TrimSuffix(last.Lit, cut)
	case "strings.TrimPrefix":
		if first.Hole != nil || len(first.Lit) < len(cut) && len(p) > 1 {
			return nil
		}
		first.Lit = strings.TrimPrefix(first.Lit, cut)
	default:
		right, left := op != "strings.TrimLeft", op != "strings.TrimRight"
		if right {
			if last.Hole != nil {
				return nil
			}
			last.Lit = strings.TrimRight(last.Lit, cut)
			if last.Lit == "" && len(p) > 1 {
				return nil
			}
		}
		if left {
			if first.Hole != nil {
				return nil
			}
			first.Lit = strings.TrimLeft(first.Lit, cut)
			if first.Lit == "" && len(p) > 1 {
				return nil
			}
		}
	}
	return textOf(pattern.Concat(out))
}
