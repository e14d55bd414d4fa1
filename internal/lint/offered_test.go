package lint

import (
	"strings"
	"testing"
)

// relay is a program with keys in fields, which another package sends in two ways.
var relay = map[string]string{
	"store/store.go": `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type Cache struct {
	c          redis.UniversalClient
	slot, hash string
}

func New(c redis.UniversalClient, name string) *Cache {
	return &Cache{c: c, slot: fmt.Sprintf("relay:%s:slot", name), hash: fmt.Sprintf("relay:%s:hash", name)}
}

func (c *Cache) Both(ctx context.Context) error { return c.c.SInter(ctx, c.slot, c.hash).Err() }

func (c *Cache) Slot(ctx context.Context, pipe redis.Pipeliner) { pipe.Get(ctx, c.slot) }
`,
	"api/api.go": `package api

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/shop/store"
)

type API struct{ cache *store.Cache }

type options struct {
	cache *store.Cache
	pipe  redis.Pipeliner
}

func floor(ctx context.Context, o options) { o.cache.Slot(ctx, o.pipe) }

func (a *API) Handle(ctx context.Context, pipe redis.Pipeliner) {
	a.cache.Slot(ctx, pipe)
	floor(ctx, options{a.cache, pipe})
}
`,
}

// bids is a program with prefixes in fields. To the other package, both of its keys are
// <b.prefix>:<slot>/<id>.
var bids = map[string]string{
	"store/store.go": `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type Bids struct {
	c                 redis.UniversalClient
	latest, top, seen string
}

func New(c redis.UniversalClient, name string) *Bids {
	return &Bids{c: c, latest: "latest/" + name, top: "top/" + name, seen: "seen/" + name}
}

func (b *Bids) latestKey(slot int, id string) string { return fmt.Sprintf("%s:%d/%s", b.latest, slot, id) }

func (b *Bids) topKey(slot int, id string) string { return fmt.Sprintf("%s:%d/%s", b.top, slot, id) }

func (b *Bids) seenKey(slot int, id string) string { return fmt.Sprintf("%s:%d/%s", b.seen, slot, id) }

func (b *Bids) Both(ctx context.Context, pipe redis.Pipeliner, slot int, id string) error {
	return pipe.SInter(ctx, b.latestKey(slot, id), b.topKey(slot, id)).Err()
}

func (b *Bids) See(ctx context.Context, pipe redis.Pipeliner, slot int, id string) error {
	return b.add(ctx, pipe, b.seenKey(slot, id))
}

func (b *Bids) add(ctx context.Context, pipe redis.Pipeliner, key string) error {
	return pipe.IncrBy(ctx, key, 1).Err()
}
`,
	"api/api.go": `package api

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/shop/store"
)

type API struct{ bids *store.Bids }

func (a *API) Handle(ctx context.Context, pipe redis.Pipeliner, slot int, id string) error {
	if err := a.bids.See(ctx, pipe, slot, id); err != nil {
		return err
	}
	return a.bids.Both(ctx, pipe, slot, id)
}
`,
	"store/store_test.go": `package store

import (
	"context"
	"testing"

	"github.com/redis/go-redis/v9"
)

func TestBoth(t *testing.T) {
	var c redis.UniversalClient
	b := New(c, "")
	c.TxPipelined(context.Background(), func(pipe redis.Pipeliner) error {
		b.See(context.Background(), pipe, 7, "0x13e6")
		return b.Both(context.Background(), pipe, 7, "0x13e6")
	})
}
`,
}

// likes is a program with keys that end with a value, and a test that gives it.
var likes = map[string]string{
	"store/store.go": `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const prefix = "likes:"

func Both(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.SInter(ctx, "follows:"+id, prefix+id).Err()
}

func Like(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.SAdd(ctx, prefix+id, 1).Err()
}
`,
	"store/store_test.go": `package store

import (
	"context"
	"testing"
)

func TestLike(t *testing.T) {
	if err := Like(context.Background(), nil, "somebody"); err != nil {
		t.Fatal(err)
	}
}
`,
}

// queue is a program with a script that stores one of its keys in the other one.
var queue = map[string]string{"queue/queue.go": `package queue

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

var push = redis.NewScript("redis.call('SADD', KEYS[1], KEYS[2])\nreturn redis.call('LPUSH', KEYS[2], ARGV[1])")

func Push(ctx context.Context, c redis.UniversalClient, name, room string) error {
	return push.Run(ctx, c, []string{fmt.Sprintf("room:%s:open", room), name}, "job").Err()
}

func Both(ctx context.Context, c redis.UniversalClient, room string) error {
	return c.SInter(ctx, fmt.Sprintf("room:%s:open", room), fmt.Sprintf("room:%s:closed", room)).Err()
}
`}

