package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/fix"
	"github.com/crossslotlint/crossslotlint/internal/format"
)

// formats runs the stand-alone program over all packages of a module, in every
// format. It returns the outputs by format, and what is on standard error.
func formats(t *testing.T, dir string, args ...string) (outputs map[string]string, stderr string) {
	t.Helper()
	out := t.TempDir()
	for _, name := range format.Names() {
		args = append(args, "-format", name+"="+filepath.Join(out, name))
	}
	r := run(t, dir, tool(t), append(args, "./...")...)
	if r.stdout != "" {
		t.Errorf("standard output %q", r.stdout)
	}
	outputs = make(map[string]string)
	for _, name := range format.Names() {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatalf("%v\n%s", err, r.stderr)
		}
		outputs[name] = string(data)
	}
	return outputs, r.stderr
}

// TestKeysWithMarks shows that keys with the marks that part the clauses of a
// message take none of them apart.
func TestKeysWithMarks(t *testing.T) {
	dir := clientModule(t, "shop.go", `package shop

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func shop(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, fmt.Sprintf("a; b:%d:x", id), fmt.Sprintf("a; b:%d:y", id))
	c.Rename(ctx, fmt.Sprintf("a(:%d:x", id), fmt.Sprintf("a\":%d:y", id))
}
`)
	outputs, stderr := formats(t, dir)
	if stderr != "" {
		t.Error(stderr)
	}
	for name, want := range map[string][]string{
		"text": {
			"shop.go:11:2: RENAME: keys a; b:<id>:x and a; b:<id>:y never share a slot (crossslot, proven)\n",
			"\n        Redis Cluster refuses (CROSSSLOT)\n        give them one hash tag, as in {a; b:<id>}:x and {a; b:<id>}:y, and move what is stored under the old names\n",
			"shop.go:12:2: RENAME: keys a(:<id>:x and a\":<id>:y never share a slot (crossslot, proven)\n",
			"\n        Redis Cluster refuses (CROSSSLOT)\n        give them one hash tag, as in a(:{<id>}:x and a\":{<id>}:y, and move what is stored under the old names\n",
		},
		"json": {
			`"subject":"RENAME","keys":[{"pattern":"a; b:<id>:x"},{"pattern":"a; b:<id>:y"}],"relation":"never share a slot"`,
			`"problem":"RENAME: keys a(:<id>:x and a\":<id>:y never share a slot","consequence":"Redis Cluster refuses (CROSSSLOT)","advice":"give them one hash tag, as in a(:{<id>}:x`,
		},
		"migration":      {"  a; b:<id>:x -> {a; b:<id>}:x\n      SCAN pattern a; b:*:x, filter ^a; b:[^{}:]*:x$; see shop.go:11\n"},
		"migration-json": {`"match": "a; b:*:x"`},
		"sarif":          {`"text": "RENAME: keys a; b:<id>:x and a; b:<id>:y never share a slot; Redis`, `"problem": "RENAME: keys a; b:<id>:x and a; b:<id>:y never share a slot"`},
		"github":         {"::RENAME: keys a; b:<id>:x and a; b:<id>:y never share a slot; Redis", `::RENAME: keys a(:<id>:x and a":<id>:y never`},
		"gitlab":         {`"RENAME: keys a; b:<id>:x and a; b:<id>:y never share a slot; Redis`},
		"checkstyle":     {`"RENAME: keys a; b:&lt;id&gt;:x and a; b:&lt;id&gt;:y never share a slot; Redis`},
		"rdjson":         {`"RENAME: keys a; b:<id>:x and a; b:<id>:y never share a slot; Redis`},
	} {
		for _, w := range want {
			if !strings.Contains(outputs[name], w) {
				t.Errorf("%s: %q is not in\n%.3000s", name, w, outputs[name])
			}
		}
	}
}

