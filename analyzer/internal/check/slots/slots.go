package slots

import (
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/group"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Check reports the commands, transactions and watches of a package.
func Check(u *unit.Unit) {
	c := &check{Unit: u}
	for _, fn := range u.Funcs {
		c.scripts = make(map[string]bool)
		c.function(fn)
	}
	for _, g := range c.Finder.GivenUp() {
		c.GiveUp(g)
	}
}

// givenUp reports whether a key of the sends lies past a bound, and notes it.
func (c *check) givenUp(pos token.Pos, sends ...site.Send) bool {
	for _, s := range sends {
		if bound := c.Finder.PastBound(s); bound != "" {
			c.GiveUp(site.GivenUp{Pos: pos, Bound: bound})
			return true
		}
	}
	return false
}

type check struct {
	*unit.Unit
	// scripts has the keys, of which nothing is known, of the scripts that the
	// function at hand runs and that were reported.
	scripts map[string]bool
}

// function reports the sites of one function.
func (c *check) function(fn *ssa.Function) {
	for _, s := range c.Finder.Sends(fn) {
		if s.Guarded || s.Judged || len(s.Keys) == 0 || s.Kind == client.Begin || !c.Counts(s.Class) {
			continue
		}
		if len(s.Keys) > 1 || s.Keys[0].Repeat {
			c.Calls++
			c.command(s)
		}
	}
	for _, t := range c.Finder.Transactions(fn) {
		if c.Counts(t.Begin.Class) {
			c.Calls++
			c.transaction(t)
		}
	}
	for _, t := range c.Finder.Watches(fn) {
		if c.Counts(t.Begin.Class) && t.Begin.Class != client.Ring {
			c.watch(t)
		}
	}
}

// command reports a command whose keys do not share a slot.
func (c *check) command(s site.Send) {
	if s.Splittable && c.Splits && !s.Piped {
		return
	}
	f, callers, maybe := c.judge(s)
	if f == nil && c.Right && c.Finder.ProvedRight(s) {
		right := report.ProvedRight(checkOf(s), s.Command)
		right.Pos = s.Pos()
		c.Report(right)
	}
	if (f == nil || f.Unknown) && c.givenUp(s.Pos(), s) || f == nil || f.Silent || !c.Wanted(f) || f.Unknown && (len(s.Trace) > 1 || c.said(s, f)) {
		return
	}
	subject := subjectOf(s, f)
	subject.Open = f.Open
	also := c.Finder.Also(s, f)
	for _, k := range also {
		subject.Also = append(subject.Also, k.First)
	}
	d := unit.Finding{Finding: report.Finding{Check: subject.Check}}
	if !f.Unknown {
		d.Apart = []pattern.Pattern{f.First, f.Second}
	}
	if odd, ok := c.oddTag(subject, f, maybe); ok {
		d.Finding = odd
	} else {
		d.Complete = func(plan report.Plan) report.Finding {
			return report.CrossSlot(subject, f.First, f.Second, f.Verdict, f.A == f.B, f.Unknown, plan)
		}
		if d.Site = c.siteOf(f, f.A == f.B, s); s.Splittable && c.gathers(d.Site) {
			d.Site = retag.Site{}
		}
	}
	d.Pos, d.End = c.Extent(s)
	if expr := c.Finder.CallExpr(s); expr != nil && c.Group && d.Check == "crossslot" && s.Direct() && !s.Raw() {
		d.Second = func(plan report.Plan) (fix analysis.SuggestedFix, ok bool) {
			if !report.Groups(subject, f.First, f.Second, f.A == f.B, f.Unknown, plan) {
				return fix, false
			}
			return group.Fix(c.Pass, expr)
		}
	}
	d.Trace = c.keyPlaces(s, f, also)
	for _, call := range callers {
		d.Trace = append(d.Trace, report.Place{Pos: call.Pos(), Message: "called here"})
	}
	c.ReportPlanned(d)
}

// said reports whether a call of which nothing is known is no news: its callers are
// judged, or it is the fallback of another way to run the same script.
func (c *check) said(s site.Send, f *site.Finding) bool {
	if c.Finder.SaidAtCallers(s) {
		return true
	}
	if s.Kind != client.Script {
		return false
	}
	key := f.First.String() + " " + f.Second.String()
	if c.scripts[key] {
		return true
	}
	c.scripts[key] = true
	return false
}

// judge returns the two keys of a command that do not share a slot, nil if there
// are none; the callers that give the keys, where these decide; and whether only
// an empty value in a hash tag makes it so.
func (c *check) judge(s site.Send) (f *site.Finding, callers []ssa.CallInstruction, maybe bool) {
	c.Eval.ResetBudget()
	f = site.Judge(c.Finder, s)
	if f != nil && f.Unknown {
		if g, calls := c.Finder.FromCallers(s); g != nil {
			f, callers = g, calls
		} else if g := c.Finder.ByChance(s, f); g != nil {
			f = g
		}
	}
	if f == nil && c.Checks["hashtag"] {
		f = c.Finder.Emptied(s, func(p pattern.Pattern) bool { return tag.Of(p) == tag.Empty })
		maybe = f != nil
	}
	return f, callers, maybe
}

// checkOf returns the check under which a command is reported.
func checkOf(s site.Send) string {
	if s.Kind == client.Watch {
		return "txslot"
	}
	return "crossslot"
}

func subjectOf(s site.Send, f *site.Finding) report.Subject {
	subject := report.Subject{
		Check: checkOf(s), Command: s.Command, Keys: countKeys(s.Keys),
		Ring: s.Ring(), Split: s.Splittable, Watch: s.Kind == client.Watch, Sent: s.SentWatch(),
		Channel: s.Kind == client.Channel || s.Keys[f.A].Channel,
	}
	if cmd, ok := command.Lookup(s.Command, ""); ok {
		subject.Unchecked = cmd.Has(command.Unchecked)
	}
	if subject.Command == "" {
		subject.Command = s.Kind.String()
	}
	return subject
}

// countKeys is the number of keys, 0 if lists of unknown length are among them.
func countKeys(keys []site.Key) int {
	n := 0
	for _, k := range keys {
		if k.Repeat {
			return 0
		}
		if !k.Pattern {
			n++
		}
	}
	return n
}

// keyPlaces returns the places of the keys that are apart, and the calls between the site and
// the client's method.
func (c *check) keyPlaces(s site.Send, f *site.Finding, also []site.Apart) []report.Place {
	keys := keysOf(f, f.A == f.B, also)
	var out []report.Place
	add := func(key int, p pattern.Pattern) {
		if pos := s.Keys[key].Pos; pos.IsValid() {
			out = append(out, report.Place{Pos: pos, Message: "key " + report.Plain(p)})
		}
	}
	add(f.A, keys[0])
	if f.B != f.A {
		add(f.B, keys[1])
	}
	for i, k := range also {
		add(k.Key, keys[i+2])
	}
	return append(out, c.Steps(s)...)
}

// keysOf returns the keys of a finding and of also as its sentence names them; self
// says that the two of the finding are elements of one list.
func keysOf(f *site.Finding, self bool, also []site.Apart) []pattern.Pattern {
	keys := []pattern.Pattern{f.First, f.Second}
	for _, k := range also {
		keys = append(keys, k.First)
	}
	if self {
		return keys
	}
	return report.TellApart(keys...)
}
