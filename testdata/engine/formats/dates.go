package formats

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// What stands beside the date in a layout is text: braces are a hash tag.
func dates(ctx context.Context, c redis.UniversalClient, t time.Time) {
	c.PFMerge(ctx, t.Format("{2006-01-02}:all"), t.Format("{2006-01-02}:web"), "{"+t.Format("2006-01-02")+"}:app")
	c.PFMerge(ctx, t.Format("day:{20060102}:15"), t.Format("all:{20060102}:15"))

	c.PFMerge(ctx, t.Format("{2006-01-02}:all"), t.Format("{2006-01}:all"))     // want `keys \{<t.Format\("2006-01-02"\)>\}:all and \{<t.Format\("2006-01"\)>\}:all hash to different slots.*likely`
	c.PFMerge(ctx, t.Format("visits:2006-01-02"), t.Format("views:2006-01-02")) // want `keys visits:<t.Format\("2006-01-02"\)> and views:<t.Format\("2006-01-02"\)> never share a slot`
}
