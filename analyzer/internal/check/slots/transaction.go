package slots

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// transaction reports a transaction that leaves its slot.
func (c *check) transaction(t site.Transaction) {
	c.Eval.ResetBudget()
	first, second, f := c.Finder.JudgeTx(t)
	if f == nil && c.Right && c.Finder.ProvedRight(t.Commands...) {
		f := report.ProvedRight("txslot", "MULTI/EXEC")
		f.Pos = t.Begin.Pos()
		c.Report(f)
	}
	if (f == nil || f.Unknown) && c.givenUp(t.Begin.Pos(), t.Commands...) || f == nil || f.Silent || !c.Wanted(f) {
		return
	}
	subject := report.Subject{Check: "txslot", Tx: true, Ring: t.Begin.Ring(), Watched: first.Kind == client.Watch, Conn: t.Begin.Command == "MULTI",
		Splits: c.May(t.Begin.Client(), t.Begin.Client().SplitTx), NoTx: t.Begin.Client().NoTx,
		InWatch: len(t.Commands) > 0 && t.Commands[0].Kind == client.Watch}
	self := first == second && f.A == f.B
	also, n := c.Finder.AlsoQueued(t, first, second, f)
	subject.Keys = n
	for _, k := range also {
		subject.Also = append(subject.Also, k.First)
	}
	subject.Command = named(first, second, also)
	d := unit.Finding{Finding: report.Finding{Check: subject.Check}}
	if !f.Unknown {
		d.Apart = []pattern.Pattern{f.First, f.Second}
	}
	if odd, ok := c.oddTag(subject, f, false); ok {
		d.Finding = odd
	} else {
		d.Complete = func(plan report.Plan) report.Finding {
			return report.CrossSlot(subject, f.First, f.Second, f.Verdict, self, f.Unknown, plan)
		}
		d.Site = c.siteOf(f, self, t.Commands...)
	}
	d.Pos = t.Begin.Pos()
	if expr := c.Finder.CallExpr(t.Begin); expr != nil {
		d.Pos, d.End = expr.Pos(), expr.Lparen+1
	}
	add := func(s *site.Send, key pattern.Pattern) {
		if s.Pos().IsValid() {
			d.Trace = append(d.Trace, report.Place{Pos: s.Pos(), Message: s.Command + " of " + report.Plain(key)})
		}
	}
	if keys := keysOf(f, self, also); self {
		add(first, keys[0])
	} else {
		add(first, keys[0])
		add(second, keys[1])
		for i, k := range also {
			add(k.Send, keys[i+2])
		}
	}
	d.Trace = append(d.Trace, c.Steps(t.Begin)...)
	c.ReportPlanned(d)
}

// named says which commands a finding for a transaction is about: "MULTI/EXEC of SET
// and SADD", with "under WATCH" if one of the keys is a watched one.
func named(first, second *site.Send, also []site.Apart) string {
	sends := []*site.Send{first}
	if second != first {
		sends = append(sends, second)
	}
	for _, k := range also {
		if !slices.ContainsFunc(sends, func(s *site.Send) bool { return s.Command == k.Send.Command }) {
			sends = append(sends, k.Send)
		}
	}
	var names []string
	under := ""
	for _, s := range sends {
		if s.Kind == client.Watch {
			under = " under WATCH"
		} else {
			names = append(names, s.Command)
		}
	}
	return "MULTI/EXEC of " + report.Series(names, "and") + under
}

// watch reports a command under a Watch with a key of another slot than what is
// watched.
func (c *check) watch(t site.Transaction) {
	c.Eval.ResetBudget()
	_, second, f := c.Finder.JudgeTx(t)
	if f == nil || f.Silent || !c.Wanted(f) {
		return
	}
	subject := report.Subject{Check: "txslot", Command: second.Command + " under WATCH", UnderWatch: true, Watch: second.Kind == client.Watch}
	d := report.CrossSlot(subject, f.First, f.Second, f.Verdict, false, f.Unknown, report.Plan{})
	d.Pos, d.End = c.Extent(*second)
	d.Trace = append(d.Trace, report.Place{Pos: t.Begin.Pos(), Message: "WATCH of " + report.Plain(f.First)})
	d.Trace = append(d.Trace, c.Steps(*second)...)
	c.Report(d)
}
