// Package tags spells its keys with hash tags, and without.
//
//crossslottest:set checks=crossslot,txslot,hashtag
package tags

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// A store has its keys half renamed.
type store struct {
	rdb redis.UniversalClient
}

func profileKey(id int) string { return fmt.Sprintf("{user:%d}:profile", id) }

func (s *store) saveProfile(ctx context.Context, id int, text string) error {
	return s.rdb.Set(ctx, fmt.Sprintf("user:%d:profile", id), text, 0).Err()
}

func (s *store) profile(ctx context.Context, id int) (string, error) {
	return s.rdb.Get(ctx, profileKey(id)).Result() // want `^GET reads \{user:<id>\}:profile, but what is written is user:<id>:profile \(SET\): to the server these are two keys, so what is written is never found; spell the key alike everywhere \(hashtag, likely\)$`
}

// One place is left behind: all others have the tag.

func (s *store) saveCart(ctx context.Context, id int, item string) error {
	return s.rdb.SAdd(ctx, "{cart:"+strconv.Itoa(id)+"}:items", item).Err()
}

func (s *store) cart(ctx context.Context, id int) ([]string, error) {
	return s.rdb.SMembers(ctx, fmt.Sprintf("{cart:%d}:items", id)).Result()
}

func (s *store) cartSize(ctx context.Context, id int) (int64, error) {
	return s.rdb.SCard(ctx, fmt.Sprintf("cart:%d:items", id)).Result() // want `^SCARD reads cart:<id>:items, but what is written is \{cart:<id>\}:items \(SADD\): .*\(hashtag, likely\)$`
}

// And one that writes.

func (s *store) saveName(ctx context.Context, id, name string) error {
	return s.rdb.HSet(ctx, "{name:"+id+"}:current", "text", name).Err()
}

func (s *store) importName(ctx context.Context, id, name string) error {
	return s.rdb.HSet(ctx, "name:"+id+":current", "text", name).Err() // want `^HSET writes name:<id>:current, but what is read is \{name:<id>\}:current \(HGET\): .*never found`
}

func (s *store) name(ctx context.Context, id string) (string, error) {
	return s.rdb.HGet(ctx, "{name:"+id+"}:current", "text").Result()
}

// What is removed was never written.

func (s *store) open(ctx context.Context, id string) error {
	return s.rdb.Set(ctx, "session:"+id+":data", "x", time.Hour).Err()
}

func (s *store) opened(ctx context.Context, id string) (string, error) {
	return s.rdb.Get(ctx, "session:"+id+":data").Result()
}

func (s *store) close(ctx context.Context, id string) error {
	return s.rdb.Del(ctx, "{session:"+id+"}:data").Err() // want `^DEL is sent \{session:<id>\}:data, but what is written is session:<id>:data \(SET\): .*what is written stays`
}

// A tag that is not closed in one place, and constants.

func (s *store) mark(ctx context.Context, id int) error {
	return s.rdb.Set(ctx, fmt.Sprintf("{mark:%d:seen", id), 1, 0).Err()
}

func (s *store) marked(ctx context.Context, id int) error {
	return s.rdb.Get(ctx, fmt.Sprintf("{mark:%d}:seen", id)).Err() // want `^GET reads \{mark:<id>\}:seen, but what is written is \{mark:<id>:seen \(SET\)`
}

func (s *store) push(ctx context.Context, job string) error {
	return s.rdb.LPush(ctx, "{jobs}:todo", job).Err()
}

func (s *store) pop(ctx context.Context) error {
	return s.rdb.LPop(ctx, "jobs:todo").Err() // want `^LPOP reads "jobs:todo", but what is written is "\{jobs\}:todo" \(LPUSH\)`
}

// Through a helper that is given the key.

func (s *store) put(ctx context.Context, key, text string) error {
	return s.rdb.Set(ctx, key, text, time.Hour).Err()
}

func (s *store) get(ctx context.Context, key string) (string, error) {
	return s.rdb.Get(ctx, key).Result()
}

func (s *store) saveMail(ctx context.Context, id int) error {
	return s.put(ctx, fmt.Sprintf("mail:%d:last", id), "x")
}

func (s *store) mail(ctx context.Context, id int) (string, error) {
	return s.get(ctx, fmt.Sprintf("mail:{%d}:last", id)) // want `^GET reads mail:\{<id>\}:last, but what is written is mail:<id>:last \(SET\)`
}

// In a pipeline, and in one function.

func (s *store) both(ctx context.Context, id int) error {
	_, err := s.rdb.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.Set(ctx, fmt.Sprintf("both:%d:a", id), 1, 0)
		p.Get(ctx, fmt.Sprintf("{both:%d}:a", id)) // want `^GET reads \{both:<id>\}:a, but`
		return nil
	})
	return err
}

// A cache that never hits: it looks under one name and stores under the other.
func (s *store) cached(ctx context.Context, id int) (string, error) {
	text, err := s.rdb.Get(ctx, fmt.Sprintf("{cache:%d}:page", id)).Result() // want `^GET reads \{cache:<id>\}:page, but`
	if err == redis.Nil {
		text = "page"
		err = s.rdb.Set(ctx, fmt.Sprintf("cache:%d:page", id), text, 0).Err()
	}
	return text, err
}
