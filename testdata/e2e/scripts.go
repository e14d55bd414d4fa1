package main

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

// source uses only keys that it is given, and writes nothing.
const source = `return redis.call("EXISTS", unpack(KEYS))`

const library = `#!lua name=e2e
redis.register_function{function_name = "count", callback = function(keys) return #keys end, flags = {"no-writes"}}
`

var script = redis.NewScript(source)

func scripts(ctx context.Context, p *program, c *redis.ClusterClient) {
	apart := []string{"user:1", "user:2"}
	near := []string{"user:1", "user:11896"}

	p.sent(c.Eval(ctx, source, apart))
	p.sent(c.Eval(ctx, source, near, "user:2", "user:3"))
	p.sent(c.Eval(ctx, source, []string{"user:1"}, "user:2"))
	p.sent(c.EvalRO(ctx, source, apart))
	p.sent(c.EvalRO(ctx, source, near, "user:2"))
	p.sent(c.EvalSha(ctx, script.Hash(), apart))
	p.sent(c.EvalSha(ctx, script.Hash(), near, "user:2"))
	p.sent(c.EvalShaRO(ctx, script.Hash(), apart))
	p.sent(c.EvalShaRO(ctx, script.Hash(), near, "user:2"))
	p.sent(c.FCall(ctx, "count", apart))
	p.sent(c.FCall(ctx, "count", near, "user:2"))
	p.sent(c.FCallRo(ctx, "count", apart))
	p.sent(c.FCallRo(ctx, "count", near, "user:2"))
	p.sent(c.FCallRO(ctx, "count", apart))
	p.sent(c.FCallRO(ctx, "count", near, "user:2"))

	p.sent(script.Run(ctx, c, apart))
	p.sent(script.Run(ctx, c, near, "user:2"))
	p.sent(script.RunRO(ctx, c, apart))
	p.sent(script.RunRO(ctx, c, near, "user:2"))
	p.sent(script.Eval(ctx, c, apart))
	p.sent(script.Eval(ctx, c, near, "user:2"))
	p.sent(script.EvalRO(ctx, c, apart))
	p.sent(script.EvalRO(ctx, c, near, "user:2"))
	p.sent(script.EvalSha(ctx, c, apart))
	p.sent(script.EvalSha(ctx, c, near, "user:2"))
	p.sent(script.EvalShaRO(ctx, c, apart))
	p.sent(script.EvalShaRO(ctx, c, near, "user:2"))
	p.sent(script.Run(ctx, c, []string{"user:1"}, "user:2"))
}

func channels(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.subscribed(ctx, c.SSubscribe(ctx, "news:go", "news:redis"))
	p.subscribed(ctx, c.SSubscribe(ctx, "{news}:go", "{news}:redis"))
	p.subscribed(ctx, c.SSubscribe(ctx, "news:go"))
	p.subscribed(ctx, c.Subscribe(ctx, "news:go", "news:redis"))
	p.subscribed(ctx, c.PSubscribe(ctx, "news:*", "mail:*"))
	p.done(func() error {
		sub := c.SSubscribe(ctx, "news:go")
		defer sub.Close()
		return errors.Join(answer(ctx, sub), sub.SUnsubscribe(ctx, "news:go", "news:redis"), answer(ctx, sub))
	}())
	p.done(func() error {
		sub := c.SSubscribe(ctx, "{news}:go", "{news}:redis")
		defer sub.Close()
		return errors.Join(answer(ctx, sub), sub.SUnsubscribe(ctx, "{news}:go", "{news}:redis"), answer(ctx, sub))
	}())
	p.sent(c.SPublish(ctx, "news:go", "news:redis"))
	p.sent(c.Publish(ctx, "news:go", "news:redis"))
}
