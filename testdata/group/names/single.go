package names

import "github.com/redis/go-redis/v9"

type store struct{ redis.UniversalClient }

func (s *store) clean(ids []string) {
	s.Del(ctx, userKeys(ids)...)
}
