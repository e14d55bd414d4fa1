package identity

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"time"

	"github.com/redis/go-redis/v9"
)

var started = sync.OnceValue(func() string { return strconv.FormatInt(time.Now().UnixNano(), 36) })

var host = sync.OnceValues(func() (string, error) { return os.Hostname() })

func fresh() string { return strconv.FormatInt(time.Now().UnixNano(), 36) }

// What sync.OnceValue makes gives one value.
func once(ctx context.Context, c redis.UniversalClient) error {
	c.SUnion(ctx, "{"+started()+"}:a", "{"+started()+"}:b")
	c.SUnion(ctx, started()+":a", started()+":b") // want `never share a slot`

	tag := sync.OnceValue(fresh)
	other := sync.OnceValue(fresh)
	c.SUnion(ctx, "{"+tag()+"}:a", "{"+tag()+"}:b")
	c.SUnion(ctx, "{"+tag()+"}:a", "{"+other()+"}:b") // only possible: other may give the same

	name, err := host()
	if err != nil {
		return err
	}
	again, _ := host()
	return c.SUnion(ctx, "{"+name+"}:a", "{"+again+"}:b").Err()
}

type namer interface{ Name(id string) string }

type plain struct{}

func (plain) Name(id string) string { return "plain:" + id }

type tagged struct{ by string }

func (t tagged) Name(id string) string { return "{" + t.by + "}:" + id }

// An interface that is made of a known type has the methods of that.
func boxed(ctx context.Context, c redis.UniversalClient, a, b string, given namer) {
	var n namer = plain{}
	c.SUnion(ctx, n.Name(a), n.Name(b)) // want `keys plain:<a> and plain:<b> hash to different slots`
	n = tagged{a}
	c.SUnion(ctx, n.Name(a), n.Name(b))
	c.SUnion(ctx, given.Name(a), given.Name(b))
}

var line = template.Must(template.New("line").Parse("{{.kind}}:{{.id}}"))

func written(kind, id string) string {
	var b strings.Builder
	line.Execute(&b, map[string]string{"kind": kind, "id": id})
	return b.String()
}

// A template prints the entries of a map by their keys.
func entries(ctx context.Context, c redis.UniversalClient, id string) {
	c.SUnion(ctx, written("a", id), written("b", id)) // want `keys a:<id> and b:<id> never share a slot`
	c.SUnion(ctx, written("{a}", id), written("{a}", "x"))
}

type label string

func (l label) Name(id string) string { return string(l) + ":" + id }

// The value in the interface is of another type by conversion.
func converted(ctx context.Context, c redis.UniversalClient, text, a, b string) {
	var n namer = label(text)
	c.SUnion(ctx, n.Name(a), n.Name(b)) // want `keys <text>:<a> and <text>:<b> hash to different slots, unless text holds a hash tag`
	c.SUnion(ctx, n.Name("{"+a+"}"), n.Name("{"+a+"}"))
}
