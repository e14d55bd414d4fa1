// Package command knows which arguments of a Redis command are keys.
//
// The knowledge is a table, one row for a command or subcommand that takes
// keys ("GET", "XGROUP CREATE"), in the terms of the server's own key
// specifications (Redis documentation, "Command key specifications"). The
// tests compare it with COMMAND INFO, COMMAND DOCS and COMMAND GETKEYS of a
// real server, and with what a real cluster refuses.
//
// The rows cover Redis 8.10 and the modules that are part of it: search,
// ReJSON, timeseries, bf and vectorset.
package command

import (
	"iter"
	"strings"
	"sync"
)

// Flags are properties of a command. Commands without keys have none of them
// but, possibly, Container.
type Flags uint8

const (
	// Write marks a command that may modify the data, ReadOnly one that does
	// not (the flags "write" and "readonly" of COMMAND INFO). EVAL, WATCH and
	// a few others have neither.
	Write Flags = 1 << iota
	ReadOnly

	// Splittable marks the commands that can be split into pieces whose keys
	// share a slot, each of which is a valid command, without a change of the
	// result beyond the loss of atomicity: MGET, MSET, DEL, UNLINK, EXISTS and
	// TOUCH. The server gives them the tip "request_policy:multi_shard", by
	// which go-redis v9.18 and later splits them when a program asks for a
	// dynamic resolver. (Servers give that tip to MSETEX too, and Redis 7.0 to
	// MSETNX; but their condition holds for all keys or none, which pieces
	// cannot keep.)
	Splittable

	// Script marks the commands that run a script or function with keys that
	// the caller declares: EVAL, EVALSHA, FCALL and their _RO variants.
	Script

	// Unchecked marks module commands that read more keys than the module
	// declares to the server. A cluster does not refuse them when their keys
	// differ in slot: it sends them to the node of the first key, where the
	// others may be missing (Redis documentation, JSON.MGET). [Command.Keys]
	// names all keys.
	Unchecked

	// Container marks a command that is nothing without its subcommand:
	// XGROUP, OBJECT, CONFIG.
	Container
)

// A Command is a command or subcommand of the server or one of its modules.
// It is shared and must not be modified.
type Command struct {
	// Name is in upper case, with one space before a subcommand:
	// "XGROUP CREATE".
	Name string

	// Module is the name of the module that brings the command, as MODULE LIST
	// spells it, and "" for a command of the server itself. The module's
	// commands without keys have it as well.
	Module string

	// Since is the first version that has the command: of Redis ("8.4.0"), or
	// of the module where Module is set (modules count like Redis from 8.0 on).
	// It is "" for commands without keys, and where the module does not say.
	Since string

	// Flags are the properties of the command.
	Flags Flags

	types Types
	specs []keySpec
	subs  []*Command // of a Container, in table order
}

// Has reports whether c has all of the flags.
func (c *Command) Has(flags Flags) bool { return c.Flags&flags == flags }

// Keyless reports whether no argument of c can ever be a key or a sharded
// channel. A Container is keyless when all its subcommands are.
func (c *Command) Keyless() bool {
	for _, sub := range c.subs {
		if !sub.Keyless() {
			return false
		}
	}
	return len(c.specs) == 0
}

// Lookup returns the command of the given name, and whether there is one. Case
// does not matter, as for the server, and only ASCII letters have any.
//
// sub is the second word of the command, or "" if the caller does not know it
// or there is none. It matters for containers only, so that a caller can
// always pass what follows the name: Lookup("GET", "user:1") is GET. Of a
// container, Lookup returns the subcommand (with false if there is none of that
// name), or the container itself if sub is "".
func Lookup(name, sub string) (*Command, bool) {
	c, ok := index().byName[upper(name)]
	if !ok || !c.Has(Container) || sub == "" {
		return c, ok
	}
	return c.sub(sub)
}

func (c *Command) sub(name string) (*Command, bool) {
	name = upper(name)
	for _, sub := range c.subs {
		if sub.Name[len(c.Name)+1:] == name {
			return sub, true
		}
	}
	return nil, false
}

// All returns all commands that [Lookup] knows, containers and subcommands
// included, in an order that does not change from run to run.
func All() iter.Seq[*Command] {
	return func(yield func(*Command) bool) {
		for _, c := range index().all {
			if !yield(c) {
				return
			}
		}
	}
}

type commands struct {
	all    []*Command
	byName map[string]*Command // without subcommands
}

var index = sync.OnceValue(func() *commands {
	x := &commands{byName: make(map[string]*Command)}
	for _, t := range tables {
		for i := range t.rows {
			r := &t.rows[i]
			x.add(&Command{Name: r.name, Module: t.module, Since: r.since, Flags: r.flags, types: r.types, specs: r.keys})
		}
		for line := range strings.Lines(t.keyless) {
			if name, subs, ok := strings.Cut(line, ":"); ok {
				for _, sub := range strings.Fields(subs) {
					x.add(&Command{Name: strings.TrimSpace(name) + " " + sub, Module: t.module})
				}
				continue
			}
			for _, name := range strings.Fields(line) {
				x.add(&Command{Name: name, Module: t.module})
			}
		}
	}
	return x
})

// add adds c, and the container of a subcommand before the first of them.
func (x *commands) add(c *Command) {
	x.all = append(x.all, c)
	name, _, isSub := strings.Cut(c.Name, " ")
	if !isSub {
		x.byName[name] = c
		return
	}
	container := x.byName[name]
	if container == nil {
		container = &Command{Name: name, Module: c.Module, Flags: Container}
		x.byName[name] = container
		x.all = append(x.all, container)
	}
	container.subs = append(container.subs, c)
}

// upper returns s with its ASCII letters in upper case. The Unicode mapping
// would take letters for ASCII ones that the server does not (ſ for S).
func upper(s string) string {
	for i := range len(s) {
		if 'a' <= s[i] && s[i] <= 'z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'a' <= b[i] && b[i] <= 'z' {
					b[i] -= 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
