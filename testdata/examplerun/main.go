// Run runs what the example does with Redis, on the server or the cluster whose
// addresses are its arguments. A test copies it into the module of the example:
// the README shows that module without it.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"example.com/shop/keys"
	"example.com/shop/store"
)

// A result is what a function of package store came to.
type result struct {
	Name  string
	Found any
	Kind  string
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: os.Args[1:]})
	s := store.New(c)
	out := json.NewEncoder(os.Stdout)
	tell := func(name string, found any, err error) {
		r := result{Name: name, Found: found}
		if err != nil {
			if r.Kind = err.Error(); strings.HasPrefix(r.Kind, "CROSSSLOT") {
				r.Kind = "CROSSSLOT"
			}
		}
		if err := out.Encode(r); err != nil {
			log.Fatal(err)
		}
	}
	for user := range int64(3) {
		err := s.AddToCart(ctx, user, "pen", 2, 3)
		tell("store.AddToCart", []any{c.HGetAll(ctx, keys.CartItems(user)).Val(), c.Get(ctx, keys.CartTotal(user)).Val()}, err)
	}
	for _, day := range []string{keys.BestsellersToday, keys.BestsellersYesterday} {
		c.ZAdd(ctx, day, redis.Z{Score: 1, Member: "pen"})
	}
	best, err := s.Bestsellers(ctx)
	tell("store.Bestsellers", best, err)
	for _, session := range os.Args[1:2] {
		c.HSet(ctx, keys.GuestCart(session), "ink", 1)
		err := s.TakeOver(ctx, session, 4)
		tell("store.TakeOver", c.HGetAll(ctx, keys.CartItems(4)).Val(), err)
	}
}
