// Package parts has lists of which only a part is keys, or is sent.
package parts

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"example.com/engine/parts/lib"
)

func read(ctx context.Context, c *redis.ClusterClient, streams []string) error {
	return c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: streams}).Err()
}

type query struct{ streams []string }

func (q query) run(ctx context.Context, c *redis.ClusterClient) error {
	return c.XReadStreams(ctx, q.streams...).Err()
}

func doRead(ctx context.Context, c *redis.ClusterClient, streams ...any) error {
	return c.Do(ctx, append([]any{"XREAD", "STREAMS"}, streams...)...).Err()
}

func streams(ctx context.Context, c *redis.ClusterClient, id string) {
	_ = read(ctx, c, []string{"jobs", "mail", ">", ">"})      // want `XREADGROUP: keys "jobs" .* and "mail" .* are in different slots.*proven`
	_ = lib.Read(ctx, c, "jobs", "mail", "0", "0")            // want `XREAD: keys "jobs" .* and "mail" .* are in different slots.*proven`
	_ = query{[]string{"jobs", "mail", "0", "0"}}.run(ctx, c) // want `XREAD: keys "jobs" .* and "mail" .* are in different slots.*proven`
	_ = doRead(ctx, c, "jobs", "mail", "0", "0")              // want `XREAD: keys "jobs" .* and "mail" .* are in different slots.*proven`
	_ = lib.ReadFrom(ctx, c, []string{"jobs", "mail"}, "0")   // want `XREAD: keys "jobs" .* and "mail" .* are in different slots.*proven`
	// One stream, and tagged ones.
	_ = read(ctx, c, []string{"jobs", ">"})
	_ = read(ctx, c, []string{"jobs:" + id, id})
	_ = read(ctx, c, []string{"{q}:jobs", "{q}:mail", ">", ">"})
	_ = lib.Read(ctx, c, "jobs", "0")
	_ = query{[]string{"jobs", "0"}}.run(ctx, c)
	_ = doRead(ctx, c, "jobs", "0")
	_ = lib.ReadFrom(ctx, c, []string{"jobs"}, "0")
	_ = lib.ReadFrom(ctx, c, []string{"jobs", "0"}, "")
}

func set(ctx context.Context, c *redis.ClusterClient, pairs any) error {
	return c.MSet(ctx, pairs).Err()
}

func pairs(ctx context.Context, c *redis.ClusterClient, ids []string) {
	_ = lib.Set(ctx, c, "a", "1", "b", "1")           // want `MSET: keys "a" .* and "b" .* are in different slots.*proven`
	_ = set(ctx, c, []string{"a", "1", "b", "1"})     // want `MSET: keys "a" .* and "b" .* are in different slots.*proven`
	_ = set(ctx, c, map[string]any{"a": "1", "b": 1}) // want `MSET: keys "a" .* and "b" .* are in different slots.*proven`
	words := []any{"MSET"}
	for _, id := range ids {
		words = append(words, "user:"+id, "on")
	}
	_ = c.Do(ctx, words...) // want `MSET: keys of the form user:<ids\[i\]> hash to different slots.*likely`
	// Values are no keys.
	_ = lib.Set(ctx, c, "{a}:1", "x", "{a}:2", "y")
	_ = set(ctx, c, []string{"{a}:1", "x", "{a}:2", "y"})
	words = []any{"MSET"}
	for _, id := range ids {
		words = append(words, "{users}:"+id, "on")
	}
	_ = c.Do(ctx, words...)
	_ = lib.Do(ctx, c, words...)
}

func evaluate(ctx context.Context, c *redis.ClusterClient, keys []string, args ...any) error {
	words := []any{"EVAL", "return 1", len(keys)}
	for _, k := range keys {
		words = append(words, k)
	}
	return c.Do(ctx, append(words, args...)...).Err()
}

