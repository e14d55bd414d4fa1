package command

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// changed are the rows that differ from an old server, with what it says. The
// table follows the newest.
var changed = map[string]string{
	// Redis 7.0 took SINTERSTORE to update its destination, which it overwrites.
	"SINTERSTORE": "{index 1 range 0 1 0 [RW update]}, {index 2 range -1 1 0 [RO access]}",

	// The later servers say that their functions know better: an operand can
	// have the text of the keyword, and the last STORE or STOREDIST counts.
	"GEORADIUS":         "{index 1 range 0 1 0 [RO access]}, {keyword STORE 6 range 0 1 0 [OW update]}, {keyword STOREDIST 6 range 0 1 0 [OW update]}",
	"GEORADIUSBYMEMBER": "{index 1 range 0 1 0 [RO access]}, {keyword STORE 5 range 0 1 0 [OW update]}, {keyword STOREDIST 5 range 0 1 0 [OW update]}",
	"XREAD":             "{keyword STREAMS 1 range -1 1 2 [RO access]}",
	"XREADGROUP":        "{keyword STREAMS 4 range -1 1 2 [RO access]}",
}

// unsplittable are commands that servers give the tip
// "request_policy:multi_shard", though they cannot be split.
var unsplittable = map[string]string{
	"MSETNX": "not for later ones; pieces could be set in part",
	"MSETEX": "pieces could be set in part if there is a condition (NX, XX)",
}

// TestServerSpecs compares the table with COMMAND and COMMAND DOCS of a real
// server: every command and subcommand, key specification, version, and
// whether it writes.
func TestServerSpecs(t *testing.T) {
	conn := redistest.Server(t)
	since := serverVersions(t, conn)
	known := make(map[string]bool)
	var withKeys, specs int
	for _, info := range serverCommands(t, conn) {
		known[info.name] = true
		name, sub, _ := strings.Cut(info.name, " ")
		c, ok := Lookup(strings.ToLower(name), strings.ToLower(sub))
		if !ok || c.Name != info.name {
			t.Errorf("%s: not in the table", info.name)
			continue
		}
		if c.Module != "" {
			t.Errorf("%s: is of the server, not of module %s", c.Name, c.Module)
		}
		if got := len(info.subs) > 0; got != c.Has(Container) {
			t.Errorf("%s: a container for the server: %v", c.Name, got)
		}
		var want []string
		for _, s := range c.specs {
			want = append(want, s.String())
		}
		if got := strings.Join(info.specs, ", "); got != strings.Join(want, ", ") {
			if got == changed[c.Name] {
				t.Logf("%s: this server has older specifications: %s", c.Name, got)
			} else {
				t.Errorf("%s: key specifications\n\t%s, the server has\n\t%s", c.Name, strings.Join(want, ", "), got)
			}
		}
		if len(info.specs) == 0 {
			continue
		}
		withKeys++
		specs += len(info.specs)
		if got := slices.Contains(info.flags, "write"); got != c.Has(Write) {
			t.Errorf("%s: writes for the server: %v", c.Name, got)
		}
		if got := slices.Contains(info.flags, "readonly"); got != c.Has(ReadOnly) {
			t.Errorf("%s: reads only for the server: %v", c.Name, got)
		}
		if got := slices.Contains(info.tips, "request_policy:multi_shard"); got != c.Has(Splittable) {
			if reason, ok := unsplittable[c.Name]; ok && got {
				t.Logf("%s: multi_shard for this server: %s", c.Name, reason)
			} else {
				t.Errorf("%s: multi_shard for the server: %v", c.Name, got)
			}
		}
		if got := since[c.Name]; got != c.Since {
			t.Errorf("%s: since %s, for the server %s", c.Name, c.Since, got)
		}
	}

	var unknown []string
	for c := range All() {
		if !known[c.Name] {
			unknown = append(unknown, c.Name)
		}
	}
	t.Logf("%d commands and subcommands of the server compared, %d with keys, %d key specifications",
		len(known), withKeys, specs)
	t.Logf("%d commands are not known to this server: %s", len(unknown), strings.Join(unknown, ", "))
}

