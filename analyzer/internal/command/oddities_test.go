package command

import (
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// A marked is a call written as text, with a mark before each argument that
// Keys must name: *key, @channel, ~pattern. "" is the empty argument, and ? an
// argument whose text is not known.
type marked struct {
	call
	unknown map[int]bool
	want    []Key
}

func parse(t *testing.T, line string) marked {
	t.Helper()
	m := marked{unknown: make(map[int]bool)}
	for i, arg := range strings.Fields(line) {
		if arg == `""` {
			arg = ""
		}
		if len(arg) > 1 && strings.ContainsRune("*@~", rune(arg[0])) {
			k := Key{Index: i, NotKey: arg[0] == '@', Pattern: arg[0] == '~'}
			m.want = append(m.want, k)
			if arg = arg[1:]; !k.Pattern && !k.NotKey {
				m.keys = append(m.keys, i)
			}
		}
		m.unknown[i] = arg == "?"
		m.args = append(m.args, arg)
	}
	return m
}

func (m marked) text(i int) (string, bool) {
	if m.unknown[i] {
		return "", false
	}
	return m.args[i], true
}

// checkMarked compares Keys with the marks of a call.
func checkMarked(t *testing.T, line string) {
	t.Helper()
	m := parse(t, line)
	got, ok := lookup(t, m.call).Keys(len(m.args), m.text)
	for i := range got {
		got[i].Role = 0 // TestServerExpiry asks for it
	}
	if !ok || !slices.Equal(got, m.want) {
		t.Errorf("%s: %v %v, want %v", line, got, ok, m.want)
	}
}

// oddities are calls for which keyword and operand are hard to tell apart.
// differs says why GETKEYS of Redis 7.0 has other keys; all are verified with a
// cluster by TestClusterSlots.
var oddities = []struct{ call, differs string }{
	{"SORT *k", ""},
	{"SORT *k ALPHA DESC STORE *d", ""},
	{"SORT *k STORE a STORE *d", ""},
	{"SORT *k BY store GET limit STORE *d", ""},
	{"SORT *k BY ~w_* GET # GET ~o_*->name LIMIT 0 5 STORE *d", ""},
	{"SORT *k LIMIT store get", ""},
	{"SORT_RO *k BY nosort GET ~o_* ALPHA", ""},
	{"SORT_RO *k BY ~store*", ""},

	{"GEORADIUS *k 1 2 3 m COUNT 4 ANY ASC STORE *d", ""},
	{"GEORADIUS *k 1 2 3 m storedist *d", ""},
	{"GEORADIUS *k 1 2 3 m STORE a STOREDIST *d", "GETKEYS names both destinations"},
	{"GEORADIUS *k 1 2 3 m STOREDIST a STORE *d", "GETKEYS names both destinations"},
	{"GEORADIUS *k 1 2 3 m STORE a STORE *d", "GETKEYS names the first destination"},
	{"GEORADIUS *k 1 2 3 m STORE *store", ""},
	{"GEORADIUSBYMEMBER *k store 3 m STORE *d", ""},
	{"GEORADIUSBYMEMBER *k storedist 3 m WITHCOORD", ""},

	{"MIGRATE h 1 *k 0 10", ""},
	{"MIGRATE h 1 *k 0 10 AUTH keys", ""},
	{"MIGRATE h 1 *k 0 10 COPY REPLACE AUTH2 keys keys", ""},
	{`MIGRATE h 1 "" 0 10 KEYS *a *b *c`, ""},
	{`MIGRATE h 1 "" 0 10 REPLACE AUTH keys KEYS *a *b`, ""},
	{`MIGRATE h 1 "" 0 10 KEYS *a *keys *b`, ""},
	{"MIGRATE h 1 *keys 0 10", ""},

	{"XREAD STREAMS *a *b 0 $", ""},
	{"XREAD COUNT 5 BLOCK 0 STREAMS *streams 0", ""},
	{"XREADGROUP GROUP streams streams STREAMS *a *b > >", ""},
	{"XREADGROUP COUNT 5 GROUP g streams NOACK STREAMS *a >", "GETKEYS takes the consumer \"streams\" for the option"},
	{"XREADGROUP GROUP g c BLOCK 0 STREAMS *streams *streams2 > >", ""},

	{"EVAL return 0 a b", ""},
	{"EVAL return 2 *a *b c", ""},
	{"ZUNIONSTORE *d 2 *a *b WEIGHTS 2 3", ""},
	{"ZINTER 1 *a WITHSCORES", ""},
	{"BLMPOP 0 2 *a *b LEFT", ""},
	{"PFMERGE *d", "GETKEYS fails without a source"},
	{"COPY *a *b DB 1 REPLACE", ""},
	{"LCS *a *b LEN", ""},
	{"MEMORY USAGE *k SAMPLES 5", ""},
	{"BITOP AND *d *a *b", ""},
	{"SSUBSCRIBE @a @b", "channels are no keys"},
	{"SPUBLISH @a message", "channels are no keys"},
}

// TestOddities compares Keys with COMMAND GETKEYS where keywords are hard to
// find.
func TestOddities(t *testing.T) {
	var calls []call
	for _, o := range oddities {
		checkMarked(t, o.call)
		calls = append(calls, parse(t, o.call).call)
	}
	places, errs := getKeys(t, redistest.Server(t), calls)
	differ := 0
	for i, o := range oddities {
		same := errs[i] == nil && slices.Equal(places[i], calls[i].keys)
		if !same {
			differ++
			t.Logf("%s: GETKEYS %v %v: %s", o.call, places[i], errs[i], o.differs)
		}
		if !same && o.differs == "" {
			t.Errorf("%s: keys at %v, for GETKEYS %v %v", o.call, calls[i].keys, places[i], errs[i])
		}
	}
	t.Logf("%d calls compared, GETKEYS differs for %d", len(oddities), differ)
}
