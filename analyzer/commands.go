package analyzer

import (
	"fmt"
	"go/token"
	"slices"

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
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// command reports a command whose keys do not share a slot.
func (c *checker) command(s site.Send) {
	if s.Splittable && c.resolver && !s.Piped {
		return
	}
	c.eval.Begin()
	f := site.Judge(c.finder, s)
	var callers []ssa.CallInstruction
	if f != nil && f.Unknown {
		if g, calls := c.finder.FromCallers(s); g != nil {
			f, callers = g, calls
		}
	}
	maybe := false // only where a tag is empty
	if f == nil && c.checks.runs("hashtag") {
		f = c.finder.Emptied(s, func(p pattern.Pattern) bool { return tag.Of(p) == tag.Empty })
		maybe = f != nil
	}
	if f == nil && c.right.on && c.finder.ProvedRight(s) {
		check := "crossslot"
		if s.Kind == client.Watch {
			check = "txslot"
		}
		c.report(analysis.Diagnostic{Pos: s.Pos(), Category: check, Message: fmt.Sprintf("%s: the keys share a slot (%s, right)", s.Command, check)})
	}
	if f == nil || f.Silent || !c.wanted(f) || f.Unknown && len(s.Trace) > 1 {
		return
	}
	subject := report.Subject{
		Check: "crossslot", Command: s.Command, Keys: countKeys(s.Keys),
		Ring: s.Class == client.Ring, Split: s.Splittable, Watch: s.Kind == client.Watch,
		Channel: s.Kind == client.Channel || s.Keys[f.A].Channel,
	}
	if cmd, ok := command.Lookup(s.Command, ""); ok {
		subject.Unchecked = cmd.Has(command.Unchecked)
	}
	if s.Kind == client.Watch {
		subject.Check = "txslot"
	}
	if subject.Command == "" {
		subject.Command = s.Kind.String()
	}
	d := finding{Diagnostic: analysis.Diagnostic{Pos: s.Pos(), Category: subject.Check}}
	if message, ok := c.oddTag(subject, f, maybe); ok {
		d.Category, d.Message = "hashtag", message
	} else {
		d.message = func(plan report.Plan) string {
			return report.CrossSlot(subject, f.First, f.Second, f.Verdict, f.A == f.B, f.Unknown, plan)
		}
		d.site = c.siteOf(f, f.A == f.B, s)
	}
	if expr := c.finder.CallExpr(s); expr != nil {
		d.Pos, d.End = expr.Pos(), expr.End()
		if c.group.on && d.Category == "crossslot" && s.Direct() && !s.Raw() {
			d.second = func(plan report.Plan) (fix analysis.SuggestedFix, ok bool) {
				if !report.Groups(subject, f.First, f.Second, f.A == f.B, f.Unknown, plan) {
					return fix, false
				}
				return group.Fix(c.pass, expr)
			}
		}
	}
	d.Related = c.related(s, f)
	for _, call := range callers {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: call.Pos(), Message: "called here"})
	}
	c.find(d)
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

// related points at the two keys, and at the calls between the site and the
// client's method.
func (c *checker) related(s site.Send, f *site.Finding) []analysis.RelatedInformation {
	var out []analysis.RelatedInformation
	add := func(pos token.Pos, message string) {
		if pos.IsValid() {
			out = append(out, analysis.RelatedInformation{Pos: pos, Message: message})
		}
	}
	add(s.Keys[f.A].Pos, "key "+f.First.String())
	if f.B != f.A {
		add(s.Keys[f.B].Pos, "key "+f.Second.String())
	}
	c.trace(s, add)
	return out
}

// trace adds the calls that lead from the site to the client's method.
func (c *checker) trace(s site.Send, add func(token.Pos, string)) {
	for _, step := range s.Trace[1:] {
		if step.Pos.IsValid() {
			add(step.Pos, "sent by "+step.Func)
		} else {
			add(s.Pos(), fmt.Sprintf("sent by %s at %s", step.Func, step.Posn))
		}
	}
}

