package lint

import (
	"strings"
	"testing"
)

// users is a program of which a test uses the keys of one user in a transaction.
var users = map[string]string{
	"store/store.go": `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func Likes(id string) string { return fmt.Sprintf("user:%s:likes", id) }

func Follows(id string) string { return fmt.Sprintf("user:%s:follows", id) }

func Seen(id string) string { return fmt.Sprintf("user:%s:seen", id) }

func Both(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.SInter(ctx, Follows(id), Likes(id)).Err()
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
	ctx := context.Background()
	c.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.SAdd(ctx, Likes("ann"), 1)
		tx.SAdd(ctx, Follows("ann"), 1)
		return nil
	})
}
`,
}

// TestSettled shows which hash tag the keys of a test get that calls the code of the
// program with constants: that of the program, or none.
func TestSettled(t *testing.T) {
	for _, test := range []struct {
		name, format string // of the keys, with a star for the word
		old, new     string // in the test
		sinter, tx   string // the answers
		why          string // for the transaction
	}{
		{"the same keys", "user:%s:*", "", "", "safe", "safe", ""},
		{"the same keys, and another tag", "user:*:%s", "", "", "safe", "manual", "which get a hash tag of their own"},
		{"a key that the test spells", "user:%s:*", `Likes("ann")`, `"user:ann:likes"`, "safe", "safe", ""},
		{"another key besides", "user:%s:*", `Likes("ann"), 1)`, `Likes("ann"), 1); tx.SAdd(ctx, Seen("ann"), 1)`, "safe", "manual", ""},
		{"another key besides, and another tag", "user:*:%s", `Likes("ann"), 1)`, `Likes("ann"), 1); tx.SAdd(ctx, Seen("ann"), 1)`, "safe", "manual", "the code that makes these keys makes"},
		{"keys of two users", "user:%s:*", `Follows("ann")`, `Follows("bob")`, "safe", "manual", "which get a hash tag of their own"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := make(map[string]string)
			for name, text := range users {
				files[name] = text
			}
			for _, word := range []string{"likes", "follows", "seen"} {
				files["store/store.go"] = strings.Replace(files["store/store.go"], "user:%s:"+word, strings.Replace(test.format, "*", word, 1), 1)
			}
			files["store/store_test.go"] = strings.Replace(files["store/store_test.go"], test.old, test.new, 1)
			_, r := lintModule(t, module(t, files))
			got := make(map[string]string)
			for _, f := range r.Findings {
				got[f.Check] = f.Answer()
				if f.Check == "txslot" && !strings.Contains(f.Unfixed, test.why) {
					t.Errorf("%s: %s, want %s", f.Message, f.Unfixed, test.why)
				}
			}
			if got["crossslot"] != test.sinter || got["txslot"] != test.tx {
				t.Errorf("%v, want %s and %s", got, test.sinter, test.tx)
			}
		})
	}
}
