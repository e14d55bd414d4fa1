package main

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

func saveReport(ctx context.Context, c redis.UniversalClient, day, text string) {
	c.Set(ctx, "report:"+day, text, 0) // want `^SET writes report:<day>, and nothing in the packages that were loaded reads it; it is stored for nobody, unless another program reads it; .* \(orphan, likely\)$`
}

func report(ctx context.Context, c redis.UniversalClient, day string) string {
	return c.Get(ctx, "reports:"+day).Val() // want `^GET reads reports:<day>, and nothing in the packages that were loaded writes it; it finds nothing, unless another program writes it; .* \(orphan, likely\)$`
}

func saveNote(ctx context.Context, c redis.UniversalClient, day, text string) {
	c.Set(ctx, "note:"+day, text, 0)
}

func note(ctx context.Context, c redis.UniversalClient, day string) string {
	return c.Get(ctx, "note:"+day).Val()
}

// The other half is in another package.
func inbox(ctx context.Context, c redis.UniversalClient, user int64) []string {
	return c.LRange(ctx, "inbox:"+strconv.FormatInt(user, 10), 0, -1).Val()
}

// A counter tells what it was, and so does a lock.
func count(ctx context.Context, c redis.UniversalClient, day string) int64 {
	return c.Incr(ctx, "count:"+day).Val()
}

func lock(ctx context.Context, c redis.UniversalClient, name string) bool {
	return c.SetNX(ctx, "lock:"+name, 1, time.Minute).Val()
}

// One page of all pages is written.
func page(ctx context.Context, c redis.UniversalClient, name string) string {
	c.Set(ctx, "page:home", "welcome", 0)
	return c.Get(ctx, "page:"+name).Val()
}

// What is watched, or listed, is wanted.
func watch(ctx context.Context, c redis.UniversalClient, id string) {
	c.Set(ctx, "quiet-version:"+id, 1, 0)
	c.Watch(ctx, func(tx *redis.Tx) error { return nil }, "quiet-version:"+id)
}

func list(ctx context.Context, c redis.UniversalClient) []string {
	c.Set(ctx, "quiet-node:a", 1, time.Minute)
	return c.Keys(ctx, "quiet-node:*").Val()
}

// A script whose source is not known does anything.
func script(ctx context.Context, c redis.UniversalClient, id, source string) {
	c.Set(ctx, "quiet-job:"+id, 1, 0)
	c.Eval(ctx, source, []string{"quiet-job:" + id})
}

// The reply says whether it is one, or nobody asks.
func newcomer(ctx context.Context, c redis.UniversalClient, name string) bool {
	return c.SAdd(ctx, "names", name).Val() == 1 // want `^SADD writes names, and nothing in the packages that were loaded reads it; unless the reply of SADD is all that is wanted; .* \(orphan, possible\)$`
}

// The key of a command that reads hashes is not known.
func log(ctx context.Context, c redis.UniversalClient, app, text string) {
	c.HSet(ctx, "log:"+app, "text", text) // want `^HSET writes log:<app>, and nothing in the packages that were loaded reads it; unless the HGETALL at halves.go:\d+ does, of whose key nothing is known; .* \(orphan, possible\)$`
}

func show(ctx context.Context, c redis.UniversalClient, names ...string) {
	for _, name := range names {
		c.HGetAll(ctx, name)
	}
}

// Another program is the other half.
func external(ctx context.Context, c redis.UniversalClient) {
	//crossslot:ignore orphan the billing service reads it
	c.Set(ctx, "billing:last", 1, 0)
	c.Set(ctx, "billing:next", 1, 0) //crossslot:ignore orphan nothing is wrong here // want `^crossslot:ignore of orphan switches nothing off`
	c.Get(ctx, "billing:next")
}
