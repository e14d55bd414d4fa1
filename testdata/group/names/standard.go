package names

import "context"

var ctx = context.Background()

func standard(s *store, ids []string) error {
	return s.Unlink(context.Background(), userKeys(ids)...).Err()
}

// The client has no name here.
func number(s *store, ids []string) (int64, error) {
	return s.Exists(ctx, userKeys(ids)...).Result()
}

func texts(s *store, ids []string) []any {
	values := s.MGet(ctx, userKeys(ids)...).Val()
	return values
}
