package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A gateRepository is a git repository with the example program.
type gateRepository struct {
	t              *testing.T
	dir, temporary string
}

// newGateRepository returns a repository whose first commit, the example, is main. The
// folder for temporary files is its own.
func newGateRepository(t *testing.T) *gateRepository {
	t.Helper()
	g := &gateRepository{t, copyExample(t), t.TempDir()}
	t.Setenv("TMPDIR", g.temporary)
	g.git("init", "-q", "-b", "main")
	g.commit()
	g.git("checkout", "-q", "-b", "feature")
	return g
}

func (g *gateRepository) git(args ...string) string {
	g.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)...)
	cmd.Dir = g.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		g.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return string(out)
}

func (g *gateRepository) commit() {
	g.t.Helper()
	g.git("add", "-A")
	g.git("commit", "-q", "-m", "x")
}

// schema runs the command schema, and shows that nothing of it is left behind.
func (g *gateRepository) schema(args ...string) output {
	g.t.Helper()
	r := run(g.t, g.dir, tool(g.t), append([]string{"schema"}, args...)...)
	g.clean()
	return r
}

// clean shows that no work tree is left behind.
func (g *gateRepository) clean() {
	g.t.Helper()
	if list := g.git("worktree", "list"); strings.Count(list, "\n") != 1 {
		g.t.Errorf("git knows work trees:\n%s", list)
	}
	if left, err := filepath.Glob(filepath.Join(g.temporary, "crossslotlint-*")); err != nil || len(left) > 0 {
		g.t.Errorf("left behind: %v, %v", left, err)
	}
}

func (g *gateRepository) edit(file, old, new string) {
	g.t.Helper()
	edit(g.t, g.dir, file, old, new)
}

func (g *gateRepository) write(name, text string) {
	g.t.Helper()
	if err := os.WriteFile(filepath.Join(g.dir, name), []byte(text), 0o666); err != nil {
		g.t.Fatal(err)
	}
}

// move moves a file or a folder.
func (g *gateRepository) move(from, to string) {
	g.t.Helper()
	g.git("mv", from, to)
}

