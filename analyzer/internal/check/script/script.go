package script

import (
	"errors"
	"fmt"
	"go/token"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A script is one Lua source of the package, with what the package does with it.
type script struct {
	text     string
	pos, end token.Pos // where it is made, or given to the client
	read     *lua.Script
	err      error
	calls    []scriptCall
	library  bool
	skipped  bool // a call that does not count runs it
	// here says that the text is one of this package. What is wrong with that of
	// another is said of each call, or, if it is told, there.
	here, told bool
}

// A scriptCall runs a script or a function.
type scriptCall struct {
	send       site.Send
	function   string
	keys, args []value.Item
	openKeys   bool // there may be more keys than keys has
	openArgs   bool
	// inner marks a call whose keys or arguments the callers of the function
	// around it give, and those are at hand.
	inner bool
	// oneOf marks a call that runs one of several scripts.
	oneOf bool
}

// Check reports the scripts of a package: what is wrong in a script's source
// once, where the script is made, and what is wrong with the keys and arguments
// of a call at the call. Commands in a script that a cluster refuses are reported
// as clusterdenied.
func Check(u *unit.Unit) {
	c := &check{u}
	c.scripts()
}

type check struct{ *unit.Unit }

func (c *check) scripts() {
	all, functions := c.collect()
	for _, s := range all {
		s.read, s.err = lua.Read(s.text)
		if s.read == nil {
			c.syntax(s)
			continue
		}
		if s.read.Over && s.here {
			c.GiveUp(site.GivenUp{Pos: s.pos, Bound: fmt.Sprintf("%d steps of a script are followed", lua.MaxWork)})
		}
		c.proxied(s)
		for _, f := range s.read.Functions {
			calls := s.calls
			skipped := s.skipped
			if s.library {
				calls, skipped = nil, false
				for _, call := range functions {
					if call.function != f.Name || f.Name == "" {
						continue
					}
					if call.send.Guarded || !c.Counts(call.send.Class) {
						skipped = true
						continue
					}
					calls = append(calls, call)
				}
			}
			if skipped && len(calls) == 0 {
				continue // it only runs where it is right
			}
			(&function{c: c, script: s, fn: f, calls: calls}).judge()
		}
	}
}

// collect returns the scripts whose source the package knows, in the order of
// the code, and the calls of functions of libraries.
func (c *check) collect() (all []*script, functions []scriptCall) {
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
	for _, fn := range c.Funcs {
		for _, m := range c.Finder.Made(fn) {
			for _, alt := range constants(m.Source) {
				add(alt.text, m.Pos, m.End).here = true
			}
		}
	}
	for _, fn := range c.Funcs {
		for _, send := range c.Finder.Sends(fn) {
			if send.Script() == nil {
				continue
			}
			c.Eval.ResetBudget()
			call := scriptCall{send: send, inner: c.Finder.Decides(send) && c.Finder.HasCallers(send)}
			call.keys, call.openKeys = c.Finder.List(send.Script().Keys)
			call.args, call.openArgs = c.Finder.List(send.Script().Args)
			if send.Script().Function != nil {
				if name, ok := send.Script().Function.Constant(); ok {
					call.function = name
					functions = append(functions, call)
				}
				continue
			}
			sources := constants(send.Script().Source)
			call.oneOf = len(sources) > 1
			for _, alt := range sources {
				s := add(alt.text, send.Pos(), token.NoPos)
				made, told := c.ScriptElsewhere(alt.text)
				s.here = s.here || !made && !send.Script().Elsewhere
				s.told = s.told || told || send.Script().Told&site.ToldScript != 0
				if len(send.Trace) == 1 && send.Script().Pos.IsValid() && s.pos == send.Pos() {
					s.pos, s.end = send.Script().Pos, send.Script().End
				}
				switch {
				case send.Guarded || !c.Counts(send.Class):
					s.skipped = true
				case send.Script().Load:
					s.library = s.library || send.Command == "FUNCTION LOAD"
				default:
					s.calls = append(s.calls, call.under(alt.conds))
				}
			}
		}
	}
	nearest := func(a, b scriptCall) int { return len(a.send.Trace) - len(b.send.Trace) }
	slices.SortStableFunc(functions, nearest)
	for _, s := range all {
		slices.SortStableFunc(s.calls, nearest)
	}
	return all, functions
}

// under returns a call as it is on the branches on which it runs one of several
// scripts.
func (c scriptCall) under(conds []value.Cond) scriptCall {
	if len(conds) > 0 {
		c.keys, c.args = itemsUnder(c.keys, conds), itemsUnder(c.args, conds)
	}
	return c
}

func itemsUnder(items []value.Item, conds []value.Cond) []value.Item {
	out := slices.Clone(items)
	for i, it := range out {
		if v := it.Value.Under(conds...); v.Kind != value.Unknown {
			out[i].Value = v
		}
	}
	return out
}

// A source is one of the strings that a script may be, and the branches on which
// it is.
type source struct {
	text  string
	conds []value.Cond
}

// constants returns the strings that a value may be, those that are known.
func constants(v *value.Value) []source {
	if v == nil || v.Kind != value.Text {
		return nil
	}
	var out []source
	for _, alt := range v.Alts {
		if text, ok := alt.Pattern.Text(); ok && text != "" {
			out = append(out, source{text, alt.Conds})
		}
	}
	return out
}

// syntax reports a script that the server cannot compile.
func (c *check) syntax(s *script) {
	var e *lua.SyntaxError
	if !errors.As(s.err, &e) || !s.here && s.told || s.skipped && len(s.calls) == 0 {
		return
	}
	f := report.LuaSyntax(c.scriptName(s), e.Line, e.Column, e.Msg)
	f.Pos, f.End = s.pos, s.end
	if pos := c.lineOf(s, e.Line); pos.IsValid() {
		f.Trace = []report.Place{{Pos: pos, Message: "here in the script"}}
	}
	c.ReportScript(s.text, f)
}
