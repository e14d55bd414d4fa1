// Package kept has lists and objects that a function makes and something else keeps.
//
//crossslottest:set certainty=possible
//crossslottest:set right=true
package kept

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// What a function makes has another name where a call kept it: a write by the one
// changes what the other has.

var kept = []string{"none", "user"}

func keepList(list []string) string { kept = list; return list[0] }

func givenAway(ctx context.Context, c *redis.ClusterClient, id string) {
	own := []string{"a", "b"}
	keepList(own)
	was := kept[1]
	own[1] = "c"
	c.Rename(ctx, "{"+was+id+"}:a", "{"+kept[1]+id+"}:b") // want `RENAME: nothing ties the keys \{<kept\[i\]><id>\}:a and \{<another kept\[i\]><id>\}:b .*possible`
}

type shelf struct {
	list []string
	conf *shelfConf
}

type shelfConf struct{ prefix string }

func (s *shelf) keep(list []string)     { s.list = list }
func (s *shelf) hold(x *shelfConf)      { s.conf = x }
func (s *shelf) keepFor(list []string)  { s.keep(list[:2]) }
func (s *shelf) look(list []string) int { return len(list) }

func givenToField(ctx context.Context, c *redis.ClusterClient, s *shelf, id string) {
	own := []string{"a", "b"}
	s.keepFor(own)
	was := s.list[1]
	own[1] = "c"
	c.Rename(ctx, "{"+was+id+"}:a", "{"+s.list[1]+id+"}:b") // want `RENAME: nothing ties .*possible`
}

func sameList(list []string) []string { return list }

func givenBack(ctx context.Context, c *redis.ClusterClient, id string) {
	own := []string{"a", id}
	list := sameList(own)
	was := list[1]
	own[1] = "c"
	c.Rename(ctx, "{"+was+"}:a", "{"+list[1]+"}:b") // want `RENAME: nothing ties .*possible`
}

func (s *shelf) refill() {
	own := []string{"a", "b"}
	s.keep(own)
	own[1] = "z"
}

func givenInside(ctx context.Context, c *redis.ClusterClient, s *shelf, id string) {
	was := s.list[1]
	s.refill()
	c.Rename(ctx, "{"+was+id+"}:a", "{"+s.list[1]+id+"}:b") // want `RENAME: .*(likely|possible)`
}

// Right: nothing keeps what is written.
func notGiven(ctx context.Context, c *redis.ClusterClient, s *shelf, id string) {
	own, conf := []string{"a", "b"}, &shelfConf{prefix: id}
	s.look(own)
	was, prefix := s.list[1], s.conf.prefix
	own[1], conf.prefix = "c", "d"
	c.Rename(ctx, "{"+was+id+"}:a", "{"+s.list[1]+id+"}:b")                    // want `right\)`
	c.Rename(ctx, "{"+prefix+"}:a", "{"+s.conf.prefix+"}:b")                   // want `right\)`
	c.Rename(ctx, pick("{"+id+"}:a"), pick("{"+fixed[1]+id+"}:b"))             // want `never share a slot`
	c.Rename(ctx, pick("{"+fixed[1]+id+"}:a"), pick("{"+fixed[1]+id+"}:b"))    // want `right\)`
	c.Rename(ctx, pick("stock:"+id), pick(fixed[1]+id))                        // want `right\)`
	c.Rename(ctx, "{"+s.list[0]+id+"}:a", pick("{"+s.list[0]+id+"}:b", "{x}")) // want `right\)`
}

var fixed = [...]string{"none", "stock:"}

func pick(list ...string) string { return list[0] }

// A literal is filled in before anything else can have it; what is written later is not.
func filledLater(ctx context.Context, c *redis.ClusterClient, s *shelf, id string) {
	own := []string{"a", "b"}
	get := func() string { return s.list[1] }
	s.keep(own)
	was := get()
	own[1] = "c"
	c.Rename(ctx, "{"+was+id+"}:a", "{"+get()+id+"}:b") // want `RENAME: .*(likely|possible)`
}

func pointerTo(s string) *string { return &s }

type keyMaker struct{ key func(string) string }

// What a literal makes itself is another each time that it is called.
func madeInLiteral(ctx context.Context, c *redis.ClusterClient, names []string, id int64) {
	var keys []string
	for _, x := range names {
		build := func() string {
			var key string
			if id != 3 {
				known := map[string]string{}
				maker := keyMaker{key: func(part string) string {
					return *pointerTo("{}post-" + x + part)
				}}
				known["key"] = maker.key("}_seen")
				key = known["key"]
			} else {
				order := func(part string) string {
					return *pointerTo("{}order-" + x + part)
				}
				key = order("}_seen")
			}
			return *pointerTo(key)
		}
		keys = append(keys, build())
	}
	c.MGet(ctx, keys...) // want `MGET: .*slots.*likely`
}