// templates is a program that fills templates with strings.Replace.
var templates = map[string]string{"room/room.go": `package room

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

const (
	openTemplate   = "room:[{name}]:open"
	closedTemplate = "room:[{name}]:closed"
	placeholder    = "{name}"
)

func Both(ctx context.Context, c redis.UniversalClient, name string) error {
	return c.SInter(ctx, strings.Replace(openTemplate, placeholder, name, 1), strings.Replace(closedTemplate, placeholder, name, 1)).Err()
}
`}

// joined is a program with a helper that joins the parts of a key.
var joined = map[string]string{"queue/queue.go": `package queue

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

const prefix = "queue"

func key(parts ...string) string { return strings.Join(parts, "/") }

func Both(ctx context.Context, c redis.UniversalClient, room, name string) error {
	return c.SInter(ctx, key(prefix, room, name), key("dead", room, name)).Err()
}

func Push(ctx context.Context, c redis.UniversalClient, room, name string) error {
	return c.Eval(ctx, "return redis.call('SADD', table.concat({KEYS[1], ARGV[1]}, '/'), 'x')", []string{prefix}, room, name).Err()
}
`}

// locks is a program with constant keys, and a lock whose name begins as they do.
var locks = map[string]string{"lock/lock.go": `package lock

import (
	"context"
	"os"

	"github.com/redis/go-redis/v9"
)

func Both(ctx context.Context, c redis.UniversalClient) error {
	return c.SInter(ctx, "lock-names", "lock-owners").Err()
}

func Hold(name string) error { return os.Setenv("LOCK", "lock-"+name+"-held") }
`}

// TestOffered shows programs that get a fix, and twins that do not.
func TestOffered(t *testing.T) {
	for _, test := range []struct {
		name     string
		files    map[string]string
		file     string // that a twin changes
		old, new string // in it
		why      string // the twin has no fix
	}{
		{"keys of fields, sent by another package", relay, "store/store.go",
			"pipe.Get(ctx, c.slot)", "pipe.Get(ctx, c.slot[1:])", "store/store.go:21"},
		{"prefixes of fields, sent by another package", bids, "store/store.go",
			`fmt.Sprintf("%s:%d/%s", b.seen, slot, id)`, "b.topKey(slot, id)[1:]", "store/store.go:23"},
		{"keys that end with a value, which a test gives", likes, "store/store.go",
			"return c.SAdd(ctx, prefix+id, 1)", "key := prefix + id\n\treturn c.SAdd(ctx, key, key)", "store/store.go:17"},
		{"a script that stores another one of its keys", queue, "queue/queue.go",
			"KEYS[1], KEYS[2]", "KEYS[2], KEYS[1]", "stored by a script"},
		{"templates of strings.Replace", templates, "room/room.go",
			"(openTemplate, placeholder, name, 1)", "(openTemplate, \"room:[{name}\", \"room:[\"+name, 1)", "cannot be followed"},
		{"a helper that joins", joined, "queue/queue.go",
			"{KEYS[1], ARGV[1]}", "{KEYS[1], ARGV[1], ARGV[2]}", "queue/queue.go:19"},
		{"a text that ends otherwise", locks, "lock/lock.go",
			`+name+"-held"`, `+name`, "lock/lock.go:14"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, twin := range []bool{false, true} {
				files := make(map[string]string)
				for name, text := range test.files {
					if name == test.file && twin {
						if !strings.Contains(text, test.old) {
							t.Fatalf("%s has no %s", name, test.old)
						}
						text = strings.Replace(text, test.old, test.new, 1)
					}
					files[name] = text
				}
				_, r := lintModule(t, module(t, files))
				if len(r.Findings) == 0 {
					t.Fatalf("no finding; failures %v", r.Failures)
				}
				for _, f := range r.Findings {
					switch {
					case len(f.Renames) == 0: // no hash tag is advised
					case !twin && f.Answer() != "safe":
						t.Errorf("%s: %s: %s", f.Message, f.Answer(), f.Unfixed)
					case twin && (f.Answer() != "manual" || !strings.Contains(f.Unfixed, test.why)):
						t.Errorf("the twin: %s: %s: %s, want %s", f.Message, f.Answer(), f.Unfixed, test.why)
					}
				}
			}
		})
	}
}

// TestExportedPrefix shows that a prefix which another package may set is none that its
// own package knows.
func TestExportedPrefix(t *testing.T) {
	files := make(map[string]string)
	for name, text := range bids {
		files[name] = strings.NewReplacer("latest, top, seen string", "Latest, top, seen string", "latest:", "Latest:", "b.latest,", "b.Latest,").Replace(text)
	}
	files["api/old.go"] = "package api\n\nimport \"example.com/shop/store\"\n\nfunc Old(b *store.Bids) { b.Latest = \"old\" }\n"
	_, r := lintModule(t, module(t, files))
	if len(r.Findings) == 0 {
		t.Fatalf("no finding; failures %v", r.Failures)
	}
	for _, f := range r.Findings {
		if len(f.Renames) > 0 && f.Answer() != "manual" {
			t.Errorf("%s: %s", f.Message, f.Answer())
		}
	}
}
