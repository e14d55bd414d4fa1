package found

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// tagged has a prefix that is a tag.
type tagged struct {
	c      redis.UniversalClient
	prefix string
}

func newTagged(c redis.UniversalClient) *tagged { return &tagged{c, "{app}"} }
func (s *tagged) Clear(ctx context.Context) error {
	keys, _, err := s.c.Scan(ctx, 0, s.prefix+":user:*", 100).Result()
	if err != nil {
		return err
	}
	return s.c.Del(ctx, keys...).Err()
}

// store has one that its callers give.
type store struct {
	c      redis.UniversalClient
	prefix string
}

func NewStore(c redis.UniversalClient, prefix string) *store { return &store{c, prefix} }
func (s *store) Clear(ctx context.Context) error {
	iter := s.c.Scan(ctx, 0, s.prefix+":user:*", 100).Iterator()
	var keys []string
	for iter.Next(ctx) {
		keys = append(keys, iter.Val())
	}
	return s.c.Del(ctx, keys...).Err() // want `DEL: keys of the form <prefix>:user:<.*likely`
}
func (s *store) Move(ctx context.Context) error {
	iter := s.c.Scan(ctx, 0, s.prefix+":user:*", 100).Iterator()
	for iter.Next(ctx) {
		key := iter.Val()
		v, _ := s.c.Get(ctx, key).Result()
		s.c.Set(ctx, "x:"+key, v, 0)
		s.c.Del(ctx, key)
	}
	return nil
}
func (s *store) Chunk(ctx context.Context) error {
	var batch []string
	iter := s.c.Scan(ctx, 0, "a:*", 100).Iterator()
	for iter.Next(ctx) {
		batch = append(batch, iter.Val())
		if len(batch) == 100 {
			s.c.Unlink(ctx, batch...) // want `UNLINK: keys of the form a:<.*likely`
			batch = batch[:0]
		}
	}
	return nil
}
func (s *store) Single(ctx context.Context) error {
	keys, _, err := s.c.Scan(ctx, 0, "a:*", 100).Result()
	if err != nil || len(keys) != 1 {
		return err
	}
	return s.c.Del(ctx, keys...).Err()
}
func (s *store) Guarded(ctx context.Context) error {
	keys, _, _ := s.c.Scan(ctx, 0, "a:*", 100).Result()
	if _, ok := s.c.(*redis.ClusterClient); ok {
		for _, k := range keys {
			s.c.Del(ctx, k)
		}
		return nil
	}
	return s.c.Del(ctx, keys...).Err()
}
func (s *store) Filter(ctx context.Context) error {
	keys, _, _ := s.c.Scan(ctx, 0, "a:*", 100).Result()
	var old []string
	for _, k := range keys {
		if len(k) > 10 {
			old = append(old, k)
		}
	}
	return s.c.Del(ctx, old...).Err() // want `DEL: keys of the form a:<.*likely`
}
func (s *store) HScan(ctx context.Context) error {
	fields, _, _ := s.c.HScan(ctx, "h", 0, "f:*", 100).Result()
	return s.c.HDel(ctx, "h", fields...).Err()
}
func (s *store) SScan(ctx context.Context) error {
	iter := s.c.SScan(ctx, "set", 0, "f:*", 100).Iterator()
	var keys []string
	for iter.Next(ctx) {
		keys = append(keys, iter.Val())
	}
	return s.c.Del(ctx, keys...).Err()
}
