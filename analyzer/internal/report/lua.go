package report

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// A LuaKey is a key that a script uses and should not, as it does.
type LuaKey struct {
	Script  string // "script lock", "the script"
	Line    int    // in the script
	Command string
	Key     string // as the script spells it
	Value   string // as the call makes it, "" if that says no more

	Constant bool   // it is written into the script
	Argument bool   // made of ARGV
	Derived  bool   // made of KEYS
	Alone    bool   // one of them is all of it
	Needs    string // "KEYS[2]", if the call passes fewer: Passed
	Passed   int
	NoKeys   bool // the call passes no key
	Strict   bool // the script has a shebang line, so all of its keys must share a slot
	// CrossSlot marks a script with the flag allow-cross-slot-keys.
	CrossSlot bool
	Call      bool // it is reported at the call

	// With is the declared key of another slot, 0 if none is known; Declared
	// and Verdict are about it.
	With     int
	Declared pattern.Pattern
	Verdict  prove.Verdict

	More      int // how many other keys of the same script are as wrong
	Certainty prove.Certainty
}

// Lua is the message for a key of a script.
func Lua(k LuaKey) string {
	var m strings.Builder
	fmt.Fprintf(&m, "%s, line %d: %s ", k.Script, k.Line, k.Command)
	if k.Needs != "" {
		fmt.Fprintf(&m, "needs %s, and the call passes %s; the server refuses the command (Lua redis lib command arguments must be strings or integers); pass the key", k.Needs, count(k.Passed, "key"))
		return m.String() + end(k)
	}
	value := ""
	if k.Value != "" && k.Value != k.Key {
		value = " (" + shorten(k.Value) + ")"
	}
	switch {
	case k.Constant:
		fmt.Fprintf(&m, "uses the key %s, which is written into the script and not passed in KEYS", k.Key)
	case k.Argument && k.Alone:
		fmt.Fprintf(&m, "uses %s%s as a key, which is not passed in KEYS", k.Key, value)
	case k.Argument:
		fmt.Fprintf(&m, "uses the key %s%s, which is built from an argument and not passed in KEYS", k.Key, value)
	case k.Derived:
		fmt.Fprintf(&m, "uses the key %s%s, which is not passed in KEYS", k.Key, value)
	case k.Alone:
		m.WriteString("uses a key that a reply of the server names, and that is not passed in KEYS")
	default:
		fmt.Fprintf(&m, "uses the key %s, which the script makes itself and is not passed in KEYS", k.Key)
	}
	switch {
	case k.NoKeys:
		m.WriteString("; the call passes no key at all, so a cluster client sends it to any node")
	case k.With > 0:
		fmt.Fprintf(&m, "; it and KEYS[%d], %s, %s", k.With, key(k.Declared), relation(k.Verdict))
		if k.Verdict.Open != nil {
			fmt.Fprintf(&m, ", unless %s holds a hash tag", k.Verdict.Open.Name)
		}
	default:
		m.WriteString("; nothing ties it to the slot of KEYS")
	}
	if k.More > 0 {
		fmt.Fprintf(&m, " (%s like it in the script)", count(k.More, "other key"))
	}
	m.WriteString("; ")
	m.WriteString(luaConsequence(k))
	switch {
	case k.Derived && !k.Argument:
		m.WriteString("; give the key in KEYS a hash tag, or pass both keys under one")
	default:
		m.WriteString("; pass it in KEYS, under one hash tag with the others")
	}
	return m.String() + end(k)
}

func end(k LuaKey) string { return fmt.Sprintf(" (luaslot, %s)", k.Certainty) }

func luaConsequence(k LuaKey) string {
	switch {
	case k.CrossSlot:
		return "allow-cross-slot-keys helps only where both are on one node"
	case k.Strict && k.With > 0:
		return "with a shebang line the keys of a script must share a slot even on one node (Script attempted to access keys that do not hash to the same slot)"
	}
	return "a cluster stops the script there when the key is on another node (Script attempted to access a non local key in a cluster node)"
}

func count(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// LuaSyntax is the message for a script that cannot be compiled.
func LuaSyntax(script string, line, column int, problem string) string {
	return fmt.Sprintf("%s, line %d, column %d: %s; the server does not compile it (Error compiling script); correct it (luaslot, proven)", script, line, column, problem)
}

// LuaNoCluster is the message for a script with the flag no-cluster.
func LuaNoCluster(script string) string {
	return fmt.Sprintf("%s has the flag no-cluster; a cluster refuses every call (Can not run script on cluster, 'no-cluster' flag is set); pass all of its keys in KEYS and drop the flag (luaslot, proven)", script)
}

// LuaUnused is the message for keys that a script is given and never reads.
func LuaUnused(script, keys string, n int) string {
	verb := "is"
	if n > 1 {
		verb = "are"
	}
	return fmt.Sprintf("%s: %s %s passed, and the script never reads %s; leave it out unless it is there to choose the slot (luaslot, possible)", script, keys, verb, map[bool]string{true: "them", false: "it"}[n > 1])
}
