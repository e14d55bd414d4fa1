package command

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestLookup(t *testing.T) {
	for _, tt := range []struct{ name, sub, want string }{
		{"GET", "", "GET"},
		{"get", "key", "GET"},
		{"xGroup", "cReate", "XGROUP CREATE"},
		{"xgroup", "", "XGROUP"},
		{"CONFIG", "get", "CONFIG GET"},
		{"json.mget", "k", "JSON.MGET"},
		{"client", "maint_notifications", "CLIENT MAINT_NOTIFICATIONS"},
		{"PING", "", "PING"},

		{"", "", ""},
		{"", "GET", ""},
		{"GETS", "", ""},
		{"XGROUP", "CREATED", ""},
		{"XGROUP CREATE", "", ""}, // one word with a space in it
		{"ſet", "", ""},           // SET only by Unicode's case mapping
		{" GET", "", ""},
	} {
		c, ok := Lookup(tt.name, tt.sub)
		switch {
		case ok != (tt.want != ""), !ok && c != nil:
			t.Errorf("Lookup(%q, %q) = %v, %v", tt.name, tt.sub, c, ok)
		case ok && c.Name != tt.want:
			t.Errorf("Lookup(%q, %q) is %s, want %s", tt.name, tt.sub, c.Name, tt.want)
		}
	}
}

// TestTable checks what the table's readers rely on.
func TestTable(t *testing.T) {
	names := make(map[string]bool)
	flags := make(map[Flags][]string)
	withKeys, keyless := 0, 0
	for c := range All() {
		if names[c.Name] {
			t.Errorf("%s: two rows", c.Name)
		}
		names[c.Name] = true
		name, sub, _ := strings.Cut(c.Name, " ")
		if got, ok := Lookup(name, sub); !ok || got != c {
			t.Errorf("%s: Lookup finds %v", c.Name, got)
		}
		if c.Name != upper(c.Name) {
			t.Errorf("%s: not in upper case", c.Name)
		}
		if c.Keyless() {
			keyless++
			if got, ok := c.Keys(2, unknown); len(got) > 0 || !ok {
				t.Errorf("%s: keyless, but has keys %v, %v", c.Name, got, ok)
			}
		} else if !c.Has(Container) {
			withKeys++
			if c.Since == "" && c.Module == "" {
				t.Errorf("%s: no version", c.Name)
			}
		}
		if c.Has(Write | ReadOnly) {
			t.Errorf("%s: writes and does not", c.Name)
		}
		for _, f := range []Flags{Splittable, Script} {
			if c.Has(f) {
				flags[f] = append(flags[f], c.Name)
			}
		}
	}
	for f, want := range map[Flags]string{
		Splittable: "DEL EXISTS MGET MSET TOUCH UNLINK",
		Script:     "EVAL EVALSHA EVALSHA_RO EVAL_RO FCALL FCALL_RO",
	} {
		slices.Sort(flags[f])
		if got := strings.Join(flags[f], " "); got != want {
			t.Errorf("flag %b: %s, want %s", f, got, want)
		}
	}
	t.Logf("%d commands with keys, %d without", withKeys, keyless)
}

func unknown(int) (string, bool) { return "", false }

// TestKnown checks what Keys says when some texts are not known (?).
func TestKnown(t *testing.T) {
	for _, line := range []string{
		"GET *?",
		"MSET *? ? *? ?",
		"EVAL ? 2 *? *? ?",
		"EVAL ? 0 ? ?",
		"SORT *? BY ~? LIMIT ? ? GET ~? GET # BY nosort STORE *?",
		"SORT *? ALPHA",
		"XREAD COUNT ? STREAMS *? *? ? ?",
		"XREADGROUP GROUP ? ? STREAMS *? ?",
		"GEORADIUS *? ? ? ? ? COUNT ? STORE *?",
		"GEORADIUS *? ? ? ? ?",
		"MIGRATE ? ? *? ? ?",
		"MIGRATE ? ? ? ? ? AUTH ? KEYS *? *?",
		"MIGRATE ? ? *? ? ? COPY",
		"ZUNIONSTORE *? 2 *? *? ?",
		"XGROUP CREATE *? ? ?",
		"JSON.MGET *? *? ?",
		"BLPOP *? ?",
		"BITOP ? *? *?",
		"SPUBLISH @? ?",
		"PUBLISH ? ?",
		"CONFIG GET ?",
	} {
		checkMarked(t, line)
	}
	for _, line := range []string{
		"EVAL ? ? *k",
		"ZUNION ? a b",
		"SORT k ? a",
		"SORT k LIMIT 0 5 ?",
		"XREAD ? a 0",
		"GEORADIUS k 1 2 3 m ? d",
		"MIGRATE h 1 k 0 10 ?",
		"MSETEX ? a 1",
	} {
		checkRefused(t, line)
	}
	// A container does not need to know a subcommand if none has keys.
	for _, tt := range []struct {
		name string
		ok   bool
	}{{"CONFIG", true}, {"XGROUP", false}, {"OBJECT", false}} {
		c, _ := Lookup(tt.name, "")
		if keys, ok := c.Keys(3, unknown); ok != tt.ok || len(keys) > 0 {
			t.Errorf("%s ? ?: %v, %v", tt.name, keys, ok)
		}
	}
	c, _ := Lookup("XGROUP", "")
	m := parse(t, "XGROUP create *k group $")
	if keys, ok := c.Keys(len(m.args), m.text); !ok || !slices.Equal(keys, m.want) {
		t.Errorf("XGROUP without its subcommand: %v, %v", keys, ok)
	}
	if _, ok := c.Keys(2, parse(t, "XGROUP bogus").text); ok {
		t.Error("XGROUP bogus: keys are known")
	}
}

