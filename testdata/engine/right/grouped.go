package right

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type member struct{ team, id string }

type candidate struct {
	member member
	key    string
}

func memberKey(team, id string) string { return fmt.Sprintf("member:{%s}:%s", team, id) }

// Keys that are gathered in a map: those under one map key share what it says.
func grouped(ctx context.Context, c redis.UniversalClient, members []member) {
	byTeam := make(map[string][]candidate)
	ids := make(map[string][]string)
	byFirst := make(map[byte][]string)
	for _, m := range members {
		byTeam[m.team] = append(byTeam[m.team], candidate{m, memberKey(m.team, m.id)})
		ids[m.team] = append(ids[m.team], memberKey(m.team, m.id), memberKey(m.id, m.team))
		byFirst[m.id[0]] = append(byFirst[m.id[0]], "member:"+m.id)
	}
	for team, list := range byTeam {
		keys := make([]string, len(list))
		for i, x := range list {
			keys[i] = x.key
		}
		c.MGet(ctx, keys...)                                  // want `MGET: the keys share a slot`
		c.MGet(ctx, append(keys, "{"+team+"}")...)            // want `MGET: the keys share a slot`
		c.MGet(ctx, append(keys, "{"+members[0].team+"}")...) // want `MGET: keys member:\{<members\[i\].team>\}:<members\[i\].id> and \{<members\[0\].team>\} hash to different slots`
	}
	// What the elements do not share with their map key differs.
	for _, keys := range ids {
		c.MGet(ctx, keys...) // want `MGET: keys .* hash to different slots`
	}
	for _, keys := range byFirst {
		c.Del(ctx, keys...) // want `DEL: keys of the form member:<members\[i\].id> hash to different slots`
	}
}
