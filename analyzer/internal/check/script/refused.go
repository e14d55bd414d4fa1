package script

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/refused"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/denied"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// seesOneNode are the commands of the table that a script may send, and that
// speak of the keys of the node that runs it, however the client reached that.
var seesOneNode = map[string]bool{"KEYS": true, "SCAN": true, "RANDOMKEY": true, "DBSIZE": true, "FLUSHDB": true, "FLUSHALL": true}

// denied reports the commands of the script that a cluster refuses whatever the
// keys are, and those that see one node only.
func (f *function) denied() {
	judge := &refused.Check{Unit: f.c.Unit}
	for _, sent := range f.fn.Sent {
		for _, row := range denied.Of(sent.Command) {
			if row.Refusal == "" {
				if !seesOneNode[row.Command] || f.ownKeys(sent) {
					continue
				}
				inside := *row
				inside.Quietly, inside.Advice = "a script sees the keys of its own node only", denied.EachMaster("run it on each master", f.client())
				row = &inside
			}
			o := judge.Objection(row, f.client(), luaWords(sent))
			if o == nil {
				continue
			}
			if sent.Cond || row.Refusal == "" {
				o.Certainty = min(o.Certainty, prove.Likely)
			}
			d := report.Denied(row, fmt.Sprintf("%s, line %d: %s", f.name(), sent.Line, o.What), o.Unless, o.Certainty)
			d.Pos, d.End = f.script.pos, f.script.end
			f.at(&d, sent.Line, sent.Command)
			f.c.ReportScript(f.script.text, d)
		}
	}
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

// ownKeys reports whether a KEYS or SCAN may ask for keys that are on the node of
// the script: its pattern is made of what the script is given, or has a brace.
func (f *function) ownKeys(sent lua.Sent) bool {
	at := 0
	switch sent.Command {
	case "KEYS":
		at = 1
	case "SCAN":
		at = refused.Option(luaWords(sent), 2, "MATCH")
	}
	if at <= 0 || at >= len(sent.Words) {
		return false
	}
	for _, t := range sent.Words[at] {
		if text, ok := t.Constant(); !ok || strings.Contains(text, "{") {
			return true
		}
	}
	return len(sent.Words[at]) == 0
}

// luaWords are the words of a command of a script as those of a call: what the
// script is given is a value of which nothing is known.
func luaWords(sent lua.Sent) []site.Key {
	words := make([]site.Key, len(sent.Words))
	for i, texts := range sent.Words {
		words[i].Value = value.Symbol(fmt.Sprintf("word%d", i))
		if len(texts) == 1 {
			if text, ok := texts[0].Constant(); ok {
				words[i].Value = value.Literal(text)
			}
		}
	}
	return words
}
