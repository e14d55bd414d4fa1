// Package advice has one call for each situation that the advice tells apart.
package advice

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func aspects(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, fmt.Sprintf("user:%d:follows", id), fmt.Sprintf("user:%d:likes", id)) // want `give them one hash tag, as in \{user:<id>\}:follows and \{user:<id>\}:likes, and move what is stored under the old names`
}

func derived(ctx context.Context, c redis.UniversalClient, key string) {
	c.Rename(ctx, "tmp:report:"+key, "report:"+key) // want `write tmp:\{report:<key>\}, which hashes like report:<key>`
}

func constants(ctx context.Context, c redis.UniversalClient) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `give them one hash tag, as in "\{tags\}:go" and "\{tags\}:redis" \(slot 14486, with all other keys of that tag\), and move what is stored under the old names`
}

func manySplit(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	c.Del(ctx, keys...) // want `group the keys by slot, or send one command for each key in a pipeline`
}

func many(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "friends:"+id)
	}
	c.SUnion(ctx, keys...) // want `\(CROSSSLOT\); combine them in the client \(`
}

func transaction(ctx context.Context, c redis.UniversalClient, from, to string) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `use Pipelined in place of TxPipelined if they need not change together, or keep under one hash tag what has to`
		p.Decr(ctx, "account:"+from)
		p.Incr(ctx, "account:"+to)
		return nil
	})
}

func oneThing(ctx context.Context, c redis.UniversalClient, order int) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `give them one hash tag, as in \{order:<order>\}:state and \{order:<order>\}:log, and move what is stored under the old names`
		p.Set(ctx, fmt.Sprintf("order:%d:state", order), "paid", 0)
		p.RPush(ctx, fmt.Sprintf("order:%d:log", order), "paid")
		return nil
	})
}

var release = redis.NewScript(`
	redis.call('DEL', KEYS[1])
	redis.call('PUBLISH', KEYS[2], 'free')
`)

func script(ctx context.Context, c redis.UniversalClient, name string) {
	release.Run(ctx, c, []string{"lock:" + name, "lock:" + name + ":waiting"}) // want `write \{lock:<name>\}:waiting, which hashes like lock:<name>`
}

func conflict(ctx context.Context, c redis.UniversalClient, user, group string) {
	c.SInter(ctx, "member:"+user+":"+group, "friends:"+user) // want `one hash tag cannot serve this and advice.go:66, where member:<user>:<group> has to share a slot with other keys: part the two, or keep what they share in a key of its own`
	c.SInter(ctx, "member:"+user+":"+group, "guests:"+group) // want `one hash tag cannot serve this and advice.go:65, where member:<user>:<group> has to share a slot with other keys: part the two, or keep what they share in a key of its own`
}

func fields(ctx context.Context, c redis.UniversalClient, ids []string) ([]any, error) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "product:"+id+":stock")
	}
	return c.MGet(ctx, keys...).Result() // want `or keep the values in one hash \(HMGET product:stock <ids\[i\]>…\)`
}

type jobs struct {
	c   redis.UniversalClient
	env string
}

func (j *jobs) add(ctx context.Context, id string) {
	_, _ = j.c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `which puts every app:<j.env>:job:<id> of one <j.env> into one slot, and move`
		p.Set(ctx, "app:"+j.env+":job:"+id, "new", 0)
		p.SAdd(ctx, "app:"+j.env+":job:index", id)
		return nil
	})
}
