// Halves has families of keys that are only written, or only read, and twins that are
// both. It prints each command that it sends to the server at the address that it is given.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"

	"github.com/redis/go-redis/v9"

	"example.com/halves/mail"
)

func main() {
	rdb := redis.NewClient(&redis.Options{Addr: os.Args[1], Protocol: 2, DisableIdentity: true})
	rdb.AddHook(printer{})
	ctx := context.Background()
	saveReport(ctx, rdb, "1", "text")
	report(ctx, rdb, "1")
	saveNote(ctx, rdb, "1", "text")
	note(ctx, rdb, "1")
	mail.Send(ctx, rdb, 7, "hello")
	inbox(ctx, rdb, 7)
	count(ctx, rdb, "day")
	lock(ctx, rdb, "door")
	page(ctx, rdb, "home")
	watch(ctx, rdb, "1")
	list(ctx, rdb)
	script(ctx, rdb, "1", os.Args[1])
	newcomer(ctx, rdb, "ann")
	log(ctx, rdb, "app", "started")
	show(ctx, rdb, os.Args[2:]...)
	external(ctx, rdb)
}

// A printer prints what is sent.
type printer struct{}

func (printer) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) { return next(ctx, network, addr) }
}

func (printer) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		words := make([]string, len(cmd.Args()))
		for i, a := range cmd.Args() {
			words[i] = fmt.Sprint(a)
		}
		json.NewEncoder(os.Stdout).Encode(words)
		return next(ctx, cmd)
	}
}

func (printer) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}
