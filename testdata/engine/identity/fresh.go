package identity

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// Values that differ for each call are not one value: no hash tag around them makes two
// keys share a slot.

type sequence interface{ Next() int64 }

type counted struct{ n int64 }

func (c *counted) Next() int64 { c.n++; return c.n }

type numbered interface{ Number() int64 }

type labelled struct{ n int64 }

func (l *labelled) Number() int64 { return l.n }

func (l *labelled) Renumber(n int64) { l.n = n }

type renumbered interface {
	numbered
	Renumber(n int64)
}

func freshKey(id any, part string) string { return fmt.Sprintf("fresh:%v:%s", id, part) }

func freshSequences(ctx context.Context, c redis.UniversalClient, s sequence) {
	c.Rename(ctx, freshKey(s.Next(), "a"), freshKey(s.Next(), "b")) // want `fresh:<c.n\+1>:a and fresh:<another c.n\+1>:b hash to different slots; .*; copy and delete`
	n := s.Next()
	c.Rename(ctx, freshKey(n, "a"), freshKey(n, "b")) // want `never share a slot; .*; give them one hash tag, as in \{fresh:<c.n\+1>\}:a`
}

func freshGetters(ctx context.Context, c redis.UniversalClient, l renumbered) {
	a := freshKey(l.Number(), "a")
	c.Rename(ctx, a, freshKey(l.Number(), "b")) // want `give them one hash tag, as in \{fresh:<n>\}:a`
	l.Renumber(7)
	c.Rename(ctx, a, freshKey(l.Number(), "b")) // want `; copy and delete`
}

func freshLiterals(ctx context.Context, c redis.UniversalClient, next func() string) {
	c.Rename(ctx, freshKey(next(), "a"), freshKey(next(), "b")) // want `; copy and delete`
	id := next()
	c.Rename(ctx, freshKey(id, "a"), freshKey(id, "b")) // want `give them one hash tag, as in \{fresh:<next\(\)>\}:a`
}

func randomToken() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b)
	return fmt.Sprintf("%x", b)
}

func freshReplies(ctx context.Context, c redis.UniversalClient, r *bufio.Reader) {
	c.Rename(ctx, freshKey(randomToken(), "a"), freshKey(randomToken(), "b"))                               // want `; copy and delete`
	c.Rename(ctx, freshKey(time.Now().UnixNano(), "a"), freshKey(time.Now().UnixNano(), "b"))               // want `; copy and delete`
	c.Rename(ctx, freshKey(c.Incr(ctx, "fresh").Val(), "a"), freshKey(c.Incr(ctx, "fresh").Val(), "b"))     // want `; copy and delete`
	c.Rename(ctx, freshKey(c.LPop(ctx, "fresh:q").Val(), "a"), freshKey(c.LPop(ctx, "fresh:q").Val(), "b")) // want `; copy and delete`
	x, _ := r.ReadString('\n')
	y, _ := r.ReadString('\n')
	c.Rename(ctx, freshKey(x, "a"), freshKey(y, "b")) // want `; copy and delete`
}

// unseenTask is not seen to give the same value each time, and its name says that it does.
type unseenTask interface{ Ident() string }

func freshTask(ctx context.Context, c redis.UniversalClient, t unseenTask) {
	c.Rename(ctx, freshKey(t.Ident(), "a"), freshKey(t.Ident(), "b")) // want `give them one hash tag, as in \{fresh:<t.Ident\(\)>\}:a`
}
