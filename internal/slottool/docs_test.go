package slottool

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestDocs runs the commands of docs/slot-tools.md and compares what they print;
// with -update it writes it. 127.0.0.1:17000 to 17002 stand for a real cluster,
// which holds the keys of the file keys.
func TestDocs(t *testing.T) {
	const name = "../../docs/slot-tools.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	addrs := redistest.Cluster(t)
	var toReal, toDocs []string
	for i, addr := range addrs {
		docs := "127.0.0.1:1700" + string(rune('0'+i))
		toReal = append(toReal, docs, addr)
		toDocs = append(toDocs, addr, docs)
	}
	bin, dir := t.TempDir(), t.TempDir()
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/crossslotlint").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	t.Setenv("REDISCLI_AUTH", "")
	os.Unsetenv("REDISCLI_AUTH") // until the end of the test; redis-cli would send the empty one

	loaded := false
	run := func(command string) string {
		if strings.Contains(command, "-addr") && !loaded {
			keys, err := os.ReadFile(filepath.Join(dir, "keys"))
			if err != nil {
				t.Fatal(err)
			}
			load(t, addrs, "", strings.Split(strings.TrimSpace(string(keys)), "\n"))
			loaded = true
		}
		cmd := exec.Command("sh", "-c", strings.NewReplacer(toReal...).Replace(command))
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
			t.Fatal(err)
		} else if ok {
			t.Errorf("$ %s\n%v", command, err)
		}
		return strings.NewReplacer(toDocs...).Replace(string(out))
	}
	commands := 0
	got := regexp.MustCompile("(?s)```console\n.*?```").ReplaceAllStringFunc(string(text), func(block string) string {
		out := "```console\n"
		for line := range strings.Lines(block) {
			if command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ "); ok {
				commands++
				out += "$ " + command + "\n" + run(command)
			}
		}
		return out + "```"
	})
	if commands < 10 {
		t.Errorf("%d commands", commands)
	}
	if _, err := os.Stat(filepath.Join(dir, "slots.html")); err != nil {
		t.Error(err)
	}
	switch {
	case *update:
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	case got != string(text):
		t.Errorf("docs/slot-tools.md should be (go test -run TestDocs -update)\n%s", got)
	}
}
