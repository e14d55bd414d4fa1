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
	c.SUnion(ctx, keys...) // want `keep them in one hash with fields, or combine them in the client`
}

func transaction(ctx context.Context, c redis.UniversalClient, from, to string) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `use Pipelined in place of TxPipelined if they need not change together, or keep under one hash tag what has to`
		p.Decr(ctx, "account:"+from)
		p.Incr(ctx, "account:"+to)
		return nil
	})
}
