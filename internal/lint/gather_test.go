package lint

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestGathers asks what is advised where the only tag puts keys into one slot that grow in
// number, and whether it is a fix: never for a command that can be split, and never
// safe.
func TestGathers(t *testing.T) {
	const (
		split = "send one command for each key in a pipeline"
		tx    = `	_, err := s.c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Set(ctx, %s, 1, 0)
		p.Set(ctx, %s, 1, 0)
		return nil
	})
	return err`
	)
	for _, test := range []struct{ name, body, answer, advice, why string }{
		{"many of an environment", `	var keys []string
	for _, id := range ids {
		keys = append(keys, "app:"+s.env+":product:"+id)
	}
	return s.c.Del(ctx, keys...).Err()`, "", split, ""},
		{"two of an environment", `	return s.c.Del(ctx, "app:"+s.env+":product:"+ids[0], "app:"+s.env+":stock:"+ids[1]).Err()`, "", split, ""},
		{"one and all of them", `	return s.c.Del(ctx, "app:"+s.env+":job:"+id, "app:"+s.env+":job:paused").Err()`, "", split, ""},
		{"many of a tenant", `	var keys []string
	for _, id := range ids {
		keys = append(keys, "t:"+tenant+":product:"+id)
	}
	return s.c.Del(ctx, keys...).Err()`, "", split, ""},
		{"many of a user", `	var keys []string
	for _, field := range ids {
		keys = append(keys, "user:"+id+":"+field)
	}
	return s.c.Del(ctx, keys...).Err()`, "safe", "as in {user:<id>}:<ids[i]>, and move", ""},
		{"two of a thing", `	return s.c.Del(ctx, "app:"+s.env+":job:"+id+":log", "app:"+s.env+":job:"+id+":state").Err()`, "safe", "as in {app:<env>:job:<id>}:log", ""},
		{"two of an environment that do not grow", `	return s.c.Del(ctx, "app:"+s.env+":version", "app:"+s.env+":motd").Err()`, "safe", "as in {app:<env>}:version and {app:<env>}:motd, and move", ""},
		{"a transaction of a kind", fmt.Sprintf(tx, `"app:"+s.env+":job:"+id`, `"app:"+s.env+":job:index"`), "manual",
			"as in {app:<env>:job}:<id> and {app:<env>:job}:index, which puts every app:<env>:job:<id> of one <env> into one slot, and move",
			"puts every app:<env>:job:<id> of one <env> into one slot (hotslot)"},
		{"a transaction of all of an environment", fmt.Sprintf(tx, `"app:"+s.env+":job:"+id`, `"app:"+s.env+":count"`), "review",
			"which puts every app:<env>:job:<id> of one <env> into one slot, and move", "puts every app:<env>:job:<id> of one <env> into one slot"},
		{"a transaction of a tenant", fmt.Sprintf(tx, `"t:"+tenant+":job:"+id`, `"t:"+tenant+":job:index"`), "manual",
			"which puts every t:<tenant>:job:<id> of one <tenant> into one slot", "(hotslot)"},
		{"a transaction of a user", fmt.Sprintf(tx, `"user:"+id+":cart:"+ids[0]`, `"user:"+id+":cart:count"`), "safe",
			"as in {user:<id>:cart}:<ids[0]> and {user:<id>:cart}:count, and move", ""},
		{"a transaction of the program", fmt.Sprintf(tx, `"job:"+id`, `"job:index"`), "", "use Pipelined", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			source := `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type store struct {
	c   redis.UniversalClient
	env string
}

func open(c redis.UniversalClient, env string) *store { return &store{c, env} }

func (s *store) do(ctx context.Context, id, tenant string, ids []string) error {
` + test.body + `
}
`
			dir := module(t, map[string]string{"store/store.go": source})
			_, r := lintModule(t, dir)
			if len(r.Findings) != 1 || r.Findings[0].Range.File != filepath.Join(dir, "store", "store.go") {
				t.Fatalf("findings: %+v, %+v", r.Findings, r.Failures)
			}
			f := r.Findings[0]
			why := f.Unfixed
			if f.Fix != nil {
				why = strings.Join(f.Fix.Review, ", ")
			}
			if f.Answer() != test.answer || !strings.Contains(f.Advice, test.advice) || !strings.Contains(why, test.why) {
				t.Errorf("%q: %s: %s; want %q: %s: %s", f.Answer(), f.Advice, why, test.answer, test.advice, test.why)
			}
			if test.why == "" && strings.Contains(f.Advice, "which puts") {
				t.Errorf("%s", f.Advice)
			}
		})
	}
}
