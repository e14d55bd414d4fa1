package site_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// program is a function of the package of tests.
func program(body string) string {
	return `func F(ctx context.Context, c *redis.ClusterClient) { ` + body + ` }`
}

// A list of constants has no bound that matters: two of different slots say it all.
func TestManyKeys(t *testing.T) {
	for _, n := range []int{2, value.MaxItems + 1, 5 * value.MaxItems} {
		var keys, tagged []string
		for i := range n {
			keys, tagged = append(keys, fmt.Sprintf(`"k:%d"`, i)), append(tagged, fmt.Sprintf(`"{k}:%d"`, i))
		}
		for _, test := range []struct {
			keys   []string
			proven bool
		}{{keys, true}, {tagged, false}, {append(tagged, `"other"`), true}} {
			f, p := find(t, program(`c.Del(ctx, `+strings.Join(test.keys, ", ")+`)`))
			s := f.Sends(p.Func(t, "F"))[0]
			found := site.Judge(f, s)
			proven := found != nil && !found.Unknown && found.Verdict.Certainty == prove.Proven
			if proven != test.proven || f.ProvedRight(s) == test.proven || f.PastBound(s) != "" {
				t.Errorf("%d keys: proven %t, right %t, given up %q", n, proven, f.ProvedRight(s), f.PastBound(s))
			}
		}
	}
}

// What is behind a bound is not taken for right.
func TestPastBound(t *testing.T) {
	add := func(n int) string { return `keys := []string{}; ` + strings.Repeat(`keys = append(keys, "{a}"); `, n) }
	f, p := find(t, program(add(value.MaxItems-1)+`keys = append(keys, "b"); c.Del(ctx, keys...)`))
	if s := f.Sends(p.Func(t, "F"))[0]; f.PastBound(s) != "" || f.ProvedRight(s) {
		t.Errorf("a list that is just long enough: %q", f.PastBound(s))
	}
	f, p = find(t, program(add(value.MaxItems)+`keys = append(keys, "b"); c.Del(ctx, keys...)`))
	if s := f.Sends(p.Func(t, "F"))[0]; f.PastBound(s) == "" || f.ProvedRight(s) {
		t.Errorf("a list that is too long: %q, right %t", f.PastBound(s), f.ProvedRight(s))
	}
}

// All commands of a transaction are compared.
func TestManyCommands(t *testing.T) {
	for last, right := range map[string]bool{"{a}:x": true, "b": false} {
		f, p := find(t, program(`p := c.TxPipeline(); `+strings.Repeat(`p.Get(ctx, "{a}:1"); `, 300)+fmt.Sprintf(`p.Get(ctx, %q); p.Exec(ctx)`, last)))
		tx := f.Transactions(p.Func(t, "F"))
		if len(tx) != 1 || tx[0].Begin.Kind != client.Begin {
			t.Fatal("no transaction")
		}
		if _, _, found := f.JudgeTx(tx[0]); (found == nil) != right || f.ProvedRight(tx[0].Commands...) != right {
			t.Errorf("the last is %s: %v", last, found)
		}
	}
}
