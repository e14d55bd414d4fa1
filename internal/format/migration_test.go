package format

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/result"
	"github.com/crossslotlint/crossslotlint/slot"
)

func TestMigration(t *testing.T) {
	r := &result.Result{
		Root:    "/home/dev/shop",
		Applied: []result.Rename{{Old: "cart:<user>:items", New: "{cart:<user>}:items", Match: "cart:*:items"}},
		Findings: []result.Finding{
			{Renames: []result.Rename{{Old: "tmp:*:<id>", New: "tmp:{*:<id>}", Match: `tmp:\*:*`}}, Range: result.Range{File: "/home/dev/shop/a.go", Line: 3}},
			{Renames: []result.Rename{{Old: "tmp:*:<id>", New: "tmp:{*:<id>}", Match: `tmp:\*:*`}}, Range: result.Range{File: "/home/dev/shop/b.go", Line: 4}},
			{Message: "no tag"},
		},
	}
	var text strings.Builder
	if err := Migration(&text, r, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"have another name now:\n  cart:<user>:items -> {cart:<user>}:items\n      SCAN pattern cart:*:items, filter ^cart:[^{}:]*:items$\n",
		`tmp:*:<id> -> tmp:{*:<id>}` + "\n" + `      SCAN pattern tmp:\*:*, filter ^tmp:\*:[^{}:]*$; see a.go:3, b.go:4`,
		MigrationNotes[2],
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s\nis not in\n%s", want, text.String())
		}
	}
	var out strings.Builder
	if err := MigrationJSON(&out, r, Options{}); err != nil {
		t.Fatal(err)
	}
	var back struct{ Renames []migration }
	if err := json.Unmarshal([]byte(out.String()), &back); err != nil || len(back.Renames) != 2 || !back.Renames[0].Applied || back.Renames[1].Applied {
		t.Errorf("%v: %s", err, out.String())
	}
	for _, want := range []string{
		`"oldParts":["cart:",null,":items"],"newParts":["{cart:",null,"}:items"]`, `"oldParts":["tmp:*:",null],"newParts":["tmp:{*:",null,"}"]`,
	} {
		if got := strings.Join(strings.Fields(out.String()), ""); !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	out.Reset()
	// JSON cannot hold the byte.
	odd := &result.Result{Applied: []result.Rename{{Old: `a\xff:<id>`, New: `{a\xff:<id>}`, Match: "a\xff:*"}}}
	if err := MigrationJSON(&out, odd, Options{}); err != nil || strings.Contains(out.String(), "Parts") {
		t.Errorf("%v: %s", err, out.String())
	}
	out.Reset()
	if err := MigrationJSON(&out, &result.Result{}, Options{}); err != nil || !strings.Contains(out.String(), `"renames": []`) {
		t.Errorf("%v: %s", err, out.String())
	}
}

