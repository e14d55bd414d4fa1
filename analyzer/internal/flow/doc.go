// Package flow follows values through the functions of a package, on SSA form,
// to learn the patterns of the keys that they build. The values themselves, their
// identities and how they are substituted are in package value.
//
// # How a value is found
//
// [Evaluator.Eval] goes from a use to the definitions, and says what is known in
// terms of the parameters of the named function around it. Constants, formats,
// conversions and the library functions of package value give strings. A read from
// memory gives what was written last before it (see Memory). Where nothing says
// that, a field has what the package assigns to that field of any object. Failing
// both, a read gives a value of its own. What the evaluator does not understand
// becomes a hole with the identity of its instruction (local).
//
// [Evaluator.Finish] completes a pattern for those who compare keys: which holes
// may be one value (Alias), which are one for the whole program (Wide), and
// whether a hole at the beginning may hold a hash tag (Open), by what the visible
// callers and assignments give it ([Evaluator.Leading]); and whether a caller is
// seen to pass a tag in a hole inside the key ([Evaluator.BringsTag]).
//
// # Functions
//
// A function is evaluated once, in terms of its parameters. Its summary holds its
// results. It leaves out what is returned with an error, and an empty string beside
// other strings: nobody uses these as keys. A call binds the summary to its
// arguments, and names the results by the frame (the number of the callee) and the
// call (function and instruction). So results of two calls never get one identity
// by accident. A function without effects returns the same for the same arguments.
// Two results of any other function may be equal or not, and are marked maybe,
// unless the function is known to return another value every time (generates).
//
// The summary of a function is nil while the function is evaluated. So a function
// that calls itself knows nothing of itself. Where two functions call each other,
// the one that is reached second knows nothing of the first. Summaries cross
// packages as facts ([Evaluator.Exportable]), without what only this package can
// resolve.
//
// A function literal is no function of its own: its parameters and captured
// variables are those of the one visible call, where there is just one. An
// interface method is known if exactly one type of the package implements the
// interface; types named as stand-ins for tests do not count. A generic function
// is evaluated as its origin, for all type arguments at once.
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
// nothing is proved right. Structs are joined field by field (joinStructs), lists item
// by item. What a summary leaves out decides nothing (unsure).
// Two reads of a value that decides are one decision as they are one hole.
//
// # Memory
//
// A read of a field, a package variable, an element, what a pointer points to or a
// variable that function literals capture reads a [location], and finds the
// version of it that the last write left (versions): a store, a call, or a join of
// several, which are placed as SSA form places its own. Two reads of one version
// are one value, with the identity of the location if nothing wrote it since the
// function was entered.
//
// Which instructions may write a location is decided by its places, one for each
// field, variable and type of element (effects): a call writes what the functions
// that it may run write, over all calls. A store to the same object must write it,
// and so must a call of one function that leaves the same value there by every
// return (exitOf); what they leave is known. Any other write leaves a value that
// may be the one before (unsettledAt), with the location as its alias.
//
// A script holds the text that it was made of. A package variable of a script, or of a
// map of scripts, has what the package assigns to it anywhere (scriptVar), and so has
// a field of which no more is known ([Evaluator.ScriptHeld]): a script that is nil
// sends nothing, so that the order does not matter.
//
// A list or map that the function made itself is what all stores put there, whenever
// they did. So an element is what the function put there last (lastPut), or else what
// any of them did, unless something may have written it after an element was read, or
// without the list or map having it: then it may be that, or anything else (mayBe).
//
// A summary is in terms of what memory held when the function was entered. A call
// reads that memory at the call (entering), and puts what it finds in its place.
//
// # Loops, and Rest
//
// Each value that comes back to the head of a loop has been through one more round.
// A value that is asked for again while the head is evaluated is Rest: what the
// head already held. A list is then what came in, followed by what one round adds,
// any number of times (repeat); atoms that the loop computes become varying, * for
// %. A string or number that changes in a loop is a hole, another one each round
// (unrolled); it may hold a tag if the loop puts a brace into it. Reading an
// element in a loop over the list settles it again: it then varies with the round,
// and no longer from element to element.
//
// A function literal that an iterator or sync.Map.Range runs is a loop, too: what it
// computes varies with its runs. An iterator has the value of the list that it
// yields ([Evaluator.yielded]), and a channel yields another value each time.
//
// Keys that SCAN or KEYS found are the beginning of the pattern and a hole that may
// hold a tag (scanned): the elements of one reply vary, and the key of an iterator is
// one between two calls of Next.
//
// # Contents
//
// The items of a list say what its elements are, in which order only where all of them
// are known ([value.Value.Fixed]). The ID of another list names its sequence: the
// instruction that made it (sequenced), or the part of which list it is (sliced). A
// function that reads a list, map or bytes as a whole reads it as it is then (content).
// Of lists that branches make it is evaluated for each of them (pureOfEach).
//
// # Busy and memo
//
// busy holds the values whose evaluation is under way, with their depth, and memo
// the finished ones. Eval of a busy value answers Rest and lowers low to the depth
// of that value. When an evaluation ends with low below its own depth, it has
// seen part of an open loop: its result is right inside that loop only, is not
// put into memo, and is computed again when asked for from outside. Otherwise Eval
// keeps the result, and low is what it was before. An evaluation that has nothing
// to do with those under way (a summary, a package variable, an assignment to a
// field) runs apart, with a busy and low of its own. Its own table (summaries,
// globals or opening) has an entry from the moment it begins, so that it finds out
// when it comes back to itself.
//
// # Bounds
//
//	MaxDepth 1,500          nested evaluations, and evaluations apart in each other
//	                        (maxDeep 6,000 in all): the value is past the bound,
//	                        and may equal any other that is
//	WorkPerQuery 200,000    steps from one ResetBudget to the next: the same
//	value.MaxAlts 8         alternatives of a join: a hole; of a concatenation: what
//	                        all begin with, and a hole; assignments to a field: none
//	                        of them is followed
//	value.MaxItems 2,048    items that a function appends to a list one by one: what
//	                        is behind them is past the bound, and the list Partial
//	value.MaxListed 65,536  items of a literal: a list of which nothing is known
//	value.MaxID 160         bytes of an identity: see [value.Bounded]
//	maxParts 24             parts of a pattern: a hole
//	maxExits 10,000         questions what a function leaves in a location: a call
//	                        that may write it leaves something that is not known
//	maxFactList 16, maxFactText 512 (bytes), depth 4: the value is not exported
//	maxFactScripts 16 KiB   of Lua scripts in a value: the same
//
// Work counts the steps, so that tests of speed need no clock. What passes the first
// two bounds depends on which value of a large function is asked for first. The
// identity names the bound ([value.PastBound]), and the checks count and report the
// calls of which it hides a key.
//
// # What is known less well
//
// Some ways to write a program hide a value, so that less is said of its keys, and
// nothing that contradicts: a function that returns a pointer to a string; a function
// literal inside another, or one that reads what branches and loops wrote; a helper
// that gets a pointer, a buffer or a function; a function of another package that is
// generic, is given a function, or sends the keys that it is given, which is judged
// where it is. TestMetamorphic of package execution rewrites programs in these ways and
// others.
//
// # What it stands on
//
// What becomes an interface carries its type, as far as that matters to fmt
// (operand): an operand without one, and one whose method String is not seen, may
// print braces. Functions that only read what may be written, as url.Values.Encode
// does, give one string between two writes (state), where the object is not stored.
// A value that is not known has an identity of its own unless two reads are known
// to give one value. What memory may be written, and is taken not to be, is said
// under Memory; docs/proofs.md says it for users. An int
// has 64 bits. Reflection and unsafe are not followed.
package flow