// TestAgainst changes the example, and compares its keys with those before.
func TestAgainst(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(g *gateRepository)
		code   int
		want   []string // the lines with a category and a family
	}{
		{"hash tags put in", func(g *gateRepository) {
			g.edit("keys/keys.go", `"cart:%d:items"`, `"{cart:%d}:items"`)
			g.edit("keys/keys.go", `"cart:%d:total"`, `"{cart:%d}:total"`)
		}, 3, []string{"data: {cart:<user>}:items", "data: {cart:<user>}:total"}},
		{"a hash tag taken out", func(g *gateRepository) {
			g.edit("keys/keys.go", `"{product:" + sku + "}:stock"`, `"product:" + sku + ":stock"`)
		}, 3, []string{"data: product:<sku>:stock", "cluster: product:<sku>:stock", "cluster: product:<sku>:stock"}},
		{"another name", func(g *gateRepository) {
			g.edit("keys/keys.go", `"session:" + id`, `"login:" + id`)
		}, 3, []string{"data: login:<session>"}},
		{"another type", func(g *gateRepository) {
			g.edit("store/cart.go", `tx.IncrBy(ctx, keys.CartTotal(user), pieces*price)`, `tx.HIncrBy(ctx, keys.CartTotal(user), sku, pieces*price)`)
		}, 3, []string{"data: cart:<user>:total"}},
		{"no expiry", func(g *gateRepository) {
			g.edit("store/session.go", `redis.call("PEXPIRE", KEYS[1], ARGV[2])`, ``)
		}, 3, []string{"leak: session:<session>"}},
		{"keys that meet", func(g *gateRepository) {
			g.write("store/swap.go", newCommand)
		}, 3, []string{"cluster: a", "note: a", "note: b"}},
		{"keys that meet, not on a cluster", func(g *gateRepository) {
			g.write("store/swap.go", "package store\n\nimport \"github.com/redis/go-redis/v9\"\n\nfunc (s *Store) swap() {\n\tif _, ok := any(s.rdb).(*redis.ClusterClient); !ok {\n\t\ts.rdb.Rename(nil, \"a\", \"b\")\n\t}\n}\n")
		}, 0, []string{"note: a", "note: b"}},
		{"a reader removed", func(g *gateRepository) {
			g.edit("store/cart.go", `return s.rdb.MGet(ctx, names...).Result()`, `return nil, nil`)
		}, 0, []string{"orphan: product:<skus[i]>:name"}},
		{"a hash tag moved", func(g *gateRepository) {
			g.edit("keys/keys.go", `"{product:" + sku + "}:stock"`, `"product:{" + sku + "}:stock"`)
		}, 3, []string{"data: product:{<sku>}:stock", "cluster: product:{<sku>}:stock", "cluster: product:{<sku>}:stock"}},
		{"another separator", func(g *gateRepository) {
			g.edit("keys/keys.go", `"user:%d:sessions"`, `"user/%d/sessions"`)
		}, 3, []string{"data: user/<user>/sessions"}},
		{"a constant with another name", func(g *gateRepository) {
			g.edit("keys/keys.go", `"bestsellers:today"`, `"bestsellers:day"`)
		}, 3, []string{"data: bestsellers:day"}},
		{"another type in a script", func(g *gateRepository) {
			g.edit("store/session.go", `redis.call("HSET", KEYS[1], "user", ARGV[1])`, `redis.call("SET", KEYS[1], ARGV[1])`)
		}, 3, []string{"data: session:<session>"}},
		{"an expiry put in", func(g *gateRepository) {
			g.edit("store/session.go", "return redis.call(\"SADD\", KEYS[2], KEYS[1])", "redis.call(\"EXPIRE\", KEYS[2], 60)\nreturn redis.call(\"SADD\", KEYS[2], KEYS[1])")
		}, 3, []string{"data: user:<user>:sessions"}},
		{"another time to live", func(g *gateRepository) {
			g.edit("store/session.go", `redis.call("PEXPIRE", KEYS[1], ARGV[2])`, `redis.call("EXPIRE", KEYS[1], 60)`)
		}, 0, nil},
		{"the writer removed", func(g *gateRepository) {
			g.edit("store/cart.go", "\t\ttx.IncrBy(ctx, keys.CartTotal(user), pieces*price)\n", "\t\t_ = tx.Get(ctx, keys.CartTotal(user))\n")
		}, 0, []string{"orphan: cart:<user>:total"}},
		{"a family with another prefix besides", func(g *gateRepository) {
			g.write("store/archive.go", "package store\n\nimport (\n\t\"context\"\n\n\t\"example.com/shop/keys\"\n)\n\nfunc (s *Store) archive(ctx context.Context, id string) { s.rdb.Set(ctx, \"old:\"+keys.Session(id), 1, 0) }\n")
		}, 0, []string{"note: old:session:<id>"}},

		// Twins: keys and commands are as they were.
		{"a format for a sum", func(g *gateRepository) {
			g.edit("keys/keys.go", `"session:" + id`, `fmt.Sprintf("session:%s", id)`)
		}, 0, nil},
		{"another name of a parameter", func(g *gateRepository) {
			g.edit("keys/keys.go", `func Session(id string) string { return "session:" + id }`, `func Session(session string) string { return "session:" + session }`)
		}, 0, nil},
		{"another type of a value", func(g *gateRepository) {
			g.edit("keys/keys.go", `func CartTotal(user int64) string { return fmt.Sprintf("cart:%d:total", user) }`, `func CartTotal[T ~int64](user T) string { return fmt.Sprintf("cart:%d:total", user) }`)
		}, 0, nil},
		{"a helper inlined", func(g *gateRepository) {
			g.edit("store/cart.go", "keys.GuestCart(session)", `"guest:"+session+":items"`)
		}, 0, nil},
		{"a wrapper around the client", func(g *gateRepository) {
			g.edit("store/session.go", "pipe.Del(ctx, name)", "remove(ctx, pipe, name)")
			g.write("store/remove.go", "package store\n\nimport (\n\t\"context\"\n\n\t\"github.com/redis/go-redis/v9\"\n)\n\nfunc remove(ctx context.Context, c redis.Cmdable, names ...string) { c.Del(ctx, names...) }\n")
		}, 0, nil},
		{"the script in a file of its own", func(g *gateRepository) {
			g.write("store/login.lua", "redis.call(\"HSET\", KEYS[1], \"user\", ARGV[1])\nredis.call(\"PEXPIRE\", KEYS[1], ARGV[2])\nreturn redis.call(\"SADD\", KEYS[2], KEYS[1])\n")
			g.edit("store/session.go", "var login = redis.NewScript(`\nredis.call(\"HSET\", KEYS[1], \"user\", ARGV[1])\nredis.call(\"PEXPIRE\", KEYS[1], ARGV[2])\nreturn redis.call(\"SADD\", KEYS[2], KEYS[1])\n`)", "//\n//go:embed login.lua\nvar source string\n\nvar login = redis.NewScript(source)")
			g.edit("store/session.go", "\t\"time\"\n", "\t_ \"embed\"\n\t\"time\"\n")
		}, 0, nil},
		{"a test that uses keys", func(g *gateRepository) {
			g.write("store/keys_test.go", "package store\n\nimport (\n\t\"context\"\n\t\"testing\"\n)\n\nfunc Test(t *testing.T) { New(nil).rdb.Set(context.Background(), \"test\", 1, 0) }\n")
		}, 0, nil},
		{"Go names, files and packages", func(g *gateRepository) {
			g.move("keys", "rediskeys")
			g.move("store/cart.go", "store/basket.go")
			g.move("store", "shopping")
			g.edit("rediskeys/keys.go", "package keys", "package rediskeys")
			g.edit("rediskeys/keys.go", "BestsellersToday ", "Today ")
			g.edit("rediskeys/keys.go", "func CartItems(user int64) string { return fmt.Sprintf(\"cart:%d:items\", user) }", "")
			g.write("rediskeys/items.go", "package rediskeys\n\nimport \"strconv\"\n\nconst prefix = \"cart:\"\n\n// Items is a hash.\nfunc Items(owner int64) string { return prefix + strconv.FormatInt(owner, 10) + \":items\" }\n")
			for _, file := range []string{"basket.go", "session.go", "bestsellers.go"} {
				path := "shopping/" + file
				g.edit(path, "package store", "package shopping")
				g.edit(path, `"example.com/shop/keys"`, `"example.com/shop/rediskeys"`)
				g.edit(path, "keys.", "rediskeys.")
			}
			g.edit("shopping/basket.go", "rediskeys.CartItems", "rediskeys.Items")
			g.edit("shopping/basket.go", "Store) AddToCart", "Store) Put")
			g.edit("shopping/bestsellers.go", "rediskeys.BestsellersToday", "rediskeys.Today")
		}, 0, nil},
		{"another order, and comments", func(g *gateRepository) {
			g.edit("store/cart.go", "package store\n", "package store\n\n// A comment.\n\n")
			g.edit("store/cart.go", "\t\ttx.HIncrBy(ctx, keys.CartItems(user), sku, pieces)\n", "")
			g.edit("store/cart.go", "pieces*price)\n", "pieces*price)\n\t\ttx.HIncrBy(ctx, keys.CartItems(user), sku, pieces)\n")
		}, 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := newGateRepository(t)
			test.change(g)
			uncommitted := g.schema("-against", "main")
			g.commit()
			r := g.schema("-against", "main", "./...")
			var got []string
			for line := range strings.Lines(r.stdout) {
				if category, _, ok := strings.Cut(line, ": "); ok && !strings.Contains(category, " ") {
					got = append(got, strings.TrimSuffix(line, "\n"))
				}
			}
			if r.code != test.code || strings.Join(got, "\n") != strings.Join(test.want, "\n") || r.stderr != "" {
				t.Errorf("exit status %d, want %d\n%s%s", r.code, test.code, r.stdout, r.stderr)
			}
			if r.stdout != uncommitted.stdout || r.code != uncommitted.code {
				t.Errorf("exit status %d before the commit\n%s%s", uncommitted.code, uncommitted.stdout, uncommitted.stderr)
			}
			expect(t, "against itself", g.schema("-against", "HEAD"), 0, "Against HEAD: no change.\n", "")
		})
	}
}

