package tx

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Right: each round sends what it queued, or drops what was left, before the next
// one begins.
func rounds(ctx context.Context, c redis.UniversalClient, ids, parts []string, more chan string) {
	p := c.TxPipeline()
	for id := range more {
		p.Incr(ctx, "{"+id+"}:a")
		p.Incr(ctx, "{"+id+"}:b")
		_, _ = p.Exec(ctx)
	}
	for _, id := range ids {
		p.Discard()
		for _, part := range parts {
			p.Incr(ctx, "{"+id+"}:"+part)
		}
		if _, err := p.Exec(ctx); err != nil {
			return
		}
	}
}

// Some rounds send, and the others add to what is queued.
func batches(ctx context.Context, c redis.UniversalClient, ids []string) {
	p := c.TxPipeline() // want `MULTI/EXEC of INCR: keys of the form \{<ids\[i\]>\}:a hash to different slots for different ids\[i\].*use Pipelined in place of TxPipelined`
	for i, id := range ids {
		p.Incr(ctx, "{"+id+"}:a")
		if i%100 == 0 {
			_, _ = p.Exec(ctx)
		}
	}
	_, _ = p.Exec(ctx)
}

// A round whose own keys differ.
func within2(ctx context.Context, c redis.UniversalClient, ids []string) {
	p := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<ids\[i\]>:a and user:<ids\[i\]>:b never share a slot`
	for _, id := range ids {
		p.Incr(ctx, "user:"+id+":a")
		p.Incr(ctx, "user:"+id+":b")
		_, _ = p.Exec(ctx)
	}
}
