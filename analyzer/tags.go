package analyzer

import (
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A use is a key of a command, in one of the texts that it may have.
type use struct {
	tag.Spelling
	pattern pattern.Pattern
	command string
	effects command.Effects
	class   client.Class
	fn      *ssa.Function // the declared function around it
	call    token.Pos     // of the command
	pos     token.Pos     // of the key
	// several says that the key may have other texts with another tag.
	several bool
}

// tags checks what the hash tags of the package's keys say, those of single
// keys too, and compares how the keys are spelled, here and in the packages
// that this one imports.
func (c *checker) tags(sends bool) {
	if c.standard() || !c.checks.runs("hashtag") && !c.checks.runs("hotslot") {
		return
	}
	sp := &spellings{checker: c, exempt: make(map[string]bool), followed: make(map[token.Pos]bool)}
	if sends {
		sp.collect()
		if c.checks.runs("hotslot") {
			c.hot(sp.uses)
		}
	}
	if c.checks.runs("hashtag") {
		sp.compare()
	}
}

// spellings are the keys of a package by how they are written.
type spellings struct {
	*checker
	uses   []use
	exempt map[string]bool // families that are spelled in two ways on purpose
	// followed are the calls of helpers whose commands are among the uses.
	followed map[token.Pos]bool
	// escaped are the spellings that go to code of which nothing is known, nil
	// if nobody has asked yet.
	escaped map[string]bool
}

// collect finds the uses of the package's functions, in the order of the code.
func (sp *spellings) collect() {
	for _, fn := range sp.funcs {
		if sp.inTest(fn.Pos()) {
			continue // a test may well ask for the key by another name
		}
		for _, s := range sp.finder.Sends(fn) {
			if s.Judged || len(s.Keys) == 0 {
				continue
			}
			if s.Kind == client.Command || s.Kind == client.Script || s.Kind == client.Watch {
				sp.add(s)
				sp.eval.Begin()
				for _, b := range sp.finder.AtCallers(s) {
					sp.add(b)
				}
			}
		}
	}
}

func (c *checker) inTest(pos token.Pos) bool {
	return pos.IsValid() && strings.HasSuffix(c.pass.Fset.Position(pos).Filename, "_test.go")
}

func (sp *spellings) add(s site.Send) {
	if len(s.Trace) > 1 {
		sp.followed[s.Pos()] = true
	}
	if sp.inTest(s.Pos()) {
		return
	}
	u := use{command: s.Command, effects: effectsOf(s), class: s.Class, call: s.Pos()}
	if u.fn = s.Function(); u.fn == nil {
		return
	}
	onPurpose := movesKeys.MatchString(strings.ToLower(filepath.Base(sp.pass.Fset.Position(s.Pos()).Filename)))
	for {
		onPurpose = onPurpose || movesKeys.MatchString(words(u.fn.Name()))
		if u.fn.Parent() == nil {
			break
		}
		u.fn = u.fn.Parent()
	}
	for _, k := range s.Keys {
		if k.Pattern || k.Channel {
			continue
		}
		sp.eval.Begin()
		first := len(sp.uses)
		for _, alt := range sp.finder.Texts(k) {
			u.pattern = alt.Pattern
			if u.pos = k.Pos; !u.pos.IsValid() {
				u.pos = s.Pos()
			}
			var ok bool
			if u.Spelling, ok = tag.Spell(alt.Pattern); !ok || mayTag(alt.Pattern) {
				u.Spelling = tag.Spelling{}
			}
			for _, other := range sp.uses[first:] {
				if u.Family != "" && other.Family == u.Family && other.Text != u.Text {
					sp.exempt[u.Family] = true // an option of the program
				}
			}
			if u.Family != "" && (s.Guarded || onPurpose) {
				sp.exempt[u.Family] = true
			}
			if !s.Guarded {
				sp.uses = append(sp.uses, u)
			}
		}
		several := !sameTag(sp.uses[first:])
		for i := range sp.uses[first:] {
			sp.uses[first+i].several = several
		}
	}
}

// sameTag reports whether the texts of one key have one constant tag.
func sameTag(uses []use) bool {
	return !slices.ContainsFunc(uses, func(u use) bool {
		a, ok := tag.Constant(uses[0].pattern)
		b, ok2 := tag.Constant(u.pattern)
		return !ok || !ok2 || a != b
	})
}

func mayTag(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole != nil && value.MayTag(part.Hole.ID) {
			return true
		}
	}
	return false
}

// movesKeys matches the names of functions and files that have to do with keys
// of two generations.
var movesKeys = regexp.MustCompile(`(^|_)old(_|\.|$)|legacy|migrat|deprecat|compat|fallback|backfill|previous|rename|rekey|retag|upgrade|(^|_)v[0-9]`)

// words spells a name in camel case with underscores.
func words(name string) string {
	return strings.ToLower(regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(name, "${1}_$2"))
}

// effectsOf returns what a command does with its keys.
func effectsOf(s site.Send) command.Effects {
	switch s.Kind {
	case client.Script:
		return command.Reads | command.Writes | command.Takes
	case client.Watch:
		return 0
	}
	if strings.HasSuffix(s.Trace[len(s.Trace)-1].Func, ".SetNX") {
		return command.Reads | command.Writes // a lock asks and takes at once
	}
	name, sub, _ := strings.Cut(s.Command, " ")
	cmd, ok := command.Lookup(name, sub)
	if !ok {
		return command.Reads | command.Writes | command.Takes
	}
	return cmd.Effects()
}

// hot reports families of keys that a constant tag puts into one slot: each
// once, where it is first used. A tag that is one of several, as the default of
// a name is, gathers no family.
func (c *checker) hot(uses []use) {
	seen, at := make(map[string]bool), make(map[token.Pos]bool)
	for _, u := range uses {
		text, ok := tag.Constant(u.pattern)
		form := tag.Form(u.pattern)
		if !ok || !grows(u.pattern) || seen[form] || at[u.pos] || u.several || !c.counts(u.class) || c.lowest.value > prove.Likely {
			continue
		}
		seen[form], at[u.pos] = true, true
		c.report(analysis.Diagnostic{Pos: u.pos, Category: "hotslot", Message: report.HotSlot(u.command, u.pattern, text)})
	}
}

// grows reports whether a pattern stands for more keys the longer the program
// runs: it holds a value that is not one for the whole process, as a package
// variable or the prefix in a receiver's field is.
func grows(p pattern.Pattern) bool {
	for _, part := range p {
		h := part.Hole
		if h == nil || h.Kind == pattern.Bool {
			continue
		}
		if verb, ok := value.Format(h.ID); ok && verb == "%t" {
			continue
		}
		if !h.Wide && !value.HasOpenField(h.ID) {
			return true
		}
	}
	return false
}

// oddTag returns the report of a pair of keys that do not share a slot because
// of an odd tag; false if that is not why, or the check does not run.
func (c *checker) oddTag(subject report.Subject, f *site.Finding, maybe bool) (message string, ok bool) {
	if f.Unknown || !c.checks.runs("hashtag") {
		return "", false
	}
	odd, first := tag.Fault(f.First, f.Second)
	if odd == tag.None {
		return "", false
	}
	return report.OddTag(subject, f.First, f.Second, f.Verdict, f.A == f.B, first, maybe, odd), true
}
