package analyzer

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
)

// A checker analyzes one package.
type checker struct {
	pass *analysis.Pass
	*settings
	result *Result

	funcs    []*ssa.Function
	eval     *flow.Evaluator
	finder   *site.Finder
	reaches  bool // a Redis client is among what the package imports
	reported map[string]bool
	resolver bool // commands that can be split are split by the client
}

func (c *checker) run() {
	interest := c.interest()
	if interest == none {
		c.tags(false)
		return
	}
	pkg := c.build(interest&callSites != 0)
	c.eval = flow.New(pkg, c.funcs, imported{c.pass})
	c.finder = site.NewFinder(c.pass.Fset, c.pass.Files, c.pass.TypesInfo, c.eval, imported{c.pass})
	c.resolver = c.splitByClient()
	c.eval.Embedded = c.embedded()
	if interest&callSites != 0 {
		for _, fn := range c.funcs {
			c.check(fn)
		}
		c.scripts()
	}
	c.tags(interest&callSites != 0)
	c.export(pkg)
	c.result.Work = c.eval.Work
}

// check reports the sites of one function.
func (c *checker) check(fn *ssa.Function) {
	for _, s := range c.finder.Sends(fn) {
		if s.Guarded || s.Judged || len(s.Keys) == 0 || s.Kind == client.Begin || !c.counts(s.Class) {
			continue
		}
		if len(s.Keys) > 1 || s.Keys[0].Repeat {
			c.result.Calls++
			c.command(s)
		}
	}
	for _, t := range c.finder.Transactions(fn) {
		if c.counts(t.Begin.Class) {
			c.result.Calls++
			c.transaction(t)
		}
	}
	c.denied(fn)
}

func (c *checker) counts(class client.Class) bool {
	return c.clients.classes == nil || c.clients.classes[class]
}

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
	if f == nil && c.right && c.finder.ProvedRight(s) {
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
	d := analysis.Diagnostic{
		Pos:      s.Pos(),
		Category: subject.Check,
		Message:  report.CrossSlot(subject, f.First, f.Second, f.Verdict, f.A == f.B, f.Unknown),
	}
	if message, ok := c.oddTag(subject, f, maybe); ok {
		d.Category, d.Message = "hashtag", message
	}
	if expr := c.finder.CallExpr(s); expr != nil {
		d.Pos, d.End = expr.Pos(), expr.End()
	}
	d.Related = c.related(s, f)
	for _, call := range callers {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: call.Pos(), Message: "called here"})
	}
	c.report(d)
}