func checkRefused(t *testing.T, line string) {
	t.Helper()
	m := parse(t, line)
	if got, ok := lookup(t, m.call).Keys(len(m.args), m.text); ok || got != nil {
		t.Errorf("%s: %v, %v, want nothing", line, got, ok)
	}
}

// TestRefused checks calls that a server refuses, and bounds.
func TestRefused(t *testing.T) {
	for _, line := range []string{
		"GET", "RENAME a", "LCS a", "EVAL s", "BITOP AND", "XGROUP CREATE", "PFMERGE", "BLPOP", "JSON.MGET",
		"EVAL s 2 a",
		"EVAL s -1 a",
		"EVAL s +1 a",
		"EVAL s 01 a",
		"EVAL s 1.0 a",
		"EVAL s 9223372036854775807 a",
		"EVAL s 99999999999999999999 a",
		"EVAL s -9223372036854775808 a",
		"MSETEX 2 a 1 b",
		"MSETEX 4611686018427387904 a 1",
		"XREAD STREAMS",
		"XREAD STREAMS a b 0",
		"XREAD COUNT",
		"XREAD COUNT 1",
		"XREAD a 0",
		"XREADGROUP GROUP g",
		"SORT k STORE",
		"SORT k LIMIT 0",
		"SORT k GET",
		`MIGRATE h 1 "" 0 10 AUTH`,
	} {
		checkRefused(t, line)
	}
	mget, _ := Lookup("MGET", "")
	for _, tt := range []struct {
		n    int
		keys int
		ok   bool
	}{
		{math.MinInt, 0, false}, {-1, 0, false}, {0, 0, false}, {1, 0, true}, {2, 1, true},
		{maxArgs, maxArgs - 1, true}, {maxArgs + 1, 0, false}, {math.MaxInt, 0, false},
	} {
		if keys, ok := mget.Keys(tt.n, unknown); len(keys) != tt.keys || ok != tt.ok {
			t.Errorf("MGET with %d arguments: %d keys, %v", tt.n, len(keys), ok)
		}
	}
}

// FuzzKeys checks, for any call and any set of unknown texts, that Keys does
// not panic, that its result is in order, and that what it says without the
// texts stays true with them.
func FuzzKeys(f *testing.F) {
	for _, o := range oddities {
		f.Add(strings.NewReplacer(" *", " ", " @", " ", " ~", " ").Replace(o.call), uint64(0xaaaa))
	}
	for _, line := range newer {
		f.Add(strings.ReplaceAll(line, " *", " "), uint64(0x5a5a))
	}
	f.Add("SORT\nk\nby\n*\nget\n*\nstore", uint64(1)<<63)
	f.Fuzz(func(t *testing.T, line string, mask uint64) {
		args := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\n' })
		if len(args) < 2 {
			return
		}
		c, ok := Lookup(args[0], args[1])
		if !ok {
			return
		}
		all, allOK := c.Keys(len(args), func(i int) (string, bool) { return args[i], true })
		some, someOK := c.Keys(len(args), func(i int) (string, bool) {
			if mask&(1<<(i%64)) != 0 {
				return "", false
			}
			return args[i], true
		})
		if err := checkResult(all, allOK, len(args)); err != nil {
			t.Fatalf("%s %q: %v", c.Name, args, err)
		}
		if err := checkResult(some, someOK, len(args)); err != nil {
			t.Fatalf("%s %q without %b: %v", c.Name, args, mask, err)
		}
		isPattern := func(k Key) bool { return k.Pattern }
		if someOK && (!allOK || !slices.Equal(slices.DeleteFunc(some, isPattern), slices.DeleteFunc(all, isPattern))) {
			t.Fatalf("%s %q: keys %v %v, without %b %v", c.Name, args, all, allOK, mask, some)
		}
	})
}

// checkResult checks that keys is a possible result of Keys for n arguments.
func checkResult(keys []Key, ok bool, n int) error {
	if !ok && keys != nil {
		return fmt.Errorf("keys %v, though they are not known", keys)
	}
	for i, k := range keys {
		if k.Index < 1 || k.Index >= n || i > 0 && k.Index <= keys[i-1].Index {
			return fmt.Errorf("keys %v of %d arguments", keys, n)
		}
	}
	return nil
}

func BenchmarkKeys(b *testing.B) {
	args := strings.Fields("SORT k BY w_* LIMIT 0 5 GET # GET o_* STORE d")
	text := func(i int) (string, bool) { return args[i], true }
	for b.Loop() {
		c, _ := Lookup(args[0], args[1])
		c.Keys(len(args), text)
	}
}