// transaction reports a transaction that leaves its slot.
func (c *checker) transaction(t site.Transaction) {
	c.eval.Begin()
	first, second, f := c.finder.JudgeTx(t)
	if f == nil && c.right.on && c.finder.ProvedRight(t.Commands...) {
		c.report(analysis.Diagnostic{Pos: t.Begin.Pos(), Category: "txslot", Message: "MULTI/EXEC: the keys share a slot (txslot, right)"})
	}
	if f == nil || f.Silent || !c.wanted(f) {
		return
	}
	subject := report.Subject{Check: "txslot", Tx: true, Ring: t.Begin.Class == client.Ring, Watched: first.Kind == client.Watch, Conn: t.Begin.Command == "MULTI",
		Splits: !c.goRedis.atLeast(9, 11)}
	self := first == second && f.A == f.B
	subject.Command = "MULTI/EXEC of " + first.Command + " and " + second.Command
	if first == second {
		subject.Command = "MULTI/EXEC of " + first.Command
	}
	d := finding{Diagnostic: analysis.Diagnostic{Pos: t.Begin.Pos(), Category: subject.Check}}
	if message, ok := c.oddTag(subject, f, false); ok {
		d.Category, d.Message = "hashtag", message
	} else {
		d.message = func(plan report.Plan) string {
			return report.CrossSlot(subject, f.First, f.Second, f.Verdict, self, f.Unknown, plan)
		}
		d.site = c.siteOf(f, self, t.Commands...)
	}
	if expr := c.finder.CallExpr(t.Begin); expr != nil {
		d.Pos, d.End = expr.Pos(), expr.Lparen+1
	}
	add := func(pos token.Pos, message string) {
		if pos.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, Message: message})
		}
	}
	add(first.Pos(), fmt.Sprintf("%s of %s", first.Command, f.First))
	if !self {
		add(second.Pos(), fmt.Sprintf("%s of %s", second.Command, f.Second))
	}
	c.trace(t.Begin, add)
	c.find(d)
}

// siteOf returns the keys that have to share a slot: all that the commands send
// or, where no tag serves all texts that they may have, the pair that was found.
// A tag that leaves another key of the commands behind is none.
func (c *checker) siteOf(f *site.Finding, self bool, sends ...site.Send) retag.Site {
	if f.Unknown {
		return retag.Site{}
	}
	serves := func(s retag.Site) bool { return c.separators.of().Solve([]retag.Site{s})[0].Tags != nil }
	finished := func(p pattern.Pattern) pattern.Pattern {
		p, _ = c.eval.Finish(p) // of another element, the aliases are others
		return p
	}
	pair := retag.Site{Keys: []pattern.Pattern{f.First, finished(f.Second)}, Many: self}
	all := retag.Site{Keys: slices.Clone(pair.Keys), Many: self}
	behind := false
	for _, s := range sends {
		for _, k := range s.Keys {
			comes := k.Pattern
			for _, alt := range c.finder.Texts(k) {
				if k.Pattern || k.Optional && len(alt.Pattern) == 0 {
					comes = true
					continue
				}
				keys := []pattern.Pattern{alt.Pattern}
				if k.Repeat {
					keys = append(keys, finished(value.Instance(alt.Pattern, 1)))
				}
				many := self || k.Repeat
				for _, key := range keys {
					if !slices.ContainsFunc(all.Keys, key.Equal) {
						all.Keys = append(all.Keys, key)
					}
				}
				all.Many = all.Many || many
				comes = comes || known(pair, keys[0]) || serves(retag.Site{Keys: slices.Concat(pair.Keys, keys), Many: many})
			}
			behind = behind || !comes
		}
	}
	if behind || serves(all) {
		return all
	}
	return pair
}

// known reports whether a key is of a family of a site, or of one that has no
// name and may be any.
func known(s retag.Site, p pattern.Pattern) bool {
	family := retag.FamilyOf(p)
	return !family.Nameable() || slices.ContainsFunc(s.Keys, func(k pattern.Pattern) bool { return retag.FamilyOf(k) == family })
}

// watch reports a command under a Watch with a key of another slot than what is
// watched.
func (c *checker) watch(t site.Transaction) {
	c.eval.Begin()
	_, second, f := c.finder.JudgeTx(t)
	if f == nil || f.Silent || !c.wanted(f) {
		return
	}
	subject := report.Subject{Check: "txslot", Command: second.Command + " under WATCH", UnderWatch: true}
	d := analysis.Diagnostic{
		Pos:      second.Pos(),
		Category: subject.Check,
		Message:  report.CrossSlot(subject, f.First, f.Second, f.Verdict, false, f.Unknown, report.Plan{}),
	}
	if expr := c.finder.CallExpr(*second); expr != nil {
		d.Pos, d.End = expr.Pos(), expr.End()
	}
	d.Related = append(d.Related, analysis.RelatedInformation{Pos: t.Begin.Pos(), Message: "WATCH of " + f.First.String()})
	c.trace(*second, func(pos token.Pos, message string) {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, Message: message})
	})
	c.report(d)
}
