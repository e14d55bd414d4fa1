package store

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"

	"example.com/shop/keys"
)

// login makes a session, and lists it among the user's sessions.
var login = redis.NewScript(`
redis.call("HSET", KEYS[1], "user", ARGV[1])
redis.call("PEXPIRE", KEYS[1], ARGV[2])
return redis.call("SADD", KEYS[2], KEYS[1])
`)

// Login starts a session of a user.
func (s *Store) Login(ctx context.Context, session string, user int64, lifetime time.Duration) error {
	names := []string{keys.Session(session), keys.UserSessions(user)}
	return login.Run(ctx, s.rdb, names, user, lifetime.Milliseconds()).Err()
}

// Logout ends a session. Redis Cluster takes the two commands: they are in a
// pipeline, but not in a transaction, and have one key each.
func (s *Store) Logout(ctx context.Context, session string, user int64) error {
	name := keys.Session(session)
	_, err := s.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Del(ctx, name)
		pipe.SRem(ctx, keys.UserSessions(user), name)
		return nil
	})
	return err
}
