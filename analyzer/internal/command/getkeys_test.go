package command

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// callsPerCommand is how many calls of each command the tests generate.
const callsPerCommand = 50

// serverCalls generates calls of all commands with keys that the server knows,
// the same in each run.
func serverCalls(t *testing.T, conn *redistest.Conn) []call {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	g := serverGrammar(commandDocs(t, conn))
	var calls []call
	for cmd := range All() {
		if args, ok := g[cmd.Name]; ok && !cmd.Keyless() && !cmd.Has(Container) {
			for range callsPerCommand {
				// GETKEYS cannot be asked for a command without arguments,
				// which SUNSUBSCRIBE can be.
				if c := generate(r, cmd.Name, args); len(c.args) > 1 {
					calls = append(calls, c)
				}
			}
		}
	}
	return calls
}

// lookup returns the command of a call.
func lookup(t *testing.T, c call) *Command {
	t.Helper()
	sub := ""
	if len(c.args) > 1 {
		sub = c.args[1]
	}
	cmd, ok := Lookup(c.args[0], sub)
	if !ok {
		t.Fatalf("%s: unknown command", c)
	}
	return cmd
}

// getKeys asks the server for the keys of calls: their places, or -1 for keys
// that are no arguments, or the error.
func getKeys(t *testing.T, conn *redistest.Conn, calls []call) (places [][]int, errs []error) {
	t.Helper()
	const batch = 500
	for some := range slices.Chunk(calls, batch) {
		var cmds [][]string
		for _, c := range some {
			cmds = append(cmds, slices.Concat([]string{"COMMAND", "GETKEYS"}, c.args))
		}
		replies, err := conn.Pipeline(cmds)
		if err != nil {
			t.Fatal(err)
		}
		for i, reply := range replies {
			var keys []int
			e, failed := reply.(redistest.Error)
			if failed {
				errs = append(errs, e)
			} else {
				errs = append(errs, nil)
				for _, key := range stringsOf(reply) {
					keys = append(keys, slices.Index(some[i].args, key))
				}
			}
			slices.Sort(keys)
			places = append(places, keys)
		}
	}
	return places, errs
}

// TestServerGetKeys compares Keys with COMMAND GETKEYS of a real server, and
// with the arguments that the server documents as keys, on generated calls.
func TestServerGetKeys(t *testing.T) {
	conn := redistest.Server(t)
	calls := serverCalls(t, conn)
	served, errs := getKeys(t, conn, calls)
	commands := make(map[string]bool)
	var keys, channels, refused int
	for i, c := range calls {
		cmd := lookup(t, c)
		commands[cmd.Name] = true
		gotKeys, gotChannels, ok := cut(t, cmd, c)
		keys += len(gotKeys)
		channels += len(gotChannels)
		switch {
		case !ok:
			t.Errorf("%s: Keys does not know", c)
		case !slices.Equal(gotKeys, c.keys):
			t.Errorf("%s: keys at %v, by the documented grammar %v", c, gotKeys, c.keys)
		case errs[i] == nil:
			if !slices.Equal(gotKeys, served[i]) {
				t.Errorf("%s: keys at %v, for the server %v", c, gotKeys, served[i])
			}
		case len(gotChannels) > 0:
			// GETKEYS leaves out what is marked not_key.
			if len(gotKeys) > 0 || !strings.Contains(errs[i].Error(), "no key arguments") {
				t.Errorf("%s: keys at %v, for the server: %v", c, gotKeys, errs[i])
			}
		case cmd.Name == "PFMERGE" && len(c.args) == 2:
			// The specification of the sources fails without any, and GETKEYS
			// with it; PFMERGE dest is valid.
			refused++
		default:
			t.Errorf("%s: keys at %v, for the server: %v", c, gotKeys, errs[i])
		}
	}
	t.Logf("%d commands, %d calls, %d keys and %d channels compared; %d calls (PFMERGE dest) for which GETKEYS fails",
		len(commands), len(calls), keys, channels, refused)
}

// TestClusterSlots asks a real cluster which arguments of a call must share a
// slot. It refuses the call if one argument that Keys names has another slot
// than the others, and does not if all of them share one.
func TestClusterSlots(t *testing.T) {
	server := redistest.Server(t)
	conn, err := redistest.Dial(redistest.Cluster(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()

	calls := serverCalls(t, server)
	for _, line := range oddities {
		calls = append(calls, parse(t, line.call).call)
	}
	commands := make(map[string]bool)
	var sent, cross int
	for _, c := range calls {
		keys, channels, ok := cut(t, lookup(t, c), c)
		places := slices.Concat(keys, channels)
		if !ok || len(places) == 0 {
			continue
		}
		commands[lookup(t, c).Name] = true
		// -1: all share a slot. A transaction is told at once that a command
		// of it is refused, and executes none of them before EXEC.
		var cmds [][]string
		for odd := -1; odd < len(places); odd++ {
			args := slices.Clone(c.args)
			for i, at := range places {
				if i == odd {
					args[at] = "{another}" + args[at]
				} else {
					args[at] = "{same}" + args[at]
				}
			}
			cmds = append(cmds, []string{"MULTI"}, args, []string{"DISCARD"})
		}
		replies, err := conn.Pipeline(cmds)
		if err != nil {
			t.Fatal(err)
		}
		for i := 1; i < len(replies); i += 3 {
			sent++
			e, _ := replies[i].(redistest.Error)
			got := strings.HasPrefix(string(e), "CROSSSLOT ")
			if want := i > 1 && len(places) > 1; got != want {
				t.Errorf("%q: CROSSSLOT: %v, want %v (%v)", cmds[i], got, want, replies[i])
			}
			if got {
				cross++
			}
		}
	}
	t.Logf("%d commands, %d calls sent to a cluster, %d of them refused with CROSSSLOT, all as predicted",
		len(commands), sent, cross)
}
