package script

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A function judges a script, or a function of a library, with its calls.
type function struct {
	c      *check
	script *script
	fn     *lua.Function
	calls  []scriptCall
}

// A usedKey is a key that a script uses, as one of the strings it may be.
type usedKey struct {
	access lua.Access
	text   lua.Text
	// sure says that it is this text in every run, partial that it may be one of
	// which nothing is known.
	sure, partial bool
}

// An outcome is what a call, or all of them, say of a key.
type outcome struct {
	same, unknown, none bool // none: no key is declared at all
	certainty           prove.Certainty
	finding             *site.Finding
	key                 int // the declared key that it is compared with
	call                *scriptCall
}

func (f *function) judge() {
	if f.script.here || !f.script.told {
		f.flags()
		f.denied()
	}
	var own []report.LuaKey // keys that the script names itself
	atCalls := make(map[int][]report.LuaKey)
	for _, k := range f.texts() {
		for p := range k.text.Parts() {
			if p.Kind == lua.KeyPart && p.Index > 0 {
				f.missing(k, p.Index, atCalls)
			}
		}
		if _, ok := declared(k.text); ok {
			continue
		}
		if k.text.Has(lua.KeyPart) || k.text.Has(lua.ArgPart) {
			f.passed(k, atCalls, &own)
		} else if !f.script.here {
			if !f.script.told {
				f.passed(k, atCalls, &own)
			}
		} else if r, ok := f.named(k); ok {
			own = append(own, r)
		}
	}
	f.report(own, nil)
	for i := range f.calls {
		f.report(atCalls[i], &f.calls[i])
	}
	f.unused()
}

// texts returns the keys of the script that can be judged, each text once.
func (f *function) texts() []usedKey {
	var out []usedKey
	seen := make(map[string]int)
	for _, a := range f.fn.Accesses {
		for _, k := range a.Keys {
			for _, t := range k.Texts {
				if !judged(t) {
					continue
				}
				key := usedKey{a, t, !a.Cond && !k.Partial && len(k.Texts) == 1, k.Partial}
				if i, ok := seen[t.String()]; !ok {
					seen[t.String()] = len(out)
					out = append(out, key)
				} else if key.sure && !out[i].sure {
					out[i] = key
				}
			}
		}
	}
	return out
}

// judged reports whether enough is known of a key: what was not followed may
// hold the hash tag, unless the key begins with a declared one.
func judged(t lua.Text) bool {
	return len(t) > 0 && (!t.Has(lua.Other) || t[0].Kind == lua.KeyPart)
}

// declared reports whether a key is KEYS[n] itself.
func declared(t lua.Text) (n int, ok bool) {
	if len(t) == 1 && t[0].Kind == lua.KeyPart {
		return t[0].Index, true
	}
	return 0, false
}

// flags reports a flag with which a cluster does not run the script.
func (f *function) flags() {
	if f.fn.Has("no-cluster") {
		found := report.LuaNoCluster(f.name())
		found.Pos, found.End = f.script.pos, f.script.end
		f.at(&found, f.fn.Line, "no-cluster")
		f.c.ReportScript(f.script.text, found)
	}
}

// name is how messages call the script.
func (f *function) name() string {
	name := f.c.scriptName(f.script)
	if f.script.library && f.fn.Name != "" {
		return "function " + f.fn.Name + " of " + name
	}
	return name
}

// at points at a line of the script.
func (f *function) at(found *report.Finding, line int, message string) {
	if pos := f.c.lineOf(f.script, line); pos.IsValid() {
		found.Trace = append(found.Trace, report.Place{Pos: pos, Message: message})
	}
}

// named judges a key that is made of the script's own text, with what all calls
// say of it.
func (f *function) named(k usedKey) (report.LuaKey, bool) {
	constant, isConst := k.text.Constant()
	r := f.subject(k)
	p := f.pattern(k.text)
	_, tagged, _ := p.Hashed()
	// What is not known of the calls: a tag speaks for someone who knows what
	// the keys are; a name that another reply gives may be any.
	blind := prove.Likely
	if tagged || isConst && constant == "" {
		blind = prove.Possible
	}
	var worst *outcome
	same, unknown := false, len(f.calls) == 0
	f.each(func(i int) bool {
		o := f.relate(k.text, &f.calls[i])
		switch {
		case o.same:
			same = true
		case o.unknown:
			unknown = true
		case worst == nil || o.certainty > worst.certainty:
			worst = &o
		}
		return !o.unknown
	})
	switch {
	case worst != nil:
		f.relation(&r, worst)
		r.Certainty = worst.certainty
	case same:
		return r, false
	case unknown:
		r.Certainty = blind
	}
	if k.text[0].Kind != lua.Literal || k.partial {
		// What a reply names may well be a key of this slot.
		r.Certainty, r.With = prove.Possible, 0
	}
	f.temper(&r, k)
	return r, true
}

// temper lowers the certainty of what need not happen in every run. A script
// that allows itself the keys of other slots is for who knows where they are;
// but one command cannot have keys of two.
func (f *function) temper(r *report.LuaKey, k usedKey) {
	if !k.sure {
		r.Certainty = min(r.Certainty, prove.Likely)
	}
	if f.fn.Has("allow-cross-slot-keys") && !r.NoKeys {
		if r.CrossSlot = true; len(k.access.Keys) < 2 {
			r.Certainty = prove.Possible
		}
	}
}

