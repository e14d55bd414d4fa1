// Package conflict has a family that no one tag serves.
package conflict

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func ofUser(ctx context.Context, c redis.UniversalClient, user, group int) []string {
	return c.SInter(ctx, fmt.Sprintf("acl:%d:%d", user, group), fmt.Sprintf("acl:%d:all", user)).Val()
}

func ofGroup(ctx context.Context, c redis.UniversalClient, user, group int) []string {
	return c.SInter(ctx, fmt.Sprintf("acl:%d:%d", user, group), fmt.Sprintf("acl:%d:%d:log", user, group)).Val()
}

func grant(ctx context.Context, c redis.UniversalClient, user, group, who string) {
	key := "acl:" + user
	c.SAdd(ctx, key+":all", who)
	key += ":" + group
	c.SAdd(ctx, key, who)
	c.SAdd(ctx, key+":log", who)
}

// A seat is the guest's in one place, and the table's in another.
func one(ctx context.Context, c redis.UniversalClient, guest, table int) {
	c.SInter(ctx, fmt.Sprintf("seat:%d:%d", guest, table), fmt.Sprintf("wish:%d", guest))
}

func two(ctx context.Context, c redis.UniversalClient, guest, table int) {
	c.SInter(ctx, fmt.Sprintf("seat:%d:%d", guest, table), fmt.Sprintf("menu:%d", table))
}
