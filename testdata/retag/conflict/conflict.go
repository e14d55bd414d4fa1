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

// A list is the tag itself where it is moved, and an aspect of another thing
// where it is locked.
func one(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, fmt.Sprintf("tmp:list:%d", id), fmt.Sprintf("list:%d", id))
}

func two(ctx context.Context, c redis.UniversalClient, id int) {
	c.RenameNX(ctx, fmt.Sprintf("tmp:list:%d", id), fmt.Sprintf("tmp:list:%d:old", id))
}
