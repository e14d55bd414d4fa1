package lint

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/fix"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// cartStore keeps a hash, a counter and a set for each user, and changes them at once.
const cartStore = `package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

func items(user int) string { return fmt.Sprintf("cart:%d:items", user) }
func total(user int) string { return fmt.Sprintf("cart:%d:total", user) }
func skus(user int) string  { return fmt.Sprintf("cart:%d:skus", user) }

type store struct{ rdb redis.UniversalClient }

func (s *store) add(ctx context.Context, user int, sku string) error {
	_, err := s.rdb.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.HIncrBy(ctx, items(user), sku, 1)
		tx.IncrBy(ctx, total(user), 1)
		tx.SAdd(ctx, skus(user), sku)
		return nil
	})
	return err
}

func (s *store) put(ctx context.Context, user int, sku string) {
	s.rdb.HIncrBy(ctx, items(user), sku, 1)
	s.rdb.IncrBy(ctx, total(user), 1)
	s.rdb.SAdd(ctx, skus(user), sku)
	s.rdb.Expire(ctx, total(user), time.Hour)
}

func (s *store) show(ctx context.Context, user int) {
	members := s.rdb.SMembers(ctx, skus(user)).Val()
	slices.Sort(members)
	ttl := s.rdb.TTL(ctx, total(user)).Val()
	fmt.Println(user, s.rdb.HGetAll(ctx, items(user)).Val(), s.rdb.Get(ctx, total(user)).Val(), members,
		s.rdb.Exists(ctx, items(user)).Val(), ttl > 50*time.Minute && ttl <= time.Hour)
}

func main() {
	ctx := context.Background()
	s := &store{redis.NewUniversalClient(&redis.UniversalOptions{Addrs: os.Args[3:]})}
	first, _ := strconv.Atoi(os.Args[2])
	for user := first; user < first+10; user++ {
		switch os.Args[1] {
		case "put":
			s.put(ctx, user, "pen")
		case "add":
			if err := s.add(ctx, user, "ink"); err != nil {
				fmt.Println(err)
			}
		case "show":
			s.show(ctx, user)
		case "drop":
			s.rdb.Del(ctx, items(user))
		}
	}
}
`

// TestDualReadRuns stores keys with the old names, and shows that the fixed program
// finds them, on a server and on a cluster: values of each type with their times, also
// those that it changes before it reads them. Without the mode it does not.
func TestDualReadRuns(t *testing.T) {
	t.Setenv("GOFLAGS", "-trimpath -mod=mod")
	for name, addrs := range map[string][]string{"server": {redistest.ServerAddr(t)}, "cluster": redistest.Cluster(t)} {
		for _, dual := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/dual %t", name, dual), func(t *testing.T) {
				dir := copyModule(t, "example")
				for _, folder := range []string{"keys", "store"} {
					if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
						t.Fatal(err)
					}
				}
				if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(cartStore), 0o666); err != nil {
					t.Fatal(err)
				}
				run := func(args ...string) string {
					t.Helper()
					cmd := exec.Command(filepath.Join(dir, "shop"), append(args, addrs...)...)
					out, err := cmd.CombinedOutput()
					if err != nil {
						t.Fatalf("%v: %v\n%s", args, err, out)
					}
					return string(out)
				}
				flush(t, addrs)
				goCommand(t, dir, "build", "-o", "shop", ".")
				run("put", "0")
				run("put", "10")
				run("put", "20")
				p, r := lintModule(t, dir)
				plan, err := fix.New(r.Findings, false, p.Source)
				if err != nil || len(plan.Files) != 1 {
					t.Fatalf("%d files, %v", len(plan.Files), err)
				}
				if dual {
					left, err := DualRead(analyzer.New(), p, plan, dir)
					if err != nil || len(left) > 0 || len(plan.Files) != 2 {
						t.Fatalf("%d files; left %q, %v", len(plan.Files), left, err)
					}
				}
				if err := plan.Write(dir); err != nil {
					t.Fatal(err)
				}
				goCommand(t, dir, "vet", ".")
				goCommand(t, dir, "build", "-o", "shop", ".")
				run("add", "10")
				run("drop", "20")
				got := run("show", "0") + run("show", "10") + run("show", "20")
				var want strings.Builder
				for user := range 30 {
					switch {
					case !dual && user/10 == 1:
						fmt.Fprintf(&want, "%d map[ink:1] 1 [ink] 1 false\n", user)
					case !dual:
						fmt.Fprintf(&want, "%d map[]  [] 0 false\n", user)
					case user < 10:
						fmt.Fprintf(&want, "%d map[pen:1] 1 [pen] 1 true\n", user)
					case user < 20:
						fmt.Fprintf(&want, "%d map[ink:1 pen:1] 2 [ink pen] 1 true\n", user)
					default:
						fmt.Fprintf(&want, "%d map[] 1 [pen] 0 true\n", user)
					}
				}
				if got != want.String() {
					t.Errorf("got\n%s\nwant\n%s", got, want.String())
				}
				if left := scan(t, addrs, "cart:*"); (len(left) > 0) == dual {
					t.Errorf("under old names: %q", left)
				}
				if dual { // both are there: the new one counts, and the old one stays
					old := "cart:7:total"
					for _, addr := range addrs {
						c := dial(t, addr)
						if _, err := c.Do("SET", old, "99"); err != nil && !strings.HasPrefix(err.Error(), "MOVED") {
							t.Fatal(err)
						}
					}
					if got, _, _ := strings.Cut(run("show", "7"), "\n"); got != "7 map[pen:1] 1 [pen] 1 true" {
						t.Errorf("with both names: %s", got)
					}
					if left := scan(t, addrs, "cart:*"); !slices.Equal(left, []string{old}) {
						t.Errorf("under old names: %q", left)
					}
				}
			})
		}
	}
}

