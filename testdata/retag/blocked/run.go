package blocked

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("blocked.room", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		enter(ctx, c, id, "ann")
		room(ctx, c, id)
		return c.SMembers(ctx, RoomKey(id)+":in").Val(), nil
	})
	cases.Add("blocked.hall", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		key := HallPrefix + strconv.Itoa(id)
		c.SAdd(ctx, key+":out", "ann")
		hall(ctx, c, strconv.Itoa(id))
		return c.SMembers(ctx, key+":out").Val(), nil
	})
	cases.Add("blocked.parsed", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		parsed(ctx, c, id)
		return isUser("user:5:likes"), nil
	})
	cases.Add("blocked.scripted", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		scripted(ctx, c, id)
		return nil, nil
	})
}
