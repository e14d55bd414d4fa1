// Package schema says which keys a program has: one row for each family of keys, with
// the type of its values, what becomes of its expiry, and the places that use it.
//
// A package is collected by itself ([Of]), and the packages of a program are put
// together ([Merge]). What is said holds for the packages that were loaded.
package schema

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/comment"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// Version is that of the data, as formats for programs have it.
const Version = 1

// A Schema is what is known of the keys of a program.
type Schema struct {
	Version  int      `json:"version"`
	Families []Family `json:"families"`
	// Takers are the functions that are given whole keys, by nobody that was loaded.
	Takers []Function `json:"takers"`
	// Unknown are the places that use a key of which nothing is known.
	Unknown []Place `json:"unknown"`
	// Strays are what is done with keys of which nothing is known, or which functions
	// are given by nobody that was loaded: they may be keys of any family.
	Strays []Stray `json:"-"`
	// Ignores are the comments that switch off what a gate says of changes.
	Ignores []comment.Ignore `json:"-"`
}

// A Stray is a command whose key is not known.
type Stray struct {
	Place Place
	Role  command.Role
}

// A Family is all keys of one pattern.
type Family struct {
	// Pattern spells the keys: "cart:<user>:items". Braces in it are braces of the keys.
	Pattern string `json:"pattern"`
	// Name and Doc are what //crossslot:family states.
	Name string `json:"name,omitempty"`
	Doc  string `json:"doc,omitempty"`
	// Glob is the pattern of SCAN that finds the keys.
	Glob    string `json:"glob"`
	Example string `json:"example"`
	Holes   []Hole `json:"holes"`
	// Spellings are other ways in which the source spells the pattern.
	Spellings []string `json:"spellings,omitempty"`

	// Tag is the hash tag, "" if there is none. Slot is the slot of all keys, nil if
	// they have several. TagFrom names the value that may bring a hash tag along.
	Tag     string `json:"tag,omitempty"`
	Slot    *int   `json:"slot,omitempty"`
	TagFrom string `json:"tagFrom,omitempty"`

	// Type is the type of the values, "" if it is not known; of several it is
	// "hash or string", and Types says who takes the values for what.
	Type  string    `json:"type,omitempty"`
	Types []TypeUse `json:"types,omitempty"`

	Expiry Expiry `json:"expiry"`

	Readers  []Place `json:"readers"`
	Writers  []Place `json:"writers"`
	Removers []Place `json:"removers"`
	// Unseen are scripts that are given the keys and whose source is not known.
	Unseen []Place `json:"unseen,omitempty"`

	// Orphan is "never read" of a family that is only written in what was loaded, and
	// "never written" of one that is only read.
	Orphan string `json:"orphan,omitempty" enum:"never read,never written"`

	Meets []Meet   `json:"meets,omitempty"`
	Owner []string `json:"owner,omitempty"`

	// Items are the parts of the pattern, with what is known of the values. Values side
	// by side are one.
	Items []keyform.Item `json:"-"`
	// Stored has the types that all uses agree on; None if none of them has one.
	Stored command.Types `json:"-"`
	// Made says that a command makes keys which are not there.
	Made bool `json:"-"`
	// Chains are the calls that lead to the commands, the innermost last, with spaces
	// between.
	Chains []string `json:"-"`
}

// A Hole is a run-time value in a pattern.
type Hole struct {
	Name string `json:"name"`
	// Kind is "text", "int", "bool" or "word".
	Kind string `json:"kind" enum:"text,int,bool,word"`
	// Grows says that the family has a key for each of many values.
	Grows bool `json:"grows"`
}

// A TypeUse is the places that take the values of a family for one type.
type TypeUse struct {
	Type   string  `json:"type"`
	Places []Place `json:"places"`
}

// An Expiry is what becomes of the expiry of the keys of a family.
type Expiry struct {
	// State is "always", "never", "sometimes" or "unknown".
	State string `json:"state" enum:"always,never,sometimes,unknown"`
	// Values are the times to live: "30s" where it is constant, and "<ttl>" else.
	Values []string `json:"values,omitempty"`
	// With and Without are the places that give an expiry, and those that leave a
	// key without one.
	With    []Place `json:"with,omitempty"`
	Without []Place `json:"without,omitempty"`
	// Fields says that fields of the hashes have an expiry of their own.
	Fields bool `json:"fields,omitempty"`
}

// A Meet is another family, or the same, whose keys one command or transaction has
// together with those of a family.
type Meet struct {
	Pattern string `json:"pattern"`
	In      string `json:"in"` // the command, "MULTI" or "WATCH"
	// Slots is "one slot", "different slots" or "unknown".
	Slots  string  `json:"slots" enum:"one slot,different slots,unknown"`
	Places []Place `json:"places"`
}

// A Function is a function of the program.
type Function struct {
	Package string `json:"package"`
	Name    string `json:"name"`
}

// A Place is a command of the program. Its line is no part of its identity, and is
// left out where the schema is kept.
type Place struct {
	Package  string `json:"package"`
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"-"`
	Command  string `json:"command"`
	// In is "script" for a command that a script sends, "MULTI" or "".
	In string `json:"in,omitempty" enum:"script,MULTI"`
	// Guarded says that the command does not run on a cluster.
	Guarded bool `json:"guarded,omitempty"`
}
