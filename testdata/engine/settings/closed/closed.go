// Package closed stands for one of which no code is seen: its functions say
// nothing of what they do.
package closed

import "context"

// A Client sends commands in a way of its own.
type Client struct {
	conn interface{ Send(words ...any) error }
}

// DelAll deletes keys.
func (c *Client) DelAll(ctx context.Context, keys []string) error {
	words := []any{"DEL"}
	for _, k := range keys {
		words = append(words, k)
	}
	return c.conn.Send(words...)
}

// Move renames a key.
func (c *Client) Move(ctx context.Context, from string, to string, retries int) error {
	return c.conn.Send("RENAME", from, to)
}

// A Merge unites sets.
type Merge struct {
	Into string
	From []string
}

// Union stores the union of sets.
func Union(c *Client, m Merge) error { return c.conn.Send("SUNIONSTORE", m.Into, m.From) }

// A Store is a closed implementation behind an interface.
type Store interface {
	Swap(ctx context.Context, a, b string) error
	// Name gives the key of a thing.
	Name(id int64) string
}

var names = map[int64]string{}

// UserKey gives the key of a user.
func UserKey(id int64) string { return names[id] }

// AspectKey gives the key of an aspect of a thing.
func AspectKey(ctx context.Context, aspect, kind string) string { return names[int64(len(aspect))] }
