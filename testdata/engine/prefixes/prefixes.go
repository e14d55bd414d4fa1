// Package prefixes begins keys with a prefix that somebody configures: it may
// hold a hash tag.
package prefixes

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A Store is exported and so is its constructor: anybody chooses the prefix.
type Store struct {
	rdb    redis.UniversalClient
	prefix string
}

// New returns a store.
func New(rdb redis.UniversalClient, prefix string) *Store { return &Store{rdb, prefix} }

// Rename uses the prefix in front and behind.
func (s *Store) Rename(ctx context.Context, id string) {
	s.rdb.Rename(ctx, s.prefix+"a", s.prefix+"b")     // want `RENAME: keys <.*prefix>a and <.*prefix>b never share a slot, unless .*prefix holds a hash tag.*likely`
	s.rdb.Rename(ctx, s.prefix+id+":a", s.prefix+"b") // want `RENAME: keys <.*prefix><id>:a and <.*prefix>b hash to different slots, unless .*prefix holds a hash tag.*likely`
	// Behind literal text it may hold no tag.
	s.rdb.Rename(ctx, "x:"+s.prefix+"a", "x:"+s.prefix+"b") // want `RENAME: keys x:<.*prefix>a and x:<.*prefix>b never share a slot;.*proven`
	// Right: the tag is around it.
	s.rdb.Rename(ctx, "{"+s.prefix+"}a", "{"+s.prefix+"}b")
}

// A closed store is made by an unexported constructor with constants that hold
// no brace.
type closed struct {
	rdb    redis.UniversalClient
	prefix string
}

func newClosed(rdb redis.UniversalClient, prefix string) *closed { return &closed{rdb, prefix} }

func makeClosed(rdb redis.UniversalClient) []*closed {
	return []*closed{newClosed(rdb, "a:"), newClosed(rdb, "b:")}
}

func (s *closed) rename(ctx context.Context) {
	s.rdb.Rename(ctx, s.prefix+"1", s.prefix+"2") // want `RENAME: keys .*1.* and .*2.* (never share a slot|are in different slots);`
}

// Right: one of the callers of the constructor gives it a tag.
type braced struct {
	rdb    redis.UniversalClient
	prefix string
}

func newBraced(rdb redis.UniversalClient, prefix string) *braced { return &braced{rdb, prefix} }

func makeBraced(rdb redis.UniversalClient) []*braced {
	return []*braced{newBraced(rdb, "a:"), newBraced(rdb, "{b}:")}
}

func (s *braced) rename(ctx context.Context) { s.rdb.Rename(ctx, s.prefix+"1", s.prefix+"2") }

// Right: the constructor puts the tag around what it is given.
type wrapped struct {
	rdb    redis.UniversalClient
	prefix string
}

// NewWrapped returns a store whose keys share a slot.
func NewWrapped(rdb redis.UniversalClient, name string) *wrapped {
	return &wrapped{rdb, "{" + name + "}:"}
}

func (s *wrapped) rename(ctx context.Context, id string) {
	s.rdb.Rename(ctx, s.prefix+"1", s.prefix+id)
}

// The constructor adds text without a tag: what it is given may hold one.
type suffixed struct {
	rdb    redis.UniversalClient
	prefix string
}

// NewSuffixed returns a store.
func NewSuffixed(rdb redis.UniversalClient, name string) *suffixed {
	return &suffixed{rdb: rdb, prefix: name + ":"}
}

func (s *suffixed) rename(ctx context.Context) {
	s.rdb.Rename(ctx, s.prefix+"1", s.prefix+"2") // want `RENAME: keys <.*name>:1 and <.*name>:2 never share a slot, unless .*name holds a hash tag.*likely`
}

// Functional options: one of them is made for clusters.
type client struct {
	rdb    redis.UniversalClient
	prefix string
}

// An Option sets up a client.
type Option func(*client)

// WithPrefix sets the prefix.
func WithPrefix(prefix string) Option { return func(c *client) { c.prefix = prefix + ":" } }

