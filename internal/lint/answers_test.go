package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// base is a program with one family of keys that needs a hash tag. The rows of
// TestAnswers use the keys in another way, too.
const base = `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type Store struct{ C redis.UniversalClient }

func (s *Store) Both(ctx context.Context, id int) ([]string, error) {
	return s.C.SInter(ctx, fmt.Sprintf("user:%d:follows", id), fmt.Sprintf("user:%d:likes", id)).Result()
}
`

// use is a function that uses the store, with its imports.
func use(imports, body string) string {
	text := "package other\n\nimport (\n\t\"context\"\n"
	for name := range strings.FieldsSeq(imports) {
		text += "\t\"" + name + "\"\n"
	}
	return text + "\n\t\"example.com/shop/store\"\n)\n\nfunc Use(ctx context.Context, s *store.Store, id int, kind, field string) error {\n" + body + "\n}\n"
}

// constants is a program with two constant keys, and a statement.
func constants(imports, statement string) string {
	text := use(imports+" github.com/redis/go-redis/v9", "")
	head, _, _ := strings.Cut(text, "\n\t\"example.com")
	return strings.Replace(head, "package other", "package store", 1) + ")\n\nfunc Both(ctx context.Context, c redis.UniversalClient) error {\n\t" +
		statement + "\n\treturn c.SInter(ctx, \"tags:go\", \"tags:redis\").Err()\n}\n"
}

