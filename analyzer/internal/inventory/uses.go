package inventory

import (
	"fmt"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Use is what one command does with a key.
type Use struct {
	Command string
	Role    command.Role
	Expiry  site.Expiry
	Line    int // in the script that sends the command, 0 if none does
	// Unseen says that a script does it of which the source is not known: it may do
	// anything.
	Unseen bool
	// Cond says that it may not be done: a script does it in some of its runs only, or
	// another method of the interface is called.
	Cond bool
}

// sentUses are what one send does with its keys.
type sentUses struct {
	key    sentKey
	unit   *unit.Unit
	send   site.Send
	script *lua.Function // nil if none is known
	args   []value.Item
}

// A sentKey tells a send from the others of its package.
type sentKey struct {
	pos     token.Pos
	command string
	chain   string
}

// uses returns what a send does with its keys, and notes the keys that its script
// makes itself.
func (inv *Inventory) uses(u *unit.Unit, s site.Send, key Key) *sentUses {
	if inv.sent == nil {
		inv.sent = make(map[sentKey][]int)
	}
	out := &sentUses{key: keyOf(u, s), unit: u, send: s}
	if s.Kind != client.Script || key.Script == nil {
		return out
	}
	read, err := lua.Read(*key.Script)
	if err != nil || read == nil || len(read.Functions) != 1 {
		return out
	}
	out.script = read.Functions[0]
	out.args, _ = u.Finder.List(s.Script().Args)
	inv.made(out, key)
	return out
}

func keyOf(u *unit.Unit, s site.Send) sentKey { return sentKey{s.Pos(), s.Command, chain(u, s)} }

// chain returns the places of the calls that lead to the client's method.
func chain(u *unit.Unit, s site.Send) string {
	var places []string
	for _, step := range s.Trace {
		place := step.Posn
		if step.Pos.IsValid() {
			p := u.Pass.Fset.Position(step.Pos)
			place = fmt.Sprintf("%s/%s:%d", u.Pass.Pkg.Path(), filepath.Base(p.Filename), p.Line)
		}
		places = append(places, strings.ReplaceAll(place, " ", "_"))
	}
	return strings.Join(places, " ")
}

// of returns what is done with the n-th key of the send.
func (s *sentUses) of(n int) []Use {
	k := s.send.Keys[n]
	switch s.send.Kind {
	case client.Watch:
		return []Use{{Command: "WATCH", Expiry: site.Expiry{Known: true}}}
	case client.Script:
		if s.script == nil || s.script.All && len(s.script.Accesses) == 0 {
			return []Use{{Command: s.send.Command, Role: command.Role{Effects: command.Reads | command.Writes | command.Takes}, Unseen: true}}
		}
		return s.inScript(n)
	}
	name, sub, _ := strings.Cut(s.send.Command, " ")
	cmd, ok := command.Lookup(name, sub)
	if !ok {
		return []Use{{Command: s.send.Command, Role: command.Role{Effects: command.Reads | command.Writes | command.Takes}, Unseen: true}}
	}
	role := cmd.Role(k.Role)
	if libraries.IfNotExists(s.send.Trace[len(s.send.Trace)-1].Func) {
		role.Effects |= command.Reads // a lock asks and takes at once
	}
	return []Use{{Command: cmd.Name, Role: role, Expiry: s.unit.Finder.Expiry(s.send, k), Cond: s.send.Perhaps}}
}

// inScript returns what the script does with the n-th of the keys that it is given.
func (s *sentUses) inScript(n int) (out []Use) {
	var perhaps []Use
	any := len(s.send.Keys) == 1 && s.send.Keys[0].Repeat // all of KEYS are alike
	some := false                                         // which of KEYS it is is not known
	for _, k := range s.send.Keys[:n+1] {
		some = some || k.Repeat && !any
	}
	for _, a := range s.script.Accesses {
		for _, k := range a.Keys {
			for _, t := range k.Texts {
				switch {
				case len(t) != 1 || t[0].Kind != lua.KeyPart:
				case any || t[0].Index == n+1 && !some:
					out = append(out, s.access(a, k.Role))
				case t[0].Index == 0 || some:
					perhaps = append(perhaps, s.access(a, k.Role))
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, u := range perhaps { // a loop over some of KEYS may be what uses it
		if u.Role.Effects != command.Reads {
			return []Use{{Command: s.send.Command, Role: command.Role{Effects: command.Reads | command.Writes | command.Takes}, Unseen: true}}
		}
		out = append(out, Use{Command: u.Command, Role: command.Role{Effects: command.Reads}, Expiry: u.Expiry, Line: u.Line, Cond: true})
	}
	return out
}

// access returns what a command of the script does with its keys of a role.
func (s *sentUses) access(a lua.Access, role int) Use {
	name, sub, _ := strings.Cut(a.Command, " ")
	cmd, ok := command.Lookup(name, sub)
	if !ok {
		return Use{Command: a.Command, Line: a.Line, Unseen: true}
	}
	use := Use{Command: cmd.Name, Role: cmd.Role(role), Line: a.Line, Cond: a.Cond || s.send.Perhaps}
	if a.Words == nil {
		use.Expiry = site.Expiry{Expiry: use.Role.Expiry, Known: !cmd.HasLifetime(role)}
		return use
	}
	word := func(i int) (string, bool) {
		if len(a.Words[i]) != 1 {
			return "", false
		}
		return s.text(a.Words[i][0])
	}
	e, known := cmd.Expiration(role, len(a.Words), word)
	use.Expiry = site.Expiry{Expiry: e.Expiry, Known: known}
	if e.Expiry != command.Sets || e.Arg == 0 || e.Arg >= len(a.Words) {
		return use
	}
	text, ok := word(e.Arg)
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case !ok || err != nil:
		use.Expiry.Name = s.name(a.Words[e.Arg])
	case e.Unit == command.Seconds:
		use.Expiry.For = time.Duration(n) * time.Second
	case e.Unit == command.Milliseconds:
		use.Expiry.For = time.Duration(n) * time.Millisecond
	}
	return use
}

// text returns a text of the script, if it is constant where the script is run.
func (s *sentUses) text(t lua.Text) (string, bool) {
	if v := s.argument(t); v != nil {
		return v.Constant()
	}
	return t.Constant()
}

// argument returns the value that is ARGV[n], nil for other texts.
func (s *sentUses) argument(t lua.Text) *value.Value {
	if len(t) != 1 || t[0].Kind != lua.ArgPart || t[0].Index == 0 || t[0].Index > len(s.args) {
		return nil
	}
	for _, it := range s.args[:t[0].Index] {
		if it.Repeat {
			return nil
		}
	}
	return s.args[t[0].Index-1].Value
}

// name spells a word of the script of which the text is not known.
func (s *sentUses) name(texts []lua.Text) string {
	if len(texts) != 1 {
		return ""
	}
	if v := s.argument(texts[0]); v != nil {
		if p, ok := v.Single(); ok && len(p) == 1 && p[0].Hole != nil {
			return p[0].Hole.Name
		}
		if v.Name != "" {
			return v.Name
		}
	}
	return texts[0].String()
}

// made notes the keys that a script makes of its own text, or of what it is given.
func (inv *Inventory) made(s *sentUses, key Key) {
	for _, a := range s.script.Accesses {
		for _, k := range a.Keys {
			for _, t := range k.Texts {
				if len(t) == 1 && t[0].Kind == lua.KeyPart {
					continue
				}
				p, ok := s.pattern(t)
				if !ok {
					continue
				}
				inv.arguments++
				made := key
				made.Pattern, made.Argument, made.Pos = p, inv.arguments, s.send.Pos()
				made.Uses = []Use{s.access(a, k.Role)}
				inv.Made = append(inv.Made, made)
			}
		}
	}
}

// pattern returns a key that the script makes. It is not known where what the key
// begins with is not.
func (s *sentUses) pattern(t lua.Text) (pattern.Pattern, bool) {
	var parts []pattern.Pattern
	for i, p := range t {
		var v *value.Value
		switch {
		case p.Kind == lua.Literal:
			parts = append(parts, pattern.Lit(p.Lit))
			continue
		case p.Kind == lua.KeyPart && p.Index > 0 && p.Index <= len(s.send.Keys) && !s.send.Keys[p.Index-1].Repeat:
			v = s.send.Keys[p.Index-1].Value
		case p.Kind == lua.ArgPart:
			v = s.argument(lua.Text{p})
		}
		known := false
		if v != nil {
			if alts := s.unit.Finder.Texts(site.Key{Value: v}); len(alts) == 1 {
				parts, known = append(parts, alts[0].Pattern), true
			}
		}
		if !known && i == 0 {
			return nil, false
		}
		if !known {
			parts = append(parts, pattern.Of(pattern.Hole{ID: value.Unnamed("lua" + strconv.Itoa(i)), Name: p.String()}))
		}
	}
	return pattern.Concat(parts...), len(parts) > 0
}
