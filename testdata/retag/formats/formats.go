// Package formats builds keys with formats where they are sent.
package formats

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Two formats at the command.
func here(ctx context.Context, c redis.UniversalClient, id int) {
	c.SInter(ctx, fmt.Sprintf("user:%d:follows", id), fmt.Sprintf("user:%d:likes", id))
}

// The same families elsewhere, with other names, through other formats.
func follow(ctx context.Context, c redis.UniversalClient, id int64, whom string) error {
	return c.SAdd(ctx, fmt.Sprintf(`user:%d:follows`, id), whom).Err()
}

func likes(ctx context.Context, c redis.UniversalClient, id string) ([]string, error) {
	return c.SMembers(ctx, fmt.Sprintf("user:%s:likes", id)).Result()
}

func follows(ctx context.Context, c redis.UniversalClient, user int) []string {
	return c.SMembers(ctx, "user:"+fmt.Sprint(user)+":follows").Val()
}

func like(ctx context.Context, c redis.UniversalClient, user int, what string) {
	c.SAdd(ctx, "user:"+strconv.Itoa(user)+":likes", what)
}

// A family with the same beginning that has nothing to do with them.
func name(ctx context.Context, c redis.UniversalClient, id int) string {
	return c.Get(ctx, fmt.Sprintf("user:%d:name", id)).Val()
}

const (
	itemsFormat = "cart:%d:items" // a list
	totalFormat = "cart:%d:total" // a number
	kind        = "order"
)

// Named formats.
func total(ctx context.Context, c redis.UniversalClient, id int) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.RPush(ctx, fmt.Sprintf(itemsFormat, id), "x")
		p.Incr(ctx, fmt.Sprintf(totalFormat, id))
		return nil
	})
	return err
}

func drop(ctx context.Context, c redis.UniversalClient, id int) error {
	return c.Unlink(ctx, fmt.Sprintf(itemsFormat, id)).Err()
}

func items(ctx context.Context, c redis.UniversalClient, id string) int64 {
	return c.LLen(ctx, strings.Join([]string{"cart", id, "items"}, ":")).Val()
}

// A word that other keys have too is left alone; the format takes both braces.
func orders(ctx context.Context, c redis.UniversalClient, id int) {
	c.RPopLPush(ctx, fmt.Sprintf("%s:%d:open", kind, id), fmt.Sprintf("%s:%d:done", kind, id))
	c.Get(ctx, kind+":count")
}

func open(ctx context.Context, c redis.UniversalClient, id int, what string) {
	c.RPush(ctx, "order:"+strconv.Itoa(id)+":open", what)
}

func done(ctx context.Context, c redis.UniversalClient, id string) []string {
	key := kind + ":" + id
	return c.LRange(ctx, key+":done", 0, -1).Val()
}

// Escapes, flags of verbs and a percent sign stay as they are.
func escapes(ctx context.Context, c redis.UniversalClient, id int) []string {
	return c.SDiff(ctx, fmt.Sprintf("r\u00e9port:%05d:100%%", id), fmt.Sprintf("r\u00e9port:%05d:\x41", id)).Val()
}

func report(ctx context.Context, c redis.UniversalClient, id int, what string) {
	c.SAdd(ctx, fmt.Sprintf("réport:%05d:", id)+"100%", what)
}

// Patterns for SCAN that match the whole family.
func scan(ctx context.Context, c *redis.Client) *redis.ScanIterator {
	return c.Scan(ctx, 0, "user:*:likes", 100).Iterator()
}
