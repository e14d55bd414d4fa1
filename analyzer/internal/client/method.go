// Package client knows the methods of the go-redis clients: which method sends
// which command, and which of its arguments are keys.
//
// The knowledge is the table in methods.go. It is judged by the clients
// themselves: the tests call every method of every major version, and ask a
// server which of the words that it sent are keys.
package client

import (
	"strings"
	"sync"
)

// Kind is what a method does with its keys.
type Kind uint8

const (
	// Command sends one command.
	Command Kind = iota

	// Script runs a script or a function with the keys that it declares.
	Script

	// Raw sends the command whose words are the arguments that the selector
	// names, its name first. Which of them are keys is the command's business.
	Raw

	// Process sends commands that were made before (NewCmd, see [CmdArgs]);
	// the selector names them.
	Process

	// Watch makes the keys conditions of a transaction.
	Watch

	// Channel subscribes to channels or publishes on one. The selectors name
	// the sharded ones, which map to slots as keys do. The others do not, and
	// have no selector.
	Channel

	// Begin starts a transaction: what is queued on the pipeline that it
	// returns, or passes to its argument, is sent between MULTI and EXEC.
	Begin

	// Batch starts a pipeline without a transaction.
	Batch

	// Exec sends what a pipeline or transaction has queued.
	Exec

	// Discard drops what a pipeline or transaction has queued.
	Discard

	// Queue gives a pipeline or transaction to a function, which queues commands
	// on it. No method of a client does; programs do.
	Queue
)

var kindNames = [...]string{
	Command: "command", Script: "script", Raw: "raw", Process: "process",
	Watch: "watch", Channel: "channel", Begin: "begin", Batch: "batch", Exec: "exec", Discard: "discard", Queue: "queue",
}

// String returns the name of the kind in lower case.
func (k Kind) String() string { return kindNames[k] }

// A Method is a row of the table: a method of the clients that sends something.
// It is shared and must not be modified.
type Method struct {
	// Name is the method's name in Go.
	Name string

	// Command is the name of the Redis command that it sends, in upper case and
	// with its subcommand ("XGROUP CREATE"); "" if it sends none of its own.
	Command string

	// Kind is what it does with its keys.
	Kind Kind

	// Keys names its keys. There are none in a method whose command takes no
	// keys; the keys of KEYS and SCAN are only known to the server.
	Keys []Selector

	// Splittable tells that the command can be split into several, one for each
	// slot, that together do the same but for the atomicity.
	Splittable bool

	// Major is the only major version of go-redis in which the method has these
	// keys, or 0 if that is every one that has the method.
	Major int

	on owner
}

// OfScript reports whether m is a method of redis.Script.
func (m *Method) OfScript() bool { return m.on == onScript }

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
var index = sync.OnceValue(func() map[string][]*Method {
	m := make(map[string][]*Method)
	for _, g := range table {
		for _, r := range g.rows {
			m[r.name] = append(m[r.name], g.method(r))
		}
	}
	return m
})

// method returns the row r of the group.
func (g group) method(r row) *Method {
	m := &Method{
		Name: r.name, Command: r.command, Kind: g.kind, Major: g.major, on: g.on,
		Splittable: splittable[r.command],
	}
	for text := range strings.FieldsSeq(r.keys) {
		s, err := ParseSelector(text)
		if err != nil {
			panic(r.name + ": " + err.Error()) // a test reads the whole table
		}
		m.Keys = append(m.Keys, s)
	}
	return m
}
