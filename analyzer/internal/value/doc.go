// Package value holds what is known of a Go value: the strings that it may be,
// its elements or fields, or only its identity. It knows no syntax and no SSA
// form; package flow walks those and makes values, and everybody else reads them.
//
// # Values
//
// A [Value] is never changed once it is built: values share their parts. Its
// kind says which of its fields count. A Text is one of several strings. Each is a
// pattern with the branches that lead to it; [Join] and [Concat] leave out
// combinations of branches that contradict each other. A List, Map or Struct has
// known parts, and may have unknown ones too where it is Partial. A Sym has nothing
// but an identity, and Unknown not even that. Rest is what a value held before the
// round of the loop that is being evaluated; only flow sees it.
//
// An item of a list that is marked Repeat stands for any number of elements that
// are alike but for their varying identities. [Instance] gives the second of two
// such elements.
//
// # Identities
//
// An identity is a string that names a value that is not known. Two holes with
// one identity are taken to hold the same string. This package alone writes and
// reads identities: it has a function for each form, and a reader beside it. An
// atom is a part of an identity that starts with one of $, %, *, ! and @.
//
//	$3:0         parameter 0 of function 3 of the package
//	%3:t7        what instruction t7 of function 3 computes, in one activation
//	%3:t7/5:t2   the same, in the activation that the call t2 of function 5 makes
//	*3:t7        the same as %3:t7, where it differs from element to element
//	*3:t7'1      the same, of the second of two elements
//	!3:t7, !3:0  of the activation, or given to it, that built an object
//	@pkg.Var     a package variable
//	x.Name       a field of x
//	x[i]         an element of x: i is a number or an identity
//	x#n          another value in the place of x: result n of a call, say
//	op(x,y)      the result of an operation without effects
//	"text"       a literal, quoted as in Go
//	x"text"y     a string that is made of several; "" parts two that are not known
//
// Numbers of functions are of one package. In a fact they mean nothing: there $
// is a parameter of the function that the fact is about, whatever its number.
//
// Operations are named as go/types names the function, with the characters that
// have a meaning here replaced. Some have a meaning of their own:
//
//	maybe(a,x)       x, which may equal any other value with the alias a
//	since(x,w)       what the write w left where x was
//	of(o,x)          x, as the object o got it when it was built
//	field(n,x.F)     field number n of the package, of an object that a caller
//	                 may know; else what the package assigns to it
//	fmtverb("%x",v)  the string of v under a verb of fmt
//	operand("int",v) v in an interface, where its type decides how it prints
//	taggedF(...)     the operation F, whose result may hold a brace
//	convert("uint8",v)  the number v after a conversion that may change it
//	segment(x), inpath(x)
//	                 what path.Join leaves of x, which most often is x
//	list(x,each(y))  a list: x, and what the list y has, or any of the elements that y is
//	slice(x,a,b)     a part of a list or string
//	append(x,y)      the list x with the list y behind it
//	content(x,w)     what a list or map holds since the write w
//	and(x,y), or(x,y), not(x)
//	                 a formula over booleans: see [Formula]
//	call(f,x,s)      what the function value f returns to the call s
//	any(...)         one of too many strings; tagged(...) if a brace is visible
//	saidtagged(x)    x, of which the program says that it holds a hash tag
//
// An identity is at most [MaxID] bytes long: [Bounded] makes a checksum of a
// longer one and keeps its atoms, so that it is still substituted. Where the atoms
// are too long as well, the value may equal any other of which that holds.
//
// # Substitution
//
// What a function returns is known in terms of its parameters. A [Substitution]
// puts the arguments of a call in their place: $ becomes the argument, % and *
// of the callee get the call appended, and an operation is evaluated again, as
// its operands may be known now ([Fold]). An item that stands for every element of an
// argument becomes one item for each element, where the index of the element is an
// atom of its own.
package value