// passed judges a key that is made of KEYS or ARGV, at each call.
func (f *function) passed(k usedKey, atCalls map[int][]report.LuaKey, own *[]report.LuaKey) {
	if len(f.calls) == 0 {
		if f.c.ScriptGiven(f.script.text) {
			return // each package says it of its calls
		}
		r := f.subject(k)
		r.Certainty = prove.Possible
		*own = append(*own, r)
		return
	}
	said := make(map[string]bool)
	f.each(func(i int) bool {
		call := &f.calls[i]
		if f.beyond(k.text, call) > 0 {
			return true // said of the key itself
		}
		o := f.relate(k.text, call)
		if o.same || o.unknown && call.inner {
			return o.same
		}
		r := f.subject(k)
		reply := !k.text.Has(lua.KeyPart) && !k.text.Has(lua.ArgPart) && k.text[0].Kind != lua.Literal
		if o.unknown || k.partial || reply {
			r.Certainty = prove.Possible
		} else {
			f.relation(&r, &o)
			r.Certainty = o.certainty
		}
		r.Value = f.keyAt(k.text, call)
		if call.oneOf {
			r.Certainty = min(r.Certainty, prove.Likely)
		}
		f.temper(&r, k)
		if r.Certainty == prove.Possible {
			// EVALSHA and the EVAL behind it are one way to run a script.
			again := fmt.Sprint(f.c.funcAt(call.send.Pos()), k.text, r.Value)
			if said[again] {
				return !o.unknown
			}
			said[again] = true
		}
		atCalls[i] = append(atCalls[i], r)
		return !o.unknown
	})
}

// each visits the calls, from the one that is nearest to the client on. Where
// a call says enough of a script, and visit returns true, those that lead to it
// are left out, and so are those of which another package has said it.
func (f *function) each(visit func(i int) bool) {
	decided := make(map[token.Pos]bool)
	for i, call := range f.calls {
		if call.send.Script().Told&site.ToldCall != 0 {
			continue
		}
		if !slices.ContainsFunc(call.send.Trace[1:], func(s site.Step) bool { return decided[s.Pos] }) && visit(i) && call.send.Pos().IsValid() {
			decided[call.send.Pos()] = true
		}
	}
}

// beyond returns the n of a KEYS[n] in the text that a call does not pass.
func (f *function) beyond(t lua.Text, call *scriptCall) int {
	for p := range t.Parts() {
		if p.Kind == lua.KeyPart && p.Index > len(call.keys) && !call.openKeys {
			return p.Index
		}
	}
	return 0
}

// missing notes the calls that do not pass KEYS[n], of which the key is made.
func (f *function) missing(k usedKey, n int, atCalls map[int][]report.LuaKey) {
	f.each(func(i int) bool {
		call := &f.calls[i]
		if n > len(call.keys) && !call.openKeys {
			r := f.subject(k)
			r.Needs, r.Passed, r.Certainty = fmt.Sprintf("KEYS[%d]", n), len(call.keys), prove.Proven
			if !k.sure {
				r.Certainty = prove.Possible // the arguments may tell
			}
			atCalls[i] = append(atCalls[i], r)
		}
		return !call.openKeys
	})
}

// relation completes what is said of a key by what it is compared with.
func (f *function) relation(r *report.LuaKey, o *outcome) {
	if o.none {
		r.NoKeys = true
		return
	}
	r.With, r.Declared, r.Verdict = o.key, o.finding.First, o.finding.Verdict
}

// subject is what every report of a key says.
func (f *function) subject(k usedKey) report.LuaKey {
	_, constant := k.text.Constant()
	return report.LuaKey{
		Script: f.name(), Line: k.access.Line, Command: k.access.Command, Key: k.text.String(),
		Constant: constant, Argument: k.text.Has(lua.ArgPart), Derived: k.text.Has(lua.KeyPart), Strict: f.script.read.Header != nil,
		Alone: len(k.text) == 1,
	}
}

// report reports the keys of the script itself, or of a call: one of the most
// certain, with the others as related positions.
func (f *function) report(keys []report.LuaKey, call *scriptCall) {
	var wanted []report.LuaKey
	for _, k := range keys {
		if k.Certainty >= f.c.Lowest {
			wanted = append(wanted, k)
		}
	}
	if len(wanted) == 0 {
		return
	}
	first := wanted[0]
	for _, k := range wanted[1:] {
		if k.Certainty > first.Certainty {
			first = k
		}
	}
	first.More = len(wanted) - 1
	d := report.Lua(first)
	for _, k := range wanted {
		f.at(&d, k.Line, fmt.Sprintf("%s of %s", k.Command, quote.Text(k.Key)))
	}
	if call == nil {
		d.Pos, d.End = f.script.pos, f.script.end
		f.c.ReportScript(f.script.text, d)
		return
	}
	d.Pos, d.End = f.c.Extent(call.send)
	d.Trace = append(d.Trace, f.c.Steps(call.send)...)
	f.c.ReportScriptCall(call.send.Pos(), d)
}

// unused tells which keys a call passes and the script never reads. They may be
// there for the sake of the slot.
func (f *function) unused() {
	if f.fn.All || f.c.Lowest > prove.Possible {
		return
	}
	f.each(func(i int) bool {
		call := &f.calls[i]
		if call.openKeys {
			return false
		}
		var names []string
		for n := range call.keys {
			if !f.fn.Used[n+1] {
				names = append(names, fmt.Sprintf("KEYS[%d]", n+1))
			}
		}
		if len(names) == 0 || len(names) == len(call.keys) && len(f.fn.Accesses) > 0 {
			return true // without any, the client would choose the node by chance
		}
		d := report.LuaUnused(f.name(), strings.Join(names, ", "), len(names))
		d.Pos, d.End = f.c.Extent(call.send)
		f.c.Report(d)
		return true
	})
}
