// Package flow follows values through the functions of a package, on SSA form,
// to learn the patterns of the keys that they build. The values themselves, their
// identities and how they are substituted are in package value.
//
// # How a value is found
//
// [Evaluator.Eval] goes from a use to the definitions, and says what is known in
// terms of the parameters of the named function around it. Constants, formats,
// conversions and the library functions of package value give strings. What is
// read from memory is what the function itself wrote last before the read, over
// all paths (reaching); failing that, for a field, what the package assigns to
// the field of any object; else a value of its own. Whatever is not understood is
// a hole with the identity of the instruction (local), never nothing.
//
// [Evaluator.Finish] completes a pattern for those who compare keys: which holes
// may be one value (Alias), which are one for the whole program (Wide), and
// whether a hole at the beginning may hold a hash tag (Open), by what the visible
// callers and assignments give it ([Evaluator.Leading]).
//
// # Functions
//
// A function is evaluated once, in terms of its parameters. Its summary is what
// its results are: those of returns with an error, and empty strings beside
// others, are left out, as nobody uses them as keys. A call binds the summary to
// its arguments, and names it by the frame (the number of the callee) and the
// call (function and instruction), so that what two calls make never has one
// identity by accident. What a call of a function without effects makes is the
// same for the same arguments; what any other call makes may be the same or not,
// and is marked maybe, unless the function is known to give another value every
// time (generates).
//
// A summary is entered as nil before the function is evaluated: a function that
// calls itself knows nothing of itself, and of two that call each other the one
// that is reached second knows nothing of the first. Summaries cross packages as facts
// ([Evaluator.Exportable]), without what only this package can resolve.
//
// A function literal is no function of its own: its parameters and captured
// variables are those of the one visible call, where there is just one. An
// interface method is known if one type of the package implements the interface;
// types named as stand-ins for tests do not count. A generic function is
// evaluated as its origin, for all type arguments at once.
//
// # Branches
//
// A join keeps the alternatives, each under the conditions of its edge: what the
// decisions since the block that dominates the join say (region), as a formula
// over the identities of the values that decide. Alternatives whose conditions
// contradict each other never meet, and a call whose arguments decide a condition
// drops the others. Where a decision is not known, or a loop lies between, the
// condition is named by the join in one activation; another activation with the
// same arguments may decide alike, or not: nothing is reported of the two, and
// nothing is proved right. What a summary leaves out decides nothing (unsure).
// Two reads of a value that decides are one decision as they are one hole.
//
// # Loops, and Rest
//
// The values that come back to the head of a loop are those of one round more.
// While the head is evaluated, asking for it again answers Rest: what it already
// held. A list is then what came in, and what one round adds, any number of times
// (repeat): its atoms that the loop computes become varying, * for %. A string or
// number that changes in a loop is a hole, another one each round (unrolled); it
// may hold a tag if a brace is among what is put into it. Reading an element in a
// loop over the list settles it again: it then varies with the round, and no
// longer from element to element.
//
// # Busy and memo
//
// busy holds the values whose evaluation is under way, with their depth, and memo
// the finished ones. Eval of a busy value answers Rest and lowers low to the depth
// of that value. When an evaluation ends with low below its own depth, it has
// seen part of an open loop: its result is right inside that loop only, is not
// put into memo, and is computed again when asked for from outside. Otherwise it
// is kept, and low is what it was before. An evaluation that has nothing to do
// with those under way (a summary, a package variable, an assignment to a field)
// runs apart, with a busy and low of its own; that it does not come back to itself
// is for its own table to see: summaries, globals and opening have an entry from
// the moment it begins.
//
// # Bounds
//
//	maxDepth 400            nested evaluations, and evaluations apart in each other:
//	                        the value is past the bound, may equal any other such
//	workPerQuery 200,000    steps from one ResetBudget to the next: the same
//	value.MaxAlts 8         alternatives of a join: a hole; of a concatenation: what
//	                        all begin with, and a hole; assignments to a field: none
//	                        of them is followed
//	value.MaxItems 2,048    items of a list: it is cut, and Partial; of a literal: a
//	                        list of which nothing is known
//	value.MaxID 160         bytes of an identity: see [value.Bounded]
//	maxParts 24             parts of a pattern: a hole
//	maxFactList 16, maxFactText 512 (bytes), depth 4: the value is not exported
//
// Work counts the steps, so that tests of speed need no clock. The first two are
// not part of the answer: whoever asks first in a large function decides what is
// past the bound.
//
// # What it stands on
//
// What becomes an interface carries its type, as far as that matters to fmt
// (operand): an operand without one, and one whose method String is not seen, may
// print braces. Functions that only read what may be written, as url.Values.Encode
// does, give one string between two writes (state), where the object is not stored.
// A value that is not known has an identity of its own unless two reads are known
// to give one value. They are taken to, without looking for a write in between,
// for package variables, for elements of lists and maps that the function did not
// make itself, for what a pointer points to or a channel yields, and for what a
// function value that is a parameter returns. A field is looked after in the
// function that reads it, and in the function literals around it. Conversions
// between numbers keep the identity. Reflection and unsafe are not followed.
package flow
