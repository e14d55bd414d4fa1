package analyzer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// A checksFlag holds the checks that run; nil for the default.
type checksFlag struct {
	on  map[string]bool
	err error
}

func (c *checksFlag) runs(check string) bool {
	if c.on == nil {
		return onByDefault(check)
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
// default if it comes first. It returns no error; see [Settings].
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

func (c *checksFlag) failure() error { return c.err }

// A versionFlag is the oldest version of something that the program is to work
// with, as its major and minor number.
type versionFlag struct {
	version unit.Version
	err     error
}

func (v *versionFlag) String() string { return fmt.Sprintf("%d.%d", v.version.Major, v.version.Minor) }

func (v *versionFlag) failure() error { return v.err }

// Set reads "7", "7.2", "7.2.5" or "v7.2". It returns no error; see [Settings].
func (v *versionFlag) Set(text string) error {
	*v = versionFlag{}
	numbers := strings.Split(strings.TrimPrefix(text, "v"), ".")
	for i, n := range numbers {
		x, err := strconv.ParseUint(n, 10, 16)
		if err != nil || len(numbers) > 3 {
			v.err = fmt.Errorf("bad version %q: want one like 7.2", text)
			return nil
		}
		switch i {
		case 0:
			v.version.Major = int(x)
		case 1:
			v.version.Minor = int(x)
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

func (c *certaintyFlag) failure() error { return c.err }

// Set reads "proven", "likely" or "possible". It returns no error; see [Settings].
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

func (c *clientsFlag) failure() error { return c.err }

// Set reads "all", or names of classes separated by commas. It returns no error;
// see [Settings].
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
