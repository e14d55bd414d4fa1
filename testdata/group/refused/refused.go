// Package refused has calls that are reported, and not rewritten.
package refused

import (
	"context"
	"errors"
	"log"

	"github.com/redis/go-redis/v9"
)

func userKeys(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	return keys
}

// What is queued is one command of the pipeline.
func pipeline(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	_, _ = rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.Del(ctx, userKeys(ids)...)
		return nil
	})
}

// Who calls it may pass a pipeline.
func queue(ctx context.Context, rdb redis.Cmdable, ids []string) {
	rdb.Del(ctx, userKeys(ids)...)
}

// It is sent to the node of what is watched.
func transaction(ctx context.Context, tx *redis.Tx, ids []string) error {
	return tx.Del(ctx, userKeys(ids)...).Err()
}

// A ring has no slots.
func ring(ctx context.Context, rdb *redis.Ring, ids []string) error {
	return rdb.Del(ctx, userKeys(ids)...).Err()
}

func conn(ctx context.Context, rdb *redis.Conn, ids []string) error {
	return rdb.Del(ctx, userKeys(ids)...).Err()
}

// The command itself is used.
func command(ctx context.Context, rdb redis.UniversalClient, ids []string) *redis.IntCmd {
	return rdb.Del(ctx, userKeys(ids)...)
}

func stored(ctx context.Context, rdb redis.UniversalClient, ids []string) string {
	cmd := rdb.Del(ctx, userKeys(ids)...)
	return cmd.String()
}

func text(ctx context.Context, rdb redis.UniversalClient, ids []string) string {
	return rdb.Del(ctx, userKeys(ids)...).String()
}

func unsigned(ctx context.Context, rdb redis.UniversalClient, ids []string) (uint64, error) {
	return rdb.Del(ctx, userKeys(ids)...).Uint64()
}

func scanned(ctx context.Context, rdb redis.UniversalClient, ids []string, to any) error {
	return rdb.MGet(ctx, userKeys(ids)...).Scan(to)
}

// The call is a part of an expression.
func compared(ctx context.Context, rdb redis.UniversalClient, ids []string) bool {
	return rdb.Exists(ctx, userKeys(ids)...).Val() > 0
}

func passed(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	log.Print(rdb.Del(ctx, userKeys(ids)...).Err())
}

func second(ctx context.Context, rdb redis.UniversalClient, ids []string) (int, error) {
	return len(ids), rdb.Del(ctx, userKeys(ids)...).Err()
}

func other(ctx context.Context, rdb redis.UniversalClient, ids []string) any {
	return rdb.Del(ctx, userKeys(ids)...).Val()
}

// Statements that no loop can replace.
func deferred(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	defer rdb.Del(ctx, userKeys(ids)...)
}

func concurrent(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	go rdb.Del(ctx, userKeys(ids)...)
}

func elseIf(ctx context.Context, rdb redis.UniversalClient, ids []string) error {
	if len(ids) == 1 {
		return nil
	} else if err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil {
		return err
	}
	return nil
}

// These are rewritten with a client that has pipelines, and this may be one.
func withElse(ctx context.Context, rdb redis.Cmdable, ids []string) {
	if err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil {
		log.Print(err)
	} else {
		log.Print("deleted")
	}
}

func otherCondition(ctx context.Context, rdb redis.Cmdable, ids []string) {
	if err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil && err != redis.Nil {
		log.Print(err)
	}
	if n, err := rdb.Del(ctx, userKeys(ids)...).Result(); err != nil {
		log.Print(n)
	}
}

func switched(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	switch err := rdb.Del(ctx, userKeys(ids)...).Err(); err {
	case nil:
		log.Print("deleted")
	}
	switch {
	case rdb.Exists(ctx, userKeys(ids)...).Err() == nil:
	}
}

func communicated(ctx context.Context, rdb redis.UniversalClient, ids []string, errs chan error) {
	select {
	case errs <- rdb.Del(ctx, userKeys(ids)...).Err():
	default:
	}
	errs <- rdb.Unlink(ctx, userKeys(ids)...).Err()
}

func loops(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	for err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil; {
		return
	}
}

func rounds(ctx context.Context, rdb redis.Cmdable, ids []string) {
	for range 2 {
		if err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil {
			continue
		}
		log.Print("deleted")
	}
}

func labelled(ctx context.Context, rdb redis.UniversalClient, ids []string) {
here:
	rdb.Del(ctx, userKeys(ids)...)
	if len(ids) > 3 {
		goto here
	}
	rdb.Unlink(ctx, userKeys(ids)...)
}

func declared(ctx context.Context, rdb redis.UniversalClient, ids []string) error {
	var err = rdb.Del(ctx, userKeys(ids)...).Err()
	return err
}

var (
	total   int64
	lastErr error
)

// Others may see the variables before they are complete.
func variables(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	total, lastErr = rdb.Del(ctx, userKeys(ids)...).Result()
}

type results struct{ err error }

func fields(ctx context.Context, rdb redis.UniversalClient, ids []string) *results {
	r := &results{}
	r.err = rdb.Del(ctx, userKeys(ids)...).Err()
	return r
}

// The variable that is defined has the name of one that the call uses.
func shadowed(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	{
		ids, err := rdb.Del(ctx, userKeys(ids)...).Result()
		log.Print(ids, err)
	}
}

// The comment would be lost.
func commented(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	rdb.Del(ctx, "user:"+ids[0], // the first
		"user:"+ids[1])
}

// Which arguments are keys cannot be seen, or not that each has a value.
func pairs(ctx context.Context, rdb redis.UniversalClient, ids []string, more func([]any) []any) {
	var list []any
	for i, id := range ids {
		list = append(list, "user:"+id, i)
	}
	list = more(list)
	rdb.MSet(ctx, list...)
	var keys []any
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	rdb.MSet(ctx, keys...)
	rdb.MSet(ctx, []byte("user:"+ids[0]), 1, []byte("user:"+ids[1]), 2)
	rdb.MSet(ctx, struct {
		A string `redis:"user:1"`
		B string `redis:"user:2"`
	}{"a", "b"})
	log.Print(rdb.MSet(ctx, "user:"+ids[0], 1, "user:"+ids[1], 2).Err())
}

// A call in the block has a rewrite of its own.
func inner(ctx context.Context, rdb redis.Cmdable, ids []string) error {
	if err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil {
		return errors.Join(err, rdb.Unlink(ctx, "user:1", "user:2").Err())
	}
	return nil
}

func method(ctx context.Context, rdb redis.UniversalClient, ids []string) {
	_ = redis.UniversalClient.Del(rdb, ctx, userKeys(ids)...).Err()
	_ = rdb.Do(ctx, "DEL", "user:"+ids[0], "user:"+ids[1]).Err()
}

// A hash tag is advised: the keys are aspects of one thing, or few constants.
func tags(ctx context.Context, rdb redis.UniversalClient, id string) error {
	rdb.Del(ctx, "tags:go", "tags:redis")
	return rdb.Del(ctx, "user:"+id+":follows", "user:"+id+":likes").Err()
}
