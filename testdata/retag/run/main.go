// Run runs the cases of all packages, on the server or the cluster whose
// addresses are its arguments.
package main

import (
	"context"
	"log"
	"os"
	"time"

	"github.com/redis/go-redis/v9"

	_ "example.com/retag/blocked"
	"example.com/retag/cases"
	_ "example.com/retag/concat"
	_ "example.com/retag/conflict"
	_ "example.com/retag/constants"
	_ "example.com/retag/derived"
	_ "example.com/retag/elsewhere"
	_ "example.com/retag/exported"
	_ "example.com/retag/formats"
	_ "example.com/retag/helpers"
	_ "example.com/retag/instances"
	_ "example.com/retag/lists"
	_ "example.com/retag/patterns"
	_ "example.com/retag/prefixes"
	_ "example.com/retag/scripts"
	_ "example.com/retag/tests"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: os.Args[1:]})
	if err := cases.Run(ctx, c, os.Stdout); err != nil {
		log.Fatal(err)
	}
}
