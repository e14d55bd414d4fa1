package confine

import (
	"context"
	"os"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Methods with the name of one that is called through an interface.

type finder interface {
	Find(k string) string
	Close() error
}

type found struct{ c redis.UniversalClient }

func (f found) Find(k string) string { return f.c.Get(context.Background(), k).Val() }

func (f found) Close() error { return f.c.Close() }

type disk struct{} // is no finder

func (disk) Find(k string) string {
	_, _ = os.Stat(k)
	return k
}

type base struct{} // is a part of one

func (base) Find(k string) string {
	_, _ = os.Stat(k) // escape "is given to os.Stat"
	return k
}

type closing struct{ *base }

func (closing) Close() error { return nil }

func finds(ctx context.Context, f finder, d disk, c redis.UniversalClient) {
	f.Find("user:1")
	c.Get(ctx, d.Find("session:1"))
}

// Functions that append to a text.

func appended(ctx context.Context, c redis.UniversalClient, n int, at time.Time) {
	b := strconv.AppendInt([]byte("user:"), int64(n), 10)
	b = append(b, ':')
	c.Get(ctx, string(at.AppendFormat(b, time.DateOnly)))
	_ = strconv.AppendQuote(nil, string(b)) // escape "is given to strconv.AppendQuote"
}
