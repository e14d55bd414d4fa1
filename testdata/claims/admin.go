package main

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

const library = "#!lua name=lib\nredis.register_function('one', function() return 1 end)"

// loadEach loads the library on all nodes, which have none.
func loadEach(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return errors.Join(node.FunctionFlush(ctx).Err(), node.FunctionLoad(ctx, library).Err())
	})
}

// callEach calls the function with keys of all nodes.
func callEach(ctx context.Context, c *redis.ClusterClient) error {
	for _, key := range []string{"a", "b", "c"} {
		if err := c.FCall(ctx, "one", []string{key}).Err(); err != nil {
			return err
		}
	}
	return nil
}

// libraries counts the libraries of all nodes.
func libraries(ctx context.Context, c *redis.ClusterClient) (int64, error) {
	return each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) {
		list, err := node.FunctionList(ctx, redis.FunctionListQuery{}).Result()
		return int64(len(list)), err
	})
}

func loadFunction(ctx context.Context, c *redis.ClusterClient) error {
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return node.FunctionFlush(ctx).Err() })
	if err := errors.Join(err, c.FunctionLoad(ctx, library).Err()); err != nil {
		return err
	}
	return callEach(ctx, c)
}

func loadFunctionEach(ctx context.Context, c *redis.ClusterClient) error {
	return errors.Join(loadEach(ctx, c), callEach(ctx, c))
}

func deleteFunction(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(loadEach(ctx, c), c.FunctionDelete(ctx, "lib").Err()); err != nil {
		return err
	}
	n, err := libraries(ctx, c)
	return errors.Join(err, expect("libraries", 0, n))
}

func flushFunctions(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(loadEach(ctx, c), c.FunctionFlush(ctx).Err()); err != nil {
		return err
	}
	n, err := libraries(ctx, c)
	return errors.Join(err, expect("libraries", 0, n))
}

// configured counts the nodes with a length of the slow log, and sets it back.
func configured(ctx context.Context, c *redis.ClusterClient, length string) (int64, error) {
	return each(ctx, c, func(ctx context.Context, node *redis.Client) (n int64, err error) {
		if node.ConfigGet(ctx, "slowlog-max-len").Val()["slowlog-max-len"] == length {
			n = 1
		}
		return n, node.ConfigSet(ctx, "slowlog-max-len", "128").Err()
	})
}

func configSet(ctx context.Context, c *redis.ClusterClient) error {
	if err := c.ConfigSet(ctx, "slowlog-max-len", "77").Err(); err != nil {
		return err
	}
	n, err := configured(ctx, c, "77")
	return errors.Join(err, expect("nodes", 3, n))
}

func configSetEach(ctx context.Context, c *redis.ClusterClient) error {
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.ConfigSet(ctx, "slowlog-max-len", "78").Err()
	})
	n, err2 := configured(ctx, c, "78")
	return errors.Join(err, err2, expect("nodes", 3, n))
}

// known counts the nodes that know a user, and makes them forget it.
func known(ctx context.Context, c *redis.ClusterClient, user string) (int64, error) {
	return each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) {
		return node.ACLDelUser(ctx, user).Result()
	})
}

func setUser(ctx context.Context, c *redis.ClusterClient) error {
	if err := c.ACLSetUser(ctx, "ann", "on").Err(); err != nil {
		return err
	}
	n, err := known(ctx, c, "ann")
	return errors.Join(err, expect("nodes", 3, n))
}

func setUserEach(ctx context.Context, c *redis.ClusterClient) error {
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return node.ACLSetUser(ctx, "bob", "on").Err() })
	n, err2 := known(ctx, c, "bob")
	return errors.Join(err, err2, expect("nodes", 3, n))
}

func deleteUser(ctx context.Context, c *redis.ClusterClient) error {
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return node.ACLSetUser(ctx, "eve", "on").Err() })
	if err := errors.Join(err, c.ACLDelUser(ctx, "eve").Err()); err != nil {
		return err
	}
	n, err := known(ctx, c, "eve")
	return errors.Join(err, expect("nodes", 0, n))
}

// subscribe makes one node send a channel, and a pattern.
func subscribe(ctx context.Context, c *redis.ClusterClient) (*redis.PubSub, error) {
	s := c.Subscribe(ctx, "news")
	if _, err := s.Receive(ctx); err != nil {
		return s, err
	}
	if err := s.PSubscribe(ctx, "n*"); err != nil {
		return s, err
	}
	_, err := s.Receive(ctx)
	return s, err
}

func subscribers(ctx context.Context, c *redis.ClusterClient) error {
	s, err := subscribe(ctx, c)
	defer s.Close()
	for range 6 {
		if err == nil {
			err = expect("subscribers", 1, c.PubSubNumSub(ctx, "news").Val()["news"])
		}
	}
	return err
}

func channels(ctx context.Context, c *redis.ClusterClient) error {
	s, err := subscribe(ctx, c)
	defer s.Close()
	for range 6 {
		if err == nil {
			err = expect("channels", 1, int64(len(c.PubSubChannels(ctx, "*").Val())))
		}
	}
	return err
}

func patterns(ctx context.Context, c *redis.ClusterClient) error {
	s, err := subscribe(ctx, c)
	defer s.Close()
	for range 6 {
		if err == nil {
			err = expect("patterns", 1, c.PubSubNumPat(ctx).Val())
		}
	}
	return err
}

func subscribersOfAll(ctx context.Context, c *redis.ClusterClient) error {
	s, err := subscribe(ctx, c)
	defer s.Close()
	n, err2 := each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) {
		return node.PubSubNumSub(ctx, "news").Val()["news"], nil
	})
	return errors.Join(err, err2, expect("subscribers", 1, n))
}
