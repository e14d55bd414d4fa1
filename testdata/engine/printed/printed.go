// Package printed has keys that fmt prints: by the types of the operands, as fmt
// does. A struct prints braces, and with them a hash tag.
package printed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

type filter struct {
	City string
	Max  int
}

type opt struct{ f filter }

func anyField(c C, o struct{ v any }) error {
	return c.Del(ctx, fmt.Sprintf("search:%v:ids", o.v), fmt.Sprintf("search:%v:sum", o.v)).Err()
}

func helper(v any) string { return fmt.Sprintf("q:%v", v) }

func viaHelperStruct(c C, f filter) error {
	return c.Del(ctx, helper(f)+":ids", helper(f)+":sum").Err()
}

func viaHelperInt(c C, n int) error {
	return c.Del(ctx, helper(n)+":ids", helper(n)+":sum").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func viaHelperString(c C, n string) error {
	return c.Del(ctx, helper(n)+":ids", helper(n)+":sum").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func viaHelperConst(c C) error {
	return c.Del(ctx, helper(5)+":ids", helper(5)+":sum").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func many(parts ...any) string { return fmt.Sprint(parts...) }

func variadicStruct(c C, f *filter) error {
	return c.Del(ctx, many("q:", f, ":ids"), many("q:", f, ":sum")).Err()
}

func variadicInts(c C, a, b int) error {
	return c.Del(ctx, many("{w:", a, b, "}:x"), fmt.Sprintf("{w:%d%d}:y", a, b)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func variadicIntsGood(c C, a, b int) error {
	return c.Del(ctx, many("{w:", a, b, "}:x"), fmt.Sprintf("{w:%d %d}:y", a, b)).Err()
}

func variadicSame(c C, a, b int) error {
	return c.Del(ctx, many("w:", a, b, ":x"), many("w:", a, b, ":y")).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func generic[T any](kind string, id T) string { return fmt.Sprintf("%s:%v", kind, id) }

func genericInt(c C, id int64) error {
	return c.Del(ctx, generic("user", id)+":a", generic("user", id)+":b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func genericStruct(c C, f filter) error {
	return c.Del(ctx, generic("user", f)+":a", generic("user", f)+":b").Err()
}

type repo[K comparable] struct{ p string }

func (r repo[K]) key(k K, s string) string { return fmt.Sprintf("%s:%v:%s", r.p, k, s) }

func genericType(c C, r repo[string], id string) error {
	return c.Del(ctx, r.key(id, "a"), r.key(id, "b")).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func genericTypeStruct(c C, r repo[filter], id filter) error {
	return c.Del(ctx, r.key(id, "a"), r.key(id, "b")).Err()
}

type named string

func namedString(c C, n named) error {
	return c.Del(ctx, fmt.Sprintf("u:%v:a", n), fmt.Sprintf("u:%s:b", n)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func namedSame(c C, n named) error {
	return c.Del(ctx, fmt.Sprintf("{u:%v}:a", n), fmt.Sprintf("{u:%s}:b", n), "{u:"+string(n)+"}:c").Err()
}

func duration(c C, d time.Duration) error {
	return c.Del(ctx, fmt.Sprintf("{u:%v}:a", d), fmt.Sprintf("{u:%s}:b", d.String())).Err()
}

func durationBad(c C, d time.Duration) error {
	return c.Del(ctx, fmt.Sprintf("{u:%v}:a", d), fmt.Sprintf("{u:%d}:b", d)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func urlGood(c C, u *url.URL) error {
	return c.Del(ctx, fmt.Sprintf("{u:%v}:a", u), "{u:"+u.String()+"}:b").Err()
}

func stringer(c C, s fmt.Stringer) error {
	return c.Del(ctx, fmt.Sprintf("{u:%s}:a", s), "{u:"+s.String()+"}:b").Err()
}

func stringerOpen(c C, s fmt.Stringer) error {
	return c.Del(ctx, fmt.Sprintf("u:%s:a", s), "u:"+s.String()+":b").Err()
}

type jsonID struct{ A, B int }

func (j jsonID) String() string { b, _ := json.Marshal(j); return string(b) }

func jsonStringer(c C, j jsonID) error {
	return c.Del(ctx, fmt.Sprintf("u:%s:a", j), "u:"+j.String()+":b").Err()
}

type braced struct{ id string }

func (b braced) String() string { return "{" + b.id + "}" }

func bracedStringer(c C, id string) error {
	b := braced{id}
	return c.Del(ctx, fmt.Sprintf("u:%s:a", b), fmt.Sprintf("x:%v:b", b)).Err()
}

type outer struct {
	braced
	n int
}

func promoted(c C, id string) error {
	o := outer{braced{id}, 3}
	return c.Del(ctx, fmt.Sprintf("u:%s:a", o), "{"+id+"}:b").Err()
}

func mapOfInts(c C, m map[string]int) error {
	return c.Del(ctx, fmt.Sprintf("u:%v:a", m), fmt.Sprintf("u:%v:b", m)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func sliceOfStructs(c C, m []filter) error {
	return c.Del(ctx, fmt.Sprintf("u:%v:a", m), fmt.Sprintf("u:%v:b", m)).Err()
}

func sliceOfPointers(c C, m []*filter) error {
	return c.Del(ctx, fmt.Sprintf("u:%v:a", m), fmt.Sprintf("u:%v:b", m)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func pointerToInt(c C, p *int) error {
	return c.Del(ctx, fmt.Sprintf("{%v}:a", p), fmt.Sprintf("{%v}:b", *p)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func hashOfJSON(c C, f filter) error {
	b, _ := json.Marshal(f)
	h := sha256.Sum256(b)
	return c.Del(ctx, "q:"+hex.EncodeToString(h[:])+":a", fmt.Sprintf("q:%x:b", h)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func hashOfJSONSame(c C, f filter) error {
	b, _ := json.Marshal(f)
	h := sha256.Sum256(b)
	return c.Del(ctx, "{q:"+hex.EncodeToString(h[:])+"}:a", fmt.Sprintf("{q:%x}:b", h)).Err()
}

func hexInt(c C, n int) error {
	return c.Del(ctx, fmt.Sprintf("{%x}:a", n), "{"+strconv.FormatInt(int64(n), 16)+"}:b").Err()
}

func float(c C, f float64) error {
	return c.Del(ctx, fmt.Sprintf("{%.2f}:a", f), "{"+strconv.FormatFloat(f, 'f', 2, 64)+"}:b").Err()
}

func floatBad(c C, f float64) error {
	return c.Del(ctx, fmt.Sprintf("{%.2f}:a", f), "{"+strconv.FormatFloat(f, 'f', 3, 64)+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func runeGood(c C, r rune) error {
	return c.Del(ctx, fmt.Sprintf("{%c}:a", r), "{"+string(r)+"}:b").Err()
}

func runeBad(c C, r rune) error {
	return c.Del(ctx, fmt.Sprintf("{%c}:a", r), fmt.Sprintf("{%d}:b", r)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func errKey(c C, e error) error {
	return c.Del(ctx, fmt.Sprintf("e:%v:a", e), fmt.Sprintf("e:%v:b", e)).Err()
}

func typed(c C, x any) error {
	s, ok := x.(string)
	if !ok {
		return errors.New("x")
	}
	return c.Del(ctx, fmt.Sprintf("e:%v:a", s), fmt.Sprintf("e:%s:b", s)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func spread(c C, id int) error {
	args := []any{"u", id}
	return c.Del(ctx, fmt.Sprintf("%s:%d:a", args...), fmt.Sprintf("%s:%d:b", args...)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func spreadGood(c C, id int) error {
	args := []any{"u", id}
	return c.Del(ctx, fmt.Sprintf("{%s:%d}:a", args...), fmt.Sprintf("{u:%d}:b", id)).Err()
}

func boolConst(c C) error {
	return c.Del(ctx, fmt.Sprintf("{%d}:a", true), "{true}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func extraOperand(c C) error {
	f := "a%s"
	return c.Rename(ctx, fmt.Sprintf(f, "x", 1), "ax").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func missingOperand(c C) error {
	f := "{a%s%s}"
	return c.Rename(ctx, fmt.Sprintf(f, "x"), "{ax}:b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func widthConst(c C) error {
	return c.Del(ctx, fmt.Sprintf("{%5.2f}:a", 3.14159), "{ 3.14}:b").Err()
}

type level uint8

func levels(c C, l level, id string) error {
	return c.Del(ctx, fmt.Sprintf("l:%v:%s:a", l, id), fmt.Sprintf("l:%d:%s:b", l, id)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

type tree struct {
	kids []any
}

func closure(c C, f *filter) error {
	key := func(s string, v any) string { return fmt.Sprintf("q:%v:%s", v, s) }
	return c.Del(ctx, key("a", f), key("b", f)).Err()
}

func closureInt(c C, f int) error {
	key := func(s string, v any) string { return fmt.Sprintf("q:%v:%s", v, s) }
	return c.Del(ctx, key("a", f), key("b", f)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}
func jsonOfString(c C, s string) error {
	b, _ := json.Marshal(s)
	return c.Del(ctx, "q:"+string(b)+":a", "q:"+string(b)+":b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}
func appendf(c C, id int) error {
	return c.Del(ctx, string(fmt.Appendf(nil, "u:%d:a", id)), string(fmt.Appendf([]byte("u:"), "%d:b", id))).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}
