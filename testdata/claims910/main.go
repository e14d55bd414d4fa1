// Package main holds what the documentation claims of the server and the client:
// for each claim a function that goes wrong on a cluster, which the linter
// reports, and its twin that does not, of which the linter is silent. The program
// is given the addresses of the nodes and prints one line of JSON for a claim.
package main

import (
	"context"
	"encoding/json"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
)

// A claim is one function. It returns what goes wrong: the error of the client
// or, where nothing tells the program, what it finds out by looking closer.
type claim struct {
	name string // of the function
	run  func(context.Context, *redis.ClusterClient) error
	// fails is what the error says, and check the one that reports it. Both are
	// empty for the silent twins.
	check, fails string
}

var claims []claim

// wrong claims that run fails with an error that contains the text fails, and
// is reported by check.
func wrong(check, fails, name string, run func(context.Context, *redis.ClusterClient) error) {
	claims = append(claims, claim{name, run, check, fails})
}

// right claims that run does not fail, and is not reported.
func right(name string, run func(context.Context, *redis.ClusterClient) error) {
	claims = append(claims, claim{name: name, run: run})
}

// flush empties all nodes.
func flush(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FlushAll(ctx).Err()
	})
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := redis.NewClusterClient(&redis.ClusterOptions{Addrs: os.Args[1:]})
	defer c.Close()
	out := json.NewEncoder(os.Stdout)
	for _, cl := range claims {
		if err := flush(ctx, c); err != nil {
			panic(err)
		}
		result := struct{ Name, Check, Fails, Err string }{cl.name, cl.check, cl.fails, ""}
		if err := cl.run(ctx, c); err != nil {
			result.Err = err.Error()
		}
		if err := out.Encode(result); err != nil {
			panic(err)
		}
	}
}
