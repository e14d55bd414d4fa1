package client

import (
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

// TestLookupOwn looks up the methods of interfaces and structs of a program.
func TestLookupOwn(t *testing.T) {
	pkg := checkOwn(t, ownSource)
	for _, test := range []struct {
		typ, method string
		want        string // the command or the kind, and the selectors; "" if not known
	}{
		// Embedded: the methods are those of the client.
		{"Embeds", "MGet", "MGET 0[]"},
		{"Embeds", "Watch", "WATCH 1[]"},
		{"Embeds", "TxPipelined", "begin"},
		{"EmbedsInterface", "SInterStore", "SINTERSTORE 0 1[]"},
		{"EmbedsInterface", "Do", "raw 0[]"},

		// Repeated.
		{"Narrow", "MGet", "MGET 0[]"},
		{"Narrow", "ZUnionStore", "ZUNIONSTORE 0 1.Keys[]"},
		{"Narrow", "Eval", "EVAL 1[]"},
		{"Narrow", "Watch", "WATCH 1[]"},
		{"Narrow", "TxPipeline", "begin"},
		{"Narrow", "Pipelined", "batch"},
		{"Narrow", "SSubscribe", "SSUBSCRIBE 0[]"},
		{"Narrow", "Process", "process 0"},
		{"Wrapper", "Rename", "RENAME 0 1"},
		{"Wrapper", "MSet", "MSET 0[pairs]"},
		{"Named", "Get", "GET 0"},
		{"Named", "Del", "DEL 0[]"},
		{"Old", "ZUnionStore", "ZUNIONSTORE 0 2[]"},
		{"Old", "GeoRadius", "GEORADIUS 0 3.Store? 3.StoreDist?"},
		{"Old", "Exists", "EXISTS 0[]"},
		{"Runner", "Run", "EVALSHA 1[]"},
		{"Runner", "Exists", "SCRIPT EXISTS"},
		{"Instance", "SUnion", "SUNION 0[]"},

		// Traps.
		{"Trap", "MGet", ""},        // another result
		{"Trap", "Get", ""},         // a Cmd of another package
		{"Trap", "Rename", ""},      // one text
		{"Trap", "Del", ""},         // a number
		{"Trap", "ZUnionStore", ""}, // a struct without keys
		{"Trap", "SInter", ""},      // two results
		{"Trap", "Watch", ""},       // a function of the program's own
		{"Trap", "TxPipelined", ""}, // the same
		{"Trap", "Process", ""},     // the same
		{"Trap", "Exec", ""},
		{"Trap", "Set", "SET 0"}, // not SENTINEL SET
		{"Trap", "Subscribe", ""},
		{"Concrete", "Watch", ""}, // its body says more
	} {
		fn := lookupMethod(pkg, test.typ, test.method)
		if fn == nil {
			t.Errorf("no %s.%s", test.typ, test.method)
			continue
		}
		got := ""
		if m, ok := Lookup(fn); ok {
			got = m.Command
			if got == "" {
				got = m.Kind.String()
			}
			for _, s := range m.Keys {
				got += " " + s.String()
			}
		}
		if got != test.want {
			t.Errorf("Lookup(%s.%s) = %q, want %q", test.typ, test.method, got, test.want)
		}
	}

	if fn := pkg.Scope().Lookup("MGet").(*types.Func); fn != nil {
		if m, ok := Lookup(fn); ok {
			t.Errorf("Lookup(%v) = %v, want none of a function", fn, *m)
		}
	}
	if !ReachesClient(pkg) || ReachesClient(checkOwn(t, "package own\n\nimport \"context\"\n\nvar _ context.Context\n")) {
		t.Error("ReachesClient is wrong")
	}
}

// TestClassOf classes types of the client and of a program.
func TestClassOf(t *testing.T) {
	pkg := checkOwn(t, ownSource)
	for name, want := range map[string]Class{
		"cluster": Cluster, "universal": Universal, "cmdable": Universal, "stateful": Universal,
		"strings": Universal, "single": Single, "conn": Single, "ring": Ring, "pipeliner": Pipeline,
		"pipeline": Pipeline, "auto": Pipeline, "tx": Tx, "script": Unknown, "oldCluster": Cluster,
		"embeds": Cluster, "embedsInterface": Universal, "narrow": Universal, "wrapper": Unknown,
		"alias": Single, "locked": Ring, "anything": Unknown, "text": Unknown, "loop": Unknown,
	} {
		v := pkg.Scope().Lookup(name)
		if v == nil {
			t.Errorf("no variable %s", name)
			continue
		}
		if got := ClassOf(v.Type()); got != want {
			t.Errorf("ClassOf(%v) = %v, want %v", v.Type(), got, want)
		}
	}
}

func TestMajor(t *testing.T) {
	for path, want := range map[string]int{
		"github.com/redis/go-redis/v9":                     9,
		"github.com/redis/go-redis/v10":                    10,
		"github.com/go-redis/redis/v9":                     9,
		"github.com/go-redis/redis/v8":                     8,
		"github.com/go-redis/redis/v7":                     7,
		"github.com/go-redis/redis":                        6,
		"example.com/app/vendor/github.com/go-redis/redis": 6,
		"vendor/github.com/redis/go-redis/v9":              9,
		"example.com/github.com/redis/go-redis/v9":         0,
		"github.com/redis/go-redis/v9/internal/pool":       0,
		"github.com/redis/go-redis/extra/redisotel/v9":     0,
		"github.com/go-redis/redis/internal":               0,
		"github.com/go-redis/redis_rate/v9":                0,
		"github.com/go-redis/redismock/v9":                 0,
		"github.com/redis/go-redis":                        0,
		"github.com/redis/go-redis/v9x":                    0,
		"":                                                 0,
	} {
		got, ok := Major(path)
		if got != want || ok != (want != 0) || IsClientPackage(path) != ok {
			t.Errorf("Major(%q) = %d, %v, want %d", path, got, ok, want)
		}
	}
}

// TestCmdArgs walks the constructors of commands.
func TestCmdArgs(t *testing.T) {
	for _, m := range clients(t) {
		var with, without []string
		for _, name := range m.pkg.Scope().Names() {
			fn, ok := m.pkg.Scope().Lookup(name).(*types.Func)
			if !ok || !fn.Exported() {
				continue
			}
			if _, ok := commandResult(fn.Signature()); !ok {
				continue
			}
			if words, ok := CmdArgs(fn); ok {
				with = append(with, name+" "+words.String())
			} else if !strings.HasSuffix(name, "Result") {
				without = append(without, name)
			}
		}
		t.Logf("%v: %d constructors take words; others: %q", m, len(with), without)
		if len(with) < 20 {
			t.Errorf("%v: only %q", m, with)
		}
	}
}

// TestCommands compares the rows' commands with the table of commands.
func TestCommands(t *testing.T) {
	unknown := make(map[string]bool)
	for _, rows := range index() {
		for _, m := range rows {
			if m.Command == "" {
				continue
			}
			words := strings.Fields(m.Command)
			c, ok := specOf(words)
			if !ok {
				unknown[m.Command] = true
				continue
			}
			// Of some without keys it has the subcommands in one.
			if !begins(words, c.Name) {
				t.Errorf("%s: %s is called %s", m.Name, m.Command, c.Name)
			}
			if c.Has(command.Splittable) != m.Splittable {
				t.Errorf("%s: Splittable is %v", m.Name, m.Splittable)
			}
			if c.Keyless() != (len(m.Keys) == 0) && m.Kind != Channel {
				t.Logf("%s: %s has keys, but the method sends none", m.Name, m.Command)
			}
		}
	}
	t.Logf("%d commands are not in the table of commands: %s", len(unknown), strings.Join(slices.Sorted(maps.Keys(unknown)), ", "))
}
