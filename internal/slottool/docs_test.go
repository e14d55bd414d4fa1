package slottool

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestDocs runs the commands of docs/slot-tools.md and docs/advice.md and compares
// what they print; with -update it writes it. 127.0.0.1:17000 to 17002 stand for a
// real cluster, which holds the keys of the file keys.
func TestDocs(t *testing.T) {
	addrs := redistest.Cluster(t)
	var toReal, toDocs []string
	for i, addr := range addrs {
		docs := "127.0.0.1:1700" + string(rune('0'+i))
		toReal = append(toReal, docs, addr)
		toDocs = append(toDocs, addr, docs)
	}
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/crossslotlint").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	t.Setenv("REDISCLI_AUTH", "")
	os.Unsetenv("REDISCLI_AUTH") // until the end of the test; redis-cli would send the empty one

	t.Run("slot-tools", func(t *testing.T) {
		dir := t.TempDir()
		doc{"slot-tools.md", dir, 10, strings.NewReplacer(toReal...), strings.NewReplacer(toDocs...), func() {
			keys, err := os.ReadFile(filepath.Join(dir, "keys"))
			if err != nil {
				t.Fatal(err)
			}
			load(t, addrs, "", strings.Split(strings.TrimSpace(string(keys)), "\n"))
		}}.check(t)
		if _, err := os.Stat(filepath.Join(dir, "slots.html")); err != nil {
			t.Error(err)
		}
	})
	t.Run("advice", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS("../../testdata/example")); err != nil {
			t.Fatal(err)
		}
		doc{"advice.md", dir, 4, strings.NewReplacer(toReal...), strings.NewReplacer(toDocs...), func() {
			keys := []string{"bestsellers:today", "bestsellers:yesterday", "cart:7:items:archive", "guest:7:items"}
			for i := range 1000 {
				keys = append(keys, fmt.Sprintf("cart:%d:items", i), fmt.Sprintf("cart:%d:total", i))
			}
			load(t, addrs, "", keys)
			for _, addr := range addrs { // the program has written a new name already
				c, err := redistest.Dial(addr)
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				if _, err := c.Do("SET", "{cart:7}:total", "12"); err != nil && !strings.HasPrefix(err.Error(), "MOVED") {
					t.Fatal(err)
				}
			}
		}}.check(t)
	})
}

// A doc is a page with commands in it.
type doc struct {
	name           string
	dir            string // where they run
	least          int    // so many commands are there
	toReal, toDocs *strings.Replacer
	load           func() // is called before the first one that has a server
}

func (d doc) check(t *testing.T) {
	name := filepath.Join("../../docs", d.name)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	loaded := false
	run := func(command string) string {
		if strings.Contains(command, "-addr") && !loaded {
			d.load()
			loaded = true
		}
		cmd := exec.Command("sh", "-c", d.toReal.Replace(command))
		cmd.Dir = d.dir
		out, err := cmd.CombinedOutput()
		if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
			t.Fatal(err)
		} else if ok {
			t.Errorf("$ %s\n%v\n%s", command, err, out)
		}
		return d.toDocs.Replace(string(out))
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
	if commands < d.least {
		t.Errorf("%d commands", commands)
	}
	switch {
	case *update:
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	case got != string(text):
		t.Errorf("docs/%s should be (go test -run TestDocs -update)\n%s", d.name, got)
	}
}
