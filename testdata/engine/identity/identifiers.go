package identity

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

func parsed(s string) (uuid.UUID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return uuid.Nil, err
	}
	return id, nil
}

func parsedOrNew(s string) uuid.UUID {
	id, err := uuid.Parse(s)
	if err != nil {
		return uuid.New()
	}
	return id
}

func keysOf(id uuid.UUID) (string, string) {
	return "{" + id.String() + "}:a", "{" + id.String() + "}:b"
}

// An identifier that is another one on other branches is one value where it is used
// twice.
func identifiers(ctx context.Context, c *redis.ClusterClient, s string, given *uuid.UUID) error {
	id, err := parsed(s)
	if err != nil {
		return err
	}
	c.SInter(ctx, "{"+id.String()+"}:a", "{"+id.String()+"}:b")
	a, b := keysOf(id)
	c.SInter(ctx, a, b)
	c.SInter(ctx, "a:"+id.String(), "b:"+id.String()) // want `keys a:<parsed\(s\).String\(\)> and b:<parsed\(s\).String\(\)> never share a slot.*proven`

	other := parsedOrNew(s)
	c.SInter(ctx, "{"+other.String()+"}:a", "{"+other.String()+"}:b")
	c.SInter(ctx, "{"+id.String()+"}:a", "{"+other.String()+"}:b")                          // want `keys \{<parsed\(s\).String\(\)>\}:a and \{.*\}:b hash to different slots`
	c.SInter(ctx, "{"+parsedOrNew(s).String()+"}:a", "{"+parsedOrNew(s+"x").String()+"}:b") // want `hash to different slots`

	at := uuid.Nil
	if given != nil {
		at = *given
	}
	return c.SInter(ctx, "{"+at.String()+"}:a", "{"+at.String()+"}:b").Err()
}

type result struct{ A, B int }

// What a decoder writes is what it is given, and no array beside it.
func decodedBeside(ctx context.Context, c *redis.ClusterClient, a, b uuid.UUID, raw []byte) error {
	var r result
	return c.Watch(ctx, func(tx *redis.Tx) error {
		if err := json.Unmarshal(raw, &r); err != nil {
			return err
		}
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, "{"+a.String()+"}:x", r.A, 0)
			p.Set(ctx, "{"+a.String()+"}:y", b.String(), 0)
			return nil
		})
		return err
	}, "{"+a.String()+"}:x")
}

func filledArray(ctx context.Context, c *redis.ClusterClient, raw []byte) {
	var id uuid.UUID
	first := "{" + id.String() + "}:x"
	copy(id[:], raw)
	c.SInter(ctx, first, "{"+id.String()+"}:y") // want `keys \{<id.String\(\)>\}:x and \{<another id.String\(\)>\}:y hash to different slots`
}
