package analyzer_test

import (
	"fmt"
	"go/types"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// v9 is the path of the newest client.
const v9 = "github.com/redis/go-redis/v9"

// keysOf returns how many keys a row can name, many for a list; patterns are
// no keys.
func keysOf(m *client.Method) (n int) {
	for _, s := range m.Keys {
		if s.Pattern {
			continue
		}
		n++
		for _, step := range s.Steps {
			switch step.Op {
			case client.Each, client.Stride, client.MapKeys, client.Half, client.Pairs:
				n++
			}
		}
	}
	return n
}

// rowsOf returns the rows of a client's methods that can send several keys, or
// a key and patterns.
func rowsOf(pkg *types.Package) map[*client.Method]bool {
	rows := make(map[*client.Method]bool)
	for _, name := range pkg.Scope().Names() {
		typ, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !typ.Exported() {
			continue
		}
		t := typ.Type()
		if !types.IsInterface(t) {
			t = types.NewPointer(t)
		}
		for sel := range types.NewMethodSet(t).Methods() {
			fn := sel.Obj().(*types.Func)
			if m, ok := libraries.Lookup(fn); ok && fn.Exported() && (keysOf(m) > 1 || len(m.Keys) > 1) {
				rows[m] = true
			}
		}
	}
	return rows
}

// load97 loads v9.7, which has methods that v9.8 dropped.
func load97(t *testing.T) *types.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode:       packages.NeedTypes,
		Dir:        "../testdata/record",
		Env:        append(os.Environ(), "GOWORK=off", "GOFLAGS="),
		BuildFlags: []string{"-modfile=v9.7.mod"},
	}, v9)
	if err != nil {
		t.Fatal(err)
	}
	return pkgs[0].Types
}

// wholeClient matches the names of the packages of testdata/crossslot that call
// all of a client.
var wholeClient = regexp.MustCompile(`^v[0-9]+$`)

// clientOf returns the path of the client that a package imports.
func clientOf(t *testing.T, p *packages.Package) string {
	t.Helper()
	for path := range p.Imports {
		if libraries.Owns(path) {
			return path
		}
	}
	t.Fatalf("%s imports no client", p.PkgPath)
	return ""
}

// TestRowsCovered shows that testdata has, for each client, a reported and a
// silent call of every method that can send several keys.
func TestRowsCovered(t *testing.T) {
	names := make(map[string]bool)
	for _, p := range load(t, "crossslot") {
		if !wholeClient.MatchString(p.Name) {
			continue
		}
		path := clientOf(t, p)
		rows := rowsOf(p.Imports[path].Types)
		if path == v9 {
			maps.Copy(rows, rowsOf(load97(t)))
		}
		counts := count(usesIn(p), func(u use) *client.Method { return u.row })
		var total tally
		for m := range rows {
			names[m.Name] = true
			n := counts[m]
			if n == nil {
				n = new(tally)
			}
			total.reported, total.silent = total.reported+n.reported, total.silent+n.silent
			// Of a row with one key and patterns, nothing is to be reported.
			if n.silent == 0 || n.reported == 0 && keysOf(m) > 1 {
				t.Errorf("%s: %s (%s, keys %v): %d calls reported, %d silent", p.Name, m.Name, m.Command, m.Keys, n.reported, n.silent)
			}
		}
		t.Logf("%s: %d rows: %d calls reported, %d silent", p.Name, len(rows), total.reported, total.silent)
	}
	t.Logf("%d method names", len(names))
}

// TestReceiversCovered shows that testdata has a reported and a silent call on
// every type that sends commands.
func TestReceiversCovered(t *testing.T) {
	p := packageOf(t, "crossslot", "v9")
	counts := count(usesIn(p), func(u use) string { return u.recv })
	for _, name := range []string{
		"Client", "ClusterClient", "Ring", "UniversalClient", "Cmdable", "StatefulCmdable",
		"Conn", "Tx", "Pipeliner", "Pipeline", "AutoPipeliner", "Script", "PubSub",
	} {
		if p.Imports[v9].Types.Scope().Lookup(name) == nil {
			t.Errorf("the client has no type %s", name)
		}
		if n := counts[name]; n == nil || n.reported == 0 || n.silent == 0 {
			t.Errorf("%s: %+v", name, n)
		}
	}
}