// report reports a diagnostic once, if its check runs: a wrapper may send one
// command in several places. The category is the check.
func (c *checker) report(d analysis.Diagnostic) {
	if !c.checks.runs(d.Category) {
		return
	}
	key := fmt.Sprintf("%d %s", d.Pos, d.Message)
	if c.reported[key] {
		return
	}
	if c.reported == nil {
		c.reported = make(map[string]bool)
	}
	c.reported[key] = true
	c.pass.Report(d)
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

func (c *checker) wanted(f *site.Finding) bool {
	certainty := f.Verdict.Certainty
	if f.Unknown {
		certainty = prove.Possible
	}
	return certainty >= c.lowest.value
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

// steps returns the calls that lead from a site to the client's method.
func (c *checker) steps(s site.Send) (out []analysis.RelatedInformation) {
	c.trace(s, func(pos token.Pos, message string) {
		out = append(out, analysis.RelatedInformation{Pos: pos, Message: message})
	})
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
	if f == nil && c.right && c.finder.ProvedRight(t.Commands...) {
		c.report(analysis.Diagnostic{Pos: t.Begin.Pos(), Category: "txslot", Message: "MULTI/EXEC: the keys share a slot (txslot, right)"})
	}
	if f == nil || f.Silent || !c.wanted(f) {
		return
	}
	subject := report.Subject{Check: "txslot", Tx: true, Ring: t.Begin.Class == client.Ring, Watched: first.Kind == client.Watch, Conn: t.Begin.Command == "MULTI"}
	self := first == second && f.A == f.B
	subject.Command = "MULTI/EXEC of " + first.Command + " and " + second.Command
	if first == second {
		subject.Command = "MULTI/EXEC of " + first.Command
	}
	d := analysis.Diagnostic{
		Pos:      t.Begin.Pos(),
		Category: subject.Check,
		Message:  report.CrossSlot(subject, f.First, f.Second, f.Verdict, self, f.Unknown),
	}
	if message, ok := c.oddTag(subject, f, false); ok {
		d.Category, d.Message = "hashtag", message
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
	c.report(d)
}

// export tells other packages what the functions and variables of this one do.
func (c *checker) export(pkg *ssa.Package) {
	for _, fn := range c.funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !exportable(obj) || c.foreign() && !keyName(obj.Name()) {
			continue
		}
		fact := c.summary(fn)
		if len(fact.Results) > 0 || len(fact.Sends) > 0 {
			c.pass.ExportObjectFact(obj, fact)
		}
	}
	scope := c.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() {
			continue
		}
		g, ok := pkg.Members[name].(*ssa.Global)
		if !ok || c.foreign() || !isText(v.Type()) {
			continue
		}
		c.eval.Begin()
		if val := c.eval.Exportable(c.eval.Global(g)); val != nil {
			c.pass.ExportObjectFact(v, &varFact{val})
		}
	}
}

// exportable reports whether other packages can call fn: an exported function,
// or method whatever its type, which an exported variable or function may give.
func exportable(fn *types.Func) bool { return fn.Exported() && fn.Origin() == fn }

func (c *checker) summary(fn *ssa.Function) *funcFact {
	fact := &funcFact{}
	c.eval.Begin()
	if sum := c.eval.Summary(fn); sum != nil {
		some := false
		for i, r := range sum.Results {
			v := c.eval.ExportableResult(r, fn.Signature.Results().At(i).Type())
			some = some || v != nil
			if v == nil {
				v = &flow.Value{} // gob knows no nil in a slice
			}
			fact.Results = append(fact.Results, v)
		}
		if !some {
			fact.Results = nil
		}
	}
	for _, s := range c.finder.Exported(fn) {
		ok := true
		s.Keys = append([]site.Key(nil), s.Keys...)
		for i := range s.Keys {
			s.Keys[i].Pos = token.NoPos
			s.Keys[i].Value = c.eval.Portable(s.Keys[i].Value)
			ok = ok && s.Keys[i].Value != nil
		}
		if len(s.Keys) > 16 || !ok {
			continue
		}
		if s.Callback != nil {
			if s.Callback = c.eval.Portable(s.Callback); s.Callback == nil {
				continue
			}
		}
		if !c.portableScript(&s) {
			continue
		}
		s.Trace = append([]site.Step(nil), s.Trace...)
		for i := range s.Trace {
			s.Trace[i] = c.portable(s.Trace[i])
		}
		fact.Sends = append(fact.Sends, s)
	}
	return fact
}

// portable gives a step a position that other packages understand.
func (c *checker) portable(s site.Step) site.Step {
	if s.Pos.IsValid() {
		p := c.pass.Fset.Position(s.Pos)
		s.Posn = fmt.Sprintf("%s/%s:%d", c.pass.Pkg.Path(), filepath.Base(p.Filename), p.Line)
		s.Pos = token.NoPos
	}
	return s
}

// A resolverFact marks a package that makes a resolver with which the client
// splits the commands that can be split (go-redis v9.18: NewDynamicResolver).
type resolverFact struct{}

func (*resolverFact) AFact()         {}
func (*resolverFact) String() string { return "splits commands" }

// splitByClient reports whether the program sets such a resolver, as far as
// this package and its dependencies show.
func (c *checker) splitByClient() bool {
	for id, obj := range c.pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && id.Name == "SetCommandInfoResolver" && fn.Pkg() != nil && client.IsClientPackage(fn.Pkg().Path()) {
			c.pass.ExportPackageFact(new(resolverFact))
			return true
		}
	}
	for _, f := range c.pass.AllPackageFacts() {
		if _, ok := f.Fact.(*resolverFact); ok {
			return true
		}
	}
	return false
}