// hostile is a module whose keys, file names and errors act on what shows them:
// on a terminal, on a CI system that reads commands from its log, on a reader.
func hostile(t *testing.T) (dir string) {
	t.Helper()
	const head = "package %s\n\nimport (\n\t\"context\"\n\n\t\"github.com/redis/go-redis/v9\"\n)\n\nfunc f(ctx context.Context, c redis.UniversalClient, u string) {\n"
	calls := func(keys ...string) (out string) {
		for _, k := range keys {
			out += fmt.Sprintf("\tc.Rename(ctx, \"%[1]s\", \"b%[1]s\")\n\tc.Rename(ctx, \"%[1]s\"+u+\":x\", \"%[1]s\"+u+\":y\")\n", k)
		}
		return out
	}
	keys := fmt.Sprintf(head, "keys") + calls(
		`a\n::error::pwn\n`, `a\r::error file=x::pwn`, `a\x00b`, `a\x1b[31m\x1b]0;owned\x07`, `a\u009b31m`, `a\u202e\u2066cba`,
		`a\u200bb`, `::stop-commands::tok`, `<![CDATA[]]>&\"'>`, `a\x01\x0b`, `a\xff\xfe\xc0\x80`,
		`a\u2028b`, `a%s%d%%0A::error::x`, `a<b:`, `a; b (c) \"; d`, ``,
	)
	marks := fmt.Sprintf(head, "marks") + calls(`a\u3164b\ufe0f`, `##[stop-commands]tok`, `##vso[task.complete]x`)
	const odd = "\x1b[31m\u202e\u200b"
	const raw = "\tc.Rename(ctx, `a\n::error::raw \u202e\x1b[31m\x07`, `b`)\n}\n"
	return clientModule(t,
		"keys/keys.go", keys+raw, "marks/marks.go", marks+raw,
		"odd/x"+odd+".go", fmt.Sprintf(head, "odd")+"\tc.Rename(ctx, u+\"x\", u+\"y\")\n}\n",
		"line/line.go", fmt.Sprintf(head, "line")+"//line ::error::"+odd+" ##[add-mask]x.go:7\n\tc.Rename(ctx, u+\"x\", u+\"y\")\n}\n",
		"broken/broken.go", "package broken\n\n//line ::error::"+odd+".go:7\nvar _ int = \"text\"\n",
	)
}

// acts returns the first line of an output in which something acts on what shows
// it, if there is one.
func acts(output string, commands bool) string {
	for line := range strings.Lines(output) {
		bad := strings.ContainsFunc(strings.TrimSuffix(line, "\n"), func(r rune) bool {
			return unicode.IsControl(r) && r != '\t' || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || r == '\u3164' || r == '\ufe0f'
		})
		if bad || !utf8.ValidString(line) || strings.Contains(line, "##[") || !commands && strings.HasPrefix(strings.TrimSpace(line), "::") {
			return line
		}
	}
	return ""
}

// TestHostile shows that nothing of a program acts on what shows the findings in
// it, in any format.
func TestHostile(t *testing.T) {
	dir := hostile(t)
	outputs, stderr := formats(t, dir)
	if line := acts(stderr, false); line != "" || !strings.Contains(stderr, "broken") {
		t.Errorf("standard error: %q\n%s", line, stderr)
	}
	for name, out := range outputs {
		if line := acts(out, name == "github"); line != "" {
			t.Errorf("%s: %q", name, line)
		}
		if !strings.Contains(out, `\u202e`) && !strings.Contains(out, "&#x202e;") {
			t.Errorf("%s has no key with U+202E", name)
		}
	}
	var summary struct{ Findings, Failures int }
	lines := strings.Split(strings.TrimSpace(outputs["json"]), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &summary); err != nil || summary.Findings < 35 || summary.Failures < 1 {
		t.Errorf("%v: %+v", err, summary)
	}
	if got := strings.Count(outputs["github"], "\n"); got != summary.Findings+summary.Failures {
		t.Errorf("%d workflow commands, want %d", got, summary.Findings+summary.Failures)
	}
	for line := range strings.Lines(outputs["github"]) {
		if !regexp.MustCompile(`^::(error|warning|notice) (file|title)=`).MatchString(line) {
			t.Errorf("github: %q", line)
		}
	}
	if !strings.Contains(outputs["migration-json"], `"match": "a<b:*:x"`) {
		t.Error("migration-json has no pattern of the key with <")
	}

	// What go vet prints of file names is not for us to say.
	r := vet(t, dir, "./keys", "./marks")
	if line := acts(r.stdout+r.stderr, false); line != "" || len(findings(r.stderr)) < 30 {
		t.Errorf("go vet: %q\n%.5000s", line, r.stderr)
	}
}

