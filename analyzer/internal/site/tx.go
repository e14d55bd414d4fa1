package site

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// A Transaction is what one MULTI/EXEC sends, or one WATCH and the transaction
// under it.
type Transaction struct {
	Begin    Send
	Commands []Send // in the order of the code; a Watch comes first

	body *ssa.Function // that queues the commands, if Begin takes one
}

// maxCommands is the number of commands of one transaction up to which every pair is
// compared. Of more commands each is compared with the first and with the one before.
const maxCommands = 200

// Transactions returns the transactions that fn begins, itself or through
// functions that begin one for it. Function literals are functions of their own.
func (f *Finder) Transactions(fn *ssa.Function) []Transaction {
	var out []Transaction
	for _, s := range f.Sends(fn) {
		if s.Kind != client.Begin || s.Guarded {
			continue
		}
		t := Transaction{Begin: s}
		t.Commands = append(t.Commands, f.watched(fn, s.Recv)...)
		switch {
		case s.Callback != nil:
			if s.maker != nil {
				t.Commands = append(t.Commands, f.queuedByMade(s.maker)...)
				break
			}
			body := flow.Function(s.Callback)
			if body == nil || body.Blocks == nil {
				continue
			}
			for _, c := range f.queuedBy(body, "") {
				for _, bind := range s.binds {
					c = f.bound(c, bind)
				}
				t.Commands = append(t.Commands, c)
			}
			t.body = body
		case s.Result != "":
			top := fn
			for top.Parent() != nil {
				top = top.Parent()
			}
			queued := f.queued(top, s.Result, s.call)
			if s.Result == s.Recv {
				queued = begunBy(s.call, queued)
			}
			for i, c := range queued {
				if c.Kind == client.Watch { // for the callers of the function that watches
					t.Commands = append(t.Commands, c)
					queued = slices.Delete(slices.Clone(queued), i, i+1)
					break
				}
			}
			t.Commands = append(t.Commands, queued...)
		}
		out = append(out, t)
	}
	return out
}

// Watches returns what is sent at once, and not queued, by the functions that fn
// runs under a Watch: it goes to the node of the watched key. The Watch is the
// Begin of each.
func (f *Finder) Watches(fn *ssa.Function) []Transaction {
	var out []Transaction
	for _, s := range f.Sends(fn) {
		if s.Kind != client.Watch || s.Callback == nil || s.Guarded {
			continue
		}
		body := flow.Function(s.Callback)
		if body == nil || body.Blocks == nil || len(s.binds) > 0 && f.decidedIn(body) {
			continue
		}
		s.Decided = true
		t := Transaction{Begin: s, Commands: []Send{s}}
		for _, c := range f.sentUnder(body) {
			if c.Kind != client.Command && c.Kind != client.Script && !c.SentWatch() || len(c.Keys) == 0 {
				continue
			}
			for _, bind := range s.binds {
				c = f.bound(c, bind)
			}
			if Judge(f, c) == nil { // else it is reported itself
				t.Commands = append(t.Commands, c)
			}
		}
		if 1 < len(t.Commands) && len(t.Commands) <= maxCommands {
			out = append(out, t)
		}
	}
	return out
}

// decidedIn reports whether the function around the literal body, which it runs under a
// Watch of its own, says whether the keys share a slot: its callers do not matter.
func (f *Finder) decidedIn(body *ssa.Function) bool {
	for _, t := range f.Watches(body.Parent()) {
		if len(t.Begin.binds) == 0 && flow.Function(t.Begin.Callback) == body {
			_, _, found := f.JudgeTx(t)
			return found == nil || !found.Unknown
		}
	}
	return true // nothing is sent under it
}

// undecidedWatch reports whether the callers say whether what is sent under a Watch
// shares a slot with what is watched.
func (f *Finder) undecidedWatch(s Send, prefix string) bool {
	if s.Kind != client.Watch || s.Callback == nil || s.Guarded || len(s.binds) > 0 || !mentions(s, prefix) {
		return false
	}
	body := flow.Function(s.Callback)
	return body != nil && body.Blocks != nil && body.Parent() != nil && !f.decidedIn(body)
}

// sentUnder returns what a function sends on the connection that it is given, itself
// and in pipelines that are no transactions.
func (f *Finder) sentUnder(body *ssa.Function) []Send {
	var out []Send
	for _, s := range f.queuedBy(body, "") {
		if s.Kind != client.Batch || s.call == nil {
			out = append(out, s)
			continue
		}
		run := f.callback(s.call.Common().Args)
		switch pipe, opens := s.call.(*ssa.Call); {
		case run.maker != nil:
			out = append(out, f.queuedByMade(run.maker)...)
		case run.fn != nil:
			if fn := flow.Function(run.fn); fn != nil && fn.Blocks != nil {
				out = append(out, f.queuedBy(fn, "")...)
			}
		case opens:
			out = append(out, f.queued(s.call.Parent(), f.eval.Eval(pipe).Identity(), s.call)...)
		}
	}
	return out
}

