package client

import "go/types"

// A Library is a client library, all major versions of it. Its methods are asked
// about every call of a program: they have to find out at once, without
// allocating, that they know nothing.
type Library interface {
	// About returns the tables of the library. They must not be modified.
	About() *About

	// Owns reports whether path is the import path of a package of the library
	// that has clients, also in a vendor directory.
	Owns(path string) bool

	// Lookup returns what a call of fn sends, and whether it sends anything. fn
	// may be a method of a type of the program that repeats one of the library.
	Lookup(fn *types.Func) (m *Method, ok bool)

	// HasMethod reports whether a method with this name sends something, for code
	// of which the types are not known.
	HasMethod(name string) bool

	// Makes returns the words of the command that a call of fn makes and does not
	// send, and whether it makes one. A method of the kind [Process] sends it.
	Makes(fn *types.Func) (words []Word, ok bool)

	// Class returns the class of a type of one of the packages that the library
	// owns.
	Class(n *types.Named) Class

	// Replies returns what has to be known of a package that the library owns to
	// write code that works with the replies; nil if no such code is written.
	Replies(path string) *Replies
}

// About is what is known of a library as tables: the names of its things in Go,
// and what its clients do about slots. An entry that is empty says that the
// library has nothing of the kind. What every function and field of a program is
// compared with is a short list, which costs less than a map.
type About struct {
	// Name is the name of the library in messages and settings.
	Name string

	// Scripts are the functions that make a script.
	Scripts []ScriptMaker

	// ScriptHash is the method of a script that returns the SHA-1 of its source.
	ScriptHash string

	// Options are the structs of options that clients are made of.
	Options []Options

	// Connections holds the types that are one connection to one node, which the
	// program can tell MULTI and EXEC itself.
	Connections map[string]bool

	// Pipelines are the types that queue commands, whose methods tell which
	// interfaces may be one.
	Pipelines []string

	// EachNode holds the methods of a cluster client that call a function for
	// each node.
	EachNode map[string]bool

	// Replies are the methods of a command, or of an iterator over its replies, whose
	// first result is what the server replied. Iterator is the method of a command that
	// makes one, and Next that of the iterator that goes on.
	Replies        []string
	Iterator, Next string

	// Tracers are what the import paths of packages begin with that see all commands, and
	// write traces and metrics of them.
	Tracers []string

	// EachMaster is how messages speak of the method that calls a function for
	// each master, as in "send it to each master in ForEachMaster".
	EachMaster string

	// Ring is how messages speak of a client of the class Ring.
	Ring string

	// NoTx is how messages advise to send commands together without a transaction.
	NoTx string

	// NotExisting holds the methods that set a key only if it does not exist, and
	// whose command does not say so.
	NotExisting map[string]bool

	// Resolvers are the methods with which a program makes a cluster client
	// split the commands that can be split, and send those in Resolved to all
	// nodes.
	Resolvers []string
	Resolved  map[string]bool

	// AllNodes holds the commands for which a method of a cluster client asks all
	// nodes, and how messages advise to call it. The raw command and a pipeline
	// reach one node.
	AllNodes map[string]string

	// SplitTx are the versions whose cluster clients split a transaction by slot,
	// without an error and without atomicity.
	SplitTx Versions

	// TaggedPattern are the versions whose cluster clients take the pattern of KEYS
	// for a key, and send it to the node of its hash tag.
	TaggedPattern Versions
}

// A ScriptMaker is a function that makes a script of its parameter Source.
type ScriptMaker struct {
	Name   string
	Source int
}

// Options says what the fields of a struct of options mean.
type Options struct {
	// Type is the name of the struct, and Name how messages call it.
	Type, Name string

	// Class is the class of the client that is made.
	Class Class

	// Database is the field for the number of the database.
	Database string

	// Addresses is the field for the list of addresses. Several make the client one
	// of a cluster.
	Addresses string

	// Cluster is the boolean field that makes the client one of a cluster.
	Cluster string

	// Sentinel is the field that makes it one of the servers that Sentinel looks
	// after, which are no cluster.
	Sentinel string
}

// Versions are the versions of a library that do something: all before End, and
// maybe not the very first.
type Versions struct {
	// End is the first version that does not do it any more.
	End Version
	// Text is how messages speak of them.
	Text string
}

// A Version is a version of a library.
type Version struct{ Major, Minor int }

// Replies says what calls return, and in which forms they take the pairs of MSET.
type Replies struct {
	// Types holds the types that hold the reply, by command. A pointer to one of
	// them has the methods Err, Result and Val.
	Types map[string]string

	// Pipeline is the name of the interface that pipelines implement, Open the method
	// that opens one, and Exec the method that sends what it holds.
	Pipeline, Open, Exec string

	// Set is the method that sets one key. Its last parameter is a time to live, 0 for
	// none.
	Set string

	// Maps and Lists are the types of the one argument that MSET takes in place of
	// the pairs.
	Maps, Lists map[string]bool

	// Client is the name of the interface of what sends commands. Mover is the source of
	// a file with a function that moves a key to its new name, with verbs for the names
	// of the package and of the function, and for the path of the library. It is empty
	// where there is none.
	Client, Mover string
}
