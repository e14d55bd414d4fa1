package denied

import (
	"context"
	"testing"

	"github.com/redis/go-redis/v9"
)

// Right: what tests share is for tests.
func setup(t testing.TB, u redis.UniversalClient) {
	t.Helper()
	if err := u.FlushDB(context.Background()).Err(); err != nil {
		t.Fatal(err)
	}
}
