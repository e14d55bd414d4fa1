package goredis

import (
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

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
		got, ok := majorOf(path)
		if got != want || ok != (want != 0) || Library.Owns(path) != ok {
			t.Errorf("majorOf(%q) = %d, %v, want %d", path, got, ok, want)
		}
	}
}

// TestMakes walks the constructors of commands.
func TestMakes(t *testing.T) {
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
			if words, ok := Library.Makes(fn); ok {
				with = append(with, name+" "+words[0].Arg.String())
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
			if c.Keyless() != (len(m.Keys) == 0) && m.Kind != client.Channel {
				t.Logf("%s: %s has keys, but the method sends none", m.Name, m.Command)
			}
		}
	}
	t.Logf("%d commands are not in the table of commands: %s", len(unknown), strings.Join(slices.Sorted(maps.Keys(unknown)), ", "))
}
