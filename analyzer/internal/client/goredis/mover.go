package goredis

// mover is the source of a file with a function that moves keys, for the versions whose
// methods take a context. The two scripts have one key each, so that they run on a cluster. What the second
// removes is what the first has seen: nobody writes between its look and its removal.
const mover = `package %[1]s

import (
	"context"
	"log"
	"strings"
	"time"

	"%[3]s"
)

// %[2]s returns a key whose name has a hash tag, after it has moved to it what is
// stored under its old name, which is the same without the braces. It returns the old
// name if the value could not be moved, and is there.
//
// It is for the time in which keys have old names, and was written by crossslotlint
// -fix -dual-read. When no old key is left, put its argument in place of each call,
// and remove this file.
func %[2]s(ctx context.Context, rdb redis.Cmdable, key string) string {
	const (
		look = "local dump = redis.call('DUMP', KEYS[1]) " +
			"if not dump then return {} end " +
			"return {dump, redis.call('PTTL', KEYS[1])}"
		remove = "if redis.call('DUMP', KEYS[1]) ~= ARGV[1] then return 0 end " +
			"return redis.call('UNLINK', KEYS[1])"
	)
	open, end := strings.Index(key, "{"), strings.LastIndex(key, "}")
	if open < 0 || end < open {
		return key
	}
	old := key[:open] + key[open+1:end] + key[end+1:]
	for attempt := 0; attempt < 3; attempt++ {
		reply, err := rdb.Eval(ctx, look, []string{old}).Result()
		if err != nil {
			log.Printf("%[2]s: looking for %%q: %%v", old, err)
			return key
		}
		found, _ := reply.([]interface{})
		if len(found) != 2 {
			return key // nothing has the old name
		}
		dump, _ := found[0].(string)
		left, _ := found[1].(int64)
		var ttl time.Duration // 0 for ever
		if left == 0 {
			left = 1
		}
		if left > 0 {
			ttl = time.Duration(left) * time.Millisecond
		}
		if err := rdb.Restore(ctx, key, ttl, dump).Err(); err != nil {
			if strings.HasPrefix(err.Error(), "BUSYKEY") {
				return key // both are there: the new one counts
			}
			log.Printf("%[2]s: moving %%q: %%v", old, err)
			return old
		}
		removed, err := rdb.Eval(ctx, remove, []string{old}, dump).Result()
		if err != nil {
			log.Printf("%[2]s: removing %%q: %%v", old, err)
			return key
		}
		if removed == int64(1) {
			return key
		}
		// Somebody has written or removed the old key meanwhile: take the copy back.
		if err := rdb.Eval(ctx, remove, []string{key}, dump).Err(); err != nil {
			log.Printf("%[2]s: removing %%q: %%v", key, err)
		}
	}
	return old
}
`
