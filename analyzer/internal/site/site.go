// Package site finds the places that send commands with keys, directly or
// through functions of the program that pass keys on, and what is known of the
// keys there.
package site

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Bounds of what is kept for one function.
const (
	maxKeys   = 1 << 17 // words of one site
	maxSends  = 4096    // sends of one function, its callees' included
	maxPassed = 48      // sends that a function passes on to its callers
	maxLine   = 16      // words of a command in a fact
	maxTrace  = 8       // functions between a report and the client's method
)

// A Send is a command that a function sends, with what is known of its keys in
// terms of the function's parameters.
type Send struct {
	Command    string // "SINTER"; for a script or a watch the client's command
	Kind       client.Kind
	Splittable bool
	Class      client.Class
	Library    libraries.ID
	Keys       []Key
	// Recv is the identity of the pipeline or transaction that queues the
	// command, "" if it is sent at once.
	Recv string
	// Recvs is what Recv may be, where it is one of several.
	Recvs []string
	// Within is the value of the context, given to the Callback of a Queue, that is the
	// pipeline; "" if the pipeline is given itself.
	Within string
	// Piped says that the receiver is a pipeline or transaction by its type.
	Piped bool
	// Callback is, for a Begin or a Watch that takes a function, and for a Queue,
	// that function.
	Callback *value.Value
	// Result is, for a Begin that returns a pipeline, its identity.
	Result string
	// Line is, in a fact, the words of a command of which the callers decide which
	// are keys.
	Line []Key
	// Lua is the script in a fact: see [Send.Pack].
	Lua []*value.Value
	// Trace leads from the caller's side to the client's method.
	Trace []Step
	// Judged marks a send of a callee whose keys were judged there, and that is
	// known to the caller for the transaction that it is part of, or the script
	// that it runs.
	Judged bool
	// Decided marks a Begin whose transaction was judged where it begins, and is
	// compared with what the caller watches only.
	Decided bool
	// Perhaps marks a send of a method that a call through an interface may run.
	Perhaps bool
	// Guarded marks a send that only runs where it is right: when the client
	// is no cluster, or the keys were found to share a slot.
	Guarded bool

	call ssa.CallInstruction // in the function that the Send is of
	// binds puts the callers' arguments into what the Callback queues, where it
	// is a literal of the function that is called.
	binds  []func(*value.Value) *value.Value
	maker  *ssa.Call // that returns the Callback
	recv   ssa.Value // the client there
	words  []Key
	raw    bool
	open   bool    // of a raw send: its words are not known well enough to say which are keys
	script *Script // what a script command runs or loads, nil for others
	// lives are the times to live that the method is given, if all commands are
	// asked for.
	lives []life
}

// Words returns the command word for word where the call itself names it (Do),
// or where more than its keys decides what a cluster does with it; else nil.
func (s *Send) Words() []Key { return s.words }

// Client returns the tables of the library whose client sends the command.
func (s *Send) Client() *client.About { return s.Library.About() }

// Ring returns what messages call the client if it is a ring, else "".
func (s *Send) Ring() string {
	if s.Class != client.Ring {
		return ""
	}
	return s.Client().Ring
}

// Raw reports whether the command is not sent by a method of its own.
func (s *Send) Raw() bool { return s.raw }

// Direct reports whether s is a call of the client itself.
func (s *Send) Direct() bool { return len(s.Trace) == 1 && s.call != nil }

// A Step is a call on the way from a site to the client's method.
type Step struct {
	Func string // the called function or method: "redis.Cmdable.SInter"
	Posn string // file:line, for calls in other packages
	Pos  token.Pos
}

// A Key is one of the keys of a Send; a repeated one stands for any number.
type Key struct {
	Value  *value.Value
	Repeat bool
	// Channel marks a sharded channel, Pattern one that names other keys.
	Channel bool
	Pattern bool
	// Optional marks a key that is not sent when it is the empty text.
	Optional bool
	// Part says which of the elements are keys, where the list is one that the
	// callers give. Unless is what makes all of them keys, if it is given.
	Part   Part
	Unless *value.Value
	// Role says what the command does with the key: see [command.Key].
	Role int

	Pos token.Pos
}

// Pos returns the position of the call in the function that s is a send of.
func (s *Send) Pos() token.Pos { return s.Trace[0].Pos }
