package analyzer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// settings are what the flags set. A wrong value is kept as an error, and told
// by the run of a package: the flag package would print the usage for it, and go
// vet that again for every package of the program.
type settings struct {
	lowest  certaintyFlag
	clients clientsFlag
	checks  checksFlag
	server  serverFlag
	right   bool
	group   bool
}

// err returns the first wrong value.
func (s *settings) err() error {
	if s.lowest.err != nil {
		return fmt.Errorf("-certainty: %w", s.lowest.err)
	}
	if s.clients.err != nil {
		return fmt.Errorf("-clients: %w", s.clients.err)
	}
	if s.checks.err != nil {
		return fmt.Errorf("-checks: %w", s.checks.err)
	}
	if s.server.err != nil {
		return fmt.Errorf("-server: %w", s.server.err)
	}
	return nil
}

// Checks are the names of the checks, in the order in which they are explained.
var Checks = []string{"crossslot", "txslot", "luaslot", "hashtag", "hotslot", "clusterdenied"}

// offByDefault are the checks that only run when they are asked for.
var offByDefault = map[string]bool{"hotslot": true}

// A checksFlag holds the checks that run; nil for the default.
type checksFlag struct {
	on  map[string]bool
	err error
}

func (c *checksFlag) runs(check string) bool {
	if c.on == nil {
		return !offByDefault[check]
	}
	return c.on[check]
}

func (c *checksFlag) String() string {
	var on []string
	for _, name := range Checks {
		if c.runs(name) {
			on = append(on, name)
		}
	}
	return strings.Join(on, ",")
}

// Set reads names of checks separated by commas; "all" are all of them, and a
// name with a minus in front is taken away from those before it, or from the
// default if it comes first. It returns no error; see settings.
func (c *checksFlag) Set(text string) error {
	def := checksFlag{}
	*c = checksFlag{on: make(map[string]bool)}
	for i, name := range strings.Split(text, ",") {
		name, off := strings.CutPrefix(strings.TrimSpace(name), "-")
		if i == 0 && off {
			for _, n := range Checks {
				c.on[n] = def.runs(n)
			}
		}
		switch {
		case name == "all":
			for _, n := range Checks {
				c.on[n] = !off
			}
		case slices.Contains(Checks, name):
			c.on[name] = !off
		default:
			c.err = fmt.Errorf("unknown check %q: want %s, or all", name, strings.Join(Checks, ", "))
		}
	}
	if c.err == nil && c.String() == "" {
		c.err = fmt.Errorf("%q leaves no check to run", text)
	}
	return nil
}

// A serverFlag is the oldest version of the server that the program is to run
// on, as its major and minor number.
type serverFlag struct {
	major, minor int
	err          error
}

func (v *serverFlag) String() string { return fmt.Sprintf("%d.%d", v.major, v.minor) }

// atLeast reports whether every server that counts has that version or a newer
// one.
func (v *serverFlag) atLeast(major, minor int) bool {
	return v.major > major || v.major == major && v.minor >= minor
}

// Set reads "7", "7.2" or "7.2.5". It returns no error; see settings.
func (v *serverFlag) Set(text string) error {
	*v = serverFlag{}
	numbers := strings.Split(text, ".")
	for i, n := range numbers {
		x, err := strconv.ParseUint(n, 10, 16)
		if err != nil || len(numbers) > 3 {
			v.err = fmt.Errorf("bad version %q: want one like 7.2", text)
			return nil
		}
		switch i {
		case 0:
			v.major = int(x)
		case 1:
			v.minor = int(x)
		}
	}
	return nil
}

// A certaintyFlag is the lowest certainty that is reported.
type certaintyFlag struct {
	value prove.Certainty
	err   error
}

func (c *certaintyFlag) String() string { return c.value.String() }

// Set reads "proven", "likely" or "possible". It returns no error; see settings.
func (c *certaintyFlag) Set(text string) error {
	c.value, c.err = prove.ParseCertainty(text)
	return nil
}

// A clientsFlag holds the classes of clients that count; nil for all of them. A
// pipeline or a transaction of which it cannot be seen whose it is counts
// always.
type clientsFlag struct {
	classes map[client.Class]bool
	err     error
}

// selectable are the classes that the flag names.
var selectable = map[string]client.Class{
	"cluster": client.Cluster, "universal": client.Universal, "ring": client.Ring, "single": client.Single,
}

func (c *clientsFlag) String() string {
	if c.classes == nil {
		return "all"
	}
	var names []string
	for name, class := range selectable {
		if c.classes[class] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

// Set reads "all", or names of classes separated by commas. It returns no error;
// see settings.
func (c *clientsFlag) Set(text string) error {
	*c = clientsFlag{}
	if text == "all" {
		return nil
	}
	classes := map[client.Class]bool{client.Pipeline: true, client.Tx: true, client.Unknown: true}
	for name := range strings.SplitSeq(text, ",") {
		class, ok := selectable[strings.TrimSpace(name)]
		if !ok {
			c.err = fmt.Errorf("unknown client type %q: want cluster, universal, ring, single, or all", name)
			return nil
		}
		classes[class] = true
	}
	c.classes = classes
	return nil
}
