package analyzer

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/spelling"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/comment"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Settings are what can be chosen of an analysis. The flags of an analyzer, a
// configuration file and the plugin for golangci-lint all set the same, by the
// names of [Options]. [NewSettings] returns the default ones.
//
// A wrong value is kept as an error and told by the run of a package: the flag
// package would print the usage for it, and go vet that again for every package
// of the program. [Settings.Set] and [CheckFlags] tell it at once.
type Settings struct {
	checks     checksFlag
	lowest     certaintyFlag
	clients    clientsFlag
	server     versionFlag
	goRedis    versionFlag
	wrappers   wrappersFlag
	keys       keysFlag
	exclude    globsFlag
	separators separatorsFlag
	generated  boolFlag
	nolint     boolFlag
	proxy      boolFlag
	right      boolFlag
	retag      boolFlag
	group      boolFlag
}

// An Option describes one of the settings.
type Option struct {
	Name  string // of the flag, and in a configuration file: "certainty"
	Usage string // one line
	// Values says what the setting takes, for people.
	Values string
	// Words are the values that it takes, where they can be listed.
	Words []string
	// List says that there may be several values. As a flag they are separated
	// by commas, or, if Repeat is true, the flag is given several times.
	List, Repeat bool
	// Bool says that the values are true and false.
	Bool bool

	value func(*Settings) flagValue
}

// A flagValue is a flag that keeps its error.
type flagValue interface {
	flag.Value
	// failure returns what is wrong with the value that was set last.
	failure() error
}

// Options are all settings, in the order in which they are explained.
var Options = []Option{
	{Name: "checks", List: true, Words: append([]string{"all"}, Checks...), Values: strings.Join(Checks, ", ") + ", all; -name takes one away",
		Usage: "checks that run, separated by commas, or all; -name takes one away",
		value: func(s *Settings) flagValue { return &s.checks }},
	{Name: "certainty", Words: []string{"proven", "likely", "possible"}, Values: "proven, likely or possible",
		Usage: "lowest certainty reported: proven, likely or possible",
		value: func(s *Settings) flagValue { return &s.lowest }},
	{Name: "clients", List: true, Words: []string{"all", "cluster", "universal", "ring", "single"}, Values: "cluster, universal, ring, single, or all",
		Usage: "client types that count, separated by commas: cluster, universal, ring, single, or all",
		value: func(s *Settings) flagValue { return &s.clients }},
	{Name: "server", Values: "a version like 7.2",
		Usage: "oldest Redis `version` that the program is to run on",
		value: func(s *Settings) flagValue { return &s.server }},
	{Name: "go-redis", Values: "a version like 9.11",
		Usage: "oldest go-redis `version` that the program is built with",
		value: func(s *Settings) flagValue { return &s.goRedis }},
	{Name: "wrappers", List: true, Repeat: true, Values: "FUNCTION = COMMAND KEYS..., as in example.com/kv.Client.DelAll = DEL 0[]",
		Usage: "`function` that sends a command with keys it is given, as in 'example.com/kv.Client.DelAll = DEL 0[]'; may be repeated",
		value: func(s *Settings) flagValue { return &s.wrappers }},
	{Name: "keys", List: true, Repeat: true, Values: "FUNCTION = FORMAT, as in example.com/kv.UserKey = user:%d",
		Usage: "`function` that returns a key, as in 'example.com/kv.UserKey = user:%d'; may be repeated",
		value: func(s *Settings) flagValue { return &s.keys }},
	{Name: "exclude", List: true, Repeat: true, Values: "a pattern like **/gen/**",
		Usage: "files of which nothing is reported, as a `pattern` like **/gen/** for their paths in the module; may be repeated",
		value: func(s *Settings) flagValue { return &s.exclude }},
	{Name: "separators", Values: "punctuation, as in :/.",
		Usage: "`characters` that separate the parts of keys",
		value: func(s *Settings) flagValue { return &s.separators }},
	{Name: "generated", Bool: true, Values: "true or false", Words: []string{"true", "false"},
		Usage: "also report in generated files",
		value: func(s *Settings) flagValue { return &s.generated }},
	{Name: "nolint", Bool: true, Values: "true or false", Words: []string{"true", "false"},
		Usage: "let //nolint comments switch reports off",
		value: func(s *Settings) flagValue { return &s.nolint }},
	{Name: "proxy", Bool: true, Values: "true or false", Words: []string{"true", "false"},
		Usage: "also report Lua scripts that a proxy in front of a cluster refuses",
		value: func(s *Settings) flagValue { return &s.proxy }},
	{Name: "right", Bool: true, Values: "true or false", Words: []string{"true", "false"},
		Usage: "also tell which calls are proved to be right",
		value: func(s *Settings) flagValue { return &s.right }},
	{Name: "retag", Bool: true, Values: "true or false", Words: []string{"true", "false"},
		Usage: "offer hash tags as suggested fixes",
		value: func(s *Settings) flagValue { return &s.retag }},
	{Name: "group", Bool: true, Values: "true or false", Words: []string{"true", "false"},
		Usage: "offer fixes that send one command for each key in a pipeline, where a command can be split",
		value: func(s *Settings) flagValue { return &s.group }},
}

// LookupOption returns the option of that name, nil if there is none.
func LookupOption(name string) *Option {
	for i := range Options {
		if Options[i].Name == name {
			return &Options[i]
		}
	}
	return nil
}

