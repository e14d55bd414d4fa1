package lint

import (
	"slices"
	"testing"
)

// TestNeighbors shows which families of a program the pattern of a rename finds, too:
// not patterns of keys, channels, families that say less, or other keys.
func TestNeighbors(t *testing.T) {
	for _, test := range []struct{ name, use, reason string }{
		{"fixed", "", ""},
		{"declined", "	_ = len(fmt.Sprintf(\"cart:%d\", id))\n", "store/store.go"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, r := lintModule(t, module(t, map[string]string{"store/store.go": `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func Both(ctx context.Context, c redis.UniversalClient, id int, kind string) {
	c.SInter(ctx, fmt.Sprintf("cart:%d", id), fmt.Sprintf("seen:%d", id))
	c.Get(ctx, fmt.Sprintf("cart:%d:meta", id))
	c.Get(ctx, "cart:total")
	c.Get(ctx, "carts")
	c.Get(ctx, fmt.Sprintf("%s:%d", kind, id))
	c.Keys(ctx, "cart:*")
	c.Do(ctx, "SPUBLISH", "cart:news", "sold")
` + test.use + "}\n"}))
			found := false
			for _, f := range r.Findings {
				for _, n := range f.Renames {
					if n.Match != "cart:*" {
						continue
					}
					found = true
					var names []string
					for _, o := range n.Others {
						names = append(names, o.Name+" "+o.Match)
					}
					if !slices.Equal(names, []string{"cart:<id>:meta cart:*:meta", "cart:total cart:total"}) {
						t.Errorf("%q", names)
					}
					if (f.Unfixed != "") != (test.reason != "") {
						t.Errorf("no fix: %s", f.Unfixed)
					}
				}
			}
			if !found {
				t.Errorf("cart:<id> gets no other name: %v", r.Findings)
			}
		})
	}
}
