package main

import (
	"net"
	"reflect"

	"github.com/go-redis/redis"
)

// targets6 are the receivers of v6.
func targets6(rec *recorder, do func(target)) {
	dial := func() (net.Conn, error) { return rec.dial("client:1") }
	c := redis.NewClient(&redis.Options{Dialer: dial})
	defer c.Close()
	others = append(others, c)
	do(always("Client", reflect.ValueOf(c)))

	do(target{"Tx", func(use func(reflect.Value, func())) {
		check(c.Watch(func(tx *redis.Tx) error {
			use(reflect.ValueOf(tx), nil)
			return nil
		}))
	}})
	do(target{"Pipeliner", func(use func(reflect.Value, func())) {
		pipe := c.Pipeline()
		use(reflect.ValueOf(&pipe).Elem(), func() { pipe.Exec() })
	}})

	// ClusterClient and Ring take no dialer in this version. They have their
	// commands from the same embedded type.
	do(always("PubSub", reflect.ValueOf(c.Subscribe())))
	do(always("Script", reflect.ValueOf(redis.NewScript("return 0"))))
	sentinel := redis.NewSentinelClient(&redis.Options{Dialer: dial})
	defer sentinel.Close()
	do(always("SentinelClient", reflect.ValueOf(sentinel)))

}
