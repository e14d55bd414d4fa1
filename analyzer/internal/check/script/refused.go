package script

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/refused"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/denied"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// seesOneNode are the commands of the table that a script may send, and that
// speak of one node, however the client reached that.
var seesOneNode = map[string]bool{
	"KEYS": true, "SCAN": true, "RANDOMKEY": true, "DBSIZE": true, "FLUSHDB": true, "FLUSHALL": true,
	"PUBSUB CHANNELS": true, "PUBSUB NUMSUB": true, "PUBSUB NUMPAT": true,
}

// denied reports the commands of the script that a cluster refuses whatever the
// keys are, and those that see one node only: once, or at each call that gives the
// script what is to blame.
func (f *function) denied() {
	judge := &refused.Check{Unit: f.c.Unit}
	for _, sent := range f.fn.Sent {
		for _, row := range denied.Of(sent.Command) {
			if row.Refusal == "" {
				if seesOneNode[row.Command] {
					f.oneNode(judge, row, sent)
				}
				continue
			}
			o := judge.Objection(row, f.client(), f.words(sent, nil))
			if given(sent) && len(f.calls) > 0 && (o == nil || o.Certainty == prove.Possible) {
				f.each(func(i int) bool {
					call := &f.calls[i]
					o := judge.Objection(row, f.client(), f.words(sent, call))
					return o == nil || f.deny(row, sent, o, call)
				})
			} else if o != nil {
				f.deny(row, sent, o, nil)
			}
		}
	}
}

// given reports whether a word of a command is made of what the script is given.
func given(sent lua.Sent) bool {
	return slices.ContainsFunc(sent.Words, func(texts []lua.Text) bool {
		return slices.ContainsFunc(texts, func(t lua.Text) bool { return t.Has(lua.ArgPart) || t.Has(lua.KeyPart) })
	})
}

// deny reports a command of the script, or of one call of it, and reports whether
// that is said for all that lead to the call.
func (f *function) deny(row *denied.Row, sent lua.Sent, o *refused.Objection, call *scriptCall) bool {
	if call != nil && call.inner && o.Certainty == prove.Possible {
		return false // each caller tells
	}
	if sent.Cond || row.Refusal == "" {
		o.Certainty = min(o.Certainty, prove.Likely)
	}
	d := report.Denied(row, fmt.Sprintf("%s, line %d: %s", f.name(), sent.Line, o.What), o.Unless, o.Certainty)
	f.at(&d, sent.Line, sent.Command)
	if call == nil {
		d.Pos, d.End = f.script.pos, f.script.end
		f.c.ReportScript(f.script.text, d)
		return true
	}
	if d.Certainty >= f.c.Lowest {
		d.Pos, d.End = f.c.Extent(call.send)
		d.Trace = append(d.Trace, f.c.Steps(call.send)...)
		f.c.ReportScriptCall(call.send.Pos(), d)
	}
	return true
}

// oneNode reports a command that speaks of one node, unless the keys that it may
// ask for are on the node of the script.
func (f *function) oneNode(judge *refused.Check, row *denied.Row, sent lua.Sent) {
	inside := *row
	inside.Advice = denied.EachMaster("run it on each master", f.client())
	if !strings.HasPrefix(row.Command, "PUBSUB") {
		inside.Quietly = "a script sees the keys of its own node only"
	}
	o := judge.Objection(&inside, f.client(), f.words(sent, nil))
	if o == nil {
		return
	}
	// A client of one server is how the nodes of a cluster are asked one by one.
	asks := func(call scriptCall) bool {
		_, counts := row.Certainty(call.send.Class)
		return counts
	}
	globs, ok := f.globs(sent)
	switch {
	case !ok, len(f.calls) > 0 && !slices.ContainsFunc(f.calls, asks):
	case !slices.ContainsFunc(globs, func(t lua.Text) bool { _, ok := t.Constant(); return !ok }):
		f.deny(&inside, sent, o, nil)
	default:
		f.each(func(i int) bool {
			call, at := &f.calls[i], *o
			if !asks(*call) {
				return false
			}
			for _, t := range globs {
				certainty, unless, ok := f.elsewhere(t, call)
				if !ok || unless != "" && call.inner {
					return false // or each caller tells
				}
				at.Certainty = min(at.Certainty, certainty)
				if unless != "" {
					at.Unless = unless
				}
			}
			return f.deny(&inside, sent, &at, call)
		})
	}
}

// globs returns what the pattern of a KEYS or SCAN can be, nothing where it has
// none. ok is false if that is not known, or a hash tag is in plain sight.
func (f *function) globs(sent lua.Sent) (globs []lua.Text, ok bool) {
	at := 0
	switch sent.Command {
	case "KEYS":
		at = 1
	case "SCAN":
		at = refused.Option(f.words(sent, nil), 2, "MATCH")
	}
	if at <= 0 || at >= len(sent.Words) {
		return nil, true
	}
	for _, t := range sent.Words[at] {
		if t.Has(lua.Other) || t.Has(lua.Value) || slices.ContainsFunc(t, func(p lua.Part) bool { return strings.Contains(p.Lit, "{") }) {
			return nil, false
		}
	}
	return sent.Words[at], len(sent.Words[at]) > 0
}

// elsewhere returns how certain it is that keys of a pattern are on other nodes than
// that of the script, and what would put them there; ok is false if nothing says so.
func (f *function) elsewhere(t lua.Text, call *scriptCall) (c prove.Certainty, unless string, ok bool) {
	v, ok := f.value(t, call, 0)
	if !ok {
		return 0, "", false
	}
	c = prove.Likely
	for _, alt := range f.c.Eval.Alts(f.c.Eval.Expand(v)) {
		if text := alt.Pattern.String(); alt.Tagged || alt.Prints || strings.Contains(text, "{") {
			return 0, "", false
		}
		if len(alt.Pattern) > 0 && alt.Pattern[0].Hole != nil && alt.Pattern[0].Hole.Open {
			unless = quote.Text(alt.Pattern[0].Hole.Name) + " holds the hash tag of a key that it is given"
			if call.openKeys || slices.ContainsFunc(call.keys, named) {
				c = prove.Possible
			}
		}
	}
	return c, unless, true
}

// named reports whether a key may share a hash tag with others: it is not a constant
// without one.
func named(it value.Item) bool {
	text, ok := it.Value.Constant()
	return !ok || strings.Contains(text, "{")
}

// client returns the tables of the library that runs the script, as far as that is
// known.
func (f *function) client() *client.About {
	var s site.Send
	if len(f.calls) > 0 {
		s = f.calls[0].send
	}
	return s.Client()
}

// words are the words of a command of a script as those of a call: what the
// script is given is a value of which nothing is known, unless the call tells.
func (f *function) words(sent lua.Sent, call *scriptCall) []site.Key {
	words := make([]site.Key, len(sent.Words))
	for i, texts := range sent.Words {
		words[i].Value = &value.Value{Kind: value.Sym, ID: value.Unnamed(fmt.Sprintf("word%d", i)), Name: "value"}
		if len(texts) != 1 {
			continue
		}
		words[i].Value.Name = texts[0].String()
		if text, ok := texts[0].Constant(); ok {
			words[i].Value = value.Literal(text)
		} else if call != nil {
			if v, ok := f.value(texts[0], call, 0); ok {
				words[i].Value = v
			}
		}
	}
	return words
}
