package analyzer

import (
	"fmt"
	"slices"
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
	right   bool
}

// err returns the first wrong value.
func (s *settings) err() error {
	if s.lowest.err != nil {
		return fmt.Errorf("-certainty: %w", s.lowest.err)
	}
	if s.clients.err != nil {
		return fmt.Errorf("-clients: %w", s.clients.err)
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
