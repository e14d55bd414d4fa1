package names

import "context"

var ctx = context.Background()

func standard(s *store, ids []string) error {
	return s.Unlink(context.Background(), userKeys(ids)...).Err()
}
