package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

type embeds struct{ *redis.ClusterClient }

type narrow interface {
	MGet(ctx context.Context, keys ...string) *redis.SliceCmd
}

// receivers are other types of the client.
func receivers(ctx context.Context, p *program, c *redis.ClusterClient) {
	var (
		universal redis.UniversalClient = c
		cmdable   redis.Cmdable         = c
		sets      redis.SetCmdable      = c
		own       narrow                = c
		embedded                        = embeds{c}
		method                          = c.MGet
	)
	p.sent(universal.MGet(ctx, "user:1", "user:2"))
	p.sent(universal.MGet(ctx, "user:1", "user:11896"))
	p.sent(universal.Do(ctx, "MGET", "user:1", "user:2"))
	p.done(universal.Watch(ctx, nothing, "user:1", "user:2"))
	p.sent(cmdable.MGet(ctx, "user:1", "user:2"))
	p.sent(cmdable.MGet(ctx, "user:1", "user:11896"))
	p.sent(own.MGet(ctx, "user:1", "user:2"))
	p.sent(own.MGet(ctx, "user:1", "user:11896"))
	p.sent(embedded.MGet(ctx, "user:1", "user:2"))
	p.sent(embedded.MGet(ctx, "user:1", "user:11896"))
	p.sent(sets.SInter(ctx, "tags:go", "tags:redis"))
	p.sent(sets.SInter(ctx, "{tags}:go", "{tags}:redis"))
	p.sent(method(ctx, "user:1", "user:2"))
	p.sent(method(ctx, "user:1", "user:11896"))
}

const (
	prefix = "user:"
	ada    = prefix + "1"
	bob    = prefix + "2"
	carol  = prefix + "118" + "96"
)

type key string

// constants are keys in all forms that the type checker knows.
func constants(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.MGet(ctx, ada, bob))
	p.sent(c.MGet(ctx, ada, carol))
	p.sent(c.MGet(ctx, prefix+"1", "user\x3a2"))
	p.sent(c.MGet(ctx, prefix+"1", "user\x3a11896"))
	p.sent(c.MGet(ctx, string(key(ada)), string(key(bob))))
	p.sent(c.MGet(ctx, string(key(ada)), string(key(carol))))
	p.sent(c.MGet(ctx, string([]byte(ada)), string(rune('a'))))

	both := []string{ada, bob}
	p.sent(c.MGet(ctx, both...))
	array := [2]string{ada, carol}
	p.sent(c.MGet(ctx, array[:]...))
	p.sent(c.MGet(ctx, append([]string{ada}, bob)...))
	p.sent(c.MGet(ctx, append([]string{ada}, carol)...))
	p.sent(c.MGet(ctx, both[:1]...))
	first, second := ada, bob
	p.sent(c.MGet(ctx, first, second))
	p.sent(c.MGet(ctx, first, first))
	args := []any{"DEL", ada, bob}
	p.sent(c.Do(ctx, args...))
}

// formats are keys that are made at run time. The slots of two such keys differ
// for every id, or are the same for every id.
func formats(ctx context.Context, p *program, c *redis.ClusterClient) {
	id, name := 7, "ada"
	if p.c == nil {
		id, name = 8, "bob"
	}
	p.sent(c.MGet(ctx, fmt.Sprintf("user:%d:a", id), fmt.Sprintf("user:%d:b", id)))
	p.sent(c.MGet(ctx, fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{user:%d}:b", id)))
	p.sent(c.MGet(ctx, fmt.Sprintf("user:%d:a", id), fmt.Sprintf("user:%d:a", id)))
	p.sent(c.MGet(ctx, fmt.Sprintf("user:%d", id), fmt.Sprintf("{user:%d}", id)))
	p.sent(c.MGet(ctx, fmt.Sprintf("user:%d:name", id), fmt.Sprintf("user:%d:count", id)))
	p.sent(c.MGet(ctx, fmt.Sprintf("a{%s}", name), fmt.Sprintf("b{%s}", name)))
	p.sent(c.MGet(ctx, "user:"+strconv.Itoa(id)+":a", "user:"+strconv.Itoa(id)+":b"))
	p.sent(c.MGet(ctx, "{user:"+strconv.Itoa(id)+"}:a", "{user:"+strconv.Itoa(id)+"}:b"))
	p.sent(c.MGet(ctx, "user:"+name+":a", "user:"+name+":b"))
	p.sent(c.MGet(ctx, "{user:"+name+"}:a", "{user:"+name+"}:b"))
	p.sent(c.MGet(ctx, "user:"+name, "session:"+name))
	p.sent(c.Rename(ctx, fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{user:%d}:b", id+1)))
}

func profileKey(id int) string     { return fmt.Sprintf("user:%d:profile", id) }
func settingsKey(id int) string    { return fmt.Sprintf("user:%d:settings", id) }
func taggedKey(id int) string      { return fmt.Sprintf("{user:%d}:a", id) }
func otherTaggedKey(id int) string { return "{user:" + strconv.Itoa(id) + "}:b" }

func get(ctx context.Context, c redis.Cmdable, keys ...string) *redis.SliceCmd {
	return c.MGet(ctx, keys...)
}

func move(ctx context.Context, c redis.Cmdable, from, to string) error {
	return c.Rename(ctx, from, to).Err()
}

// helpers make keys, or send what they are given.
func helpers(ctx context.Context, p *program, c *redis.ClusterClient) {
	id := len(p.c.Options().Addrs)
	p.sent(c.MGet(ctx, profileKey(id), settingsKey(id)))
	p.sent(c.MGet(ctx, taggedKey(id), otherTaggedKey(id)))
	p.sent(c.MGet(ctx, taggedKey(id), otherTaggedKey(id+1)))
	p.sent(get(ctx, c, "user:1", "user:2"))
	p.sent(get(ctx, c, "user:1", "user:11896"))
	p.done(move(ctx, c, "user:1", "user:2"))
	p.done(move(ctx, c, "{user}:1", "{user}:2"))
	p.done(move(ctx, c, "{user:7}:a", taggedKey(7)))
	p.done(move(ctx, c, "{user:7}:a", otherTaggedKey(id+1)))

	var keys, tagged []string
	for i := range 3 {
		keys = append(keys, fmt.Sprintf("user:%d", i))
		tagged = append(tagged, fmt.Sprintf("{user}:%d", i))
	}
	p.sent(c.MGet(ctx, keys...))
	p.sent(c.MGet(ctx, tagged...))
	p.sent(get(ctx, c, keys...))
	p.sent(get(ctx, c, tagged...))
}
