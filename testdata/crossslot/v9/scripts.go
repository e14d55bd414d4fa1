package v9

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const source = `return redis.call("DEL", unpack(KEYS))`

var script = redis.NewScript(source)

func scripts(ctx context.Context, c *redis.ClusterClient) {
	apart := []string{"user:1", "user:2"}

	c.Eval(ctx, source, apart)                             // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Eval(ctx, source, []string{"user:1", "user:2"}, "x") // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Eval(ctx, source, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.Eval(ctx, source, []string{"user:1"}, "user:2", "user:3")
	c.Eval(ctx, source, nil, "user:2", "user:3")
	c.EvalRO(ctx, source, apart) // want `EVAL_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.EvalRO(ctx, source, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.EvalSha(ctx, "e0e1", apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.EvalSha(ctx, "e0e1", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.EvalShaRO(ctx, "e0e1", apart) // want `EVALSHA_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.EvalShaRO(ctx, "e0e1", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")

	c.FCall(ctx, "rename", apart) // want `FCALL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.FCall(ctx, "rename", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.FCallRO(ctx, "rename", apart) // want `FCALL_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.FCallRO(ctx, "rename", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.FCallRo(ctx, "rename", apart) // want `FCALL_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.FCallRo(ctx, "rename", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
}

func scriptMethods(ctx context.Context, c redis.Scripter) {
	script.Run(ctx, c, []string{"user:1", "user:2"}) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.Run(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.RunRO(ctx, c, []string{"user:1", "user:2"}) // want `EVALSHA_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.RunRO(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.Eval(ctx, c, []string{"user:1", "user:2"}) // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.Eval(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.EvalRO(ctx, c, []string{"user:1", "user:2"}) // want `EVAL_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.EvalRO(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.EvalSha(ctx, c, []string{"user:1", "user:2"}) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.EvalSha(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.EvalShaRO(ctx, c, []string{"user:1", "user:2"}) // want `EVALSHA_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.EvalShaRO(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.Exists(ctx, c)
}

func channels(ctx context.Context, c *redis.ClusterClient) {
	sub := c.SSubscribe(ctx, "news:go", "news:redis")  // want `SSUBSCRIBE: channels "news:go" \(slot 13280\) and "news:redis" \(slot 15116\) are in different slots`
	_ = sub.SSubscribe(ctx, "news:go", "news:redis")   // want `SSUBSCRIBE: channels "news:go" \(slot 13280\) and "news:redis" \(slot 15116\) are in different slots`
	_ = sub.SUnsubscribe(ctx, "news:go", "news:redis") // want `SUNSUBSCRIBE: channels "news:go" \(slot 13280\) and "news:redis" \(slot 15116\) are in different slots`

	sub = c.SSubscribe(ctx, "{news}:go", "{news}:redis")
	_ = sub.SSubscribe(ctx, "{news}:go", "{news}:redis")
	_ = sub.SUnsubscribe(ctx, "{news}:go", "{news}:redis")

	// Channels that are not sharded have no slot.
	sub = c.Subscribe(ctx, "news:go", "news:redis")
	_ = sub.PSubscribe(ctx, "news:*", "mail:*")
	c.SPublish(ctx, "news:go", "news:redis")
}

func watch(ctx context.Context, c *redis.ClusterClient) error {
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:11896")
	return c.Watch(ctx, func(tx *redis.Tx) error {
		tx.Watch(ctx, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
		tx.Watch(ctx, "user:1", "{user:1}")
		return nil
	}, "user:1")
}
