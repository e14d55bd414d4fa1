package report

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/slot"
)

// parse reads a pattern as messages spell it: "user:<id>:a".
func parse(text string) pattern.Pattern {
	var out pattern.Pattern
	for _, part := range regexp.MustCompile(`<[^>]*>|[^<]+`).FindAllString(text, -1) {
		if name := strings.Trim(part, "<>"); name != part {
			out = pattern.Concat(out, pattern.Of(pattern.Hole{ID: name, Name: name}))
		} else {
			out = pattern.Concat(out, pattern.Lit(part))
		}
	}
	return out
}

// TestAdvice shows what is proposed for two keys.
func TestAdvice(t *testing.T) {
	const (
		move  = ", and move what is stored under the old names"
		split = "group the keys by slot, or send one command for each key in a pipeline"
		many  = "combine them in the client, or give them one hash tag if they belong together"
	)
	for _, test := range []struct {
		a, b    string
		subject Subject
		self    bool
		want    string
	}{
		// Aspects of one thing.
		{a: "user:<id>:profile", b: "user:<id>:settings", want: "give them one hash tag, as in {user:<id>}:profile and {user:<id>}:settings" + move},
		{a: "user:<id>:a:x", b: "user:<id>:a:y", want: "give them one hash tag, as in {user:<id>:a}:x and {user:<id>:a}:y" + move},
		{a: "cart:{1}:items", b: "cart:1:total", want: many},
		{a: "user:<id>profile", b: "user:<id>:settings", want: many},
		{a: "user:<id>:profile", b: "user:<id>:settings", subject: Subject{Split: true}, want: "give them one hash tag, as in {user:<id>}:profile and {user:<id>}:settings" + move},
		{a: "room:<id>:in", b: "room:<id>:out", subject: Subject{Channel: true}, want: "give them one hash tag, as in {room:<id>}:in and {room:<id>}:out"},
		{a: "user:<id>:<x>", b: "user:<id>:<y>", self: true, want: "give them one hash tag, as in {user:<id>}:<x>" + move},
		// One is made of the other, and hashes like it without a new name for that.
		{a: "user:<id>", b: "user:<id>:lock", want: "write {user:<id>}:lock, which hashes like user:<id>"},
		{a: "user:<id>:lock", b: "user:<id>", want: "write {user:<id>}:lock, which hashes like user:<id>"},
		{a: "tmp:user:<id>", b: "user:<id>", want: "write tmp:{user:<id>}, which hashes like user:<id>"},
		{a: "queue", b: "lock:queue", want: `write "lock:{queue}", which hashes like "queue"`},
		{a: "<key>", b: "<key>:lock", want: many}, // the key may have a tag
		{a: "tmp<key>", b: "<key>", want: many},
		// Constant families.
		{a: "tags:go", b: "tags:redis", want: `give them one hash tag, as in "{tags}:go" and "{tags}:redis" (slot 14486, with all other keys of that tag)` + move},
		{a: "board", b: "board:old", want: `write "{board}:old", which hashes like "board"`},
		// Many things: no tag.
		{a: "user:1", b: "user:2", want: many},
		{a: "user:<a>", b: "user:<b>", want: many},
		{a: "user:<a>", b: "order:<b>", want: many},
		{a: "user:<a>", b: "order:<b>", subject: Subject{Command: "RENAME"}, want: "copy and delete (DUMP, RESTORE with REPLACE, DEL), which is not atomic, or give them one hash tag if they belong together"},
		{a: "user:<a>", b: "order:<b>", subject: Subject{Command: "SMOVE"}, want: "add and remove (SADD, SREM), which is not atomic, or give them one hash tag if they belong together"},
		{a: "user:<id>:a", b: "user:<id>:b", subject: Subject{Command: "RENAME"}, want: "give them one hash tag, as in {user:<id>}:a and {user:<id>}:b" + move},
		{a: "user:<a>", b: "user:<b>", subject: Subject{Split: true}, want: split},
		{a: "user:<x>", b: "user:<y>", self: true, subject: Subject{Command: "MSETNX"}, want: "keep them in one hash with fields, or combine them in the client"},
		{a: "board:<x>", b: "board:<y>", self: true, subject: Subject{Command: "ZUNIONSTORE"}, want: "combine them in the client"},
		{a: "user:<x>", b: "user:<y>", self: true, subject: Subject{Split: true}, want: "group the keys by slot, or send one command for each key in a pipeline"},
		{a: "user:<x>", b: "user:<y>", self: true, subject: Subject{Tx: true, NoTx: "use Pipelined in place of TxPipelined"}, want: "use Pipelined in place of TxPipelined if they need not change together, or keep under one hash tag what has to"},
	} {
		a, b := parse(test.a), parse(test.b)
		got := advice(test.subject, a, b, test.self, false, PlanFor(a, b, test.self))
		if got != test.want {
			t.Errorf("%s and %s: %s, want %s", test.a, test.b, got, test.want)
		}
		sameSlot(t, test.a, test.b, got)
	}
}