// TestAnswers shows which answer a program gets that uses its keys in another way,
// and why.
func TestAnswers(t *testing.T) {
	for _, test := range []struct{ name, file, text, answer, why string }{
		{"nothing else", "", "", "safe", ""},
		{"a command with one key", "other/other.go", use("fmt", `	return s.C.SAdd(ctx, fmt.Sprintf("user:%d:likes", id), 1).Err()`), "safe", ""},
		{"a log", "other/other.go", use("fmt log", `	log.Print(fmt.Sprintf("user:%d:likes", id))
	return nil`), "safe", ""},
		{"split", "other/other.go", use("fmt strings", `	_ = strings.Split(fmt.Sprintf("user:%d:likes", id), ":")
	return nil`), "manual", "strings.Split"},
		{"a scan of all, taken apart", "other/other.go", use("strings", `	keys, err := s.C.Keys(ctx, "*").Result()
	for _, key := range keys {
		_ = strings.HasPrefix(key, "user:")
	}
	return err`), "manual", "other/other.go:13"},
		{"a scan of all, removed", "other/other.go", use("", `	keys, err := s.C.Keys(ctx, "*").Result()
	for _, key := range keys {
		s.C.Del(ctx, key)
	}
	return err`), "safe", ""},
		{"a scan of other keys, taken apart", "other/other.go", use("strings", `	keys, err := s.C.Keys(ctx, "session:*").Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err`), "safe", ""},
		{"a scan of other keys with a pattern that is put together", "other/other.go", use("fmt strings", `	pattern := fmt.Sprintf("session:%s:", kind) + "*"
	keys, err := s.C.Keys(ctx, pattern).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err`), "safe", ""},
		{"a scan with a pattern of which the begin is not known", "other/other.go", use("fmt strings", `	keys, err := s.C.Keys(ctx, fmt.Sprintf("%s:*", kind)).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err`), "manual", "other/other.go:14"},
		{"a scan with a set that is put together", "other/other.go", use("fmt strings", `	keys, err := s.C.Keys(ctx, fmt.Sprintf("[s%s]ser:*", kind)).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err`), "manual", "other/other.go:14"},
		{"a scan with a pattern that grows", "other/other.go", use("strings", `	pattern := ""
	for range id {
		pattern += "?"
	}
	keys, err := s.C.Keys(ctx, pattern).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err`), "manual", "other/other.go:17"},
		{"a scan of other keys with a pattern of a function", "other/other.go", use("strings", `	keys, err := s.C.Keys(ctx, sessionKey("*")).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err
}

func sessionKey(id string) string { return "session:" + id }

func one(ctx context.Context, s *store.Store, id string) error {
	return s.C.Get(ctx, sessionKey(id)).Err()`), "safe", ""},
		{"a scan with a pattern of a function", "other/other.go", use("strings", `	keys, err := s.C.Keys(ctx, anyKey("*")).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err
}

func anyKey(id string) string { return "u" + id`), "manual", "other/other.go:13"},
		{"a scan with two patterns", "other/other.go", use("strings", `	return scan(ctx, s, "session:*")
}

func All(ctx context.Context, s *store.Store, kind string) error { return scan(ctx, s, kind) }

func scan(ctx context.Context, s *store.Store, pattern string) error {
	keys, err := s.C.Keys(ctx, pattern).Result()
	for _, key := range keys {
		_ = strings.Split(key, ":")
	}
	return err`), "manual", "other/other.go:19"},
		{"a pattern that misses the new keys", "other/other.go", use("", `	return s.C.Keys(ctx, "user*").Err()`), "manual", "other/other.go:10"},
		{"a pattern that is put together", "store/store.go", constants("strings", `c.Keys(ctx, strings.Join([]string{"tags:", "*"}, ""))`), "manual", "store/store.go:10"},
		{"a pattern of other keys that is put together", "store/store.go", constants("strings", `c.Keys(ctx, strings.Join([]string{"tag:", "*"}, ""))`), "safe", ""},
		{"a text that is put together, in a log", "store/store.go", constants("log", `log.Print("tags:" + ctx.Err().Error())`), "safe", ""},
		{"the name of a table", "store/store.go", constants("database/sql fmt", `sql.OpenDB(nil).QueryRowContext(ctx, query("tags"))
	return nil
}

func query(table string) string { return fmt.Sprintf("SELECT count(*) FROM %s", table) }

func Inter(ctx context.Context, c redis.UniversalClient) error {`), "safe", ""},
		{"a value of a table", "store/store.go", constants("database/sql fmt", `sql.OpenDB(nil).QueryRowContext(ctx, "SELECT 1 FROM names WHERE name = ?", name("tags"))
	return nil
}

func name(kind string) string { return fmt.Sprintf("%s.all", kind) }

func Inter(ctx context.Context, c redis.UniversalClient) error {`), "manual", "store/store.go:11"},
		{"a pattern in a test that misses the new keys", "other/other_test.go", "package other\n\nimport (\n\t\"os\"\n\n\t_ \"example.com/shop/store\"\n)\n\nfunc pattern() error { return os.Setenv(\"KEYS\", \"user*\") }\n", "review", "other/other_test.go:9"},
		{"a pattern that goes elsewhere", "other/other.go", "package other\n\nimport (\n\t\"os\"\n\n\t_ \"example.com/shop/store\"\n)\n\nfunc pattern() error { return os.Setenv(\"KEYS\", \"user*\") }\n", "manual", "other/other.go:9"},
		{"a pattern that is only looked at", "other/other.go", "package other\n\nimport _ \"example.com/shop/store\"\n\nfunc same(s string) bool { return s == \"user*\" }\n", "safe", ""},
		{"an access control list", "other/other.go", use("", `	return s.C.Do(ctx, "ACL", "SETUSER", "app", "~user:*").Err()`), "manual", "other/other.go:10"},
		{"a map in memory", "other/other.go", use("fmt", `	seen := make(map[string]bool)
	seen[fmt.Sprintf("user:%d:likes", id)] = true
	if seen[fmt.Sprintf("user:%d:likes", id)] {
		delete(seen, "session:" + kind)
	}
	return nil`), "review", "other/other.go:13 (its text is a key of a map in memory)"},
		{"a map with a key from elsewhere", "other/other.go", use("fmt", `	seen := make(map[string]bool)
	seen[kind] = true
	_ = seen[fmt.Sprintf("user:%d:likes", id)]
	return nil`), "manual", "other/other.go:13 the key, or a part of it, is looked up in a map"},
		{"a map that is passed on", "other/other.go", use("fmt os", `	seen := make(map[string]bool)
	func(m map[string]bool) { m[os.Args[0]] = true }(seen)
	_ = seen[fmt.Sprintf("user:%d:likes", id)]
	return nil`), "manual", "is looked up in a map"},
		{"a file", "other/other.go", use("fmt os", `	_, err := os.Stat(fmt.Sprintf("user:%d:likes", id))
	return err`), "manual", "os.Stat"},
		{"a set of keys", "other/other.go", use("fmt", `	return s.C.SAdd(ctx, "index", fmt.Sprintf("user:%d:likes", id)).Err()`), "manual", "stored by SADD"},
		{"a script that takes the key apart", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return string.match(KEYS[1], ':(%d+):')`, []string{fmt.Sprintf(\"user:%d:likes\", id)}).Err()"), "manual", "string.match"},
		{"a script", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('SCARD', KEYS[1])`, []string{fmt.Sprintf(\"user:%d:likes\", id)}).Err()"), "safe", ""},
		{"a script that makes the key", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('SADD', KEYS[1] .. ':likes', ARGV[1])`, []string{fmt.Sprintf(\"user:%d\", id)}, kind).Err()"), "manual", "other/other.go:11"},
		{"a script that makes the key of parts", "other/other.go", use("", "	return s.C.Eval(ctx, `return redis.call('DEL', table.concat({KEYS[1], ARGV[1], ARGV[2]}, ':'))`, []string{\"user\"}, id, \"likes\").Err()"), "manual", "other/other.go:10 a key"},
		{"a script that makes another key", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('SADD', KEYS[1] .. ':seen', ARGV[1])`, []string{fmt.Sprintf(\"user:%d\", id)}, kind).Err()"), "safe", ""},
		{"a script that makes a key of which a part is unknown", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('DEL', KEYS[1] .. ARGV[1])`, []string{fmt.Sprintf(\"user:%d:\", id)}, kind).Err()"), "review", "other/other.go:11 (it sends user:<id>:<kind>)"},
		{"a script that publishes on a channel", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('PUBLISH', KEYS[1], 'x')`, []string{fmt.Sprintf(\"user:%d:likes\", id)}).Err()"), "review", "other/other.go:11 (it is the name of a channel in a script, in line 1)"},
		{"a script that publishes a key", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('PUBLISH', 'likes', KEYS[1])`, []string{fmt.Sprintf(\"user:%d:likes\", id)}).Err()"), "manual", "is stored by a script"},
		{"a script that publishes on a channel of ARGV", "other/other.go", use("fmt", "	return s.C.Eval(ctx, `return redis.call('PUBLISH', ARGV[1], 'x')`, []string{\"session\"}, fmt.Sprintf(\"user:%d:likes\", id)).Err()"), "manual", "is stored by a script"},
		{"a tag of a field", "other/other.go", "package other\n\nimport _ \"example.com/shop/store\"\n\ntype user struct {\n\tLikes []string `key:\"user:%d:likes\"`\n}\n", "manual", "other/other.go:6"},
		{"words in the tag of a field", "other/other.go", "package other\n\nimport _ \"example.com/shop/store\"\n\ntype user struct {\n\tKind string `db:\"default:'user',check:'likes'\"`\n}\n", "review", "other/other.go:6 (its text may be a part of user:<id>:likes, or something else)"},
		{"a word of a list that makes keys", "other/other.go", use("strings", `	for _, kind := range strings.Fields(field) {
		kind = strings.Join([]string{kind, ":likes"}, "")
		s.C.Do(ctx, "DEL", kind)
	}
	return nil`), "review", "other/other.go:13 (it sends <strings.Fields(field)[i]>:likes)"},
		{"a regular expression", "other/other.go", use("strings", `	_ = strings.ReplaceAll(kind, "*", ".*")
	return nil`), "safe", ""},
		{"a key with unknown parts", "other/other.go", use("fmt", `	return s.C.Del(ctx, fmt.Sprintf("%s:%d:%s", kind, id, field)).Err()`), "review", "other/other.go:11 (it sends <kind>:<id>:<field>)"},
		{"a Makefile", "Makefile", "card:\n\tredis-cli SCARD user:$(ID):likes\n", "review", "Makefile:2"},
		{"an environment", ".env.production", "LIKES_KEY=user:%d:likes\n", "review", ".env.production:1"},
		{"a workflow", ".github/workflows/x.yml", "run: redis-cli del user:7:likes\n", "review", ".github/workflows/x.yml:1"},
		{"a script in Python", "scripts/card.py", "print(card(':'.join(['user', str(7), 'likes'])))\n", "review", "scripts/card.py:1"},
		{"parts in a configuration", "config.yaml", "prefix: user:\nsuffix: :likes\n", "review", "config.yaml:1"},
		{"test data", "other/testdata/names.json", `{"key": "user:5:likes"}`, "review", "other/testdata/names.json:1"},
		{"a program of another module", "cli/main.go", "package main\n\nconst (\n\tkind = \"user\"\n\tfield = \"likes\"\n)\n", "review", "cli/main.go:4"},
		{"a pattern in a script", "clean.sh", "redis-cli --scan --pattern 'user:*' | cut -d: -f2\n", "review", "clean.sh:1"},
		{"a pattern of an access control list", "users.acl", "user app on ~user:* +@all\n", "review", "users.acl:1"},
		{"a pattern of other keys", "users.acl", "user app on ~session:* +@all\n", "safe", ""},
		{"an embedded script that scans", "store/scan.lua", "for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SADD', 'ids', string.match(k, '%d+')) end\n", "manual", "store/scan.lua:1"},
		{"a program that is named like a document", "tools/notices_plan9.go", "package tools\n\nconst likes = \"user:%d:likes\"\n", "review", "tools/notices_plan9.go:3"},
		{"a script in UTF-16", "tool.ps1", "\xff\xfe" + strings.Join(strings.Split("del user:7:likes\n", ""), "\x00") + "\x00", "review", "tool.ps1:1"},
		{"a script that scans", "other/other.go", use("", "	return s.C.Eval(ctx, `for _, k in ipairs(redis.call('KEYS', 'us*')) do redis.call('SADD', 'ids', string.match(k, '%d+')) end`, nil).Err()"), "manual", "other/other.go:10"},
		{"a script that scans for other keys", "other/other.go", use("", "	return s.C.Eval(ctx, `for _, k in ipairs(redis.call('KEYS', 'session:*')) do redis.call('SADD', 'ids', string.match(k, '%d+')) end`, nil).Err()"), "safe", ""},
		{"a script that scans, and removes", "other/other.go", use("", "	return s.C.Eval(ctx, `for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('DEL', k) end`, nil).Err()"), "safe", ""},
		{"a document", "README.md", "Keys: `user:<id>:likes`.\n", "safe", ""},
		{"a picture", "user.png", "\x89PNG\x00user:1:likes", "safe", ""},
		{"a report of this linter", "lint.txt", "store.go:1:1: SINTER: keys user:<id>:likes and user:<id>:follows (crossslot, proven)\n", "safe", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"store/store.go": base}
			if test.file != "" {
				files[test.file] = test.text
			}
			if strings.HasPrefix(test.file, "cli/") {
				files["cli/go.mod"] = "module example.com/cli\n"
			}
			dir := module(t, files)
			_, r := lintModule(t, dir)
			found := false
			for _, f := range r.Findings {
				if f.Range.File != filepath.Join(dir, "store", "store.go") || f.Answer() == "" {
					continue
				}
				found = true
				if stop := f.Manual; (stop != nil) != (test.answer == "manual") || stop != nil && !strings.Contains(f.Unfixed, fmt.Sprintf("%s:%d", r.Rel(stop.Stop.File), stop.Stop.Line)) {
					t.Errorf("%s: by hand %+v", f.Unfixed, stop)
				}
				if f.Manual != nil && !slices.ContainsFunc(f.Manual.Edits, func(e result.Edit) bool { return e.File == f.File && strings.Contains(e.New, "{") }) {
					t.Errorf("the plan has no hash tag at the report: %+v", f.Manual.Edits)
				}
				why := f.Unfixed
				if f.Fix != nil {
					why = strings.Join(f.Fix.Review, ", ")
				}
				if f.Answer() != test.answer || !strings.Contains(why, test.why) {
					t.Errorf("%s: %s, want %s: %s", f.Answer(), why, test.answer, test.why)
				}
			}
			if !found {
				t.Errorf("no finding; failures %v", r.Failures)
			}
		})
	}
}

// boxes is a program that names one key in two ways: a box has a name, which may be
// made of a room's.
const boxes = `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type Box struct {
	c          redis.UniversalClient
	lid, inner string
}

func NewBox(c redis.UniversalClient, name string) *Box {
	return &Box{c: c, lid: fmt.Sprintf("box:%s:lid", name), inner: fmt.Sprintf("box:%s:inner", name)}
}

func (b *Box) Both(ctx context.Context) error { return b.c.SInter(ctx, b.lid, b.inner).Err() }

func shelf(room string) string { return room + ":shelf" }

func lidKey(name string) string { return fmt.Sprintf("box:%s:lid", name) }

func innerKey(name string) string { return fmt.Sprintf("box:%s:inner", name) }

func OnShelf(c redis.UniversalClient, room string) *Box { return NewBox(c, shelf(room)) }

func Both(ctx context.Context, c redis.UniversalClient, room string) error {
	return c.SInter(ctx, lidKey(shelf(room)), innerKey(shelf(room))).Err()
}
`

// TestTwoNames shows that a key which is named in two ways is not renamed in one of
// them, and gets no half of a tag.
func TestTwoNames(t *testing.T) {
	dir := module(t, map[string]string{"store/store.go": boxes})
	_, r := lintModule(t, dir)
	if len(r.Findings) != 2 {
		t.Fatalf("%d findings, want 2; failures %v", len(r.Findings), r.Failures)
	}
	for _, f := range r.Findings {
		if f.Answer() != "manual" || !strings.Contains(f.Unfixed, "named in another way") && !strings.Contains(f.Unfixed, "one brace of the hash tag only") {
			t.Errorf("%s: %s: %s", f.Message, f.Answer(), f.Unfixed)
		}
	}
	// Without the room's way there is one name for each key.
	text, _, _ := strings.Cut(boxes, "func shelf")
	dir = module(t, map[string]string{"store/store.go": text})
	if _, r := lintModule(t, dir); len(r.Findings) != 1 || r.Findings[0].Answer() != "safe" {
		t.Errorf("%v", r.Findings)
	}
}

// module writes a module with the client that stands in for the real one.
func module(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	standIn, err := filepath.Abs("../../testdata/client")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	files["go.mod"] = "module example.com/shop\n\ngo 1.26.0\n\nrequire github.com/redis/go-redis/v9 v9.23.0\n\nreplace github.com/redis/go-redis/v9 => " + standIn + "\n"
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestUnseenGo shows which uses of a helper in a file of another system are seen to be
// keys of commands.
func TestUnseenGo(t *testing.T) {
	const helpers = `package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type Store struct{ C redis.UniversalClient }

func Likes(id int) string { return fmt.Sprintf("user:%d:likes", id) }

func Follows(id int) string { return fmt.Sprintf("user:%d:follows", id) }

func (s *Store) Both(ctx context.Context, id int) ([]string, error) {
	return s.C.SInter(ctx, Follows(id), Likes(id)).Result()
}
`
	for body, want := range map[string]string{
		"s.C.Del(ctx, store.Likes(7))":             "safe",
		"s.C.SInter(ctx, \"a\", store.Likes(7))":   "safe",
		"s.C.SAdd(ctx, store.Likes(7), 1)":         "safe",
		"s.C.SAdd(ctx, \"index\", store.Likes(7))": "review",
		"cache.Set(store.Likes(7), 1)":             "review",
		"http.Get(store.Likes(7))":                 "review",
		"db.Exec(ctx, \"\", store.Likes(7))":       "review",
	} {
		dir := module(t, map[string]string{
			"store/store.go":   helpers,
			"other/x_plan9.go": "package other\n\nimport \"example.com/shop/store\"\n\nfunc f() { " + body + " }\n",
		})
		_, r := lintModule(t, dir)
		if len(r.Findings) != 1 || r.Findings[0].Answer() != want {
			t.Errorf("%s: %v, want %s", body, r.Findings, want)
		}
	}
}

// TestUnseenPart shows that a file of another system which uses a part of a key is in the
// way, and that a test there is to be looked at.
func TestUnseenPart(t *testing.T) {
	const constants = `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const prefix = "user:"

func Both(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.SInter(ctx, prefix+id+":follows", prefix+id+":likes").Err()
}
`
	for file, want := range map[string]string{"store/x_plan9.go": "manual", "store/plan9_test.go": "review"} {
		dir := module(t, map[string]string{
			"store/store.go": constants,
			file:             "//go:build plan9\n\npackage store\n\nfunc likes(id string) string { return prefix + id + \":likes\" }\n",
		})
		_, r := lintModule(t, dir)
		if len(r.Findings) != 1 || r.Findings[0].Answer() != want {
			t.Errorf("%s: %v, want %s", file, r.Findings, want)
		}
	}
}
