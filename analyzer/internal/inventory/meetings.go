package inventory

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// A Meeting is two arguments that are keys of one command, script, transaction or
// watch.
type Meeting struct {
	A, B  int    // as Key.Argument; equal for two keys of one list
	In    string // the command, "MULTI" or "WATCH"
	Slots site.Slots
	Send  site.Send // the command, or what begins the transaction
}

// meet notes what the commands and transactions of the package bring together.
func (inv *Inventory) meet(u *unit.Unit) {
	inv.Queued = make(map[int]bool)
	for _, fn := range u.Funcs {
		for _, s := range u.Finder.Sends(fn) {
			inv.meetIn(u, s, s.Command, []site.Send{s})
			u.Eval.ResetBudget()
			for _, b := range u.Finder.AtCallers(s) {
				inv.meetIn(u, b, b.Command, []site.Send{b})
			}
		}
		for _, t := range u.Finder.Transactions(fn) {
			inv.meetIn(u, t.Begin, "MULTI", t.Commands)
			for _, s := range t.Commands {
				for _, argument := range inv.sent[keyOf(u, s)] {
					inv.Queued[argument] = s.Kind != client.Watch
				}
			}
		}
		for _, t := range u.Finder.Watches(fn) {
			inv.meetIn(u, t.Begin, "WATCH", t.Commands)
		}
	}
}

// meetIn notes the pairs of the keys of some sends.
func (inv *Inventory) meetIn(u *unit.Unit, at site.Send, in string, sends []site.Send) {
	var keys []site.Key
	var arguments []int
	for _, s := range sends {
		list := inv.sent[keyOf(u, s)]
		if len(list) < len(s.Keys) || s.Kind == client.Channel {
			continue
		}
		keys = append(keys, s.Keys...)
		arguments = append(arguments, list[:len(s.Keys)]...)
	}
	if len(keys) == 0 || len(keys) == 1 && !keys[0].Repeat {
		return
	}
	if in == "" {
		in = at.Kind.String()
	}
	u.Eval.ResetBudget()
	for _, m := range u.Finder.Meets(keys) {
		inv.Meetings = append(inv.Meetings, Meeting{arguments[m.A], arguments[m.B], in, m.Slots, at})
	}
}
