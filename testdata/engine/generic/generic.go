// Package generic makes keys with generic functions of another package: the call says
// what their arguments print.
package generic

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/generic/keys"
)

type userID int64

type slug string

// A shown prints something else than the text that it is.
type shown string

func (shown) String() string { return "{shown}" }

func helpers(ctx context.Context, c redis.UniversalClient, id userID, n int64, name slug, s, t shown) {
	c.SInter(ctx, keys.Key("a", id), keys.Key("b", id))     // want `keys a:<id> and b:<id> never share a slot.*proven`
	c.SInter(ctx, keys.Key("a", name), keys.Key("b", name)) // want `keys a:<name> and b:<name> never share a slot.*proven`
	c.SInter(ctx, keys.Number("a", n), keys.Number("b", n)) // want `keys a:<n> and b:<n> never share a slot.*proven`
	c.SInter(ctx, keys.Key("{a}", id), keys.Key("{a}:b", id))
	c.SInter(ctx, keys.Key("a", s), keys.Key("b", t))
	c.SInter(ctx, keys.Key("a", s), "{shown}:b")
}

func spaces(ctx context.Context, c redis.UniversalClient, x, y userID) {
	plain, tagged := keys.Space[userID]{Prefix: "s"}, keys.Space[userID]{Prefix: "{s}"}
	c.SInter(ctx, plain.Key(x), plain.Key(y)) // want `keys s:<x> and s:<y> hash to different slots`
	c.SInter(ctx, tagged.Key(x), tagged.Key(y))
}
