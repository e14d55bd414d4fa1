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
	case saidTagged:
		return tagged(vs[0])
	case "strings.TrimSpace":
		if v := vs[0]; v.isNumber() {
			return v
		}
	case "strconv.AppendInt", "strconv.AppendUint":
		if base, ok := vs[2].Constant(); ok && base == "10" && numberText(vs[1]) != nil {
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
		if base, ok := vs[1].Constant(); ok && base == "10" {
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
			if verb, ok := vs[0].Constant(); ok {
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
					t, ok := it.Value.Constant()
					if !ok || it.Repeat {
						return nil
					}
					texts = append(texts, t)
				}
				continue
			}
			t, ok := v.Constant()
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
	"strings.TrimSpace": func(a []string) *Value { return Literal(strings.TrimSpace(a[0])) },
	"strings.Title":     func(a []string) *Value { return nil },
	"strconv.Quote":     func(a []string) *Value { return Literal(strconv.Quote(a[0])) },
	"path.Join":         func(a []string) *Value { return Literal(path.Join(a...)) },
	"strings.Repeat": func(a []string) *Value {
		if n, err := strconv.Atoi(a[1]); err == nil && n >= 0 && n*len(a[0]) <= 1024 {
			return Literal(strings.Repeat(a[0], n))
		}
		return nil
	},
}
