package execution

import (
	"fmt"
	"regexp"
	"strings"
)

// An otherFile is one that is not analyzed. In what it holds $w is the pattern of a
// family, $g the same with ${id} for a value, $v with %v, $p is what it begins with
// and $e what it ends with, without separators, $s its separator, $c a tag that no build has.
type otherFile struct{ name, holds string }

// namings are files that name a family.
var namings = []otherFile{
	{"Makefile", "flush:\n\tredis-cli --scan --pattern '$w' | xargs -r redis-cli del\n"},
	{".env.production", "CACHE_TTL=60\nCACHE_KEY=$w\n"},
	{"env", "export KEY=\"$g\"\n"},
	{"infra/cache.tf", "locals {\n  key = \"$g\"\n}\n"},
	{"infra/users.acl", "user app on >secret ~$w +@all\n"},
	{"db/seed.sql", "INSERT INTO jobs (cache) SELECT '$p$s' || id || '$s$e' FROM users;\n"},
	{"web/index.html", "<div data-key=\"$g\"></div>\n"},
	{"data/keys.csv", "name,pattern\nitems,$w\n"},
	{"config.yaml", "cache:\n  entity: $p\n  aspect: $e\n"},
	{"config.json", "{\"cache\": {\"prefix\": \"$p$s\", \"suffix\": \"$s$e\"}}\n"},
	{".github/workflows/smoke.yml", "jobs:\n  smoke:\n    steps:\n      - run: redis-cli get $w\n"},
	{"scripts/report.py", "def key(id):\n    return '$s'.join(['$p', str(id), '$e'])\n"},
	{"scripts/report.rb", "key = \"$p$s#{id}$s$e\"\n"},
	{"scripts/clean", "#!/bin/sh\nredis-cli del \"$g\"\n"},
	{"lib/report.lua", "local key = '$p$s' .. id .. '$s$e'\n"},
	{"src/Cache.java", "class Cache {\n  static String key(int id) { return \"$p$s\" + id + \"$s$e\"; }\n}\n"},
	{"web/cache.ts", "export const key = (id: number) => `$g`;\n"},
	{"testdata/keys.txt", "$w\r\n"},
	{"Dockerfile", "FROM redis\nENV KEY $w\n"},
	{"deploy/chart/values.yaml", "keys:\n  - $w\n"},
	{"large.txt", strings.Repeat("nothing to see here\n", 60_000) + "$w\n"},
	{"bom.conf", "\xef\xbb\xbfkey = $w\n"},
	{"latin.conf", "# caf\xe9\nkey = $w\n"},
	{"tagged/tagged.go", "//go:build $c\n\npackage tagged\n\nimport \"fmt\"\n\nfunc Key(id int) string { return fmt.Sprintf(\"$v\", id) }\n"},
	{"scripts/fill.go", "//go:build ignore\n\npackage main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"$p$s\" + \"7\" + \"$s$e\") }\n"},
	{"report_plan9.go", "package main\n\nconst report = \"$v\"\n"},
	{"tools/main.go", "package main\n\nfunc main() { println(\"$v\") }\n"},
	{"systemd/flush.service", "[Service]\nExecStart=/usr/bin/redis-cli unlink $w\n"},
	{"prom.rules", "expr: redis_key_size{key=~\"$p$s.+$s$e\"}\n"},
	{"cmd.proto", "// key: $g\n"},
	{"vendor.txt", "$w\n"},
}

// strangers are files that name no family: none, or a word of one.
var strangers = []otherFile{
	{"README.md", "The keys are `$w`.\n"},
	{"CHANGELOG.md", "- `$w` has a time to live\n"},
	{"docs/keys.adoc", "$w\n"},
	{"config.yaml", "columns:\n  - id\n  - $e\n"},
	{"Makefile", "test:\n\tgo test ./...\n"},
	{"db/schema.sql", "CREATE TABLE users (id INTEGER, name TEXT);\n"},
	{"web/index.html", "<title>Shop</title>\n"},
}

// other adds a file to the repository of the program that is not analyzed, and notes
// the keys that it names.
func (g *group) other(f otherFile, named bool) {
	i := g.some()
	parts := g.parts(i)
	g.site.uses["file "+f.name] = true
	first, last := strings.TrimSuffix(strings.TrimSuffix(parts[0], "%"), g.sep), ""
	if len(parts) == 1 {
		first, last = g.entity, strings.TrimLeft(strings.TrimPrefix(parts[0], g.entity), ":/-_.")
	} else if end := parts[len(parts)-1]; end != "%" {
		last = strings.TrimLeft(end, ":/-_.")
	}
	text := strings.NewReplacer("$w", g.form(i, "*"), "$g", g.form(i, "${id}"), "$v", g.form(i, "%v"),
		"$p", first, "$e", last, "$s", g.sep, "$c", fmt.Sprint("tag", g.number())).Replace(f.holds)
	g.texts[f.name] = text
	if named {
		g.named = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(g.form(i, "\x00")), "\x00", "[^:/_.-]+") + "$")
	}
}
