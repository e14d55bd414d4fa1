package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func init() {
	wrong("hashtag", "CROSSSLOT", "emptyTag", emptyTag)
	right("filledTag", filledTag)
	wrong("hashtag", "CROSSSLOT", "openTag", openTag)
	right("closedTag", closedTag)
	wrong("hashtag", "CROSSSLOT", "doubledTag", doubledTag)
	right("doubledTwice", doubledTwice)
	wrong("hashtag", "CROSSSLOT", "secondTag", secondTag)
	right("firstTag", firstTag)
	wrong("hashtag", "CROSSSLOT", "maybeEmpty", maybeEmpty)
	right("neverEmpty", neverEmpty)
	wrong("hashtag", "CROSSSLOT", "openInTransaction", openInTransaction)
	right("closedInTransaction", closedInTransaction)
	wrong("hashtag", "lost: ", "halfDone", halfDone)
	right("done", done)
	wrong("hashtag", "lost: ", "halfDoneThroughHelpers", halfDoneThroughHelpers)
	right("readBoth", readBoth)
	wrong("hashtag", "left: ", "removedByTheOtherName", removedByTheOtherName)
	right("removedByItsName", removedByItsName)
	right("oddButAlone", oddButAlone)
	wrong("hotslot", "hot: ", "oneSlot", oneSlot)
	right("manySlots", manySlots)
}

func emptyTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{}:user:1", "{}:user:2").Err()
}

func filledTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{user:1}:visits", "{user:1}:orders").Err()
}

func openTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{user:1:name", "{user:1}:mail").Err()
}

func closedTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{user:1}:name", "{user:1}:mail").Err()
}

func doubledTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{{user:1}}:name", "{user:1}:mail").Err()
}

// The tag is "{user:1" in both.
func doubledTwice(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{{user:1}}:name", "{{user:1}}:mail", "{{user:1}:x").Err()
}

func secondTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{cart}:{user:1}", "{stock}:{user:1}").Err()
}

func firstTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Del(ctx, "{user:1}:{cart}", "{user:1}:{stock}", "cart:{user:1}:{").Err()
}

func maybeEmpty(ctx context.Context, c *redis.ClusterClient) error {
	var errs []error
	for _, region := range []string{"eu", "unknown"} {
		errs = append(errs, delRegion(ctx, c, region))
	}
	tag := ""
	if len(errs) == 0 {
		tag = fmt.Sprint(len(errs))
	}
	return errors.Join(append(errs, c.Del(ctx, "{"+tag+"}:a", "{"+tag+"}:b").Err())...)
}

// delRegion never has an empty tag.
func delRegion(ctx context.Context, c *redis.ClusterClient, region string) error {
	tag := "none"
	if len(region) == 2 {
		tag = region
	}
	return c.Del(ctx, "{"+tag+"}:a", "{"+tag+"}:b").Err()
}

func neverEmpty(ctx context.Context, c *redis.ClusterClient) error {
	return errors.Join(delRegion(ctx, c, "eu"), delRegion(ctx, c, "unknown"))
}

func openInTransaction(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.Set(ctx, "{buyer:1:name", "a", 0)
		tx.Set(ctx, "{buyer:1}:mail", "b", 0)
		return nil
	})
	return err
}

func closedInTransaction(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.Set(ctx, "{seller:2}:name", "a", 0)
		tx.Set(ctx, "{seller:2}:mail", "b", 0)
		return nil
	})
	return err
}

// lost says that what was written is not found, where that is so.
func lost(err error) error {
	if err == redis.Nil {
		return errors.New("lost: what was written is not found")
	}
	return err
}

func halfDone(ctx context.Context, c *redis.ClusterClient) error {
	for id := range 10 {
		if err := c.Set(ctx, fmt.Sprintf("half:%d:profile", id), "x", 0).Err(); err != nil {
			return err
		}
		if err := c.Get(ctx, fmt.Sprintf("{half:%d}:profile", id)).Err(); err != nil {
			return lost(err)
		}
	}
	return nil
}

