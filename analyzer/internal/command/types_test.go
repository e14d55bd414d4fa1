package command

import (
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// groups are the names of the types in COMMAND DOCS, and of the groups whose commands
// take keys of any type.
var groups = map[string]Types{
	"string": String, "bitmap": Bitmap, "hyperloglog": HyperLogLog, "hash": Hash, "list": List, "set": Set,
	"sorted-set": ZSet, "geo": Geo, "stream": Stream,
	"generic": None, "server": None, "scripting": None, "transactions": None, "pubsub": None,
}

// TestServerTypes compares the types of the table with the groups of COMMAND DOCS of
// a real server.
func TestServerTypes(t *testing.T) {
	compared := 0
	var walk func(docs map[string]any)
	walk = func(docs map[string]any) {
		for name, doc := range docs {
			m := mapOf(doc)
			walk(mapOf(m["subcommands"]))
			first, sub, _ := strings.Cut(name, "|")
			c, ok := Lookup(first, sub)
			if !ok || c.Keyless() || c.Has(Container) {
				continue
			}
			group := m["group"].(string)
			want, known := groups[group]
			if !known {
				t.Errorf("%s: the server has a group %q", c.Name, group)
			} else if compared++; c.types != want {
				t.Errorf("%s: is for %v, the group of the server is %q", c.Name, c.types, group)
			}
		}
	}
	walk(commandDocs(t, redistest.Server(t)))
	if compared < 190 {
		t.Errorf("the server judged only %d commands", compared)
	}
	t.Logf("%d commands compared", compared)
}

func TestTypes(t *testing.T) {
	for _, test := range []struct {
		types  Types
		text   string
		stored Types
		one    bool
	}{
		{None, "any", None, false},
		{Hash, "hash", Hash, true},
		{Bitmap, "bitmap", String, true},
		{Geo | ZSet, "zset or geo", ZSet, false},
		{Set | ZSet, "set or zset", Set | ZSet, false},
		{HyperLogLog | Bitmap | String, "string or bitmap or hyperloglog", String, false},
	} {
		if got := test.types.String(); got != test.text {
			t.Errorf("%b: %q, want %q", test.types, got, test.text)
		}
		if got := test.types.Stored(); got != test.stored {
			t.Errorf("%v: stored as %v, want %v", test.types, got, test.stored)
		}
		if got := test.types.One(); got != test.one {
			t.Errorf("%v: one: %t", test.types, got)
		}
	}
}
