// Package confine uses keys in many ways. The text of each begins with "user:". A
// comment at the end of a line says what is done with it there.
package confine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

const prefix = "user:"

type names struct{ likes, follows string }

type repo struct {
	c      redis.UniversalClient
	prefix string
	names  names
	list   []string
}

func newRepo(c redis.UniversalClient) *repo {
	r := &repo{c: c, prefix: "user:", names: names{likes: "user:likes"}}
	r.names.follows = "user:follows"
	r.list = append(r.list, "user:a", "user:b")
	return r
}

func key(id int, field string) string { return fmt.Sprintf("user:%d:%s", id, field) }

func named(id int) (out string, err error) {
	if id == 0 {
		return "", errors.New("no id")
	}
	out = "user:" + fmt.Sprint(id)
	return
}

func builder(id string) string {
	var b strings.Builder
	b.WriteString("user:")
	b.WriteString(id)
	return b.String()
}

func printer(id string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "user:%s", id)
	to := new(bytes.Buffer)
	fmt.Fprint(to, b.String())
	return to.String()
}

func generic[T any](v T) T { return v }

func harmless(ctx context.Context, c redis.UniversalClient, id int) error {
	c.Get(ctx, key(id, "likes"))
	c.Get(ctx, printer("likes"))
	c.SInter(ctx, "user:a", prefix+"b")
	c.Do(ctx, "SET", "user:a", 1)
	c.MSet(ctx, "user:a", 1, "user:b", 2)
	c.XAdd(ctx, &redis.XAddArgs{Stream: "user:log", Values: []any{"a", 1}})
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"user:log", "0"}})
	c.ZInterStore(ctx, "user:both", &redis.ZStore{Keys: []string{"user:a", "user:b"}})
	k, err := named(id)
	if err != nil || k == "" {
		return fmt.Errorf("user %s: %w", k, err) // note "is logged"
	}
	c.Del(ctx, k, generic(builder("7")), path.Join("user:", "a"))
	keys := []string{"user:a", "user:b"}
	slices.Sort(keys)
	for i, k := range keys {
		c.Del(ctx, k, keys[i], keys[:1][0])
	}
	if len(keys) > 0 && len(k) == 0 {
		c.Unlink(ctx, slices.Concat(keys, []string{"user:c"})...)
	}
	r := newRepo(c)
	r.c.SMove(ctx, r.names.likes, r.names.follows, r.prefix) // escape "is stored by SMOVE"
	log.Printf("key %s", "user:a")                           // note "is logged"
	slog.Info("get", "key", "user:a")                        // note "is logged"
	fmt.Fprintln(os.Stderr, "user:a")                        // note "is logged"
	once := sync.OnceValue(func() int { return 1 })
	_ = once()
	byName := map[string]string{"likes": "user:likes"}
	c.Get(ctx, byName["likes"])
	get := func(k string) { c.Get(ctx, k) }
	get("user:a")
	each(func(k string) { c.Get(ctx, k) })
	c.Scan(ctx, 0, "user:*", 10)
	tmpl := strings.ReplaceAll("user:<id>", "<id>", fmt.Sprint(id))
	c.Get(ctx, tmpl)
	var any any = "user:a"
	switch v := any.(type) {
	case string:
		c.Get(ctx, v)
	}
	if "user:a" == prefix+"b" { // both change
		return nil
	}
	return c.Watch(ctx, func(tx *redis.Tx) error { return nil }, "user:a")
}

func each(visit func(k string)) {
	for _, k := range []string{"user:a", "user:b"} {
		visit(k)
	}
}
