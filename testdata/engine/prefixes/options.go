package prefixes

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// QueueOptions are what anybody may fill in.
type QueueOptions struct {
	Prefix string
	Size   int
}

// A QueueOption sets one of the options.
type QueueOption func(*QueueOptions)

// WithQueuePrefix replaces the default.
func WithQueuePrefix(text string) QueueOption { return func(o *QueueOptions) { o.Prefix = text } }

// WithSize bounds the queue.
func WithSize(n int) QueueOption { return func(o *QueueOptions) { o.Size = n } }

// A Queue has a prefix that its options choose.
type Queue struct {
	c      redis.UniversalClient
	prefix string
}

// NewQueue calls functions that may write the field of a local variable.
func NewQueue(c redis.UniversalClient, name string, fs ...QueueOption) *Queue {
	o := QueueOptions{Prefix: "bull"}
	for _, f := range fs {
		f(&o)
	}
	return &Queue{c, o.Prefix + ":" + name}
}

// OldQueue is another way to make one.
func OldQueue(c redis.UniversalClient, name, prefix string, n int) *Queue {
	fs := []QueueOption{WithQueuePrefix(prefix)}
	if n > 0 {
		fs = append(fs, WithSize(n))
	}
	return NewQueue(c, name, fs...)
}

// Pause names each value that may hold the tag.
func (q *Queue) Pause(ctx context.Context) {
	q.c.Rename(ctx, q.prefix+":wait", q.prefix+":paused") // want `RENAME: keys <text>:<name>:wait and <text>:<name>:paused share a slot for 1 value in 16384 only, unless text or o.Prefix holds a hash tag`
	q.c.Rename(ctx, "{"+q.prefix+"}:wait", "{"+q.prefix+"}:paused")
}
