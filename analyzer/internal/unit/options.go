package unit

import (
	"go/types"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/glob"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// Options are the settings of an analysis as plain values.
type Options struct {
	Checks  map[string]bool // those that run
	Lowest  prove.Certainty // of what is reported
	Clients map[client.Class]bool
	Server  Version // the oldest Redis version that the program runs on
	// Built has the oldest version of each client library that the program is built
	// with, by the library's name.
	Built map[string]Version
	// Wrappers are functions of which the analysis sees no code, and that send a
	// command with keys that they are given; by their full names.
	Wrappers map[string]Wrapper
	// Keys are the formats of the keys that functions return, by the full names of
	// the functions.
	Keys       map[string]string
	Exclude    []*glob.Pattern // files in which nothing is reported
	Separators string          // of the parts of keys; "" for the default
	Generated  bool            // report in generated files, too
	Nolint     bool            // //nolint comments count
	Proxy      bool            // report what a proxy in front of a cluster refuses, too
	Right      bool            // report what is proved right, too
	Retag      bool            // offer hash tags as fixes
	Group      bool            // offer one command for each key as a fix

	// Whole is for a program that is planned as a whole: keep what the plan is made
	// of. Marks are the constants that are marked in it.
	Whole bool
	Marks *retag.Marks

	// Schema is for the schema of a program: follow every key to where it is named, and
	// what becomes of its time to live.
	Schema bool
	// Methods are the methods of the program that send commands with keys of their
	// callers, by their names: what calls through interfaces may run.
	Methods map[string][]Method
}

// Uses reports whether it is asked for what is done with each key, and not only for its
// slot.
func (o *Options) Uses() bool {
	return o.Schema || o.Checks["keytype"] || o.Checks["expiry"] || o.Checks["keyclash"] && !o.Whole
}

// A Method sends commands with keys of its callers.
type Method struct {
	Func  *types.Func
	Sends []site.Send
}

// A Wrapper sends a command with keys that it is given.
type Wrapper struct {
	Command string
	Keys    []client.Selector
}

// A Version is a major and a minor number.
type Version struct{ Major, Minor int }

// AtLeast reports whether v is that version or a newer one.
func (v Version) AtLeast(major, minor int) bool {
	return v.Major > major || v.Major == major && v.Minor >= minor
}

// May returns how messages speak of the versions of a library that do something;
// "" if the program is built with none of them.
func (o *Options) May(lib *client.About, do client.Versions) string {
	if o.Built[lib.Name].AtLeast(do.End.Major, do.End.Minor) {
		return ""
	}
	return do.Text
}

// Counts reports whether calls of a client count. All do where Clients is nil.
func (o *Options) Counts(class client.Class) bool { return o.Clients == nil || o.Clients[class] }

// SeparatorsOrDefault returns the characters between the parts of keys.
func (o *Options) SeparatorsOrDefault() retag.Separators {
	if o.Separators == "" {
		return retag.DefaultSeparators
	}
	return retag.Separators(o.Separators)
}
