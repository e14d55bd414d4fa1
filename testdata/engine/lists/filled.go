package lists

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// every stores one key into all elements, some into each second one, first into
// the first; tag changes the elements themselves.
func every(keys []string, key string) {
	for i := range keys {
		keys[i] = key
	}
}

func some(keys []string, key string) {
	for i := range keys {
		if i%2 == 0 {
			keys[i] = key
		}
	}
}

func numbered(keys []string, prefix string, ids []string) {
	for i, id := range ids {
		keys[i] = prefix + id
	}
}

func tag(keys []string, tenant string) {
	for i, k := range keys {
		keys[i] = "{" + tenant + "}:" + k
	}
}

func filled(ctx context.Context, c redis.UniversalClient, tenant string, ids []string) {
	// A new list is what the function makes of it.
	list := make([]string, len(ids))
	numbered(list, "user:", ids)
	c.Del(ctx, list...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\]`
	// Right: the same with a tag.
	tagged := make([]string, len(ids))
	numbered(tagged, "{"+tenant+"}:", ids)
	c.Del(ctx, tagged...)
	// Right: whatever the elements were, they are no longer.
	two := []string{"user:1", "user:2"}
	tag(two, tenant)
	c.Del(ctx, two...)
	more := append([]string{}, "user:1", "user:2")
	every(more, "user:3")
	c.Del(ctx, more...)
	// Silent: which elements were written over is not followed, nor is it said
	// that the keys share a slot.
	half := []string{"{u}:1", "{u}:2"}
	some(half, "user:3")
	c.Del(ctx, half...)
	copied := append([]string{}, "user:1", "user:2")
	copy(copied, []string{"user:11896", "user:1"})
	c.Del(ctx, copied...)
	// A function that stores nothing changes nothing.
	kept := []string{"user:1", "user:2"}
	count(kept)
	c.Del(ctx, kept...) // want `DEL: keys "user:1" .*"user:2" .*different slots.*proven`
}

func count(keys []string) int { return len(keys) }
