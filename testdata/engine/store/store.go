// Package store wraps a client; below it is the package raw.
package store

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/store/raw"
)

// A Store has a client in a field.
type Store struct {
	rdb redis.UniversalClient
}

// New returns a store.
func New(rdb redis.UniversalClient) *Store { return &Store{rdb} }

// Move goes through the package raw.
func (s *Store) Move(ctx context.Context, from, to string) error { // want Move:"sends RENAME"
	return raw.Move(ctx, s.rdb, from, to)
}

// Drop goes through the package raw.
func (s *Store) Drop(ctx context.Context, keys []string) error { // want Drop:"sends DEL"
	return raw.Drop(ctx, s.rdb, keys...)
}

// DropEach sends one command for each key.
func (s *Store) DropEach(ctx context.Context, keys []string) error {
	return raw.DropEach(ctx, s.rdb, keys...)
}

// MoveUser adds to the keys that it passes on: enough to see that two users
// differ, so that the mistake is its own.
func (s *Store) MoveUser(ctx context.Context, from, to string) error {
	return s.Move(ctx, "user:"+from, "user:"+to) // want `RENAME: keys user:<from> and user:<to> hash to different slots.*likely`
}

// MoveTo leaves the first key to the caller.
func (s *Store) MoveTo(ctx context.Context, from, id string) error { // want MoveTo:"sends RENAME"
	return s.Move(ctx, from, "{"+id+"}:moved")
}

// MoveTagged adds a tag.
func (s *Store) MoveTagged(ctx context.Context, id, from, to string) error {
	return s.Move(ctx, "{"+id+"}:"+from, "{"+id+"}:"+to)
}

// An Embedded client has the methods of a client, and one of its own.
type Embedded struct {
	redis.UniversalClient
	Name string
}

// Swap renames two keys.
func (e *Embedded) Swap(ctx context.Context, a, b string) error { // want Swap:"sends RENAME.*sends RENAME"
	if err := e.Rename(ctx, a, "{"+a+"}:tmp").Err(); err != nil {
		return err
	}
	if err := e.Rename(ctx, b, a).Err(); err != nil {
		return err
	}
	return e.Rename(ctx, "{"+a+"}:tmp", b).Err()
}
