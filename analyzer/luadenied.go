package analyzer

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

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
func (f *luaFunction) denied() {
	for _, sent := range f.fn.Sent {
		for _, row := range denied.Of(sent.Command) {
			if row.Refusal == "" {
				if !seesOneNode[row.Command] || f.ownKeys(sent) {
					continue
				}
				inside := *row
				inside.Quietly, inside.Advice = "a script sees the keys of its own node only", "run it on each master in ForEachMaster of the cluster client"
				row = &inside
			}
			o := f.c.objection(row, luaWords(sent))
			if o == nil {
				continue
			}
			if sent.Cond || row.Refusal == "" {
				o.certainty = min(o.certainty, prove.Likely)
			}
			d := analysis.Diagnostic{
				Pos: f.script.pos, End: f.script.end, Category: "clusterdenied",
				Message: report.Denied(row, fmt.Sprintf("%s, line %d: %s", f.name(), sent.Line, o.what), o.unless, o.certainty),
			}
			f.at(&d, sent.Line, sent.Command)
			f.c.ofScript(f.script, d, o.certainty)
		}
	}
}

// ownKeys reports whether a KEYS or SCAN may ask for keys that are on the node of
// the script: its pattern is made of what the script is given, or has a brace.
func (f *luaFunction) ownKeys(sent lua.Sent) bool {
	at := 0
	switch sent.Command {
	case "KEYS":
		at = 1
	case "SCAN":
		at = option(luaWords(sent), 2, "MATCH")
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
