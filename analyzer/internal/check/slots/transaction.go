package slots

import (
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
	subject.Command = "MULTI/EXEC of " + first.Command + " and " + second.Command
	if first == second {
		subject.Command = "MULTI/EXEC of " + first.Command
	}
	d := unit.Finding{Finding: report.Finding{Check: subject.Check}}
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
	add(first, f.First)
	if !self {
		add(second, f.Second)
	}
	d.Trace = append(d.Trace, c.Steps(t.Begin)...)
	c.ReportPlanned(d)
}

// watch reports a command under a Watch with a key of another slot than what is
// watched.
func (c *check) watch(t site.Transaction) {
	c.Eval.ResetBudget()
	_, second, f := c.Finder.JudgeTx(t)
	if f == nil || f.Silent || !c.Wanted(f) {
		return
	}
	subject := report.Subject{Check: "txslot", Command: second.Command + " under WATCH", UnderWatch: true}
	d := report.CrossSlot(subject, f.First, f.Second, f.Verdict, false, f.Unknown, report.Plan{})
	d.Pos, d.End = c.Extent(*second)
	d.Trace = append(d.Trace, report.Place{Pos: t.Begin.Pos(), Message: "WATCH of " + report.Plain(f.First)})
	d.Trace = append(d.Trace, c.Steps(*second)...)
	c.Report(d)
}
