// Package marks states what the code does not show.
//
//crossslottest:set certainty=possible
package marks

import (
	"context"

	"example.com/engine/marks/config"

	"github.com/redis/go-redis/v9"
)

// A Store is made by anybody.
type Store struct {
	rdb redis.UniversalClient
	//crossslot:tagged NewStore is documented to need one
	prefix string
	other  string
}

// NewStore returns a store. The prefix holds a hash tag.
func NewStore(rdb redis.UniversalClient, prefix, other string) *Store {
	return &Store{rdb, prefix, other}
}

func (s *Store) fields(ctx context.Context, id string) {
	s.rdb.Rename(ctx, s.prefix+"a", s.prefix+"b")
	s.rdb.Rename(ctx, s.prefix+id, s.prefix+id+":old")
	s.rdb.Del(ctx, s.key("a"), s.key(id))
	s.rdb.Rename(ctx, s.other+"a", s.other+"b") // want `unless .*other holds a hash tag`
	// It is behind other text: that one begins the key, but the tag is where it is.
	s.rdb.Rename(ctx, "x:"+s.prefix+"a", "x:"+s.prefix+"b")
	// One of two.
	s.rdb.Rename(ctx, "user:1", "user:2") // want `are in different slots`
}

func (s *Store) key(id string) string { return s.prefix + id }

// Parameters.
//
//crossslot:tagged prefix,base the callers know
func parameters(ctx context.Context, c redis.UniversalClient, prefix, base, other string) {
	c.Rename(ctx, prefix+"a", prefix+"b")
	c.Rename(ctx, base+"a", base+"b")
	c.Rename(ctx, other+"a", other+"b") // want `unless other holds a hash tag`
}

// Exported is called by others.
//
//crossslot:tagged prefix
func Exported(ctx context.Context, c redis.UniversalClient, prefix, id string) {
	c.Rename(ctx, prefix+"a", prefix+id)
}

func callers(ctx context.Context, c redis.UniversalClient, prefix, id string) {
	Exported(ctx, c, prefix, id)
	// What is visible counts more than what is said.
	Exported(ctx, c, "{app}:", id)
	c.Rename(ctx, join("app:", "a"), join("app:", "b")) // want `are in different slots`
	c.Rename(ctx, join(prefix, "a"), join(prefix, "b"))
}

//crossslot:tagged prefix
func join(prefix, id string) string { return prefix + id }

func constant(ctx context.Context, c redis.UniversalClient) {
	s := Store{prefix: "app:"}
	c.Rename(ctx, s.prefix+"a", s.prefix+"b") // want `are in different slots`
}

// Of other packages.
func imported(ctx context.Context, c redis.UniversalClient, cfg *config.Config, n config.Namer, ids []string) {
	c.Rename(ctx, cfg.Prefix+"a", cfg.Prefix+"b")
	c.Rename(ctx, cfg.Plain+"a", cfg.Plain+"b") // want `unless cfg.Plain holds a hash tag`
	c.Rename(ctx, config.Namespace+"a", config.Namespace+"b")
	c.Rename(ctx, n.Prefix()+"a", n.Prefix()+"b")
	c.Rename(ctx, n.Other()+"a", n.Other()+"b") // want `unless .*holds a hash tag`
	for _, keys := range config.Split(ids) {
		c.Del(ctx, keys...)
	}
	if a, b, err := config.Pair("x"); err == nil {
		c.Rename(ctx, a, b)
	}
}

// all deletes keys that share a slot, as its callers know.
//
//crossslot:sameslot keys
func all(ctx context.Context, c redis.UniversalClient, keys []string) {
	c.Del(ctx, keys...)
	c.Del(ctx, keys[0], keys[1])
}

//crossslot:sameslot from,to
func move(ctx context.Context, c redis.UniversalClient, from, to, other string) {
	c.Rename(ctx, from, to)
	c.Rename(ctx, from, other) // want `nothing ties the keys`
}

// A group is made by a function that knows slots.
type group struct {
	//crossslot:sameslot
	keys []string
}

func groups(ctx context.Context, c redis.UniversalClient, gs []group, g *group) {
	c.Del(ctx, g.keys...)
	for _, g := range gs {
		c.Del(ctx, g.keys...)
	}
}
