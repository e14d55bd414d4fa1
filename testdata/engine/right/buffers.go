package right

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

type session struct{ id uuid.UUID }

// Arrays, buffers and objects that something fills between two keys: never right.
func filled(ctx context.Context, c redis.UniversalClient, raw []byte, s *session, d *json.Decoder) {
	var id uuid.UUID
	first := "{" + id.String() + "}:x"
	copy(id[:], raw)
	c.SInter(ctx, first, "{"+id.String()+"}:y") // want `hash to different slots`

	first = "{" + id.String() + "}:x"
	if _, err := rand.Read(id[:]); err != nil {
		return
	}
	c.SInter(ctx, first, "{"+id.String()+"}:y") // want `hash to different slots`

	t := session{id}
	first = "{" + t.id.String() + "}:x"
	copy(t.id[:], raw)
	c.SInter(ctx, first, "{"+t.id.String()+"}:y") // want `hash to different slots`

	first = "{" + s.id.String() + "}:x"
	copy(s.id[:], raw)
	c.SInter(ctx, first, "{"+s.id.String()+"}:y")

	var m json.RawMessage
	first = "{" + string(m) + "}:x"
	if d.Decode(&m) != nil {
		return
	}
	c.SInter(ctx, first, "{"+string(m)+"}:y") // want `hash to different slots`
}

func objects(ctx context.Context, c redis.UniversalClient, n *big.Int, q url.Values, h *[32]byte, raw []byte, line *string) {
	first := "{" + n.String() + "}:x"
	n.Add(n, big.NewInt(1))
	c.SInter(ctx, first, "{"+n.String()+"}:y") // want `hash to different slots`

	first = "{" + q.Get("id") + "}:x"
	q.Set("id", "other")
	c.SInter(ctx, first, "{"+q.Get("id")+"}:y") // want `hash to different slots`

	first = "{" + hex.EncodeToString(h[:]) + "}:x"
	*h = sha256.Sum256(raw)
	c.SInter(ctx, first, "{"+hex.EncodeToString(h[:])+"}:y")

	first = "{" + *line + "}:x"
	fmt.Sscan("other", line)
	c.SInter(ctx, first, "{"+*line+"}:y")
}

// Nothing writes them between the two keys.
func kept(ctx context.Context, c redis.UniversalClient, raw []byte, n *big.Int, q url.Values) {
	var id uuid.UUID
	copy(id[:], raw)
	c.SInter(ctx, "{"+id.String()+"}:x", "{"+id.String()+"}:y") // want `right`

	t := session{}
	copy(t.id[:], raw)
	c.SInter(ctx, "{"+t.id.String()+"}:x", "{"+t.id.String()+"}:y") // want `right`

	c.SInter(ctx, "{"+n.String()+"}:x", "{"+n.String()+"}:y")   // want `right`
	c.SInter(ctx, "{"+q.Get("id")+"}:x", "{"+q.Get("id")+"}:y") // want `right`

	h := sha256.Sum256(raw)
	c.SInter(ctx, "{"+hex.EncodeToString(h[:])+"}:x", "{"+hex.EncodeToString(h[:])+"}:y") // want `right`
}
