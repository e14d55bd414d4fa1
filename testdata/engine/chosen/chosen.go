// Package chosen has keys whose parts a constant chooses: by a method String over a
// switch or a table, by a helper that branches on its arguments.
package chosen

import (
	"context"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

type status int

const (
	pending status = iota
	done
	failed
)

func (s status) String() string {
	switch s {
	case pending:
		return "pending"
	case done:
		return "done"
	}
	return "unknown"
}

func stringMethod(c C) error {
	return c.Del(ctx, pending.String(), done.String()).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func stringDefault(c C) error {
	return c.Del(ctx, failed.String(), "unknown").Err()
}

func concat(c C, id string) error {
	return c.Rename(ctx, pending.String()+":"+id, done.String()+":"+id).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func tagged(c C, id string) error {
	return c.Rename(ctx, fmt.Sprintf("{%s:%s}:%v", id, done, pending), fmt.Sprintf("{%s:done}:%v", id, done)).Err()
}

var arr = [...]string{"alpha", "beta", "gamma"}

type greek uint8

const (
	alpha greek = iota
	beta
)

func (g greek) String() string {
	if int(g) >= len(arr) {
		return fmt.Sprintf("greek(%d)", uint8(g))
	}
	return arr[g]
}

func arrayNames(c C, id int) error {
	return c.Rename(ctx, fmt.Sprintf("%s:%d", alpha, id), fmt.Sprintf("%v:%d", beta, id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func arraySame(c C, id int) error {
	return c.Rename(ctx, fmt.Sprintf("{%s}:%d", alpha, id), fmt.Sprintf("{alpha}:x:%d", id)).Err()
}

func arrayOut(c C) error {
	return c.Rename(ctx, fmt.Sprintf("{%s}:a", greek(7)), "{greek(7)}:b").Err()
}

func number(c C) error {
	return c.Rename(ctx, fmt.Sprintf("{%d}:a", beta), "{1}:b").Err()
}

type sl int

var slNames = []string{"x", "y"}

func (s *sl) String() string { return slNames[*s] }

func pointerMethod(c C) error {
	s := sl(0)
	return c.Rename(ctx, fmt.Sprintf("{%v}:a", s), fmt.Sprintf("{%v}:b", "x")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

type kind string

const (
	user  kind = "u"
	group kind = "g"
)

func (k kind) prefix() string {
	if k == user {
		return "users"
	}
	return "groups"
}

func key(k kind, id string) string { return k.prefix() + ":" + id }

func helper(c C, id string) error {
	return c.Del(ctx, key(user, id)+":a", key(user, id)+":b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func helperTwo(c C, id string) error {
	return c.Rename(ctx, key(user, id), key(group, id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func tagKey(k kind, id string) string { return "{" + k.prefix() + "}:" + id }

func helperTag(c C, a, b string) error {
	return c.Rename(ctx, tagKey(user, a), tagKey(user, b)).Err()
}

func helperTagTwo(c C, a string) error {
	return c.Rename(ctx, tagKey(user, a), tagKey(group, a)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

var prefixes = map[kind]string{user: "users", group: "groups"}

func mapHelper(k kind, id string) string { return "{" + prefixes[k] + "}:" + id }

func mapTwo(c C, id string) error {
	return c.Rename(ctx, mapHelper(user, id), mapHelper(group, id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func mapSame(c C, a, b string) error {
	return c.Rename(ctx, mapHelper(user, a), mapHelper(user, b)).Err()
}

func okHelper(k kind) string {
	if p, ok := prefixes[k]; ok {
		return p
	}
	return "none"
}

func mapOK(c C) error {
	return c.Rename(ctx, "{"+okHelper(group)+"}:a", "{groups}:b").Err()
}

func mapNone(c C) error {
	return c.Rename(ctx, "{"+okHelper("z")+"}:a", "{none}:b").Err()
}

func withTag(id, s string, tags ...string) string {
	if len(tags) > 0 {
		return "{" + id + "}:" + s + ":" + strings.Join(tags, ",")
	}
	return id + ":" + s
}

func variadicNone(c C, id string) error {
	return c.Rename(ctx, "u:"+withTag(id, "a"), "u:"+withTag(id, "b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func variadicSome(c C, id string) error {
	return c.Rename(ctx, withTag(id, "a", "x"), withTag(id, "b", "y")).Err()
}

type entity struct {
	k  kind
	id string
}

func (e entity) Key() string { return e.k.prefix() + ":" + e.id }

func fieldConst(c C, id string) error {
	return c.Rename(ctx, "{"+entity{user, id}.Key()+"}", "{"+entity{group, id}.Key()+"}").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func fieldSame(c C, id string) error {
	return c.Rename(ctx, "{"+entity{user, id}.Key()+"}a", "{"+entity{user, id}.Key()+"}b").Err()
}

func param(c C, s status, id int) error {
	return c.Rename(ctx, fmt.Sprintf("j:%s:%d:a", s, id), fmt.Sprintf("j:%s:%d:b", s, id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func paramTag(c C, s status, id int) error {
	return c.Rename(ctx, fmt.Sprintf("{j:%s}:%d:a", s, id), fmt.Sprintf("{j:%s}:%d:b", s, id)).Err()
}

func viaInterface(c C, id int) error {
	var s fmt.Stringer = done
	return c.Rename(ctx, fmt.Sprintf("{%s}:%d", s, id), fmt.Sprintf("{%s}:x", done)).Err()
}

func viaMethodValue(c C, id int) error {
	f := done.String
	return c.Rename(ctx, fmt.Sprintf("%s:%d:a", f(), id), fmt.Sprintf("done:%d:b", id)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func join(ss ...fmt.Stringer) string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = s.String()
	}
	return strings.Join(out, ":")
}

func list(c C) error {
	return c.Rename(ctx, "{"+join(pending, done)+"}:a", "{"+join(pending, done)+"}:b").Err()
}
