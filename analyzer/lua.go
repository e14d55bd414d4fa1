package analyzer

import (
	"errors"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

const luaslot = "luaslot"

// A script is one Lua source of the package, with what the package does with it.
type script struct {
	text     string
	pos, end token.Pos // where it is made, or given to the client
	read     *lua.Script
	err      error
	calls    []luaCall
	library  bool
	skipped  bool // a call that does not count runs it
	// here says that the text is one of this package. What is wrong with that of
	// another is said of each call, or, if it is told, there.
	here, told bool
}

// A luaCall runs a script or a function.
type luaCall struct {
	send       site.Send
	function   string
	keys, args []value.Item
	openKeys   bool // there may be more keys than keys has
	openArgs   bool
	// inner marks a call whose keys or arguments the callers of the function
	// around it give, and those are at hand.
	inner bool
}

// scripts reports the scripts of the package: what is wrong in the text of one
// is said once, where the script is made, and what is wrong with the keys and
// arguments of a call there.
func (c *checker) scripts() {
	if !c.checks.runs(luaslot) && !c.checks.runs("clusterdenied") {
		return
	}
	all, functions := c.collect()
	for _, s := range all {
		s.read, s.err = lua.Read(s.text)
		if s.read == nil {
			c.syntax(s)
			continue
		}
		for _, f := range s.read.Functions {
			calls := s.calls
			skipped := s.skipped
			if s.library {
				calls, skipped = nil, false
				for _, call := range functions {
					if call.function != f.Name || f.Name == "" {
						continue
					}
					if call.send.Guarded || !c.counts(call.send.Class) {
						skipped = true
						continue
					}
					calls = append(calls, call)
				}
			}
			if skipped && len(calls) == 0 {
				continue // it only runs where it is right
			}
			(&luaFunction{c: c, script: s, fn: f, calls: calls}).judge()
		}
	}
}

// collect returns the scripts whose source the package knows, in the order of
// the code, and the calls of functions of libraries.
func (c *checker) collect() (all []*script, functions []luaCall) {
	byText := make(map[string]*script)
	add := func(text string, pos, end token.Pos) *script {
		s := byText[text]
		if s == nil {
			s = &script{text: text}
			byText[text] = s
			all = append(all, s)
		}
		if !s.pos.IsValid() {
			s.pos, s.end = pos, end
		}
		return s
	}
	for _, fn := range c.funcs {
		for _, m := range c.finder.Made(fn) {
			for _, text := range constants(m.Source) {
				add(text, m.Pos, m.End).here = true
			}
		}
	}
	for _, fn := range c.funcs {
		for _, send := range c.finder.Sends(fn) {
			if send.Script() == nil {
				continue
			}
			c.eval.Begin()
			call := luaCall{send: send, inner: c.finder.Decides(send) && c.finder.HasCallers(send)}
			call.keys, call.openKeys = c.finder.List(send.Script().Keys)
			call.args, call.openArgs = c.finder.List(send.Script().Args)
			if send.Script().Function != nil {
				if name, ok := send.Script().Function.Constant(); ok {
					call.function = name
					functions = append(functions, call)
				}
				continue
			}
			for _, text := range constants(send.Script().Source) {
				s := add(text, send.Pos(), token.NoPos)
				s.here = s.here || !send.Script().Elsewhere
				s.told = s.told || send.Script().Told&site.ToldScript != 0
				if len(send.Trace) == 1 && send.Script().Pos.IsValid() && s.pos == send.Pos() {
					s.pos, s.end = send.Script().Pos, send.Script().End
				}
				switch {
				case send.Guarded || !c.counts(send.Class):
					s.skipped = true
				case send.Script().Load:
					s.library = s.library || send.Command == "FUNCTION LOAD"
				default:
					s.calls = append(s.calls, call)
				}
			}
		}
	}
	nearest := func(a, b luaCall) int { return len(a.send.Trace) - len(b.send.Trace) }
	slices.SortStableFunc(functions, nearest)
	for _, s := range all {
		slices.SortStableFunc(s.calls, nearest)
	}
	return all, functions
}

// constants returns the texts that a value may have, those that are known.
func constants(v *value.Value) []string {
	if v == nil || v.Kind != value.Text {
		return nil
	}
	var out []string
	for _, alt := range v.Alts {
		if text, ok := alt.Pattern.Text(); ok && text != "" {
			out = append(out, text)
		}
	}
	return out
}

// syntax reports a script that the server cannot compile.
func (c *checker) syntax(s *script) {
	var e *lua.SyntaxError
	if !errors.As(s.err, &e) || !s.here && s.told || s.skipped && len(s.calls) == 0 {
		return
	}
	d := analysis.Diagnostic{
		Pos: s.pos, End: s.end, Category: luaslot,
		Message: report.LuaSyntax(c.scriptName(s), e.Line, e.Column, e.Msg),
	}
	if pos := c.lineOf(s, e.Line); pos.IsValid() {
		d.Related = []analysis.RelatedInformation{{Pos: pos, Message: "here in the script"}}
	}
	c.ofScript(s, d, prove.Proven)
}

// luaReport reports a diagnostic that is certain enough.
func (c *checker) luaReport(d analysis.Diagnostic, certainty prove.Certainty) {
	if certainty < c.lowest.value {
		return
	}
	c.report(d)
}

// ofScript reports a fault of a script itself.
func (c *checker) ofScript(s *script, d analysis.Diagnostic, certainty prove.Certainty) {
	if certainty >= c.lowest.value {
		c.toldScripts = append(c.toldScripts, s.text)
		c.report(d)
	}
}

// told returns what is reported here of the script that a send runs, so that the
// packages that call the function around it need not. Who lints a program does not
// see what is reported in its dependencies.
func (c *checker) told(s *site.Send) site.Told {
	in := s.Script()
	if m := c.pass.Module; m != nil && m.Version != "" {
		return in.Told
	}
	told := in.Told
	if text, ok := in.Source.Constant(); ok && slices.Contains(c.toldScripts, text) {
		told |= site.ToldScript
	}
	if slices.ContainsFunc(s.Trace, func(step site.Step) bool { return step.Pos.IsValid() && slices.Contains(c.toldCalls, step.Pos) }) {
		told |= site.ToldCall
	}
	return told
}

// portableScript makes the script of a send one that other packages understand,
// or takes it off. It reports whether the send is still worth its place.
func (c *checker) portableScript(s *site.Send) bool {
	was := s.Script() != nil
	if was && s.Script().Source != nil {
		s.SetTold(c.told(s))
	}
	return s.Pack(c.eval.Portable) || !was || !s.Judged && len(s.Keys) > 0 || s.Recv != "" || s.Callback != nil
}
