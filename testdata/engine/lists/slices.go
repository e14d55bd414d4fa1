// Package lists gives commands lists of keys that are made in every way that
// the engine follows.
package lists

import (
	"context"
	"slices"

	"github.com/redis/go-redis/v9"
)

func literals(ctx context.Context, c redis.UniversalClient, id string) {
	c.SUnion(ctx, []string{"user:1", "user:2"}...) // want `SUNION: keys "user:1" .*"user:2" .*different slots.*proven`
	keys := []string{"user:" + id + ":a", "user:" + id + ":b"}
	c.Del(ctx, keys...) // want `DEL: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	array := [...]string{"user:1", "user:2"}
	c.Del(ctx, array[:]...) // want `DEL: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: one key, the same key, and a tag.
	c.Del(ctx, []string{"user:1"}...)
	c.Del(ctx, []string{"user:1", "user:1", "user:11896"}...)
	c.Del(ctx, []string{"{user:" + id + "}:a", "{user:" + id + "}:b"}...)
	c.Del(ctx, []string{}...)
	// A list inside a struct, and a key in front of it.
	c.ZUnionStore(ctx, "{u}:all", &redis.ZStore{Keys: []string{"{u}:1", "u:2"}}) // want `ZUNIONSTORE: keys "\{u\}:all" .*"u:2" .*different slots.*proven`
	// Right: the same tag in both.
	c.ZUnionStore(ctx, "{u}:all", &redis.ZStore{Keys: []string{"{u}:1", "{u}:2"}})
}

func appending(ctx context.Context, c redis.UniversalClient, id string, more bool) {
	// In a straight line.
	keys := []string{"user:" + id + ":a"}
	keys = append(keys, "user:"+id+":b")
	c.Del(ctx, keys...) // want `DEL: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: the same with a tag.
	tags := []string{"{user:" + id + "}:a"}
	tags = append(tags, "{user:"+id+"}:b", "x:{user:"+id+"}")
	c.Del(ctx, tags...)

	// Under a condition: when it holds there are two keys.
	some := []string{"user:1"}
	if more {
		some = append(some, "user:2")
	}
	c.Del(ctx, some...) // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: the condition adds a key of the same slot.
	same := []string{"user:1"}
	if more {
		same = append(same, "user:11896")
	}
	c.Del(ctx, same...)
	// Right: one key or the other, never both.
	var either []string
	if more {
		either = append(either, "user:1")
	} else {
		either = append(either, "user:2")
	}
	c.Del(ctx, either...)
	// Right: the list is begun anew.
	anew := []string{"user:1"}
	c.Del(ctx, anew...)
	anew = []string{"user:2"}
	c.Del(ctx, anew...)
	anew = append(anew[:0], "user:3")
	c.Del(ctx, anew...)
	// One list behind another.
	c.Del(ctx, append([]string{"user:1"}, []string{"user:2"}...)...)     // want `DEL: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Del(ctx, slices.Concat([]string{"user:1"}, []string{"user:2"})...) // want `DEL: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: sorting, cloning and compacting add nothing.
	sorted := slices.Clone(tags)
	slices.Sort(sorted)
	c.Del(ctx, slices.Compact(sorted)...)
}

func loops(ctx context.Context, c redis.UniversalClient, tenant string, ids []string, n int) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	c.Del(ctx, keys...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
	// Right: what varies stands behind the tag.
	var same []string
	for _, id := range ids {
		same = append(same, "{"+tenant+"}:user:"+id)
	}
	c.Del(ctx, same...)
	// The tag itself varies.
	var apart []string
	for _, id := range ids {
		apart = append(apart, "{"+id+"}:user")
	}
	c.Del(ctx, apart...) // want `DEL: keys of the form \{<ids\[i\]>\}:user hash to different slots`
	// Right: the loop adds one key again and again.
	var one []string
	for range ids {
		one = append(one, "user:"+tenant)
	}
	c.Del(ctx, one...)
	// The index varies too.
	var numbered []string
	for i := range n {
		numbered = append(numbered, "part:"+string(rune('a'+i)))
	}
	c.Unlink(ctx, numbered...) // want `UNLINK: keys of the form part:<.*> hash to different slots`
	// Two keys in each round: of one round they have the tag, of two rounds not.
	var pairs []string
	for i := 0; i < len(ids); i++ {
		pairs = append(pairs, "{"+ids[i]+"}:a", "{"+ids[i]+"}:b")
	}
	c.Del(ctx, pairs...) // want `DEL: keys .*\{<ids\[i\]>\}:.* different slots`
	// Right: a command for each round.
	for _, id := range ids {
		c.Del(ctx, "{"+id+"}:a", "{"+id+"}:b")
	}
	// A key from before the loop.
	first := []string{"{all}"}
	for _, id := range ids {
		first = append(first, "{all}:"+id)
	}
	// Right: all of them have the tag.
	c.Del(ctx, first...)
	// What a literal list holds varies from round to round.
	var aspects []string
	for _, aspect := range []string{"a", "b"} {
		aspects = append(aspects, "user:"+tenant+":"+aspect)
	}
	c.Del(ctx, aspects...) // want `DEL: keys .*user:<tenant>:.*(different slots|never share a slot)`
	// Right: the same with a tag.
	var tagged []string
	for _, aspect := range []string{"a", "b"} {
		tagged = append(tagged, "{user:"+tenant+"}:"+aspect)
	}
	c.Del(ctx, tagged...)
}

