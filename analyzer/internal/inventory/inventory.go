// Package inventory collects every key of every command that a package sends. It
// does so once; checks and the proof of fixes read it.
package inventory

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Key is a key of a command, in one of the strings that it may be.
type Key struct {
	Pattern pattern.Pattern
	// Spelling is how the key is written. It is zero where a value in the key may
	// hold a hash tag.
	Spelling tag.Spelling
	Command  string // "HGETALL"; "" for a watch
	Kind     client.Kind
	Effects  command.Effects // of the command on its keys
	Class    client.Class
	Func     *ssa.Function // that sends the command, or calls what does; may be nil
	Site     token.Pos     // of the command, or of that call
	Pos      token.Pos     // of the key; Site where that is not known
	// Argument is equal for the keys that one argument of a command may be.
	Argument int
	// Several reports that the argument has strings with different tags.
	Several  bool
	Guarded  bool // the command does not run on a cluster
	Test     bool // the command is in a test file
	Judged   bool // the package that wraps the command has reported it
	Wildcard bool // it is a pattern of keys, not a key
	Channel  bool // it is a sharded channel
	// Uses are what is done with the key, if the unit is one for a schema.
	Uses []Use
	// Chain are the places of the calls that lead to the client's method, as
	// "path/file.go:12", with spaces between them. Nth says which key of the command it
	// is, from 0 on.
	Chain string
	Nth   int
	// Script is the source of the script that takes the key; nil if none does, or
	// nothing is known of it. Number is the element of KEYS that the key is, from 1
	// on; 0 where that is not known.
	Script *string
	Number int
}

// Declared returns the declared function around the command, nil if there is
// none.
func (k *Key) Declared() *ssa.Function {
	fn := k.Func
	for fn != nil && fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// An Inventory has the keys of a package in the order of the code. The keys of a
// command that a function sends with its parameters are followed by those that
// its callers give it.
type Inventory struct {
	Keys []Key
	// Followed are the calls of functions whose commands are in the inventory.
	Followed map[token.Pos]bool
	// Made are the keys that scripts make themselves, and Meetings what has several
	// keys, if the unit is one for a schema.
	Made     []Key
	Meetings []Meeting
	// Queued has the arguments of the commands that are a part of a transaction.
	Queued map[int]bool

	arguments int
	sent      map[sentKey][]int // the arguments that are the keys of a send
}

// Of makes the inventory of a package. It is empty where nothing was evaluated.
func Of(u *unit.Unit) *Inventory {
	inv := &Inventory{Followed: make(map[token.Pos]bool)}
	if u.Finder == nil {
		return inv
	}
	for _, fn := range u.Funcs {
		for _, s := range u.Finder.Sends(fn) {
			if len(s.Keys) == 0 {
				continue
			}
			inv.add(u, s)
			u.Eval.ResetBudget()
			for _, b := range u.Finder.AtCallers(s) {
				inv.add(u, b)
			}
		}
	}
	if u.Uses() {
		inv.meet(u)
	}
	return inv
}

func (inv *Inventory) add(u *unit.Unit, s site.Send) {
	if len(s.Trace) > 1 {
		inv.Followed[s.Pos()] = true
	}
	key := Key{
		Command: s.Command, Kind: s.Kind, Effects: effectsOf(s), Class: s.Class, Func: s.Function(), Site: s.Pos(),
		Guarded: s.Guarded, Test: u.InTest(s.Pos()), Judged: s.Judged, Chain: chain(u, s),
	}
	if script := s.Script(); script != nil && script.Source != nil {
		if source, ok := script.Source.Constant(); ok {
			key.Script = &source
		}
	}
	var schema *sentUses
	if u.Uses() {
		schema = inv.uses(u, s, key)
	}
	numbered := areElements(s)
	for n, k := range s.Keys {
		key.Nth = n
		if key.Wildcard, key.Channel = k.Pattern, k.Channel; numbered {
			key.Number = n + 1
		}
		if key.Pos = k.Pos; !key.Pos.IsValid() {
			key.Pos = s.Pos()
		}
		u.Eval.ResetBudget()
		inv.arguments++
		key.Argument = inv.arguments
		if schema != nil {
			key.Uses = schema.of(n)
			inv.sent[schema.key] = append(inv.sent[schema.key], inv.arguments)
		}
		first := len(inv.Keys)
		for _, alt := range u.Finder.Texts(k) {
			key.Pattern = alt.Pattern
			var ok bool
			if key.Spelling, ok = tag.Spell(alt.Pattern); !ok || mayTag(alt.Pattern) {
				key.Spelling = tag.Spelling{}
			}
			inv.Keys = append(inv.Keys, key)
		}
		several := !sameTag(inv.Keys[first:])
		for i := range inv.Keys[first:] {
			inv.Keys[first+i].Several = several
		}
	}
}

// areElements reports whether the keys of a script are the elements of KEYS, one by one.
func areElements(s site.Send) bool {
	script := s.Script()
	if script == nil || script.Keys == nil || script.Keys.Kind != value.List {
		return false
	}
	list := script.Keys
	return !list.Partial && len(list.Items) == len(s.Keys) &&
		!slices.ContainsFunc(list.Items, func(it value.Item) bool { return it.Repeat })
}

// sameTag reports whether the strings of one key have one tag.
func sameTag(keys []Key) bool {
	return !slices.ContainsFunc(keys, func(k Key) bool {
		a, ok := tag.Inside(keys[0].Pattern)
		b, ok2 := tag.Inside(k.Pattern)
		return !ok || !ok2 || !a.Equal(b)
	})
}

func mayTag(p pattern.Pattern) bool {
	return slices.ContainsFunc(p, func(part pattern.Part) bool {
		return part.Hole != nil && !part.Hole.NoBrace() && (value.MayTag(part.Hole.ID) || value.MayPrintTag(part.Hole.ID))
	})
}

// effectsOf returns what a command does with its keys.
func effectsOf(s site.Send) command.Effects {
	switch s.Kind {
	case client.Script:
		return command.Reads | command.Writes | command.Takes
	case client.Watch:
		return 0
	}
	if libraries.IfNotExists(s.Trace[len(s.Trace)-1].Func) {
		return command.Reads | command.Writes // a lock asks and takes at once
	}
	name, sub, _ := strings.Cut(s.Command, " ")
	cmd, ok := command.Lookup(name, sub)
	if !ok {
		return command.Reads | command.Writes | command.Takes
	}
	return cmd.Effects()
}