func done(ctx context.Context, c *redis.ClusterClient) error {
	for id := range 10 {
		if err := c.Set(ctx, fmt.Sprintf("{done:%d}:profile", id), "x", 0).Err(); err != nil {
			return err
		}
		if err := c.Get(ctx, fmt.Sprintf("{done:%d}:profile", id)).Err(); err != nil {
			return lost(err)
		}
	}
	return nil
}

func put(ctx context.Context, c *redis.ClusterClient, key string) error {
	return c.Set(ctx, key, "x", 0).Err()
}

func get(ctx context.Context, c *redis.ClusterClient, key string) error {
	return lost(c.Get(ctx, key).Err())
}

func halfDoneThroughHelpers(ctx context.Context, c *redis.ClusterClient) error {
	for id := range 10 {
		if err := put(ctx, c, fmt.Sprintf("{helped:%d}:profile", id)); err != nil {
			return err
		}
		if err := get(ctx, c, fmt.Sprintf("helped:%d:profile", id)); err != nil {
			return err
		}
	}
	return nil
}

// readBoth finds what an older version of the program has written.
func readBoth(ctx context.Context, c *redis.ClusterClient) error {
	for id := range 10 {
		if err := put(ctx, c, fmt.Sprintf("both:%d:profile", id)); err != nil {
			return err
		}
		err := c.Get(ctx, fmt.Sprintf("{both:%d}:profile", id)).Err()
		if err == redis.Nil {
			err = c.Get(ctx, fmt.Sprintf("both:%d:profile", id)).Err()
		}
		if err != nil {
			return lost(err)
		}
	}
	return nil
}

func removedByTheOtherName(ctx context.Context, c *redis.ClusterClient) error {
	if err := c.Set(ctx, "login:1:token", "x", 0).Err(); err != nil {
		return err
	}
	if err := c.Del(ctx, "{login:1}:token").Err(); err != nil {
		return err
	}
	if n := c.Exists(ctx, "login:1:token").Val(); n != 0 {
		return errors.New("left: the key is still there")
	}
	return nil
}

func removedByItsName(ctx context.Context, c *redis.ClusterClient) error {
	if err := c.Set(ctx, "logout:1:token", "x", 0).Err(); err != nil {
		return err
	}
	if err := c.Del(ctx, "logout:1:token").Err(); err != nil {
		return err
	}
	if n := c.Exists(ctx, "logout:1:token").Val(); n != 0 {
		return errors.New("left: the key is still there")
	}
	return nil
}

// oddButAlone has no tag that works, and needs none: each command has one key.
func oddButAlone(ctx context.Context, c *redis.ClusterClient) error {
	for _, key := range []string{"{}:alone", "{alone:1:x", "{{alone}}:1", "{alone}:{2}", "smile:{", "alone:{}"} {
		if err := c.Set(ctx, key, "x", 0).Err(); err != nil {
			return err
		}
		if err := c.Get(ctx, key).Err(); err != nil {
			return lost(err)
		}
	}
	return nil
}

// nodesWithKeys counts the nodes that hold any key.
func nodesWithKeys(ctx context.Context, c *redis.ClusterClient) (int, error) {
	sizes := make(chan int64, 16)
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		n, err := node.DBSize(ctx).Result()
		sizes <- n
		return err
	})
	close(sizes)
	nodes := 0
	for n := range sizes {
		if n > 0 {
			nodes++
		}
	}
	return nodes, err
}

func spread(ctx context.Context, c *redis.ClusterClient) error {
	nodes, err := nodesWithKeys(ctx, c)
	if err == nil && nodes == 1 {
		return errors.New("hot: all keys are on one node")
	}
	return err
}

func oneSlot(ctx context.Context, c *redis.ClusterClient) error {
	for id := range 300 {
		if err := c.Set(ctx, fmt.Sprintf("{visitors}:%d", id), "x", 0).Err(); err != nil {
			return err
		}
	}
	return spread(ctx, c)
}

func manySlots(ctx context.Context, c *redis.ClusterClient) error {
	for id := range 300 {
		if err := c.Set(ctx, fmt.Sprintf("{visitors:%d}", id), "x", 0).Err(); err != nil {
			return err
		}
	}
	return spread(ctx, c)
}
