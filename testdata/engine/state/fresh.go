package state

import (
	"fmt"
	"math/rand"
	"sync/atomic"
)

var locks atomic.Int64

func lockKey(s string) string { return fmt.Sprintf("lock:%d:%s", locks.Add(1), s) }

func randomKey(s string) string { return fmt.Sprintf("draft:%d:%s", rand.Int(), s) }

// Two values of a counter, or of a generator, have no tag in common.
func fresh(c C, id int) {
	c.Del(ctx, lockKey("a"), lockKey("b"))     // want `DEL: keys lock:<.*>:a and lock:<.*>:b hash to different slots; Redis Cluster refuses \(CROSSSLOT\); group the keys by slot, or send one command for each key in a pipeline \(crossslot, likely\)`
	c.Del(ctx, randomKey("a"), randomKey("b")) // want `DEL: keys draft:<.*>:a and draft:<.*>:b hash to different slots; Redis Cluster refuses \(CROSSSLOT\); group the keys by slot, or send one command for each key in a pipeline \(crossslot, likely\)`
	// One value does.
	key := func(s string) string { return fmt.Sprintf("order:%d:%s", id, s) }
	c.Del(ctx, key("a"), key("b")) // want `as in \{order:<id>\}:a and \{order:<id>\}:b`
}
