package harness

import (
	"fmt"
	"slices"

	"github.com/redis/go-redis/v9"
)

// stored returns what is stored on the single server, by the key. Sets are in the
// order of their texts, streams are without their times.
func (t T) stored() (map[string]string, error) {
	out := make(map[string]string)
	for it := t.Client.Scan(t.Ctx, 0, "*", 1000).Iterator(); ; {
		if !it.Next(t.Ctx) {
			return out, it.Err()
		}
		key := it.Val()
		kind, err := t.Client.Type(t.Ctx, key).Result()
		if err != nil {
			return nil, err
		}
		var held any
		switch kind {
		case "string":
			held, err = t.Client.Get(t.Ctx, key).Result()
		case "list":
			held, err = t.Client.LRange(t.Ctx, key, 0, -1).Result()
		case "set":
			var list []string
			list, err = t.Client.SMembers(t.Ctx, key).Result()
			slices.Sort(list)
			held = list
		case "zset":
			held, err = t.Client.ZRangeWithScores(t.Ctx, key, 0, -1).Result()
		case "hash":
			held, err = t.Client.HGetAll(t.Ctx, key).Result()
		case "stream":
			var list []redis.XMessage
			list, err = t.Client.XRange(t.Ctx, key, "-", "+").Result()
			var values []map[string]any
			for _, m := range list {
				values = append(values, m.Values)
			}
			held = values
		default:
			err = fmt.Errorf("%q is a %s", key, kind)
		}
		if err != nil {
			return nil, err
		}
		out[key] = fmt.Sprintf("%s %q", kind, held)
	}
}
