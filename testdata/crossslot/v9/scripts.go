package v9

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const source = `return redis.call("RENAME", KEYS[1], KEYS[2])`

var script = redis.NewScript(source)

func scripts(ctx context.Context, c *redis.ClusterClient) {
	apart := []string{"user:1", "user:2"}

	c.Eval(ctx, source, apart) //w EVAL user:1|user:2
	c.Eval(ctx, source, []string{"user:1", "user:2"}, "x") //w EVAL user:1|user:2
	c.Eval(ctx, source, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.Eval(ctx, source, []string{"user:1"}, "user:2", "user:3")
	c.Eval(ctx, source, nil, "user:2", "user:3")
	c.EvalRO(ctx, source, apart) //w EVAL_RO user:1|user:2
	c.EvalRO(ctx, source, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.EvalSha(ctx, "e0e1", apart) //w EVALSHA user:1|user:2
	c.EvalSha(ctx, "e0e1", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.EvalShaRO(ctx, "e0e1", apart) //w EVALSHA_RO user:1|user:2
	c.EvalShaRO(ctx, "e0e1", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")

	c.FCall(ctx, "rename", apart) //w FCALL user:1|user:2
	c.FCall(ctx, "rename", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.FCallRO(ctx, "rename", apart) //w FCALL_RO user:1|user:2
	c.FCallRO(ctx, "rename", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	c.FCallRo(ctx, "rename", apart) //w FCALL_RO user:1|user:2
	c.FCallRo(ctx, "rename", []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
}

func scriptMethods(ctx context.Context, c redis.Scripter) {
	script.Run(ctx, c, []string{"user:1", "user:2"}) //w EVALSHA user:1|user:2
	script.Run(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.RunRO(ctx, c, []string{"user:1", "user:2"}) //w EVALSHA_RO user:1|user:2
	script.RunRO(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.Eval(ctx, c, []string{"user:1", "user:2"}) //w EVAL user:1|user:2
	script.Eval(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.EvalRO(ctx, c, []string{"user:1", "user:2"}) //w EVAL_RO user:1|user:2
	script.EvalRO(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.EvalSha(ctx, c, []string{"user:1", "user:2"}) //w EVALSHA user:1|user:2
	script.EvalSha(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.EvalShaRO(ctx, c, []string{"user:1", "user:2"}) //w EVALSHA_RO user:1|user:2
	script.EvalShaRO(ctx, c, []string{"{user}:1", "{user}:2"}, "user:1", "user:2")
	script.Exists(ctx, c)
}

func channels(ctx context.Context, c *redis.ClusterClient) {
	sub := c.SSubscribe(ctx, "news:go", "news:redis") //w# SSUBSCRIBE news:go|news:redis
	_ = sub.SSubscribe(ctx, "news:go", "news:redis") //w# SSUBSCRIBE news:go|news:redis
	_ = sub.SUnsubscribe(ctx, "news:go", "news:redis") //w# SUNSUBSCRIBE news:go|news:redis

	sub = c.SSubscribe(ctx, "{news}:go", "{news}:redis")
	_ = sub.SSubscribe(ctx, "{news}:go", "{news}:redis")
	_ = sub.SUnsubscribe(ctx, "{news}:go", "{news}:redis")

	// Channels that are not sharded have no slot.
	sub = c.Subscribe(ctx, "news:go", "news:redis")
	_ = sub.PSubscribe(ctx, "news:*", "mail:*")
	c.SPublish(ctx, "news:go", "news:redis")
}

func watch(ctx context.Context, c *redis.ClusterClient) error {
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2") //w WATCH user:1|user:2
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:11896")
	return c.Watch(ctx, func(tx *redis.Tx) error {
		tx.Watch(ctx, "user:1", "user:2") //w WATCH user:1|user:2
		tx.Watch(ctx, "user:1", "{user:1}")
		return nil
	}, "user:1")
}
