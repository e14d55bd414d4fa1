package tags

import (
	"context"
	"testing"
)

// A test looks at what is stored, and stores what it likes.
func TestSave(t *testing.T) {
	s := &store{}
	s.rdb.Set(context.Background(), "lamp:1:on", 1, 0)
}

func (s *store) lamp(ctx context.Context) error { return s.rdb.Get(ctx, "{lamp:1}:on").Err() }