// TestAgainstBreaking shows which categories fail.
func TestAgainstBreaking(t *testing.T) {
	g := newGateRepository(t)
	g.edit("store/session.go", `redis.call("PEXPIRE", KEYS[1], ARGV[2])`, ``)
	expect(t, "by default", g.schema("-against=main"), 3, "1 change, 1 of them breaking", "")
	expect(t, "other categories", g.schema("-against=main", "-breaking=data,orphan"), 0, "1 change, none of them breaking", "")
	expect(t, "this category", g.schema("-against=main", "-breaking=leak"), 3, "leak: session:<session>", "")
	expect(t, "none", g.schema("-against=main", "-breaking=none"), 0, "leak: session:<session>", "")
}

// TestAgainstIgnore switches changes off by comments in the new tree.
func TestAgainstIgnore(t *testing.T) {
	const shown = "data: login:<session>"
	rename := func(g *gateRepository) { g.edit("keys/keys.go", `"session:" + id`, `"login:" + id`) }
	for _, test := range []struct {
		name   string
		change func(g *gateRepository)
		code   int
		want   []string
	}{
		{"the line before", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", "	return login.", "	//crossslot:ignore schema sessions live for half an hour\n	return login.")
		}, 0, []string{shown, "ignored     store/session.go:22: sessions live for half an hour", "1 change, none of them breaking, 1 ignored."}},
		{"the end of the line", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore schema sessions live for half an hour")
		}, 0, []string{shown, "1 ignored."}},
		{"the declaration", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", "func (s *Store) Login", "//\n//crossslot:ignore schema sessions live for half an hour\nfunc (s *Store) Login")
		}, 0, []string{shown, "1 ignored."}},
		{"the file", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", "package store", "//crossslot:ignore schema,expiry sessions live for half an hour\n\npackage store")
		}, 0, []string{shown, "1 ignored."}},
		{"another place", func(g *gateRepository) {
			rename(g)
			g.edit("store/cart.go", "func (s *Store) AddToCart", "//\n//crossslot:ignore schema it is moved by a script\nfunc (s *Store) AddToCart")
		}, 3, []string{shown, "store/cart.go:", "crossslot:ignore of schema switches nothing off", "1 change, 1 of them breaking."}},
		{"no reason", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore schema")
		}, 3, []string{shown, "crossslot:ignore gives no reason", "1 change, 1 of them breaking."}},
		{"another check", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore luaslot it is another matter")
		}, 3, []string{shown, "1 change, 1 of them breaking."}},
		{"all checks", func(g *gateRepository) {
			rename(g)
			g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore all it is another matter")
		}, 3, []string{shown, "1 change, 1 of them breaking."}},
		{"no expiry", func(g *gateRepository) {
			g.edit("store/session.go", `"PEXPIRE", KEYS[1], ARGV[2]`, `"PERSIST", KEYS[1]`)
			g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore schema they stay")
		}, 0, []string{"leak: session:<session>", "1 ignored."}},
		{"nothing has changed", func(g *gateRepository) {
			g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore schema sessions live for half an hour")
		}, 0, []string{"store/session.go:", "crossslot:ignore of schema switches nothing off: nothing has changed there", "no change."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := newGateRepository(t)
			test.change(g)
			r := g.schema("-against", "main", "./...")
			if r.code != test.code || r.stderr != "" {
				t.Errorf("exit status %d, want %d\n%s%s", r.code, test.code, r.stdout, r.stderr)
			}
			for _, want := range test.want {
				if !strings.Contains(r.stdout, want) {
					t.Errorf("no %q in\n%s", want, r.stdout)
				}
			}
		})
	}
	// The linter takes the comment for one of the gate, and says only that a reason is missing.
	g := newGateRepository(t)
	g.edit("store/session.go", ".Err()", ".Err() //crossslot:ignore schema")
	expect(t, "without a reason", run(t, g.dir, tool(t), "-checks=luaslot", "./..."), 3, "crossslot:ignore gives no reason", "")
	g.edit("store/session.go", "//crossslot:ignore schema", "//crossslot:ignore schema they are moved")
	expect(t, "with one", run(t, g.dir, tool(t), "-checks=luaslot", "./..."), 0, "", "")
}