// TestHashForm shows for which keys a hash is proposed, and what it is.
func TestHashForm(t *testing.T) {
	for _, test := range []struct{ command, a, b, want string }{
		{"MGET", "product:<x>:stock", "product:<y>:stock", "HMGET product:stock <x>…"},
		{"MGET", "app:<env>:product:<x>:stock", "app:<env>:product:<y>:stock", "HMGET app:<env>:product:stock <x>…"},
		{"MSET", "product:<x>:stock", "product:<y>:stock", "HSET product:stock <x> <value>…"},
		{"MGET", "product:<x>:<lang>", "product:<y>:<lang>", ""},   // of one language
		{"MGET", "product:<x>", "product:<y>", ""},                 // all of the thing
		{"MGET", "<x>:stock", "<y>:stock", ""},                     // no name for the hash
		{"MGET", "product<x>stock", "product<y>stock", ""},         // no separators
		{"MGET", "shop:<x>:item:<i>:n", "shop:<y>:item:<j>:n", ""}, // two things
		{"DEL", "product:<x>:stock", "product:<y>:stock", ""},      // of any type
		{"SUNION", "user:<x>:friends", "user:<y>:friends", ""},     // sets
		{"ZINTERCARD", "user:<x>:score", "user:<y>:score", ""},     // sorted sets
		{"MGET", "product:{<x>}:stock", "product:{<y>}:stock", ""}, // with a tag already
		{"MGET", "product:<x>:stock", "product:<x>:stock", ""},     // one key
	} {
		if got := hashForm(test.command, parse(test.a), parse(test.b)); got != test.want {
			t.Errorf("%s %s: %q, want %q", test.command, test.a, got, test.want)
		}
	}
	for name, field := range fieldCommands {
		if cmd, ok := command.Lookup(name, ""); !ok || cmd.Has(command.Unchecked) {
			t.Errorf("%s: %+v", name, cmd)
		}
		if _, ok := command.Lookup(field, ""); !ok {
			t.Errorf("%s is no command", field)
		}
	}
}

// sameSlot substitutes values in the keys that an advice proposes, and in those
// that it leaves alone: they share a slot.
func sameSlot(t *testing.T, a, b, advice string) {
	t.Helper()
	values := strings.NewReplacer("<id>", "4711", "<x>", "1", "<y>", "2", `"`, "", ",", "")
	var keys []string
	advice, _, _ = strings.Cut(advice, ", and move")
	if m := regexp.MustCompile(`as in (\S+)(?: and (\S+))?`).FindStringSubmatch(advice); m != nil {
		keys = m[1:]
	} else if m := regexp.MustCompile(`write (\S+), which hashes like (\S+)`).FindStringSubmatch(advice); m != nil {
		keys = m[1:]
	}
	for i, k := range keys {
		if keys[i] = values.Replace(k); keys[i] != "" && slot.Of(keys[i]) != slot.Of(keys[0]) {
			t.Errorf("%s and %s: %s: %q", a, b, advice, keys)
		}
	}
	if m := regexp.MustCompile(`slot (\d+)`).FindStringSubmatch(advice); m != nil {
		if n, _ := strconv.Atoi(m[1]); n != int(slot.Of(keys[0])) {
			t.Errorf("%s: the slot is %d", advice, slot.Of(keys[0]))
		}
	}
}

// TestMoves shows that each of the commands is one that the server has, and has two
// keys.
func TestMoves(t *testing.T) {
	for name := range moves {
		if cmd, ok := command.Lookup(name, ""); !ok || !cmd.Has(command.Write) || cmd.Has(command.Splittable) {
			t.Errorf("%s: %+v", name, cmd)
		}
	}
}