// Nested loops: what varies in the inner loop, in the outer loop, in both.
func nested(ctx context.Context, c redis.UniversalClient, tenants, ids []string) {
	var all []string
	for _, t := range tenants {
		for _, id := range ids {
			all = append(all, "{"+t+"}:"+id)
		}
	}
	c.Del(ctx, all...) // want `DEL: keys of the form \{<tenants\[i\]>\}:<ids\[i\]> hash to different slots for different tenants\[i\]`
	for _, t := range tenants {
		var keys []string
		for _, id := range ids {
			keys = append(keys, "{"+t+"}:"+id)
		}
		// Right: within one round of the outer loop the tenant is one.
		c.Del(ctx, keys...)
	}
	for _, t := range tenants {
		keys := make([]string, len(ids))
		for i, id := range ids {
			keys[i] = "{" + id + "}:" + t
		}
		c.Del(ctx, keys...) // want `DEL: keys of the form \{<ids\[i\]>\}:<tenants\[i\]> hash to different slots for different ids\[i\]`
	}
	// Right: the list is emptied in each round of the outer loop.
	buf := make([]string, 0, 16)
	for _, t := range tenants {
		buf = buf[:0]
		for _, id := range ids {
			buf = append(buf, "{"+t+"}:"+id)
		}
		c.Del(ctx, buf...)
	}
}

// Right: one buffer for all rounds of the outer loop, filled anew in each.
func buffers(ctx context.Context, c redis.UniversalClient, tenants []string) {
	var buf [2]string
	for _, t := range tenants {
		buf[0], buf[1] = "{"+t+"}:a", "{"+t+"}:b"
		c.Rename(ctx, buf[0], buf[1])
	}
}

// Batches of a list that is sent when it is full.
func batches(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
		if len(keys) == 100 {
			c.Del(ctx, keys...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
			keys = keys[:0]
		}
	}
	if len(keys) > 0 {
		c.Del(ctx, keys...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	}
	// Right: all have one constant tag.
	var tagged []string
	for _, id := range ids {
		tagged = append(tagged, "{user}:"+id)
		if len(tagged) == 100 {
			c.Del(ctx, tagged...)
			tagged = nil
		}
	}
	c.Del(ctx, tagged...)
}

func indexed(ctx context.Context, c redis.UniversalClient, tenant string, ids []string) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = "user:" + id
	}
	c.Del(ctx, keys...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\]`
	two := make([]string, 2)
	two[0] = "user:1"
	two[1] = "user:2"
	c.Del(ctx, two...) // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: with a tag.
	same := make([]string, len(ids)+1)
	same[0] = "{" + tenant + "}"
	for i := range ids {
		same[i+1] = "{" + tenant + "}:" + ids[i]
	}
	c.Del(ctx, same...)
	// Right: one array, used for one tenant and then for another.
	var array [2]string
	array[0], array[1] = "{a}:1", "{a}:2"
	c.Del(ctx, array[:]...)
	array[0], array[1] = "{b}:1", "{b}:2"
	c.Del(ctx, array[:]...)
	// Right: the second element is written over before it is read.
	over := [2]string{"user:1", "user:2"}
	over[1] = "user:11896"
	c.Del(ctx, over[:]...)
	c.Del(ctx, over[0], over[1])
	// Right: only one of the elements is set, and the place is no other's.
	gap := make([]string, 3)
	gap[1], gap[2] = "user:1", "user:2"
	c.Rename(ctx, gap[1], "user:11896")
}

func slicing(ctx context.Context, c redis.UniversalClient, n int, ids []string) {
	keys := []string{"user:1", "user:11896", "user:2"}
	c.Del(ctx, keys[1:]...) // want `DEL: keys "user:11896" .*"user:2" .*different slots`
	c.Del(ctx, keys[:n]...) // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: the part that is left has one slot, or one key.
	c.Del(ctx, keys[:2]...)
	c.Del(ctx, keys[2:]...)
	c.Del(ctx, keys[0:1]...)
	c.Rename(ctx, keys[0], keys[1])
	// Right: the last of a list, as one key.
	tail := make([]string, 0, len(ids))
	for _, id := range ids {
		tail = append(tail, "user:"+id)
	}
	c.Del(ctx, tail[len(tail)-1])
	// A part of a list that varies.
	c.Del(ctx, tail[1:]...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
}

func copying(ctx context.Context, c redis.UniversalClient) {
	from := []string{"user:1", "user:2"}
	to := make([]string, len(from))
	copy(to, from)
	c.Del(ctx, to...) // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: a copy of what has one slot.
	right := []string{"user:1", "user:11896"}
	again := make([]string, len(right))
	copy(again, right)
	c.Del(ctx, again...)
}
