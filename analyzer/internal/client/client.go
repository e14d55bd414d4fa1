// Package client says what a call of a Redis client sends, in terms that are the
// same for all client libraries: which command, which of the arguments are keys,
// and what is known of the client.
//
// What is known of one library is in a package of its own below this one, behind
// the interface [Library]. Package libraries has the list of them. No other
// package knows a library by name.
package client

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

	// Process sends commands that other functions made before (see
	// [Library.Makes]); the selector names them.
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

// A Method is what a call of a method of a client sends. A library has one for
// each of its methods; it is shared and must not be modified.
//
// Selectors and words count the parameters as [Params] does. The client is the
// receiver; it is the first parameter of a function that has none, and where the
// receiver is a script.
type Method struct {
	// Library is the library that it is a method of.
	Library Library

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

	// Lifetimes say where it has the time to live that it gives its keys. There are
	// none in a method whose command alone says what becomes of it.
	Lifetimes []Lifetime

	// Words is the command word for word, where more than its keys decides what a
	// cluster does with it; else nil.
	Words []Word

	// Script says where the script is that the method runs or loads, nil if it
	// does neither.
	Script *ScriptArgs

	// OnScript says that the receiver is a script, and the first parameter the
	// client.
	OnScript bool

	// Splittable says that the command can be split into several, one for each
	// slot, that together do the same but for the atomicity.
	Splittable bool
}

// Receiver stands for the receiver where a number of a parameter is asked for,
// and None for no parameter at all.
const (
	Receiver = -1
	None     = -2
)

// ScriptArgs are the parameters that make up the call of a script: numbers of
// parameters, Receiver, or None.
type ScriptArgs struct {
	Source   int  // the text of the script or library
	Digest   int  // the SHA-1 of the script that is run
	Function int  // the name of the function that is called
	Keys     int  // the list KEYS
	Args     int  // the list ARGV
	Load     bool // the script is given to the server, and not run
}

// A Lifetime is an argument that decides the time to live of the keys that a method
// writes: a duration or a point in time, or a flag.
type Lifetime struct {
	Arg Selector
	// Option is the option that the method sends with the time, "EX", where the
	// command has one. Zero and Negative are those that it sends if the argument is
	// zero, or below. They are "" where it sends none.
	Option, Zero, Negative string
}

// A Word is a part of the command that a method sends, or of one that a function
// makes.
type Word struct {
	// Option is the word itself where Arg is nil; else the word that is sent
	// before each value that Arg selects, "" if none is.
	Option string
	Arg    *Selector
}

// Class says what is known of a client from the static type of the receiver.
type Class uint8

const (
	// Unknown is a type that sends no commands, or not by itself: a script.
	Unknown Class = iota

	// Cluster is a client of a cluster.
	Cluster

	// Universal is an interface that a cluster client implements too, one of the
	// library or of the program.
	Universal

	// Single is a client of one server, or a connection to it.
	Single

	// Ring is a client that spreads keys over servers that know nothing of each
	// other, and by another hash than a cluster.
	Ring

	// Pipeline queues the commands that it is given.
	Pipeline

	// Tx is a transaction that watches keys, as a Watch gives it to its function.
	Tx
)

var classNames = [...]string{
	Unknown: "unknown", Cluster: "cluster", Universal: "universal", Single: "single",
	Ring: "ring", Pipeline: "pipeline", Tx: "tx",
}

// String returns the name of the class in lower case.
func (c Class) String() string { return classNames[c] }
