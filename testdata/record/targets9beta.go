package main

import (
	"context"
	"fmt"
	"net"
	"reflect"

	"github.com/go-redis/redis/v9"
)

// targets9beta are the receivers of the betas of v9.
func targets9beta(rec *recorder, do func(target)) {
	ctx := context.Background()
	redis.SetLogger(quiet{})
	dial := func(_ context.Context, _, addr string) (net.Conn, error) { return rec.dial(addr) }
	c := redis.NewClient(&redis.Options{Dialer: dial, MaxRetries: -1})
	defer c.Close()
	others = append(others, c)
	do(always("Client", reflect.ValueOf(c)))

	do(target{"Conn", func(use func(reflect.Value, func())) {
		conn := c.Conn(ctx)
		defer conn.Close()
		use(reflect.ValueOf(conn), nil)
	}})

	do(target{"Tx", func(use func(reflect.Value, func())) {
		check(c.Watch(ctx, func(tx *redis.Tx) error {
			use(reflect.ValueOf(tx), nil)
			return nil
		}))
	}})
	do(target{"Pipeliner", func(use func(reflect.Value, func())) {
		pipe := c.Pipeline()
		use(reflect.ValueOf(&pipe).Elem(), func() { pipe.Exec(ctx) })
	}})

	var slots []redis.ClusterSlot
	for start := 0; start < 16384; start += nodeSlots {
		slots = append(slots, redis.ClusterSlot{
			Start: start, End: start + nodeSlots - 1,
			Nodes: []redis.ClusterNode{{Addr: fmt.Sprintf("%d:1", start)}},
		})
	}
	cluster := redis.NewClusterClient(&redis.ClusterOptions{
		Dialer: dial, MaxRedirects: -1,
		ClusterSlots: func(context.Context) ([]redis.ClusterSlot, error) { return slots, nil },
	})
	defer cluster.Close()
	do(always("ClusterClient", reflect.ValueOf(cluster)))
	universal := redis.UniversalClient(cluster)
	do(always("UniversalClient", reflect.ValueOf(&universal).Elem()))

	ring := redis.NewRing(&redis.RingOptions{
		Addrs: map[string]string{"one": "ring:1"}, Dialer: dial, MaxRetries: -1,
	})
	defer ring.Close()
	do(always("Ring", reflect.ValueOf(ring)))

	do(always("PubSub", reflect.ValueOf(c.Subscribe(ctx))))
	do(always("Script", reflect.ValueOf(redis.NewScript("return 0"))))
	sentinel := redis.NewSentinelClient(&redis.Options{Dialer: dial, MaxRetries: -1})
	defer sentinel.Close()
	do(always("SentinelClient", reflect.ValueOf(sentinel)))

}
