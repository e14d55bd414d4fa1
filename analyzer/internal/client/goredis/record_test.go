package goredis

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/slot"
)

// unsent holds the methods that send nothing when they are called so, in any
// version.
var unsent = map[string]string{
	"Discard":         "sends nothing",
	"Exec":            "sends what the others queued",
	"ExecContext":     "sends what the others queued",
	"FDPipelined":     "needs a full-duplex connection",
	"JSONDebugMemory": "panics: not implemented",
	"Monitor":         "does not return",
	"Pipeline":        "sends nothing",
	"Pipelined":       "sends what its argument queues",
	"Quit":            "panics: not implemented",
	"Shutdown":        "waits for the connection to close",
	"ShutdownNoSave":  "waits for the connection to close",
	"ShutdownSave":    "waits for the connection to close",
	"Submit":          "needs a deferred AutoPipeliner",
	"TxPipeline":      "sends nothing",
	"TxPipelined":     "sends what its argument queues",
}

// A tally counts what the judges were asked.
type tally struct {
	calls    int // with a row
	commands int // sent by them
	keys     int // in them
	server   int // commands that the server knew
	table    int // commands compared with the table of commands
	routed   int // commands whose node was compared with the first key
}

// TestRecord compares the keys that the table names with the keys in what the
// methods send: by the word of a real server where it knows the command, by the
// table of commands, and by the node that a cluster client sends it to.
func TestRecord(t *testing.T) {
	srv := redistest.Server(t)
	modules := make(map[string]loadedModule)
	for _, m := range clients(t) {
		modules[m.String()] = m
	}
	list, err := calls()
	if err != nil {
		t.Fatal(err)
	}
	getkeys, err := askKeys(srv, list)
	if err != nil {
		t.Fatal(err)
	}

	counts := make(map[string]*tally)
	named := make(map[*method]map[string]bool) // the selectors that named something
	unknown := make(map[string]bool)           // to the server
	judged := make(map[*method]string)         // by whom
	for _, c := range list {
		where := fmt.Sprintf("%s@%s %s.%s variant %d", c.Module, c.Version, c.Receiver, c.Method, c.Variant)
		m := modules[c.Module+"@"+c.Version]
		if m.pkg == nil {
			t.Fatalf("%s: not loaded", where)
		}
		fn := m.method(c.Receiver, c.Method)
		if fn == nil {
			t.Fatalf("%s: no such method", where)
		}
		row := find(fn)
		if row == nil {
			continue // TestWalk reports it if it sends a command
		}
		n := counts[m.String()]
		if n == nil {
			n = new(tally)
			counts[m.String()] = n
		}
		n.calls++
		for _, words := range c.Sent {
			n.commands++
			want := keysIn(row, words, named)
			switch row.Kind {
			case client.Raw:
				// The words are "get" and a mark, and the selector names both.
				judged[row] = "the words sent"
				if len(want) != len(words)-1 {
					t.Errorf("%s: sends %q, the row names %q", where, words, want)
				}
				continue
			case client.Process:
				judged[row] = "the words sent"
				continue
			}
			n.keys += len(want)
			if !slices.ContainsFunc(commandsOf(row), func(name string) bool { return begins(words, name) }) {
				t.Errorf("%s: sends %q, the row says %s", where, words, row.Command)
			}
			spec, known := specOf(words)

			switch got, err := getkeys(words); {
			case err == errUnknown:
				unknown[row.Command] = true
			case row.Kind == client.Channel:
				// The server's answer leaves channels out.
				judged[row] = "the table of commands"
			case err != nil:
				t.Errorf("%s: %q: %v", where, words, err)
			default:
				n.server++
				judged[row] = "the server"
				if !sameKeys(got, want) {
					t.Errorf("%s: %q: the row names %q, the server %q", where, words, want, got)
				}
			}

			if keys, ok := functionKeys(words); ok {
				judged[row] = "the command's syntax"
				if !sameKeys(keys, want) {
					t.Errorf("%s: %q: the row names %q, the syntax %q", where, words, want, keys)
				}
			}
			if known {
				got, err := tableKeys(spec, words)
				if err != nil {
					t.Errorf("%s: %q: %v", where, words, err)
				} else if n.table++; !sameKeys(got, want) {
					t.Errorf("%s: %q: the row names %q, the table of commands %q", where, words, want, got)
				} else if judged[row] == "" {
					judged[row] = "the table of commands"
				}
			}
		}

		if first, ok := firstKey(row, c); ok {
			n.routed++
			if s := int(slot.Of(first)); s < c.Node || s >= c.Node+nodeSlots {
				t.Errorf("%s: the client sends %q to the node of slot %d, not of %q (%d)", where, c.Sent, c.Node, first, s)
			}
		}
	}

	for _, m := range clients(t) {
		if n := counts[m.String()]; n != nil {
			t.Logf("%v: %d calls sent %d commands with %d keys; compared: %d with the server, %d with the table of commands, %d with the node they went to",
				m, n.calls, n.commands, n.keys, n.server, n.table, n.routed)
		}
	}
	by := make(map[string]int)
	for _, rows := range index() {
		for _, row := range rows {
			judge := judged[row]
			if judge == "" && unsent[row.Name] == "" {
				t.Errorf("the row %v was not compared with anything", *row)
			}
			if judge == "" {
				judge = "nobody: they send nothing when called alone"
			}
			by[judge]++
			for _, s := range row.Keys {
				if judged[row] != "" && row.Kind != client.Process && !named[row][s.String()] {
					t.Errorf("the selector %v of the row %v never named anything", s, *row)
				}
			}
		}
	}
	for _, judge := range slices.Sorted(maps.Keys(by)) {
		t.Logf("%d rows judged by %s", by[judge], judge)
	}
	if by["the server"] < 300 {
		t.Errorf("the server judged only %d rows", by["the server"])
	}
	t.Logf("%d commands, or forms of them, that this server does not know: %s",
		len(unknown), strings.Join(slices.Sorted(maps.Keys(unknown)), ", "))
}

// nodeSlots is the number of slots of a node in the program's cluster.
const nodeSlots = 64

// firstKey returns the first key that was sent through a cluster client which
// knows the commands without asking a server.
func firstKey(m *method, c call) (string, bool) {
	if c.Node < 0 || len(c.Sent) == 0 || m.Kind == client.Raw || m.Kind == client.Process || m.Kind == client.Channel {
		return "", false
	}
	// Since v9.18 the client has a table of its own. Before, the position
	// of the first key came from the server, and this one describes nothing.
	if c.Module != "github.com/redis/go-redis/v9" || c.Version == "v9.7.3" {
		return "", false
	}
	keys := keysIn(m, c.Sent[0], nil)
	// The client takes the first source for the first key of these two
	// (SetFirstKeyPos(3)), which makes no difference where the call is right.
	if m.Name == "ZInterStore" || m.Name == "ZUnionStore" {
		keys = keys[1:]
	}
	if len(keys) == 0 {
		return "", false
	}
	return keys[0], true
}
