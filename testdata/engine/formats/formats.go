// Package formats has formats that are put together, paths, and functions that make
// functions which make keys.
package formats

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

func joined(c C, id int) error {
	return c.Rename(ctx, path.Join("/user/", strconv.Itoa(id), "draft"), path.Join("/user", strconv.Itoa(id), "live")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func joinedTag(c C, id string) error {
	return c.Rename(ctx, path.Join("user", "{"+id+"}", "draft"), path.Join("user", "{"+id+"}", "live")).Err()
}

func joinedFile(c C, id string) error {
	return c.Rename(ctx, filepath.Join("user", id, "draft"), filepath.Join("user", id, "live")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func joinedClean(c C, id string) error {
	return c.Rename(ctx, path.Join("{user}", "x", "..", id), "{user}/"+id).Err()
}

func joinedHelper(c C, id string) error {
	return c.Rename(ctx, under(id, "a"), under(id, "b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func under(parts ...string) string { return path.Join(append([]string{"root"}, parts...)...) }

// Right: path.Join takes away the slash at the end of what it is given, as far as
// that is known.
func joinedEdge(c C) error { return c.Rename(ctx, inStock("prod/"), "{stock/prod}:b").Err() }

func joinedWrong(c C) error {
	return c.Rename(ctx, inStock("prod/"), "{stock/prod/}:b").Err() // want `^RENAME: keys .*are in different slots|are in slot`
}

func inStock(name string) string { return path.Join("{stock", name) + "}:a" }

// Most texts have no slash at their ends, but nothing says so here.
func joinedOther(c C, id string) error {
	return c.Rename(ctx, "{"+path.Join("user", id)+"}:a", "{user/"+id+"}:b").Err()
}

type paths struct{ base string }

func (p paths) of(s string) string { return path.Join("p", p.base, s) }

func joinedField(c C, p paths) error {
	return c.Rename(ctx, p.of("a"), p.of("b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func starArg(c C, id int) error {
	const width = 6
	return c.Rename(ctx, fmt.Sprintf("u:%*d:a", width, id), fmt.Sprintf("u:%*d:b", width, id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func starTag(c C, id int) error {
	return c.Rename(ctx, fmt.Sprintf("{u:%0*d}:a", 5, id), fmt.Sprintf("{u:%05d}:b", id)).Err()
}

func starOther(c C, id int) error {
	return c.Rename(ctx, fmt.Sprintf("{u:%0*d}:a", 5, id), fmt.Sprintf("{u:%06d}:b", id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func formatOf(kind string) string { return "user:%d:" + kind }

func formatHelper(c C, id int) error {
	return c.Rename(ctx, fmt.Sprintf(formatOf("a"), id), fmt.Sprintf(formatOf("b"), id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func formatOfFormat(c C, n, id int) error {
	f := fmt.Sprintf("shard%d:%%s:%%d", n)
	return c.Rename(ctx, fmt.Sprintf(f, "a", id), fmt.Sprintf(f, "b", id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func formatOfFormatTag(c C, n, id int) error {
	f := fmt.Sprintf("{shard%d}:%%s:%%d", n)
	return c.Rename(ctx, fmt.Sprintf(f, "a", id), fmt.Sprintf(f, "b", id)).Err()
}

type repo struct{ prefix string }

func (r *repo) keyer(id string) func(string) string {
	return func(s string) string { return "r:" + id + ":" + s }
}

func method(c C, r *repo, id string) error {
	k := r.keyer(id)
	return c.Rename(ctx, k("a"), k("b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func tagKeyer(id string) func(string) string {
	return func(s string) string { return "{" + id + "}:" + s }
}

func tagged(c C, id string) error {
	k := tagKeyer(id)
	return c.Rename(ctx, k("a"), k("b")).Err()
}

func taggedTwo(c C, a, b string) error {
	k, l := tagKeyer(a), tagKeyer(b)
	return c.Rename(ctx, k("a"), l("b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func taggedAtOnce(c C, a string) error {
	return c.Rename(ctx, tagKeyer(a)("a"), tagKeyer(a)("b")).Err()
}

func taggedInside(c C, a string) error {
	k := tagKeyer(a)
	f := func() error { return c.Rename(ctx, k("a"), k("b")).Err() }
	return f()
}

type keyFunc func(id int) string

func prefixed(p string) keyFunc {
	p = p + ":"
	return func(id int) string { return p + strconv.Itoa(id) }
}

func named(c C, id int) error {
	a, b := prefixed("a"), prefixed("b")
	return c.Rename(ctx, a(id), b(id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func counter() func() string {
	n := 0
	return func() string { n++; return "{" + strconv.Itoa(n) + "}" }
}

func counted(c C) error {
	k := counter()
	return c.Rename(ctx, k()+"a", k()+"b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func fprintf(c C, id int) error {
	var a, b strings.Builder
	fmt.Fprintf(&a, "u:%d:%s", id, "a")
	fmt.Fprintf(&b, "u:%d:%s", id, "b")
	return c.Rename(ctx, a.String(), b.String()).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func appendf(c C, id int) error {
	b := fmt.Appendf(nil, "{u:%d}:", id)
	return c.Rename(ctx, string(b)+"a", fmt.Sprintf("{u:%d}:b", id)).Err()
}

func spreadHelper(format string, args ...any) string { return "app:" + fmt.Sprintf(format, args...) }

func spreadVia(c C, id int) error {
	return c.Rename(ctx, spreadHelper("%s:%d:a", "u", id), spreadHelper("%s:%d:b", "u", id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func spreadTag(c C, id int) error {
	return c.Rename(ctx, spreadHelper("{%s:%d}:a", "u", id), spreadHelper("{%s:%d}:b", "u", id)).Err()
}

type seq struct{ n int }

func (s *seq) maker() func() string {
	return func() string { s.n++; return "{" + strconv.Itoa(s.n) + "}" }
}

func counterField(c C, s *seq) error {
	k := s.maker()
	return c.Rename(ctx, k()+"a", k()+"b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func twoLiterals() (func() string, func()) {
	n := 0
	return func() string { return "{" + strconv.Itoa(n) + "}" }, func() { n++ }
}

func counterTwo(c C) error {
	k, inc := twoLiterals()
	a := k()
	inc()
	return c.Rename(ctx, a+"a", k()+"b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}