// SentWatch reports whether s sends WATCH as it is, on the connection that it has, and
// runs no function under it.
func (s *Send) SentWatch() bool { return s.Kind == client.Watch && s.Callback == nil && s.maker == nil }

// watched returns the Watch whose function has the transaction recv as its
// parameter.
func (f *Finder) watched(fn *ssa.Function, recv string) []Send {
	if recv == "" {
		return nil
	}
	for p := fn; p != nil; p = p.Parent() {
		outer := p.Parent()
		if outer == nil {
			break
		}
		for _, s := range f.Sends(outer) {
			if s.Kind != client.Watch || s.Callback == nil || flow.Function(s.Callback) != p {
				continue
			}
			for i := range p.Params {
				if f.eval.ParamID(p, i) == recv {
					return []Send{s}
				}
			}
		}
	}
	return nil
}

// JudgeTx returns the pair of commands of a transaction whose keys are most
// certain not to share a slot, with the finding; nil if all of them share one.
// Of equally certain pairs it is the first of two commands, before those of a command
// with what is watched: the watched key may be in the transaction, too.
func (f *Finder) JudgeTx(t Transaction) (first, second *Send, found *Finding) {
	sent := t.barriers()
	for i := range t.Commands {
		t.Commands[i].Keys = f.expanded(t.Commands[i].Keys)
	}
	if w := t.Commands; len(w) > 0 && w[0].Kind == client.Watch && Judge(f, w[0]) != nil {
		t.Commands = w[1:] // the Watch is reported itself
	}
	for _, watched := range []bool{false, true} {
		for j := range t.Commands {
			b := &t.Commands[j]
			for i := 0; i <= j; i++ {
				if j >= maxCommands && i != 0 && i < j-1 {
					continue
				}
				a := &t.Commands[i]
				if watched != (a.Kind == client.Watch) || t.Begin.Decided && !watched {
					continue
				}
				if i == j && watched {
					continue // reported as a Watch
				}
				if i != j && !together(a.call, b.call, sent) {
					continue
				}
				if v := f.apart(a, b, found); v != nil {
					first, second, found = a, b, v
				}
				if found != nil && found.Verdict.Certainty == prove.Proven && !found.Unknown {
					return first, second, found
				}
			}
		}
	}
	return first, second, found
}

// barriers are the calls at which what was queued before is sent or dropped.
func (t *Transaction) barriers() []ssa.Instruction {
	var out []ssa.Instruction
	for i := range t.Commands {
		if c := &t.Commands[i]; (c.Kind == client.Exec || c.Kind == client.Discard) && c.call != nil {
			out = append(out, c.call)
		}
	}
	if t.Begin.call != nil {
		out = append(out, t.Begin.call)
	}
	return out
}

// apart returns the pair of keys of two commands of a transaction, or of one
// command, that is most certain not to share a slot; nil if found says more.
func (f *Finder) apart(a, b *Send, found *Finding) (worse *Finding) {
	for x := range a.Keys {
		for y := range b.Keys {
			if a.Keys[x].skipped() || b.Keys[y].skipped() || a == b && (x > y || x == y && !a.Keys[x].Repeat) {
				continue
			}
			v, _ := f.compare(a.Keys[x], b.Keys[y], a == b && x == y)
			if v == nil {
				continue
			}
			v.A, v.B = x, y
			if a.Kind == client.Watch {
				// Refused only where the two slots are on two nodes.
				v.Verdict.Certainty = min(v.Verdict.Certainty, prove.Likely)
			}
			if found == nil || better(v, found) {
				worse, found = v, v
			}
		}
	}
	return worse
}

// together reports whether one run of the function may queue both commands in
// one transaction: a path leads from one to the other on which it is not sent.
func together(a, b ssa.CallInstruction, barriers []ssa.Instruction) bool {
	if a == nil || b == nil || a == b || a.Parent() != b.Parent() {
		return true
	}
	return leads(a, b, barriers) || leads(b, a, barriers)
}

func leads(a, b ssa.Instruction, barriers []ssa.Instruction) bool {
	stop := make(map[ssa.Instruction]bool, len(barriers))
	for _, x := range barriers {
		stop[x] = true
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var walk func(blk *ssa.BasicBlock, from int) bool
	walk = func(blk *ssa.BasicBlock, from int) bool {
		for _, in := range blk.Instrs[from:] {
			if in == b {
				return true
			}
			if stop[in] {
				return false
			}
		}
		for _, s := range blk.Succs {
			if !seen[s] {
				seen[s] = true
				if walk(s, 0) {
					return true
				}
			}
		}
		return false
	}
	for i, in := range a.Block().Instrs {
		if in == a {
			return walk(a.Block(), i+1)
		}
	}
	return false
}