func words(ctx context.Context, c *redis.ClusterClient) {
	_ = lib.Do(ctx, c, "DEL", "a", "b")                        // want `DEL: keys "a" .* and "b" .* are in different slots.*proven`
	_ = lib.Do(ctx, c, "MSET", "a", "1", "b", "2")             // want `MSET: keys "a" .* and "b" .* are in different slots.*proven`
	_ = lib.Do(ctx, c, "EVAL", "return 1", 2, "a", "b", "arg") // want `EVAL: keys "a" .* and "b" .* are in different slots.*proven`
	_ = evaluate(ctx, c, []string{"a", "b"}, "arg")            // want `EVAL: keys "a" .* and "b" .* are in different slots`
	// Members, options and arguments are no keys.
	_ = lib.Do(ctx, c, "ZADD", "a", 1, "b", 2, "c")
	_ = lib.Do(ctx, c, "OBJECT", "ENCODING", "b")
	_ = lib.Do(ctx, c, "MEMORY", "USAGE", "b")
	_ = lib.Do(ctx, c, "SORT", "l", "LIMIT", 0, 10)
	_ = lib.Do(ctx, c, "EVAL", "return 1", 1, "a", "b", "c")
	_ = evaluate(ctx, c, []string{"a"}, "b", "c")
	_ = evaluate(ctx, c, []string{"{a}:1", "{a}:2"}, "b")
}

const batch = 1

func slices(ctx context.Context, c *redis.ClusterClient, ids []int, n int) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = fmt.Sprint("user:", id)
	}
	_ = c.Del(ctx, keys[1:]...)           // want `DEL: keys of the form user:<ids\[i\]> hash to different slots.*likely`
	_ = c.Del(ctx, keys[:2]...)           // want `DEL: keys of the form user:<ids\[i\]> hash to different slots.*likely`
	_ = c.Del(ctx, keys[:len(keys)-1]...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots.*likely`
	_ = c.Del(ctx, keys[:n]...)           // want `DEL: keys of the form user:<ids\[i\]> hash to different slots.*likely`
	for i := 0; i < len(keys); i += 2 {
		_ = c.Del(ctx, keys[i:i+2]...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots.*likely`
	}
	// One key each.
	for i := 0; i < len(keys); i += batch {
		end := i + batch
		if end > len(keys) {
			end = len(keys)
		}
		_ = c.Del(ctx, keys[i:end]...)
		_ = c.Del(ctx, keys[i:min(i+batch, len(keys))]...)
		_ = c.Del(ctx, keys[i:i+1]...)
	}
	for i := len(keys); i > 0; i-- {
		_ = c.Del(ctx, keys[i-1:i]...)
	}
	_ = c.Del(ctx, keys[:1]...)
	_ = c.Del(ctx, keys[0:1:1]...)
	_ = c.Del(ctx, keys[len(keys)-1:]...)
	_ = lib.First(ctx, c, keys)
}

func listed(ctx context.Context, c *redis.ClusterClient, i int) {
	keys := []string{"a", "b", "c"}
	_ = c.Del(ctx, keys[1:]...)           // want `DEL: keys "b" .* and "c" .* are in different slots.*proven`
	_ = c.Del(ctx, keys[:2]...)           // want `DEL: keys "a" .* and "b" .* are in different slots.*proven`
	_ = c.Del(ctx, keys[:len(keys)-1]...) // want `DEL: keys "a" .* and "b" .* are in different slots.*proven`
	_ = c.Del(ctx, keys[:i]...)           // want `DEL: keys .* different slots.*likely`
	_ = c.Del(ctx, keys[i:i+1]...)
	_ = c.Del(ctx, keys[1:2]...)
	_ = c.Del(ctx, keys[2:]...)
	_ = c.Del(ctx, keys[len(keys)-1:]...)
	// Two lists in one, taken apart again.
	tagged := []string{"{a}:1", "{a}:2", "{b}:1", "{b}:2"}
	for j := 0; j < len(tagged); j += 2 {
		_ = c.Del(ctx, tagged[j:j+2]...)
	}
}
