package patterns

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

func bytesAndStrings(ctx context.Context, c redis.UniversalClient, id string, raw []byte, n int64) {
	// Conversions keep the text.
	c.Rename(ctx, string([]byte("user:1")), string([]byte("user:2"))) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, "user:"+string(raw)+":a", "user:"+string(raw)+":b") // want `RENAME: keys user:<raw>:a and user:<raw>:b never share a slot.*proven`
	// Right: the same bytes within a tag.
	c.Rename(ctx, "{"+string(raw)+"}:a", "{"+string(raw)+"}:b")

	// append on bytes.
	a := append([]byte("user:"), id...)
	a = append(a, ":a"...)
	b := []byte("user:")
	b = append(b, []byte(id)...)
	b = append(b, ":b"...)
	c.Rename(ctx, string(a), string(b)) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: append writes a tag.
	t := append([]byte("{user:"), id...)
	t = append(t, "}:a"...)
	c.Rename(ctx, string(t), "{user:"+id+"}:b")

	// Appendf.
	c.Rename(ctx, string(fmt.Appendf(nil, "user:%s:a", id)), string(fmt.Appendf([]byte("user:"), "%s:b", id))) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: Appendf writes a tag.
	c.Rename(ctx, string(fmt.Appendf(nil, "{%d}:a", n)), "{"+strconv.FormatInt(n, 10)+"}:b")

	// Keys as any, given as bytes.
	c.Do(ctx, "RENAME", []byte("user:1"), []byte("user:2")) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: bytes and text of one key.
	c.Do(ctx, "RENAME", []byte("user:1"), "user:1")

	// Right: bytes that are appended one by one close the tag.
	s := append([]byte("{user:"), 'x', '}')
	c.Rename(ctx, string(s)+":a", "{user:x}:b")
}
