// Run calls the functions of package forms with random keys, on the server or
// the cluster whose addresses are its arguments, and prints a line of JSON for
// each call. What it does depends on nothing but the functions.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/group/forms"
)

const (
	users  = 12 // user:0 to user:11
	rounds = 24 // calls of each function
)

// An Outcome is what a call returns, and what it leaves behind.
type Outcome struct {
	Form   string
	Round  string
	Result any
	Err    string
	State  []any // the values of user:0, user:1, ...
}

// A poison is a hook that fails each command that has a key of it, with its error.
type poison struct {
	redis.Hook
	keys map[string]error
}

var (
	errPoison = errors.New("poisoned")
	errOther  = errors.New("poisoned otherwise")
)

func (p *poison) DialHook(next redis.DialHook) redis.DialHook { return next }

func (p *poison) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if err := p.of(cmd); err != nil {
			return err
		}
		return next(ctx, cmd)
	}
}

func (p *poison) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		var first error
		var good []redis.Cmder
		for _, cmd := range cmds {
			if err := p.of(cmd); err == nil {
				good = append(good, cmd)
			} else if first == nil {
				first = err
			}
		}
		if len(good) > 0 {
			if err := next(ctx, good); err != nil {
				return err
			}
		}
		return first
	}
}

// of sets the error of a command that has a key of the poison: of the first one.
func (p *poison) of(cmd redis.Cmder) error {
	for _, arg := range cmd.Args() {
		key, _ := arg.(string)
		if err := p.keys[key]; err != nil {
			cmd.SetErr(err)
			return err
		}
	}
	return nil
}

func main() {
	var c redis.UniversalClient
	hook := &poison{}
	if len(os.Args) == 2 {
		c = redis.NewClient(&redis.Options{Addr: os.Args[1]})
	} else {
		c = redis.NewClusterClient(&redis.ClusterOptions{Addrs: os.Args[1:]})
	}
	c.AddHook(hook)
	out := json.NewEncoder(os.Stdout)
	for i, form := range forms.All {
		rnd := rand.New(rand.NewPCG(uint64(i), 1))
		for round := range rounds {
			if err := out.Encode(call(c, hook, form, round, rnd)); err != nil {
				log.Fatal(err)
			}
		}
	}
}

// call sets some of the keys, calls the function, and reads them.
func call(c redis.UniversalClient, hook *poison, form forms.Form, round int, rnd *rand.Rand) Outcome {
	ctx := context.Background()
	for i := range users {
		key := fmt.Sprint("user:", i)
		if rnd.IntN(3) == 0 {
			must(c.Del(ctx, key).Err())
		} else {
			must(c.Set(ctx, key, rnd.IntN(100), 0).Err())
		}
	}
	var ids []string
	for range rnd.IntN(9) {
		ids = append(ids, strconv.Itoa(rnd.IntN(users)))
	}
	o := Outcome{Form: form.Name, Round: "plain"}
	with := ctx
	switch round % 8 {
	case 4:
		o.Round = "joined"
		hook.keys = map[string]error{"user:3": errPoison, "user:5": errOther}
		ids = append(ids, "3", "5")
		rnd.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	case 5:
		o.Round, ids = "empty", nil
	case 6:
		o.Round = "canceled"
		canceled, cancel := context.WithCancel(ctx)
		cancel()
		with = canceled
	case 7:
		o.Round = "poisoned"
		hook.keys = map[string]error{"user:3": errPoison}
		ids = append(ids, "3")
		rnd.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	}
	if len(ids) == 0 {
		o.Round = "empty"
	}
	result, err := form.Run(with, c, ids)
	hook.keys = nil
	o.Result = result
	if err != nil {
		o.Err = err.Error()
	}
	for i := range users {
		value, err := c.Get(ctx, fmt.Sprint("user:", i)).Result()
		if err == redis.Nil {
			o.State = append(o.State, nil)
			continue
		}
		must(err)
		o.State = append(o.State, value)
	}
	return o
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