// TestMigrationApart shows what the patterns find besides, what can be told apart, and
// what becomes of families that no fix renames.
func TestMigrationApart(t *testing.T) {
	cart := result.Rename{Old: "cart:<id>", New: "cart:{<id>}", Match: "cart:*", Others: []result.Family{
		{Name: "cart:<id>:meta", Match: "cart:*:meta"}, {Name: "cart:total", Match: "cart:total"}, {Name: "<shop>:sum", Match: "*:sum"},
	}}
	items := result.Rename{Old: "cart:<id>:items", New: "cart:{<id>}:items", Match: "cart:*:items"}
	fixed := &result.Fix{Edits: []result.Edit{{New: "{"}}}
	at := func(line int) result.Range { return result.Range{File: "/shop/a.go", Line: line} }
	r := &result.Result{Root: "/shop", Findings: []result.Finding{
		{Renames: []result.Rename{cart, items}, Range: at(1), Fix: fixed},
		{Renames: []result.Rename{items}, Range: at(2), Unfixed: "not of this one"},
		{Renames: []result.Rename{{Old: "user:<name>", New: "user:{<name>}", Match: "user:*"}}, Range: at(3), Unfixed: "at b.go:3 the key is cut"},
		{Renames: []result.Rename{{Old: "user:<name>", New: "user:{<name>}", Match: "user:*"}}, Range: at(4), Unfixed: "another one"},
	}}
	var text strings.Builder
	if err := Migration(&text, r, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`
  cart:<id> -> cart:{<id>}
      SCAN pattern cart:*, filter ^cart:[^{}:]*$; see a.go:1
      the pattern also finds cart:<id>:meta, cart:total, <shop>:sum, cart:<id>:items, cart:{<id>} and 1 more: the filter lets cart:total, <shop>:sum through
      a key of cart:<id> whose values make it read as cart:<id>:meta, cart:total, cart:<id>:items cannot be told from that, and is taken for it; a key that reads as one of cart:<id> and as one of <shop>:sum can be either, and keeps its name
`, `
  cart:<id>:items -> cart:{<id>}:items
      SCAN pattern cart:*:items, filter ^cart:[^{}:]*:items$; see a.go:1, a.go:2
      the pattern also finds cart:{<id>}:items: the filter leaves them out
`, `
Keys that would get another name, and for which no fix is offered:
  user:<name> -> user:{<name>}
      SCAN pattern user:*, filter ^user:[^{}:]*$; see a.go:3, a.go:4
      the pattern also finds user:{<name>}: the filter leaves them out
      no fix: at b.go:3 the key is cut (and other reasons, at other findings)
`} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s\nis not in\n%s", want, text.String())
		}
	}
	m := migrationsOf(r)
	var names []string
	for _, k := range m.Kept {
		names = append(names, k.Name)
	}
	if got := strings.Join(names, " "); got != "<shop>:sum cart:<id>:meta cart:total" || len(m.Renames) != 2 || len(m.Declined) != 1 || m.Declined[0].Reason == "" {
		t.Errorf("kept %s; %d renames, %d declined", got, len(m.Renames), len(m.Declined))
	}
}

// TestMigrationNotes does on a cluster what the notes say: RENAME is refused, and
// DUMP and RESTORE move a key with its time, unless the new one is there.
func TestMigrationNotes(t *testing.T) {
	c := newCluster(t)
	for id := range 50 {
		from, to := fmt.Sprintf("cart:%d:items", id), fmt.Sprintf("{cart:%d}:items", id)
		c.do(t, from, "SET", from, "x", "PX", "600000")
		for _, command := range []string{"RENAME", "COPY"} {
			if _, err := c.try(from, command, from, to); err == nil || !strings.Contains(err.Error(), "CROSSSLOT") {
				t.Fatalf("%s %s %s: %v", command, from, to, err)
			}
		}
		dump := c.do(t, from, "DUMP", from).(string)
		ttl := fmt.Sprint(c.do(t, from, "PTTL", from))
		if id%2 == 0 {
			c.do(t, to, "SET", to, "new")
			if _, err := c.try(to, "RESTORE", to, ttl, dump); err == nil || !strings.Contains(err.Error(), "BUSYKEY") {
				t.Fatalf("RESTORE over a new value: %v", err)
			}
			continue
		}
		c.do(t, to, "RESTORE", to, ttl, dump)
		c.do(t, from, "DEL", from)
		if got := c.do(t, to, "GET", to); got != "x" {
			t.Errorf("%s holds %v", to, got)
		}
		if left := c.do(t, to, "PTTL", to).(int64); left <= 0 || left > 600000 {
			t.Errorf("%s lives for %d ms", to, left)
		}
	}
	// On a single server RENAME does.
	server := redistest.Server(t)
	for _, command := range [][]string{{"SET", "cart:1:items", "x"}, {"RENAME", "cart:1:items", "{cart:1}:items"}} {
		if _, err := server.Do(command...); err != nil {
			t.Fatal(err)
		}
	}
}

// cluster are connections to the nodes of a cluster, by their first slots.
type cluster struct{ nodes []*redistest.Conn }

func newCluster(t *testing.T) *cluster {
	c := new(cluster)
	for _, addr := range redistest.Cluster(t) {
		conn, err := redistest.Dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		c.nodes = append(c.nodes, conn)
	}
	return c
}

// try sends a command to the node that has a key: the one that does not say that
// another has it.
func (c *cluster) try(key string, args ...string) (reply any, err error) {
	for _, n := range c.nodes {
		if reply, err = n.Do(args...); err == nil || !strings.HasPrefix(err.Error(), "MOVED") {
			return reply, err
		}
	}
	return nil, fmt.Errorf("nobody has slot %d: %w", slot.Of(key), err)
}

func (c *cluster) do(t *testing.T, key string, args ...string) any {
	t.Helper()
	reply, err := c.try(key, args...)
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return reply
}
