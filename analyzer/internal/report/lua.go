package report

import (
	"fmt"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/internal/quote"
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

	// With is the declared key of another slot, 0 if none is known; Declared
	// and Verdict are about it.
	With     int
	Declared pattern.Pattern
	Verdict  prove.Verdict

	More      int // how many other keys of the same script are as wrong
	Certainty prove.Certainty
}

// Lua is the finding for a key of a script.
func Lua(k LuaKey) Finding {
	f := Finding{Check: "luaslot", Certainty: k.Certainty, Subject: fmt.Sprintf("%s, line %d", k.Script, k.Line)}
	does := f.Subject + ": " + k.Command + " "
	if k.Needs != "" {
		f.Problem = fmt.Sprintf("%sneeds %s, and the call passes %s", does, k.Needs, count(k.Passed, "key"))
		f.Consequence = "the server refuses the command (Lua redis lib command arguments must be strings or integers)"
		f.Advice = "pass the key"
		return f
	}
	f.Problem = does + k.use()
	f.Keys = []Key{{quote.Text(k.Key), -1}}
	if k.With > 0 {
		f.Keys = append(f.Keys, keys(k.Declared)...)
		f.Relation = relation(k.Verdict)
	}
	f.Detail = k.slots()
	if k.More > 0 {
		f.Detail += fmt.Sprintf(" (%s like it in the script)", count(k.More, "other key"))
	}
	f.Consequence = luaConsequence(k)
	f.Advice = "pass it in KEYS, under one hash tag with the others"
	if k.Derived && !k.Argument {
		f.Advice = "give the key in KEYS a hash tag, or pass both keys under one"
	}
	return f
}

// use says how the script comes by the key.
func (k *LuaKey) use() string {
	name, value := quote.Text(k.Key), ""
	if k.Value != "" && k.Value != k.Key {
		value = " (" + quote.Text(shorten(k.Value)) + ")"
	}
	switch {
	case k.Constant:
		return fmt.Sprintf("uses the key %s, which is written into the script and not passed in KEYS", name)
	case k.Argument && k.Alone:
		return fmt.Sprintf("uses %s%s as a key, which is not passed in KEYS", name, value)
	case k.Argument:
		return fmt.Sprintf("uses the key %s%s, which is built from an argument and not passed in KEYS", name, value)
	case k.Derived:
		return fmt.Sprintf("uses the key %s%s, which is not passed in KEYS", name, value)
	case k.Alone:
		return "uses a key that a reply of the server names, and that is not passed in KEYS"
	}
	return fmt.Sprintf("uses the key %s, which the script makes itself and is not passed in KEYS", name)
}

// slots says what is known of the slot of the key.
func (k *LuaKey) slots() string {
	switch {
	case k.NoKeys:
		return "the call passes no key at all, so a cluster client sends it to any node"
	case k.With > 0:
		text := fmt.Sprintf("it and KEYS[%d], %s, %s", k.With, key(k.Declared), relation(k.Verdict))
		if k.Verdict.Open != nil {
			text += fmt.Sprintf(", unless %s holds a hash tag", quote.Text(k.Verdict.Open.Name))
		}
		return text
	}
	return "nothing ties it to the slot of KEYS"
}

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

// LuaProxy is the finding for a script that a proxy in front of a cluster refuses,
// with the first place in it; more is the number of others.
func LuaProxy(script string, b lua.Breach, more int) Finding {
	subject := fmt.Sprintf("%s, line %d", script, b.Line)
	f := Finding{
		Check: "luaslot", Certainty: prove.Proven, Subject: subject,
		Problem:     fmt.Sprintf("%s: %s uses a key that is not written as KEYS[n]", subject, b.Command),
		Consequence: "a proxy that reads scripts refuses it (ERR bad lua script for redis cluster, all the keys that the script uses should be passed using the KEYS array, and KEYS should not be in expression)",
		Advice:      "write KEYS[n] where the key stands, and pass every key",
	}
	if b.Command == "" {
		f.Problem = subject + ": the name of the command is no literal"
		f.Consequence = "a proxy that reads scripts refuses it (ERR bad lua script for redis cluster, first parameter of redis.call/redis.pcall must be a single literal string)"
		f.Advice = "write the name of the command as a string"
	}
	if more > 0 {
		f.Problem += fmt.Sprintf(" (%s like it in the script)", count(more, "other place"))
	}
	return f
}

// LuaSyntax is the finding for a script that cannot be compiled.
func LuaSyntax(script string, line, column int, problem string) Finding {
	subject := fmt.Sprintf("%s, line %d, column %d", script, line, column)
	return Finding{
		Check: "luaslot", Certainty: prove.Proven, Subject: subject, Problem: subject + ": " + quote.Text(problem),
		Consequence: "the server does not compile it (Error compiling script)", Advice: "correct it",
	}
}

// LuaNoCluster is the finding for a script with the flag no-cluster.
func LuaNoCluster(script string) Finding {
	return Finding{
		Check: "luaslot", Certainty: prove.Proven, Subject: script, Problem: script + " has the flag no-cluster",
		Consequence: "a cluster refuses every call (Can not run script on cluster, 'no-cluster' flag is set)",
		Advice:      "pass all of its keys in KEYS and drop the flag",
	}
}

// LuaUnused is the finding for n keys that a script is given and never reads.
func LuaUnused(script, keys string, n int) Finding {
	verb, them := "is", "it"
	if n > 1 {
		verb, them = "are", "them"
	}
	return Finding{
		Check: "luaslot", Certainty: prove.Possible, Subject: script,
		Problem: fmt.Sprintf("%s: %s %s passed, and the script never reads %s", script, keys, verb, them),
		Advice:  "leave it out unless it is there to choose the slot",
	}
}
