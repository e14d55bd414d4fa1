package chosen

import "sync"

// A constant argument decides whether a map has an entry.

type sort string

const byGroup sort = "group"

var bySort = map[sort]string{"user": "users", byGroup: "groups"}

func okHelper(k sort) string {
	if p, ok := bySort[k]; ok {
		return p
	}
	return "none"
}

func mapOK(c C) error {
	return c.Rename(ctx, "{"+okHelper(byGroup)+"}:a", "{groups}:b").Err()
}

func mapNone(c C) error {
	return c.Rename(ctx, "{"+okHelper("z")+"}:a", "{none}:b").Err()
}

func mapOther(c C) error {
	return c.Rename(ctx, "{"+okHelper(byGroup)+"}:a", "{users}:b").Err() // want `^RENAME: keys .* are in different slots`
}

// How often a loop runs is not followed: nothing is said of what it makes of constants.

func repeated(n int) string {
	s := ""
	for i := 0; i < n; i++ {
		s += "x"
	}
	return "{" + s + "}"
}

func repeatedSame(c C) error {
	return c.Rename(ctx, repeated(2)+"a", "{xx}b").Err()
}

func repeatedId(c C, id string, n int) error {
	s := id
	for i := 0; i < n; i++ {
		s += "x"
	}
	return c.Rename(ctx, "{user:"+s+"}a", "{team:"+s+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

// One buffer, filled anew in each round of the outer loop.

func buffers(c C, tenants []string) {
	keys := make([]string, 2)
	for _, t := range tenants {
		for i, suffix := range []string{"a", "b"} {
			keys[i] = "{" + t + "}:" + suffix
		}
		c.Del(ctx, keys...)
	}
}

func buffersUntagged(c C, tenants []string) {
	keys := make([]string, 2)
	for _, t := range tenants {
		for i, suffix := range []string{"a", "b"} {
			keys[i] = "user:" + t + ":" + suffix
		}
		c.Del(ctx, keys...) // want `^DEL: keys .*likely`
	}
}

// What no loop of its own fills is gathered.
func gathered(c C, tenants []string, mu *sync.Mutex) {
	keys := make([]string, len(tenants))
	for i, t := range tenants {
		mu.Lock()
		keys[i] = "{" + t + "}:x"
		mu.Unlock()
		if i == len(tenants)-1 {
			c.Del(ctx, keys...) // want `^DEL: keys of the form .*likely`
		}
	}
}
