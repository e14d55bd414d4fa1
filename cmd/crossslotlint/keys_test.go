package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		"migration":      {"  a; b:<id>:x -> {a; b:<id>}:x\n      SCAN pattern a; b:*:x; see shop.go:11\n"},
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
