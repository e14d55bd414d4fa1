// Package blocked has reports for which no fix is offered: what names the keys
// is not seen in full.
package blocked

import (
	"context"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

func parsed(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, fmt.Sprintf("user:%d:follows", id), fmt.Sprintf("user:%d:likes", id))
}

func isUser(key string) bool { return strings.HasPrefix(key, "user:") }

func check(id int) bool { return isUser(fmt.Sprintf("user:%d:likes", id)) }

func scanned(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, fmt.Sprintf("cart:%d:items", id), fmt.Sprintf("cart:%d:gifts", id))
	c.Keys(ctx, "cart:*")
}

var script = redis.NewScript(`return redis.call('GET', 'job:' .. string.lower(ARGV[1]) .. ':state')`)

func scripted(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, fmt.Sprintf("job:%d:state", id), fmt.Sprintf("job:%d:log", id))
	script.Run(ctx, c, nil, id)
}

type sink interface{ Put(key string) }

func sent(ctx context.Context, c redis.UniversalClient, s sink, id int) {
	c.SInter(ctx, fmt.Sprintf("mail:%d:in", id), fmt.Sprintf("mail:%d:out", id))
	s.Put("mail:" + fmt.Sprint(id, ":in"))
}

// RoomKey is what other packages may begin keys with.
func RoomKey(id int) string { return fmt.Sprintf("room:%d", id) }

func room(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, RoomKey(id)+":in", RoomKey(id)+":out")
}

func enter(ctx context.Context, c redis.UniversalClient, id int, who string) {
	c.SAdd(ctx, fmt.Sprint("room:", id, ":in"), who)
}

// HallPrefix is what other packages may begin keys with.
const HallPrefix = "hall:"

func hall(ctx context.Context, c redis.UniversalClient, id string) {
	c.SInter(ctx, HallPrefix+id+":in", HallPrefix+id+":out")
}

func words(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, fmt.Sprintf("bus:%d:in", id), fmt.Sprintf("bus:%d:out", id))
	other(strings.Join([]string{"bus", fmt.Sprint(id), "in"}, ":"))
}

var other = func(string) {}