// severalKeys reports whether a command can have two keys: whether there is a
// call of it that has. A "2" can be a number of keys, a key and an operand.
func severalKeys(c *command.Command) bool {
	name := strings.Fields(c.Name)
	for _, option := range []string{"2", "STREAMS", "KEYS", "STORE"} {
		for at := range 9 {
			for n := range 11 {
				words := slices.Concat(name, slices.Repeat([]string{"2"}, n))
				if i := len(name) + at; i < len(words) {
					words[i] = option
				}
				keys, ok := c.Keys(len(words), func(i int) (string, bool) { return words[i], true })
				keys = slices.DeleteFunc(keys, func(k command.Key) bool { return k.Pattern })
				if ok && len(keys) > 1 {
					return true
				}
			}
		}
	}
	return false
}

// rawCommand returns the command that a call of Do sends.
func rawCommand(u use) *command.Command {
	if u.row.Name != "Do" || len(u.words) < 3 {
		return nil
	}
	c, _ := command.Lookup(u.words[1], u.words[2])
	return c
}

// TestCommandsCovered shows that testdata has a reported and a silent call of
// Do for every command that can have several keys.
func TestCommandsCovered(t *testing.T) {
	counts := count(usesIn(packageOf(t, "crossslot", "v9")), rawCommand)
	commands := 0
	for c := range command.All() {
		if c.Has(command.Container) || !severalKeys(c) {
			continue
		}
		commands++
		if n := counts[c]; n == nil || n.reported == 0 || n.silent == 0 {
			t.Errorf("%s: %+v", c.Name, n)
		}
	}
	t.Logf("%d commands", commands)
}

// notExecuted are methods whose operation Redis 7.0 does not know, and those and
// commands that cannot be called alone, or leave their connection unusable.
var notExecuted = map[string]bool{
	"BitOpAndOr": true, "BitOpDiff": true, "BitOpDiff1": true, "BitOpOne": true,
	"FDPipelined": true, "SSUBSCRIBE": true, "SUNSUBSCRIBE": true,
}

// TestExecutedCovered shows that the program that is executed on a cluster has
// two calls or more of every method, and of Do with every command, that can have
// several keys and that the server knows. No comment there wants a finding: the
// cluster decides.
func TestExecutedCovered(t *testing.T) {
	server := redistest.Server(t)
	known := func(name string) bool {
		info, err := server.Do("COMMAND", "INFO", name)
		if err != nil {
			t.Fatal(err)
		}
		return info.([]any)[0] != nil
	}
	p := packageOf(t, "e2e", "main")
	uses := usesIn(p)
	rows := count(uses, func(u use) *client.Method { return u.row })
	methods := 0
	for m := range rowsOf(p.Imports[v9].Types) {
		if notExecuted[m.Name] || m.Command != "" && !known(m.Command) {
			continue
		}
		methods++
		if n := rows[m]; n == nil || n.silent < 2 && keysOf(m) > 1 {
			t.Errorf("%s (%s, keys %v): %+v", m.Name, m.Command, m.Keys, n)
		}
	}
	raw := count(uses, rawCommand)
	commands := 0
	for c := range command.All() {
		if c.Has(command.Container) || notExecuted[c.Name] || !severalKeys(c) || !known(c.Name) {
			continue
		}
		commands++
		if n := raw[c]; n == nil || n.silent < 2 {
			t.Errorf("%s: %+v", c.Name, n)
		}
	}
	t.Logf("%d methods, %d commands", methods, commands)
}

// wantKey is a constant key in the expression of a want comment.
var wantKey = regexp.MustCompile(`"([^"]*)" \\\(slot (\d+)\\\)`)

// TestWantedSlots asks a real server for the slots that testdata expects.
func TestWantedSlots(t *testing.T) {
	slots := make(map[string]string)
	for _, p := range load(t, "crossslot") {
		for _, file := range p.GoFiles {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range wantKey.FindAllStringSubmatch(string(src), -1) {
				slots[strings.ReplaceAll(m[1], `\`, "")] = m[2]
			}
		}
	}
	conn, err := redistest.Dial(redistest.Cluster(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for key, want := range slots {
		if got, err := conn.Do("CLUSTER", "KEYSLOT", key); err != nil || fmt.Sprint(got) != want {
			t.Errorf("key %q: testdata has slot %s, the server %v, %v", key, want, got, err)
		}
	}
	t.Logf("%d keys", len(slots))
}
