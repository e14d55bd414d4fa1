// Package apart runs scripts that another package holds.
//
//crossslottest:set checks=crossslot,luaslot
package apart

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/apart/scripts"
)

func wrong(ctx context.Context, c redis.UniversalClient, id string) {
	keys := []string{"user:" + id}
	scripts.Declared.Run(ctx, c, keys)             // want `script scripts.Declared, line 1?\d?: INCR uses the key .* \(user:<id>:declared\), .*proven`
	scripts.InInit.Run(ctx, c, keys)               // want `script scripts.InInit, line 1?\d?: INCR uses the key .* \(user:<id>:init\), .*proven`
	scripts.InSetup.Run(ctx, c, keys)              // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:setup\), .*proven`
	scripts.ByName["wrong"].Run(ctx, c, keys)      // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:name\), .*proven`
	scripts.Filled["wrong"].Run(ctx, c, keys)      // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:filled\), .*proven`
	scripts.List[0].Run(ctx, c, keys)              // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:list\), .*proven`
	scripts.Group.Wrong.Run(ctx, c, keys)          // want `script scripts.Group.Wrong, line 1?\d?: INCR uses the key .* \(user:<id>:group\), .*proven`
	scripts.NewSet().Wrong.Run(ctx, c, keys)       // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:set\), .*proven`
	scripts.Default.Wrong.Run(ctx, c, keys)        // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:set\), .*proven`
	scripts.Returned().Run(ctx, c, keys)           // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:hidden\), .*proven`
	scripts.Get("wrong").Run(ctx, c, keys)         // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:registered\), .*proven`
	redis.NewScript(scripts.One).Run(ctx, c, keys) // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:one\), .*proven`
	scripts.Two.Run(ctx, c, keys)                  // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:two\), .*proven`
	scripts.Load("one").Run(ctx, c, keys)          // want `script( \S+)?, line 1?\d?: INCR uses the key .* \(user:<id>:one\), .*proven`
	scripts.Either.Run(ctx, c, keys)               // want `\(user:<id>:new\), .*likely`
}

func tagged(ctx context.Context, c redis.UniversalClient, id string) {
	keys := []string{"{user:" + id + "}"}
	scripts.Declared.Run(ctx, c, keys)
	scripts.InInit.Run(ctx, c, keys)
	scripts.InSetup.Run(ctx, c, keys)
	scripts.ByName["wrong"].Run(ctx, c, keys)
	scripts.Filled["wrong"].Run(ctx, c, keys)
	scripts.List[0].Run(ctx, c, keys)
	scripts.Group.Wrong.Run(ctx, c, keys)
	scripts.NewSet().Wrong.Run(ctx, c, keys)
	scripts.Default.Wrong.Run(ctx, c, keys)
	scripts.Returned().Run(ctx, c, keys)
	scripts.Get("wrong").Run(ctx, c, keys)
	redis.NewScript(scripts.One).Run(ctx, c, keys)
	scripts.Two.Run(ctx, c, keys)
	scripts.Load("one").Run(ctx, c, keys)
	scripts.Either.Run(ctx, c, keys)
	scripts.Total.Run(ctx, c, keys)
}

func right(ctx context.Context, c redis.UniversalClient, id, name string) {
	keys := []string{"user:" + id}
	scripts.ByName["right"].Run(ctx, c, keys)
	scripts.List[1].Run(ctx, c, keys)
	scripts.Group.Right.Run(ctx, c, keys)
	scripts.NewSet().Right.Run(ctx, c, keys)
	scripts.Default.Right.Run(ctx, c, keys)
	scripts.Get("right").Run(ctx, c, keys)
	scripts.Three.Run(ctx, c, keys)
	scripts.Load("three").Run(ctx, c, keys)
}

// A service that is given its scripts.
type service struct {
	c   redis.UniversalClient
	set *scripts.Set
	own *redis.Script
	all map[string]*redis.Script
}

func newService(c redis.UniversalClient) *service {
	return &service{c: c, set: scripts.NewSet(), own: scripts.Returned(), all: scripts.ByName}
}

func (s *service) fields(ctx context.Context, id string) {
	keys, tagged := []string{"item:" + id}, []string{"{item:" + id + "}"}
	s.set.Wrong.Run(ctx, s.c, keys) // want `\(item:<id>:set\)`
	s.set.Right.Run(ctx, s.c, keys)
	s.set.Wrong.Run(ctx, s.c, tagged)
	s.own.Run(ctx, s.c, keys) // want `\(item:<id>:hidden\)`
	s.own.Run(ctx, s.c, tagged)
	s.all["wrong"].Run(ctx, s.c, keys) // want `\(item:<id>:name\)`
	s.all["right"].Run(ctx, s.c, keys)
}
