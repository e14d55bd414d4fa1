package slottool

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// oddText acts on what shows it.
const oddText = "\x1b[31m\u202e\u200b\u3164\xff\a##[add-mask]x"

// TestHostile shows that no key, no reply of a server and no name of a node acts
// on the terminal or starts a command of a CI system.
func TestHostile(t *testing.T) {
	const odd = oddText
	keys := "::error::" + odd + "\n##[stop-commands]x\n\x1b{a" + odd + "}\nuser:1:\u202ea\nuser:1:\u202eb\n"
	nodesFile := filepath.Join(t.TempDir(), "nodes")
	const node = "07c37df 127.0.0.1\x1b\u202e##[add-mask]x:6379@16379 master - 0 0 1 connected 0-16383\n"
	if err := os.WriteFile(nodesFile, []byte(node), 0o666); err != nil {
		t.Fatal(err)
	}
	entry := fmt.Sprintf("*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n$%d\r\n%s\r\n:1\r\n", len(odd)+1, "\n"+odd)
	for _, test := range []struct {
		name string
		r    result
		want string
	}{
		{"of", run(keys, "of"), `"##[stop`},
		{"same", run(keys, "same"), "no: "},
		{"split", run(keys, "split"), "\t"},
		{"split -command", run(keys, "split", "-command", "DEL"), "DEL "},
		{"of -json", run(keys, "of", "-json"), `\u202e`},
		{"count", run(keys, "count", "-nodes", nodesFile), "127.0.0.1"},
		{"count -json", run(keys, "count", "-json"), `\u202e`},
		{"a reply", run("", "count", "-addr", serve(t, "-ERR "+odd+"\r\n", false), "-timeout", "2s"), "ERR"},
		{"a node", run("", "count", "-addr", serve(t, "+PONG\r\n"+entry, false), "-timeout", "2s"), ""},
	} {
		test.r.harmless(t, test.name, strings.ReplaceAll(test.want, "##[", `#\x23[`))
	}
}

// harmless checks that nothing acts in what a command has printed, which has a text.
func (r result) harmless(t *testing.T, name, want string) {
	t.Helper()
	out := r.stdout + r.stderr
	if out != quote.Lines(out) || strings.Contains(out, "\u3164") || !strings.Contains(out, want) || out == "" {
		t.Errorf("%s: %q, want it with %q", name, out, want)
	}
}

// TestHostileMove shows the same of what move prints.
func TestHostileMove(t *testing.T) {
	plan, addr := hostilePlan(t, oddText)
	run("", "move", "-addr", addr, "-plan", plan).harmless(t, "keys", "1 conflict")
	run("", "move", "-addr", serve(t, "-ERR "+oddText+"\r\n", false), "-timeout", "2s", "-plan", plan).harmless(t, "a reply", "ERR")
	if err := os.WriteFile(plan, []byte(oddText), 0o666); err != nil {
		t.Fatal(err)
	}
	run("", "move", "-addr", addr, "-plan", plan).harmless(t, "a plan", "is no plan")
}

// hostilePlan returns a plan, and a server whose keys are in conflict with it and
// fit it in no way.
func hostilePlan(t *testing.T, odd string) (file, addr string) {
	addr = redistest.ServerAddr(t)
	load(t, []string{addr}, "", []string{"a:" + odd, "a:b:" + odd})
	if _, err := redistest.Server(t).Do("RPUSH", "{a:"+odd+"}", "v"); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]any{"version": 1, "renames": []any{
		map[string]any{"old": "::error::" + odd, "new": odd, "oldParts": []any{"a:", nil}, "newParts": []any{"{a:", nil, "}"}},
		map[string]any{"old": "::error::" + odd, "new": odd},
	}})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return file, addr
}
