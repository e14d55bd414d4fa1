// Steps deletes 1,000 keys of 1,000 slots of the cluster whose addresses are its
// arguments, by a loop and by a pipeline, and prints a line of JSON for each.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"example.com/group/forms"

	"github.com/crossslotlint/crossslotlint/slot"
)

// Steps are what it took.
type Steps struct {
	Form       string
	Commands   int64
	RoundTrips int64
	Seconds    float64
}

// A counter is a hook of a node that counts what is sent to it.
type counter struct{ commands, roundTrips atomic.Int64 }

func (c *counter) DialHook(next redis.DialHook) redis.DialHook { return next }

func (c *counter) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		c.count(cmd)
		return next(ctx, cmd)
	}
}

func (c *counter) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		c.count(cmds...)
		return next(ctx, cmds)
	}
}

// count counts the commands that delete: the client has others of its own.
func (c *counter) count(cmds ...redis.Cmder) {
	deletes := int64(0)
	for _, cmd := range cmds {
		if cmd.Name() == "del" {
			deletes++
		}
	}
	if c.commands.Add(deletes); deletes > 0 {
		c.roundTrips.Add(1)
	}
}

func main() {
	var ids []string
	slots := make(map[uint16]bool)
	for i := 0; len(ids) < 1000; i++ {
		if s := slot.Of("user:" + strconv.Itoa(i)); !slots[s] {
			slots[s] = true
			ids = append(ids, strconv.Itoa(i))
		}
	}
	ctx := context.Background()
	var hook counter
	c := redis.NewClusterClient(&redis.ClusterOptions{Addrs: os.Args[1:]})
	c.OnNewNode(func(node *redis.Client) { node.AddHook(&hook) })
	if err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error { return node.Ping(ctx).Err() }); err != nil {
		log.Fatal(err)
	}
	for _, form := range []forms.Form{{Name: "LoopErr", Run: forms.LoopErr}, {Name: "ReturnErr", Run: forms.ReturnErr}} {
		hook.commands.Store(0)
		hook.roundTrips.Store(0)
		start := time.Now()
		if _, err := form.Run(ctx, c, ids); err != nil {
			log.Fatal(err)
		}
		steps := Steps{form.Name, hook.commands.Load(), hook.roundTrips.Load(), time.Since(start).Seconds()}
		if err := json.NewEncoder(os.Stdout).Encode(steps); err != nil {
			log.Fatal(err)
		}
	}
}
