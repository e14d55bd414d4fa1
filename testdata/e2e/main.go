// E2e makes calls on a real cluster, of every kind that a typed method of
// go-redis or a raw command has, and prints what came of each: the position of
// the call, and "ok", "CROSSSLOT", "EXECABORT", or another error. A test holds
// the linter's word on the same calls against it.
//
// Its arguments are the addresses of the cluster's nodes. All data in the
// cluster is lost.
package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("e2e: ")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := redis.NewClusterClient(&redis.ClusterOptions{Addrs: os.Args[1:]})
	defer c.Close()
	loadScripts(ctx, c)
	fill(ctx, c)
	p := &program{c: c, out: bufio.NewWriter(os.Stdout)}
	for _, part := range []func(context.Context, *program, *redis.ClusterClient){
		generic, texts, pairs, bits, lists, sets, sortedSets, streams, geo,
		scripts, channels, watches, transactions,
		rawGeneric, rawStrings, rawLists, rawSets, rawSortedSets, rawOthers, rawScripts, made,
		receivers, constants, formats, helpers,
	} {
		part(ctx, p, c)
	}
	if err := p.out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// A program prints what came of its calls.
type program struct {
	c   *redis.ClusterClient
	out *bufio.Writer
	raw bytes.Buffer // for replies that are not read
}

// sent takes a command that was sent.
func (p *program) sent(cmd redis.Cmder) { p.print(cmd.Err()) }

// sentRaw takes a command whose reply nobody has read, be it an error; it is in
// the command, or in p.raw.
func (p *program) sentRaw(cmd redis.Cmder) {
	err := cmd.Err()
	if raw, ok := cmd.(*redis.RawCmd); ok {
		p.raw.Write(raw.Val())
	}
	if text, ok := strings.CutPrefix(p.raw.String(), "-"); ok && err == nil {
		err = errors.New(text)
	}
	p.raw.Reset()
	p.print(err)
}

// queued takes what a pipeline or a transaction returns.
func (p *program) queued(_ []redis.Cmder, err error) { p.print(err) }

// done takes the error of anything else.
func (p *program) done(err error) { p.print(err) }

// subscribed waits for the answer to a subscription.
func (p *program) subscribed(ctx context.Context, sub *redis.PubSub) {
	err := answer(ctx, sub)
	sub.Close()
	p.print(err)
}

// answer waits for the next message.
func answer(ctx context.Context, sub *redis.PubSub) error {
	_, err := sub.ReceiveTimeout(ctx, 5*time.Second)
	return err
}

// print prints a line for the caller's caller.
func (p *program) print(err error) {
	_, file, line, _ := runtime.Caller(2)
	fmt.Fprintf(p.out, "%s:%d\t%s\n", filepath.Base(file), line, outcome(err))
	fill(context.Background(), p.c) // what the call took away
}

// outcome says whether keys of different slots were refused, by the server or
// by the client before it asked one.
func outcome(err error) string {
	switch {
	case err == nil, errors.Is(err, redis.Nil):
		return "ok"
	case strings.HasPrefix(err.Error(), "CROSSSLOT "), strings.Contains(err.Error(), "requires all keys to be in the same slot"):
		return "CROSSSLOT"
	case strings.HasPrefix(err.Error(), "EXECABORT "):
		return "EXECABORT" // one of the commands was refused: MOVED
	}
	return strings.ReplaceAll(err.Error(), "\n", " ")
}

// fill empties the cluster, and stores values of every type under the keys
// that the calls expect to be there.
func fill(ctx context.Context, c *redis.ClusterClient) {
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FlushAll(ctx).Err()
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, key := range []string{"user:1", "user:2", "user:3", "user:11896", "{user}:1", "{user}:2", "{user:1}", "user:7:a", "{user:7}:a"} {
			pipe.Set(ctx, key, "text", 0)
		}
		for _, key := range []string{"todo", "done", "{jobs}:todo", "{jobs}:done"} {
			pipe.RPush(ctx, key, 1, 2, 3)
		}
		for _, key := range []string{"tags:go", "tags:redis", "{tags}:go", "{tags}:redis"} {
			pipe.SAdd(ctx, key, 1, 2, 3)
		}
		for _, key := range []string{"board:1", "board:2", "board:3", "board:723"} {
			pipe.ZAdd(ctx, key, redis.Z{Score: 1, Member: "a"}, redis.Z{Score: 2, Member: "b"})
		}
		for _, key := range []string{"visits:mon", "visits:tue", "{visits}:mon", "{visits}:tue"} {
			pipe.PFAdd(ctx, key, 1, 2, 3)
		}
		for _, key := range []string{"log:a", "log:b", "{log}:a", "{log}:b"} {
			pipe.XGroupCreateMkStream(ctx, key, "g", "0")
			pipe.XAdd(ctx, &redis.XAddArgs{Stream: key, Values: []string{"a", "b"}})
		}
		pipe.GeoAdd(ctx, "shops", &redis.GeoLocation{Name: "home", Longitude: 13, Latitude: 52})
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
}

// loadScripts gives every node the script and the function.
func loadScripts(ctx context.Context, c *redis.ClusterClient) {
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return errors.Join(
			node.ScriptLoad(ctx, source).Err(),
			node.FunctionLoadReplace(ctx, library).Err(),
		)
	})
	if err != nil {
		log.Fatal(err)
	}
}
