// Package confine shows that the text of a key goes into key arguments of Redis
// commands and nowhere else.
//
// A hash tag renames a key. That is safe only if nobody takes the key apart,
// compares it, stores it or writes it to a place that something else reads. The
// package does not search for such uses. It follows a text forward from the
// expressions that an edit changes, through operators, variables, fields,
// parameters and results, and reports every use that it does not know to be
// harmless as an [Escape].
//
// What it knows to be harmless is in tables:
//
//   - a key argument of a client method;
//   - a function of the standard library that puts its arguments into a longer
//     text, whose result is followed in turn;
//   - a log or an error message: people read it, and programs should not. These are
//     reported as notes.
//
// Variables are followed whatever the order of the statements, and fields of all
// values of a type are one. A call is followed into the function and out of it at
// the same call again, to a depth of maxStack calls.
//
// A text comes back in replies, too: a scan returns keys. The calls whose replies
// hold keys are places where the text begins ([Program.Replies]).
package confine
