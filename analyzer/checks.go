package analyzer

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/families"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/refused"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/script"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/slots"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/spelling"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/stored"
)

// A check is a row of the table: a name that findings have and users choose, its
// default, and the passes that report under it. Its documentation is the page
// docs/checks/NAME.md.
type check struct {
	name   string
	on     bool // by default
	passes []*pass
	// program judges the program as a whole, after the passes; nil if there is nothing
	// that they do not see. A check without passes needs a driver that sees the program.
	program func(p *families.Program) []families.Finding
}

// A pass analyzes one package for the checks that name it.
type pass struct {
	run func(p *pkg)
	// always says that the pass has to see packages without call sites, too.
	always bool
}

var (
	slotsPass    = &pass{run: func(p *pkg) { slots.Check(p.Unit) }}
	scriptPass   = &pass{run: func(p *pkg) { script.Check(p.Unit) }}
	refusedPass  = &pass{run: func(p *pkg) { refused.Run(p.Unit) }}
	hotPass      = &pass{run: func(p *pkg) { spelling.Hot(p.Unit, p.inventory()) }}
	storedPass   = &pass{run: func(p *pkg) { stored.Check(p.Unit, p.inventory()) }}
	clashPass    = &pass{run: func(p *pkg) { p.clashes() }}
	spellingPass = &pass{run: func(p *pkg) { spelling.Check(p.Unit, p.inventory()) }, always: true}
)

// checks are all checks, in the order in which they are explained.
var checks = []check{
	{"crossslot", true, []*pass{slotsPass}, nil},
	{"txslot", true, []*pass{slotsPass}, nil},
	{"luaslot", true, []*pass{scriptPass}, nil},
	{"hashtag", true, []*pass{slotsPass, spellingPass}, nil},
	{"hotslot", false, []*pass{hotPass}, nil},
	{"clusterdenied", true, []*pass{refusedPass, scriptPass}, nil},
	{"keytype", false, []*pass{storedPass}, nil},
	{"expiry", false, []*pass{storedPass}, nil},
	{"orphan", false, nil, families.Orphans},
	{"keyclash", false, []*pass{clashPass}, families.Clashes},
}

// Checks are the names of the checks, in the order in which they are explained.
var Checks = checkNames()

func checkNames() (names []string) {
	for _, c := range checks {
		names = append(names, c.name)
	}
	return names
}

// onByDefault reports whether a check runs unless it is switched off.
func onByDefault(name string) bool {
	return slices.ContainsFunc(checks, func(c check) bool { return c.name == name && c.on })
}

// passesOf returns the passes of the checks that run, each once.
func passesOf(runs map[string]bool) (out []*pass) {
	for _, c := range checks {
		for _, p := range c.passes {
			if runs[c.name] && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}
