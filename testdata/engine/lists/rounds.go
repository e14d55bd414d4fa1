package lists

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Right: what is used again in each round is emptied before.
func emptied(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys[:0], "a:{"+id+"}:1", "a:{"+id+"}:2")
		c.Del(ctx, keys...)
	}
	for _, id := range ids {
		keys = keys[:0]
		keys = append(keys, "a:{"+id+"}:1", "a:{"+id+"}:2")
		c.Del(ctx, keys...)
	}
	values := map[string]any{}
	for _, id := range ids {
		clear(values)
		values["{"+id+"}:1"] = 1
		values["{"+id+"}:2"] = 1
		c.MSet(ctx, values)
	}
	// Emptied after the loop only.
	for _, id := range ids {
		keys = append(keys, "a:{"+id+"}:1")
		c.Del(ctx, keys...) // want `DEL: keys of the form a:\{<ids\[i\]>\}:1 hash to different slots`
	}
	_ = keys[:0]
	more := map[string]any{}
	for _, id := range ids {
		more["{"+id+"}:1"] = 1
		c.MSet(ctx, more) // want `MSET: keys of the form \{<ids\[i\]>\}:1 hash to different slots`
	}
	clear(more)
}

// Right: there is one key at most.
func single(ctx context.Context, c redis.UniversalClient, ids []string) {
	if len(ids) != 1 {
		return
	}
	var keys []string
	for _, id := range ids {
		keys = append(keys, "a:"+id)
	}
	c.Del(ctx, keys...)
	c.Del(ctx, keys[:1]...)
}

// One key for each of several.
func several(ctx context.Context, c redis.UniversalClient, ids, others []string) {
	if len(ids) == 0 || len(others) > 1 {
		return
	}
	var keys, two []string
	for _, id := range ids {
		keys = append(keys, "a:"+id)
	}
	c.Del(ctx, keys[:1]...)
	c.Del(ctx, keys[:2]...) // want `DEL: keys of the form a:<ids\[i\]> hash to different slots`
	c.Del(ctx, keys...)     // want `DEL: keys of the form a:<ids\[i\]> hash to different slots`
	for _, id := range others {
		two = append(two, "a:"+id, "b:"+id)
	}
	c.Del(ctx, two...) // want `DEL: keys of the form a:<others\[i\]> hash to different slots`
}

// Right: grouped by the slot that the server told.
func bySlot(ctx context.Context, c *redis.ClusterClient, ids []string) {
	groups := map[int64][]string{}
	for _, id := range ids {
		slot := c.ClusterKeySlot(ctx, "a:"+id).Val()
		groups[slot] = append(groups[slot], "a:"+id)
		if other, err := c.ClusterKeySlot(ctx, "b:"+id).Result(); err == nil {
			groups[other] = append(groups[other], "b:"+id)
		}
	}
	for _, keys := range groups {
		c.Del(ctx, keys...)
	}
}

// One number in two formats is two texts, and the message shows them.
func formats(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{user:%05d}:b", id)) // want `RENAME: keys \{user:<id>\}:a and \{user:<id as %05d>\}:b hash to different slots`
}
