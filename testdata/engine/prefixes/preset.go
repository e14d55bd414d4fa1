package prefixes

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/prefixes/preset"
)

// Right: the tag of the field gives the prefix a hash tag where nobody configures
// another one.
func preset1(ctx context.Context, c redis.UniversalClient, conf preset.Config) {
	c.Rename(ctx, conf.Tagged+"a", conf.Tagged+"b")
	c.Rename(ctx, conf.Env+"a", conf.Env+"b")
	c.Rename(ctx, preset.Current.Store.Prefix+"a", preset.Current.Store.Prefix+"b")
}

// A preset value without a hash tag, a pattern of a check, and a variable of the
// environment give none.
func preset2(ctx context.Context, c redis.UniversalClient, conf preset.Config) {
	c.Rename(ctx, conf.Plain+"a", conf.Plain+"b")     // want `RENAME: keys <conf.Plain>a and <conf.Plain>b never share a slot, unless conf.Plain holds a hash tag`
	c.Rename(ctx, conf.Checked+"a", conf.Checked+"b") // want `RENAME: keys <conf.Checked>a and <conf.Checked>b never share a slot, unless conf.Checked holds a hash tag`
	c.Rename(ctx, conf.Of+"a", conf.Of+"b")           // want `RENAME: keys <conf.Of>a and <conf.Of>b never share a slot, unless conf.Of holds a hash tag`
}

type server struct {
	c    redis.UniversalClient
	conf struct {
		Prefix string `default:"{srv}:"`
		Other  string `default:"srv:"`
	}
}

func (s *server) rename(ctx context.Context) {
	s.c.Rename(ctx, s.conf.Prefix+"a", s.conf.Prefix+"b")
	s.c.Rename(ctx, s.conf.Other+"a", s.conf.Other+"b") // want `RENAME: keys <s.conf.Other>a and <s.conf.Other>b never share a slot, unless s.conf.Other holds a hash tag`
}
