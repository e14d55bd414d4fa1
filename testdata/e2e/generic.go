package main

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// The keys user:1 and user:11896 share a slot; user:1 and user:2 do not,
// but a node; user:3 is on another one.

func generic(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Copy(ctx, "user:1", "user:2", 0, true))
	p.sent(c.Copy(ctx, "user:1", "user:11896", 0, true))
	p.sent(c.Copy(ctx, "user:1", "{user:1}", 0, false))
	p.sent(c.Del(ctx, "user:1", "user:2"))
	p.sent(c.Del(ctx, "user:1", "user:3"))
	p.sent(c.Del(ctx, "user:1", "user:11896", "user:3"))
	p.sent(c.Del(ctx, "user:1", "user:11896"))
	p.sent(c.Del(ctx, "user:1", "user:1"))
	p.sent(c.Del(ctx, "user:1"))
	p.sent(c.Exists(ctx, "user:1", "user:2"))
	p.sent(c.Exists(ctx, "{user}:1", "{user}:2"))
	p.sent(c.Rename(ctx, "user:1", "user:2"))
	p.sent(c.Rename(ctx, "{user}:1", "{user}:2"))
	p.sent(c.RenameNX(ctx, "user:1", "user:3"))
	p.sent(c.RenameNX(ctx, "{user}:1", "{user}:2"))
	p.sent(c.Touch(ctx, "user:1", "user:2"))
	p.sent(c.Touch(ctx, "user:1", "user:11896"))
	p.sent(c.Unlink(ctx, "user:1", "user:2"))
	p.sent(c.Unlink(ctx, "{user}:1", "{user}:2"))
	p.sent(c.SortStore(ctx, "todo", "sorted", &redis.Sort{}))
	p.sent(c.SortStore(ctx, "{jobs}:todo", "{jobs}:sorted", &redis.Sort{Order: "DESC"}))
	p.sent(c.SortStore(ctx, "{jobs}:todo", "{jobs}:sorted", &redis.Sort{Alpha: true, Offset: 1, Count: 1}))
	p.sent(c.Sort(ctx, "todo", &redis.Sort{}))
	p.sent(c.SortInterfaces(ctx, "todo", &redis.Sort{}))
	p.sent(c.SortRO(ctx, "todo", &redis.Sort{Order: "ASC"}))

	// Odd tags: the first brace, and the first closing one after it.
	p.sent(c.Exists(ctx, "{}user:1", "{}user:2"))
	p.sent(c.Exists(ctx, "{user:1", "{user:2"))
	p.sent(c.Exists(ctx, "a{user:1}b", "user:1", "{user:1}{user:2}"))
	p.sent(c.Exists(ctx, "{{user}:1", "{{user}:2"))
	p.sent(c.Exists(ctx, "}{user}:1", "{user}"))
	p.sent(c.Exists(ctx, "user:1", "{user:1"))
	p.sent(c.Exists(ctx, "", "user:1"))
	p.sent(c.Exists(ctx, "{user}:1", "user", "x{user}"))
}

func texts(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.MGet(ctx, "user:1", "user:2"))
	p.sent(c.MGet(ctx, "user:1", "user:3"))
	p.sent(c.MGet(ctx, "user:1", "user:11896"))
	p.sent(c.MGet(ctx, "user:1", "user:11896", "{user:1}", "user:2"))
	p.sent(c.MGet(ctx, "user:1", "user:11896", "{user:1}"))
	p.sent(c.MGet(ctx, []string{"user:1", "user:2"}...))
	p.sent(c.MGet(ctx, []string{"{user}:1", "{user}:2"}...))
	p.sent(c.LCS(ctx, &redis.LCSQuery{Key1: "user:1", Key2: "user:2"}))
	p.sent(c.LCS(ctx, &redis.LCSQuery{Key1: "user:1", Key2: "user:11896", Len: true}))
	p.sent(c.PFCount(ctx, "visits:mon", "visits:tue"))
	p.sent(c.PFCount(ctx, "{visits}:mon", "{visits}:tue"))
	p.sent(c.PFCount(ctx, "visits:mon"))
	p.sent(c.PFMerge(ctx, "visits:week", "visits:mon", "visits:tue"))
	p.sent(c.PFMerge(ctx, "{visits}:week", "{visits}:mon", "visits:tue"))
	p.sent(c.PFMerge(ctx, "{visits}:week", "{visits}:mon", "{visits}:tue"))
}

func pairs(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.MSet(ctx, "user:1", "ada", "user:2", "bob"))
	p.sent(c.MSet(ctx, "user:1", "user:2", "user:11896", "user:3"))
	p.sent(c.MSet(ctx, "user:1", "user:2"))
	p.sent(c.MSet(ctx, []string{"user:1", "ada", "user:2", "bob"}))
	p.sent(c.MSet(ctx, []string{"user:1", "user:2", "user:11896", "user:3"}))
	p.sent(c.MSet(ctx, []any{"user:1", 1, "user:2", 2}))
	p.sent(c.MSet(ctx, []any{"user:1", "user:2", "user:11896", "user:3"}))
	p.sent(c.MSet(ctx, []any{"user:1", 1, "user:2", 2}...))
	p.sent(c.MSet(ctx, []any{"user:1", "user:2", "user:11896", "user:3"}...))
	p.sent(c.MSet(ctx, map[string]any{"user:1": 1, "user:2": 2}))
	p.sent(c.MSet(ctx, map[string]any{"user:1": "user:2", "user:11896": "user:3"}))
	p.sent(c.MSet(ctx, map[string]string{"user:1": "ada", "user:2": "bob"}))
	p.sent(c.MSet(ctx, map[string]string{"user:1": "ada", "user:11896": "bob"}))
	p.sent(c.MSetNX(ctx, "user:1", 1, "user:2", 2))
	p.sent(c.MSetNX(ctx, "user:1", "user:2", "user:11896", "user:3"))
	p.sent(c.MSetNX(ctx, map[string]any{"user:1": 1, "user:2": 2}))
	p.sent(c.MSetNX(ctx, map[string]any{"user:1": "user:2", "user:11896": "user:3"}))

	type users struct {
		Ada string `redis:"user:1"`
		Bob string `redis:"user:2"`
	}
	type near struct {
		Ada   string `redis:"user:1"`
		Carol string `redis:"user:11896"`
		None  string
		Dash  string `redis:"-"`
		Empty string `redis:"user:3,omitempty"`
	}
	p.sent(c.MSet(ctx, users{"ada", "bob"}))
	p.sent(c.MSet(ctx, &users{"ada", "bob"}))
	p.sent(c.MSet(ctx, near{Ada: "user:2", Carol: "user:3"}))
	p.sent(c.MSet(ctx, &near{Ada: "user:2", Carol: "user:3"}))
}

func bits(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.BitOpAnd(ctx, "active", "user:1", "user:2"))
	p.sent(c.BitOpAnd(ctx, "user:1", "user:1", "user:2"))
	p.sent(c.BitOpAnd(ctx, "user:1", "user:11896", "{user:1}"))
	p.sent(c.BitOpOr(ctx, "active", "user:1"))
	p.sent(c.BitOpOr(ctx, "user:1", "user:11896", "{user:1}"))
	p.sent(c.BitOpXor(ctx, "user:1", "user:1", "user:3"))
	p.sent(c.BitOpXor(ctx, "user:1", "user:11896", "{user:1}"))
	p.sent(c.BitOpNot(ctx, "active", "user:1"))
	p.sent(c.BitOpNot(ctx, "active:{user:1}", "user:1"))
}
