package objects

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A builder makes the keys of one file system.
type builder struct{ fs string }

func newBuilder(fs string) builder { return builder{fs: fs} }

func (b builder) dir(id string) string { return "fs:{" + b.fs + "}:dir:" + id }

func dirty(fs string) string { return "fs:{" + fs + "}:dirty" }

// A volume has the name itself, and in its builder. Two functions make one.
type volume struct {
	c    redis.UniversalClient
	name string
	keys builder
	size int
}

func newVolume(c redis.UniversalClient, name string) *volume {
	return &volume{c: c, name: name, keys: newBuilder(name)}
}

func newSizedVolume(c redis.UniversalClient, name string, size int) *volume {
	return &volume{c: c, name: name, keys: newBuilder(name), size: size}
}

// Volumes makes volumes of both kinds.
func Volumes(c redis.UniversalClient, a, b string) []*volume {
	return []*volume{newVolume(c, a), newSizedVolume(c, b, 7)}
}

// Right: both functions give the field and the builder one name.
func (v *volume) Move(ctx context.Context, id string) error { return v.move(ctx, id) }

func (v *volume) move(ctx context.Context, id string) error {
	return v.c.Rename(ctx, v.keys.dir(id), dirty(v.name)).Err()
}

// A mirror gets two names: in one of its functions, or in both.
type mirror struct {
	c    redis.UniversalClient
	name string
	keys builder
	size int
}

func newMirror(c redis.UniversalClient, name, copied string) *mirror {
	return &mirror{c: c, name: name, keys: newBuilder(copied)}
}

func newSizedMirror(c redis.UniversalClient, name string, size int) *mirror {
	return &mirror{c: c, name: name, keys: newBuilder(name), size: size}
}

// Mirrors makes mirrors of both kinds.
func Mirrors(c redis.UniversalClient, a, b string) []*mirror {
	return []*mirror{newMirror(c, a, b), newSizedMirror(c, b, 7)}
}

func (m *mirror) Move(ctx context.Context, id string) error {
	return m.c.Rename(ctx, m.keys.dir(id), dirty(m.name)).Err() // want `RENAME: keys fs:\{<copied>\}:dir:<id> and fs:\{<name>\}:dirty hash to different slots`
}

// A builder that is replaced later is not the one that was made.
type moved struct {
	c    redis.UniversalClient
	name string
	keys builder
}

func newMoved(c redis.UniversalClient, name string) *moved {
	return &moved{c: c, name: name, keys: newBuilder(name)}
}

// Moves makes volumes that move.
func Moves(c redis.UniversalClient, a string) *moved { return newMoved(c, a) }

func (m *moved) To(fs string) { m.keys = newBuilder(fs) }

func (m *moved) Move(ctx context.Context, id string) error {
	return m.c.Rename(ctx, m.keys.dir(id), dirty(m.name)).Err() // want `RENAME: keys fs:\{<fs>\}:dir:<id> and fs:\{<name>\}:dirty hash to different slots`
}