// TestHostileFlags shows the same for what is wrong with flags and files.
func TestHostileFlags(t *testing.T) {
	const odd = "x\n::error::y\x1b[31m\u202e\xff##[add-mask]z"
	dir := writeModule(t, "go.mod", "module example.com/m\n\ngo 1.26\n", "m.go", "package m\n",
		"odd.yml", "certainty: \"x\\n::error::y\\e[31m\\u202e\"\n",
		"key.yml", "\"x\\n::error::y\\e[31m\\u202e\": 1\n",
		"no.yml", "a: \x1b\n", "functions.yml", "keys: [\"example.com/m.F\\u202e\\e[31m = a\"]\n",
		"known.json", `{"version": 2, "findings": [{"x\n::error::y\u001b\u202e": 1}]}`,
		"gone.json", `{"version": 2, "findings": [{"check": "crossslot", "package": "example.com/m", "file": "\n::error::y\u001b\u202e##[add-mask]z", "in": "f\u202e", "code": "x", "subject": "s\u0007", "keys": "\u200b"}]}`,
	)
	for _, args := range [][]string{
		{"-certainty=" + odd}, {"-" + odd}, {"-config", odd}, {"-format", odd}, {"-format", "json=" + odd + "/f"}, {"-new-from", odd}, {"-baseline", odd},
		{"-config", "odd.yml"}, {"-config", "key.yml"}, {"-config", "no.yml"}, {"-config", "functions.yml"},
		{"-baseline", "known.json"}, {"-baseline", "gone.json"}, {"./" + odd}, {odd},
		{"config", "-config", "functions.yml"}, {"config", odd}, {"explain", odd}, {"explain", "-" + odd}, {"checks", odd}, {"completion", odd}, {"help", odd},
		{"slot", odd}, {"slot", "of", odd, "::x"}, {"slot", "of", "-json", odd}, {"slot", "same", odd, "y"}, {"slot", "split", odd, "a b##[x"},
		{"slot", "count", odd}, {"slot", "count", "-nodes", odd}, {"slot", "count", "-addr", odd},
	} {
		r := run(t, dir, tool(t), args...)
		if line := acts(r.stdout+r.stderr, false); line != "" || r.stdout+r.stderr == "" {
			t.Errorf("%q: %q", args, line)
		}
	}
}

// TestShowDiff shows that a diff can be applied, and does not act on a terminal.
func TestShowDiff(t *testing.T) {
	plan := &fix.Plan{Files: []fix.File{{Name: "/m/a.go", Old: []byte("a\n\x1b[31m\n"), New: []byte("b\n\x1b[31m\n")}}}
	for onTerminal, want := range map[bool]string{
		false: "--- a/a.go\n+++ b/a.go\n@@ -1,2 +1,2 @@\n-a\n+b\n \x1b[31m\n",
		true:  "--- a/a.go\n+++ b/a.go\n@@ -1,2 +1,2 @@\n-a\n+b\n \\x1b[31m\n",
	} {
		var out strings.Builder
		if err := showDiff(&out, plan, "/m", onTerminal); err != nil || out.String() != want {
			t.Errorf("on a terminal: %t: %q, %v, want %q", onTerminal, out.String(), err, want)
		}
	}
}