// TestAgainstFormats writes the changes in the formats that other programs read.
func TestAgainstFormats(t *testing.T) {
	g := newGateRepository(t)
	g.edit("keys/keys.go", `"session:" + id`, `"login:" + id`)
	for format, want := range map[string]string{
		"github":     "::error file=store/session.go,line=22,",
		"gitlab":     `"check_name": "renamed"`,
		"sarif":      `"ruleId": "renamed"`,
		"checkstyle": `source="crossslotlint.renamed"`,
		"rdjson":     `"value": "renamed"`,
		"json":       `"rule": "renamed"`,
	} {
		expect(t, format, g.schema("-against=main", "-format="+format), 3, want, "")
	}
	expect(t, "another format", g.schema("-against=main", "-format=html"), 2, "", "-against has no format \"html\": want text, json, markdown, sarif, github, gitlab, checkstyle, rdjson")
}

// TestAgainstFile compares with a schema that was committed.
func TestAgainstFile(t *testing.T) {
	g := newGateRepository(t)
	expect(t, "write", g.schema("-format=json", "-into=schema.json"), 0, "", "wrote schema.json")
	expect(t, "compare", g.schema("-against=schema.json"), 0, "Against schema.json: no change.\n", "")
	g.edit("keys/keys.go", `"session:" + id`, `"login:" + id`)
	expect(t, "another name", g.schema("-against=schema.json", "-format=markdown"), 3, "| **data** | `login:<session>` |", "")
	g.write("schema.json", "{}")
	expect(t, "no schema", g.schema("-against=schema.json"), 1, "", "schema.json: no schema of this version")
}