// String writes s as TestServerSpecs writes those of the server.
func (s keySpec) String() string {
	begin := "unknown"
	switch {
	case s.index != 0:
		begin = fmt.Sprintf("index %d", s.index)
	case s.keyword != "":
		begin = fmt.Sprintf("keyword %s %d", s.keyword, s.from)
	}
	find := "unknown"
	switch {
	case s.find.counted:
		find = fmt.Sprintf("keynum 0 1 %d", s.find.step)
	case begin != "unknown":
		limit := 0
		if s.find.half {
			limit = 2
		}
		find = fmt.Sprintf("range %d %d %d", s.find.last, s.find.step, limit)
	}
	var flags []string
	for i, name := range flagNames {
		if s.flags&(1<<i) != 0 {
			flags = append(flags, name)
		}
	}
	return fmt.Sprintf("{%s %s %v}", begin, find, flags)
}

// flagNames are the server's names of the key flags, in the order of their
// bits.
var flagNames = []string{"RO", "RW", "OW", "RM", "access", "update", "insert", "delete",
	"not_key", "incomplete", "variable_flags"}

// serverCommand is a command or subcommand in the reply of COMMAND.
type serverCommand struct {
	name              string // as Command.Name
	flags, tips, subs []string
	specs             []string
}

// serverCommands returns all commands of the server, with their subcommands.
func serverCommands(t *testing.T, conn *redistest.Conn) []serverCommand {
	t.Helper()
	reply, err := conn.Do("COMMAND")
	if err != nil {
		t.Fatal(err)
	}
	var all []serverCommand
	var walk func(infos []any)
	walk = func(infos []any) {
		for _, info := range infos {
			// Redis 7: name, arity, flags, first key, last key, step, ACL
			// categories, tips, key specifications, subcommands.
			fields := info.([]any)
			c := serverCommand{
				name:  strings.ToUpper(strings.ReplaceAll(fields[0].(string), "|", " ")),
				flags: stringsOf(fields[2]),
				tips:  stringsOf(fields[7]),
			}
			for _, s := range fields[8].([]any) {
				c.specs = append(c.specs, serverSpec(t, mapOf(s)))
			}
			subs := fields[9].([]any)
			for _, s := range subs {
				c.subs = append(c.subs, s.([]any)[0].(string))
			}
			all = append(all, c)
			walk(subs)
		}
	}
	walk(reply.([]any))
	if len(all) < 300 {
		t.Fatalf("COMMAND has only %d commands", len(all))
	}
	return all
}

// serverSpec writes a key specification of the server as keySpec.String does.
func serverSpec(t *testing.T, spec map[string]any) string {
	t.Helper()
	part := func(name string, fields ...string) string {
		m := mapOf(spec[name])
		args := mapOf(m["spec"])
		if len(args) > len(fields) {
			t.Errorf("key specification %v: %s has more fields than %v", spec, name, fields)
		}
		text := m["type"].(string)
		for _, f := range fields {
			if v, ok := args[f]; ok {
				text += fmt.Sprint(" ", v)
			}
		}
		return text
	}
	flags := stringsOf(spec["flags"])
	slices.SortFunc(flags, func(a, b string) int {
		return slices.Index(flagNames, a) - slices.Index(flagNames, b)
	})
	return fmt.Sprintf("{%s %s %v}", part("begin_search", "index", "keyword", "startfrom"),
		part("find_keys", "lastkey", "keynumidx", "firstkey", "keystep", "limit"), flags)
}

// serverVersions returns the version of each command, by its name.
func serverVersions(t *testing.T, conn *redistest.Conn) map[string]string {
	t.Helper()
	since := make(map[string]string)
	var walk func(docs map[string]any)
	walk = func(docs map[string]any) {
		for name, doc := range docs {
			m := mapOf(doc)
			since[strings.ToUpper(strings.ReplaceAll(name, "|", " "))] = m["since"].(string)
			walk(mapOf(m["subcommands"]))
		}
	}
	walk(commandDocs(t, conn))
	return since
}

// commandDocs returns the reply of COMMAND DOCS.
func commandDocs(t *testing.T, conn *redistest.Conn) map[string]any {
	t.Helper()
	reply, err := conn.Do("COMMAND", "DOCS")
	if err != nil {
		t.Fatal(err)
	}
	return mapOf(reply)
}

// mapOf returns a reply of names and values by turns as a map, and nil as an
// empty one.
func mapOf(reply any) map[string]any {
	m := make(map[string]any)
	if reply == nil {
		return m
	}
	list := reply.([]any)
	for i := 0; i < len(list); i += 2 {
		m[list[i].(string)] = list[i+1]
	}
	return m
}

// stringsOf returns a reply that is a list of strings, or nil.
func stringsOf(reply any) []string {
	var list []string
	if reply != nil {
		for _, s := range reply.([]any) {
			list = append(list, s.(string))
		}
	}
	return list
}
