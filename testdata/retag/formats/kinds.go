package formats

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Keys of several kinds share an ID behind a word of their own.
const billKey = "bill:%d:sum"

func charge(ctx context.Context, c redis.UniversalClient, id int) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Set(ctx, fmt.Sprintf("parcel:%d", id), 1, 0)
		p.Incr(ctx, fmt.Sprintf(billKey, id))
		return nil
	})
	return err
}

func sum(ctx context.Context, c redis.UniversalClient, id int) string {
	return c.Get(ctx, fmt.Sprintf(billKey, id)).Val()
}

// The tag serves a command whose keys begin alike, too.
func moved(ctx context.Context, c redis.UniversalClient, id string) {
	c.SInter(ctx, "box:"+id+":in", "box:"+id+":out")
	c.SInter(ctx, "box:"+id+":in", "shelf:"+id)
}
