package script

import (
	"go/token"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// A MadeKey is a key that a script makes, as in KEYS[1] .. ":lock".
type MadeKey struct {
	Pos     token.Pos // of the call that runs the script, or of the script
	Pattern pattern.Pattern
}

// Made returns the keys that scripts of the package make, in one of the strings that
// each may be. It has no key that a script uses as it is given in KEYS.
func Made(u *unit.Unit) []MadeKey {
	if u.Finder == nil {
		return nil
	}
	m := &maker{check: &check{u}, read: make(map[string]*lua.Script), called: make(map[string]bool)}
	for _, fn := range u.Funcs {
		for _, send := range u.Finder.Sends(fn) {
			if send.Script() == nil || send.Script().Load {
				continue
			}
			u.Eval.ResetBudget()
			m.send(send)
			for _, bound := range u.Finder.AtCallers(send) {
				m.send(bound)
			}
		}
	}
	for _, fn := range u.Funcs {
		for _, made := range u.Finder.Made(fn) {
			for _, source := range constants(made.Source) {
				if !m.called[source.text] {
					m.run(source.text, made.Pos, nil)
				}
			}
		}
	}
	return m.keys
}

type maker struct {
	*check
	read   map[string]*lua.Script
	called map[string]bool // scripts of which a call is seen
	keys   []MadeKey
}

func (m *maker) send(send site.Send) {
	call := scriptCall{send: send}
	call.keys, call.openKeys = m.Finder.List(send.Script().Keys)
	call.args, call.openArgs = m.Finder.List(send.Script().Args)
	for _, source := range constants(send.Script().Source) {
		m.called[source.text] = true
		under := call.under(source.conds)
		m.run(source.text, send.Pos(), &under)
	}
}

// run adds the keys that a script makes where it is called; call is nil if no call is
// seen.
func (m *maker) run(source string, pos token.Pos, call *scriptCall) {
	s, ok := m.read[source]
	if !ok {
		s, _ = lua.Read(source)
		m.read[source] = s
	}
	if s == nil {
		return
	}
	for _, fn := range s.Functions {
		f := &function{c: m.check, fn: fn}
		for _, access := range fn.Accesses {
			for _, key := range access.Keys {
				for _, text := range key.Texts {
					if _, ok := declared(text); !ok && len(text) > 0 {
						m.add(f, text, pos, call)
					}
				}
			}
		}
	}
}

func (m *maker) add(f *function, text lua.Text, pos token.Pos, call *scriptCall) {
	known := false
	for i := 0; call != nil && i < max(len(call.keys), 1); i++ {
		v, ok := f.value(text, call, i)
		if !ok {
			continue
		}
		for _, alt := range m.Finder.Texts(site.Key{Value: v}) {
			m.keys = append(m.keys, MadeKey{pos, alt.Pattern})
			known = true
		}
		if !mentionsKey(text, 0) {
			break // it is the same for all elements of KEYS
		}
	}
	if !known {
		m.keys = append(m.keys, MadeKey{pos, f.pattern(text)})
	}
}