func dial(t *testing.T, addr string) *redistest.Conn {
	t.Helper()
	c, err := redistest.Dial(addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func flush(t *testing.T, addrs []string) {
	t.Helper()
	for _, addr := range addrs {
		if _, err := dial(t, addr).Do("FLUSHALL"); err != nil {
			t.Fatal(err)
		}
	}
}

// scan returns the keys of all nodes that a pattern matches.
func scan(t *testing.T, addrs []string, glob string) (keys []string) {
	t.Helper()
	for _, addr := range addrs {
		reply, err := dial(t, addr).Do("KEYS", glob)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range reply.([]any) {
			keys = append(keys, key.(string))
		}
	}
	slices.Sort(keys)
	return keys
}

// TestDualReadLeft shows which commands cannot be changed, and what is said of them;
// the first row is one that can.
func TestDualReadLeft(t *testing.T) {
	for _, test := range []struct{ name, use, why string }{
		{"a command", `	s.C.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1)`, ""},
		{"a pipeline of its own", `	s.C.Pipelined(ctx, func(p redis.Pipeliner) error { return p.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1).Err() })`, ""},
		{"another client's name", `	s.C.Pipelined(ctx, func(s redis.Pipeliner) error { return s.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1).Err() })`, "other.go:13 uses the new name of a key only: it is queued on a pipeline"},
		{"a pipeline from elsewhere", `	p := s.C.Pipeline()
	p.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1)`, "other.go:14 uses the new name of a key only: it is queued on a pipeline"},
		{"an interface that may be one", `	var c redis.Cmdable = s.C
	c.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1)`, "other.go:14 uses the new name of a key only: its client cannot be told from a pipeline"},
		{"a list", `	s.C.Del(ctx, []string{fmt.Sprintf("user:%d:likes", id)}...)`, "its keys are in a list"},
		{"a script", "	s.C.Eval(ctx, `return redis.call('SCARD', KEYS[1])`, []string{fmt.Sprintf(\"user:%d:likes\", id)})", "the key is one of a script"},
		{"a watch", `	s.C.Watch(ctx, func(tx *redis.Tx) error { return nil }, fmt.Sprintf("user:%d:likes", id))`, "of a Watch"},
		{"a context that is made", `	s.C.SAdd(context.Background(), fmt.Sprintf("user:%d:likes", id), 1)`, "its context is no variable"},
		{"a client that is made", `	made(s).SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1)`, "its client is no variable"},
		{"a package with names of its own", `	s.C.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1)
	return nil
}

func log() error {`, "other/other.go:13 uses the new name of a key only: its package declares the name log"},
		{"keys of another family", `	s.C.SUnion(ctx, fmt.Sprintf("user:%d:likes", id), "all")`, "keys of other families"},
		{"a name that may be one of another family", `	s.C.SInter(ctx, fmt.Sprintf("cart:%d", id), fmt.Sprintf("seen:%d", id))
	s.C.Get(ctx, "cart:total")`, "cart:{<id>} is used under its new name only: an old name may be one of cart:total, too"},
		{"a value beside the tag", `	s.C.SInter(ctx, fmt.Sprintf("shop:%d:%s", id, kind), fmt.Sprintf("shop:%d", id))`, "{shop:<id>}:<kind> is used under its new name only: a value stands beside the hash tag"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := use("fmt", test.use+"\n\treturn nil")
			text = strings.Replace(text, "\t\"example.com/shop/store\"\n", "\t\"example.com/shop/store\"\n\n\t\"github.com/redis/go-redis/v9\"\n", 1)
			text += "\nfunc made(s *store.Store) redis.UniversalClient { return s.C }\n"
			dir := module(t, map[string]string{"store/store.go": base, "other/other.go": text})
			p, r := lintModule(t, dir)
			plan, err := fix.New(r.Findings, true, p.Source)
			if err != nil || len(plan.Files) == 0 {
				t.Fatalf("%d files, %v, %v", len(plan.Files), err, r.Failures)
			}
			left, err := DualRead(analyzer.New(), p, plan, dir)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%q", left)
			if got := strings.Join(left, "\n"); (got == "") != (test.why == "") || !strings.Contains(got, test.why) {
				t.Errorf("%q, want %q", got, test.why)
			}
		})
	}
}
