package goredis

import (
	"strings"
	"sync"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// A method is a row of the table as others see it, with the conditions under
// which it holds.
type method struct {
	client.Method
	major int // the only major version in which the method has these keys, or 0
	on    owner
}

// An owner is the type that a method belongs to, where its name alone would not
// tell.
type owner uint8

const (
	anyClient owner = iota // whatever sends commands
	onScript               // redis.Script: the first parameter is the client
	onSentinel
)

// splittable holds the commands that can be split, and that the cluster client
// of v9.18 and later does split when a program sets a command info resolver.
// The server marks them with the tip request_policy:multi_shard.
// https://redis.io/docs/latest/develop/reference/command-tips/
var splittable = map[string]bool{
	"MGET": true, "MSET": true, "DEL": true, "UNLINK": true, "EXISTS": true, "TOUCH": true,
}

// index holds the methods by name, those with a condition before the others.
var index = sync.OnceValue(func() map[string][]*method {
	m := make(map[string][]*method)
	for _, g := range table {
		for _, r := range g.rows {
			m[r.name] = append(m[r.name], g.method(r))
		}
	}
	return m
})

// method returns the row r of the group.
func (g group) method(r row) *method {
	m := &method{major: g.major, on: g.on, Method: client.Method{
		Library: Library, Name: r.name, Command: r.command, Kind: g.kind,
		Words: wordIndex()[r.name], Lifetimes: lifetimes()[r.name], Script: g.script(r), OnScript: g.on == onScript,
		Splittable: splittable[r.command],
	}}
	for text := range strings.FieldsSeq(r.keys) {
		s, err := client.ParseSelector(text)
		if err != nil {
			panic(r.name + ": " + err.Error()) // a test reads the whole table
		}
		m.Keys = append(m.Keys, s)
	}
	return m
}

// script returns where a method has its script. The methods have the source or
// the name of the function, the keys and the arguments, in this order; those of a
// script have the client in place of the first. EVALSHA has the SHA-1 of the source.
func (g group) script(r row) *client.ScriptArgs {
	args := client.ScriptArgs{Source: client.None, Digest: client.None, Function: client.None, Keys: 1, Args: 2}
	name, _, _ := strings.Cut(r.command, "_")
	switch {
	case g.on == onScript && g.kind == client.Script:
		args.Source = client.Receiver
	case g.on == onScript:
		return nil
	case r.command == "SCRIPT LOAD" || r.command == "FUNCTION LOAD":
		args = client.ScriptArgs{Source: 0, Digest: client.None, Function: client.None, Keys: client.None, Args: client.None, Load: true}
	case name == "EVAL":
		args.Source = 0
	case name == "EVALSHA":
		args.Digest = 0
	case name == "FCALL":
		args.Function = 0
	default:
		return nil
	}
	return &args
}