// NewSettings returns the default settings.
func NewSettings() *Settings {
	return &Settings{
		lowest: certaintyFlag{value: prove.Likely}, server: versionFlag{version: unit.Version{Major: 7, Minor: 2}}, goRedis: versionFlag{version: unit.Version{Major: 6}},
		nolint: boolFlag{on: true}, retag: boolFlag{on: true},
	}
}

// options returns the settings as plain values.
func (s *Settings) options() *unit.Options {
	o := &unit.Options{
		Checks: make(map[string]bool), Lowest: s.lowest.value, Clients: s.clients.classes, Server: s.server.version, Built: make(map[string]unit.Version),
		Wrappers: s.wrappers.byName, Keys: s.keys.byName, Exclude: s.exclude.patterns, Separators: s.separators.chars,
		Generated: s.generated.on, Nolint: s.nolint.on, Proxy: s.proxy.on, Right: s.right.on, Retag: s.retag.on, Group: s.group.on,
	}
	for _, name := range Checks {
		o.Checks[name] = s.checks.runs(name)
	}
	for _, lib := range libraries.All() {
		// The setting for the oldest version has the name of the library.
		if option := LookupOption(lib.About().Name); option != nil {
			o.Built[option.Name] = option.value(s).(*versionFlag).version
		}
	}
	return o
}

// Set replaces the values of a setting. The error does not name the setting.
func (s *Settings) Set(name string, values ...string) error {
	o := LookupOption(name)
	if o == nil {
		var names []string
		for _, o := range Options {
			names = append(names, o.Name)
		}
		return fmt.Errorf("no such setting: want %s", strings.Join(names, ", "))
	}
	v := o.value(s)
	switch {
	case o.Repeat:
		l := v.(interface {
			clear()
			begin()
		})
		l.clear()
		for _, text := range values {
			v.Set(text)
		}
		l.begin() // the next flag replaces them
	case o.List:
		v.Set(strings.Join(values, ","))
	case len(values) != 1:
		return fmt.Errorf("%d values: want one, %s", len(values), o.Values)
	default:
		v.Set(values[0])
	}
	return v.failure()
}

// Values returns the values of a setting as [Settings.Set] takes them, nil for
// an unknown one.
func (s *Settings) Values(name string) []string {
	o := LookupOption(name)
	if o == nil {
		return nil
	}
	v := o.value(s)
	switch {
	case o.Repeat:
		return v.(interface{ list() []string }).list()
	case o.List:
		return strings.Split(v.String(), ",")
	}
	return []string{v.String()}
}

// Analyzer returns an analyzer of its own with these settings, and with flags
// that set them. The settings are copied.
func (s *Settings) Analyzer() *analysis.Analyzer {
	own := *s
	a := &analysis.Analyzer{
		Name:       "crossslotlint",
		Doc:        doc,
		URL:        "https://github.com/crossslotlint/crossslotlint",
		FactTypes:  slices.Concat(unit.FactTypes(), spelling.FactTypes(), comment.FactTypes()),
		ResultType: reflect.TypeFor[*Result](),
	}
	own.Bind(&a.Flags)
	a.Run = func(pass *analysis.Pass) (any, error) { return run(pass, own.options(), own.Err()) }
	return a
}

// settingsOf returns a copy of the settings that the flags of an analyzer hold.
func settingsOf(a *analysis.Analyzer) *Settings {
	s := new(Settings)
	for _, o := range Options {
		reflect.ValueOf(o.value(s)).Elem().Set(reflect.ValueOf(a.Flags.Lookup(o.Name).Value).Elem())
	}
	return s
}

// Bind adds a flag for each setting, which sets it.
func (s *Settings) Bind(flags *flag.FlagSet) {
	for _, o := range Options {
		flags.Var(o.value(s), o.Name, o.Usage)
	}
}

// JudgesProgram reports whether a check is on that judges the program as a whole: what it
// says depends on packages, too, that were not loaded.
func (s *Settings) JudgesProgram() bool { return judgesProgram(s.options()) }

// IsClient reports whether an import path is the package of a client library, or
// one whose functions the settings describe. A driver that loads not all
// dependencies from source has to load those that import one, directly or not:
// what they tell their callers comes as facts.
func (s *Settings) IsClient(path string) bool {
	if libraries.Owns(path) {
		return true
	}
	for name := range s.wrappers.byName {
		rest, ok := strings.CutPrefix(name, path+".")
		if ok && !strings.Contains(rest, "/") {
			return true
		}
	}
	return false
}

// Err returns the first wrong value that a flag has set, as an error that names
// the flag.
func (s *Settings) Err() error {
	for _, o := range Options {
		if err := o.value(s).failure(); err != nil {
			return fmt.Errorf("-%s: %w", o.Name, err)
		}
	}
	return nil
}

// CheckFlags returns an error if a flag of an analyzer that [New] or
// [Settings.Analyzer] returned was set to a value that it does not take. A driver
// that calls it tells that once, where the analysis itself tells it for every
// package.
func CheckFlags(a *analysis.Analyzer) (err error) {
	for _, o := range Options {
		if f := a.Flags.Lookup(o.Name); f != nil {
			if err := f.Value.(flagValue).failure(); err != nil {
				return fmt.Errorf("-%s: %w", o.Name, err)
			}
		}
	}
	return nil
}
