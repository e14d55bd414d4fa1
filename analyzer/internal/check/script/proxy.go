package script

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
)

// proxied reports the first place of a script that a proxy in front of a cluster
// refuses. Such a proxy reads the source alone, so that what is wrong is wrong
// for every call.
func (c *check) proxied(s *script) {
	if !c.Proxy || s.library || !s.here && s.told || s.skipped && len(s.calls) == 0 {
		return
	}
	breaches := lua.Breaches(s.text)
	if len(breaches) == 0 {
		return
	}
	f := report.LuaProxy(c.scriptName(s), breaches[0], len(breaches)-1)
	f.Pos, f.End = s.pos, s.end
	for _, b := range breaches {
		message := b.Command
		if message == "" {
			message = "the name of the command is no literal"
		}
		if pos := c.lineOf(s, b.Line); pos.IsValid() {
			f.Trace = append(f.Trace, report.Place{Pos: pos, Message: message})
		}
	}
	c.ReportScript(s.text, f)
}
