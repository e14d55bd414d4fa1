package lists

import (
	"context"
	"maps"
	"slices"

	"github.com/redis/go-redis/v9"
)

// mapTo is what slices, lo and programs of all kinds call Map.
func mapTo[T, R any](list []T, f func(T) R) []R {
	out := make([]R, 0, len(list))
	for _, x := range list {
		out = append(out, f(x))
	}
	return out
}

// mapIndexed is the same with an index, as lo.Map.
func mapIndexed[T, R any](list []T, f func(x T, i int) R) []R {
	out := make([]R, len(list))
	for i, x := range list {
		out[i] = f(x, i)
	}
	return out
}

// filter keeps some of a list.
func filter[T any](list []T, keep func(T) bool) []T {
	var out []T
	for _, x := range list {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func helpers(ctx context.Context, c redis.UniversalClient, tenant string, ids []string) {
	c.Del(ctx, mapTo(ids, func(id string) string { return "user:" + id })...)             // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	c.Del(ctx, mapIndexed(ids, func(id string, _ int) string { return "user:" + id })...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	c.Del(ctx, mapTo(ids, userKey)...)                                                    // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	// Right: the function literal writes one tag for all.
	c.Del(ctx, mapTo(ids, func(id string) string { return "{" + tenant + "}:" + id })...)
	// Of a known list, each element is known.
	c.Del(ctx, mapTo([]string{"1", "2"}, userKey)...) // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: one element is one key, and two may share a slot.
	c.Del(ctx, mapTo([]string{"1"}, userKey)...)
	c.Del(ctx, mapTo([]string{"1", "11896"}, userKey)...)
	// Right: a filter keeps what has one slot.
	c.Del(ctx, filter([]string{"user:1", "user:11896"}, func(k string) bool { return k != "" })...)
	// A filter keeps some of what has not.
	c.Del(ctx, filter(mapTo(ids, userKey), func(k string) bool { return k != "" })...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
}

func userKey(id string) string { return "user:" + id }

// keysOf returns a list made of its parameters.
func keysOf(tenant string, ids ...string) []string {
	keys := []string{"{" + tenant + "}"}
	for _, id := range ids {
		keys = append(keys, "{"+tenant+"}:"+id)
	}
	return keys
}

func userKeys(ids ...string) (keys []string) {
	for _, id := range ids {
		keys = append(keys, userKey(id))
	}
	return
}

func variadic(ctx context.Context, c redis.UniversalClient, tenant string, ids []string) {
	c.Del(ctx, userKeys("1", "2")...) // want `DEL: keys "user:1" .*"user:2" .*different slots`
	c.Del(ctx, userKeys(ids...)...)   // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	// Right: one element, no element, elements of one slot, and a tag.
	c.Del(ctx, userKeys("1")...)
	c.Del(ctx, userKeys()...)
	c.Del(ctx, userKeys("1", "11896")...)
	c.Del(ctx, keysOf(tenant, ids...)...)
	// Two lists with two tags.
	c.Del(ctx, append(keysOf("a", ids...), keysOf("b")...)...) // want `DEL: keys .*\{a\}.*\{b\}.* different slots`
}

// Maps of keys to values.
func pairs(ctx context.Context, c redis.UniversalClient, tenant string, values map[string]string) {
	c.MSet(ctx, map[string]any{"user:1": 1, "user:2": 2}) // want `MSET: keys "user:1" .*"user:2" .*different slots`
	m := make(map[string]any, len(values))
	for k, v := range values {
		m["user:"+k] = v
	}
	c.MSet(ctx, m) // want `MSET: keys of the form user:<.*> hash to different slots`
	var list []any
	for k, v := range values {
		list = append(list, "user:"+k, v)
	}
	c.MSet(ctx, list...) // want `MSET: keys of the form user:<.*> hash to different slots`
	// Right: one tag for all keys, whatever the values are.
	tagged := map[string]any{"{" + tenant + "}": "user:1"}
	for k, v := range values {
		tagged["{"+tenant+"}:"+k] = v
	}
	c.MSet(ctx, tagged)
	var flat []any
	for k, v := range values {
		flat = append(flat, "{user}:"+k, "user:"+v)
	}
	c.MSet(ctx, flat...)
	// Keys and values of a map as lists.
	set := map[string]bool{}
	for k := range values {
		set["user:"+k] = true
	}
	c.Del(ctx, slices.Collect(maps.Keys(set))...) // want `DEL: keys of the form user:<.*> hash to different slots`
	var fromSet []string
	for k := range set {
		fromSet = append(fromSet, k)
	}
	c.Del(ctx, fromSet...) // want `DEL: keys of the form user:<.*> hash to different slots`
	// Right: of the keys of a map that somebody else filled nothing is known.
	c.Del(ctx, slices.Collect(maps.Keys(values))...)
	var fromValues []string
	for k := range values {
		fromValues = append(fromValues, k)
	}
	c.Del(ctx, fromValues...)
}

// Right: of a list of which nothing is known, nothing is reported.
func opaque(ctx context.Context, c redis.UniversalClient, keys []string, more ...string) {
	c.Del(ctx, keys...)
	c.Del(ctx, append(keys, more...)...)
	c.Rename(ctx, keys[0], keys[1])
}

// What is made of an unknown list's elements is known to differ.
func ofElements(ctx context.Context, c redis.UniversalClient, ids []string) {
	c.Rename(ctx, "user:"+ids[0], "user:"+ids[1]) // want `RENAME: keys user:<ids\[0\]> and user:<ids\[1\]> hash to different slots.*likely`
	// Right: one element, twice.
	c.Rename(ctx, "{"+ids[0]+"}:a", "{"+ids[0]+"}:b")
}