// TestAgainstErrors shows one clear error for what cannot be compared.
func TestAgainstErrors(t *testing.T) {
	g := newGateRepository(t)
	expect(t, "no revision", g.schema("-against=nosuch"), 1, "", `"nosuch" is no file and no revision`)
	g.write("store/broken.go", "package store\n\nvar x int = nothing\n")
	expect(t, "a broken program", g.schema("-against=main"), 1, "", "nothing is compared, as a schema is not complete: store/broken.go:3:13: ")
	g.commit()
	g.git("rm", "-q", "store/broken.go")
	r := g.schema("-against=HEAD")
	expect(t, "a broken revision", r, 1, "", "-against: the revision HEAD cannot be read: nothing is compared, as a schema is not complete: store/broken.go:3:13: ")
	if strings.Contains(r.stderr, g.temporary) || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("not one clear error: %s", r.stderr)
	}
	g.commit()
	mod, err := os.ReadFile(filepath.Join(g.dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	g.write("go.mod", "nonsense\n")
	g.commit()
	g.write("go.mod", string(mod))
	expect(t, "a broken module", g.schema("-against=HEAD"), 1, "", "the revision HEAD cannot be read: ")
	expect(t, "a package that is new", g.schema("-against=main", "./nosuch"), 1, "", "the revision main cannot be read")
}

// TestAgainstSignal ends the program while it reads the other revision.
func TestAgainstSignal(t *testing.T) {
	g := newGateRepository(t)
	bin := t.TempDir()
	begun := filepath.Join(bin, "begun")
	t.Cleanup(func() { os.Remove(begun) }) // which ends the loop
	script := "#!/bin/sh\ntouch " + begun + "\nwhile [ -e " + begun + " ]; do sleep 0.1; done\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool(t), "schema", "-against", "main")
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(begun); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if list := g.git("worktree", "list"); strings.Count(list, "\n") != 2 {
		t.Errorf("no work tree while it runs:\n%s", list)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 || !strings.Contains(stderr.String(), "-against: interrupted") {
		t.Errorf("%v\n%s", err, stderr.String())
	}
	g.clean()
}