// WithHashTag puts all keys into one slot.
func WithHashTag() Option { return func(c *client) { c.prefix = "{" + c.prefix + "}" } }

// NewClient returns a client.
func NewClient(rdb redis.UniversalClient, opts ...Option) *client {
	c := &client{rdb: rdb, prefix: "queue"}
	for _, o := range opts {
		o(c)
	}
	return c
}

// Right: the hash tag is an option, so the author knows what a cluster needs.
func (c *client) rename(ctx context.Context) { c.rdb.Rename(ctx, c.prefix+"1", c.prefix+"2") }

// The same without an option that adds a tag.
type plain struct {
	rdb    redis.UniversalClient
	prefix string
}

// A PlainOption sets up a plain client.
type PlainOption func(*plain)

// WithName sets the prefix to one of few.
func WithName(long bool) PlainOption {
	return func(p *plain) {
		if long {
			p.prefix = "queue:"
		}
	}
}

// NewPlain returns a client.
func NewPlain(rdb redis.UniversalClient, opts ...PlainOption) *plain {
	p := &plain{rdb: rdb, prefix: "q:"}
	for _, o := range opts {
		o(p)
	}
	return p
}

func (p *plain) rename(ctx context.Context) {
	p.rdb.Rename(ctx, p.prefix+"1", p.prefix+"2") // want `RENAME: keys "(q|queue):1" .* and "(q|queue):2" .*different slots`
}

// Config is filled in by the program's users, with a default.
type Config struct{ Prefix string }

// Right: the default has a tag.
type withDefault struct {
	rdb  redis.UniversalClient
	conf Config
}

// NewWithDefault returns a store.
func NewWithDefault(rdb redis.UniversalClient, conf Config) *withDefault {
	if conf.Prefix == "" {
		conf.Prefix = "{app}:"
	}
	return &withDefault{rdb, conf}
}

func (w *withDefault) rename(ctx context.Context) {
	w.rdb.Rename(ctx, w.conf.Prefix+"1", w.conf.Prefix+"2")
}

// OtherConfig has a default without a tag.
type OtherConfig struct{ Prefix string }

type otherDefault struct {
	rdb  redis.UniversalClient
	conf OtherConfig
}

// NewOtherDefault returns a store.
func NewOtherDefault(rdb redis.UniversalClient, conf OtherConfig) *otherDefault {
	if conf.Prefix == "" {
		conf.Prefix = "app:"
	}
	return &otherDefault{rdb, conf}
}

func (w *otherDefault) rename(ctx context.Context) {
	w.rdb.Rename(ctx, w.conf.Prefix+"1", w.conf.Prefix+"2") // want `RENAME: keys .*1.* and .*2.*(never share a slot|different slots)`
}

// Parameters: of an exported function anybody chooses, of another its callers.
func Exported(ctx context.Context, rdb redis.UniversalClient, prefix string) {
	rdb.Rename(ctx, prefix+"1", prefix+"2") // want `RENAME: keys <prefix>1 and <prefix>2 never share a slot, unless prefix holds a hash tag.*likely`
	unexportedTagged(ctx, rdb, "a:")        // want `RENAME: keys "a:1" .*"a:2" .*different slots.*proven`
	unexportedTagged(ctx, rdb, "{b}:")
}

// One of the callers puts a tag in: the mistake is that of the other, and is
// reported there.
func unexportedTagged(ctx context.Context, rdb redis.UniversalClient, prefix string) {
	rdb.Rename(ctx, prefix+"1", prefix+"2")
}

// Temporary keys beside a key that is given: the real bug of many programs.
func Temporary(ctx context.Context, rdb redis.UniversalClient, key string) {
	rdb.Rename(ctx, key+":tmp", key) // want `RENAME: keys <key>:tmp and <key> share a slot for .*, unless key holds a hash tag.*likely`
	rdb.Rename(ctx, "tmp:"+key, key) // want `RENAME: keys tmp:<key> and <key> .*likely`
	// Right: the temporary key is tagged with the key.
	rdb.Rename(ctx, "tmp:{"+key+"}", key)
}
