// Package flow follows values through the functions of a package, on SSA form,
// to learn the patterns of the keys that they build.
//
// A function is evaluated once, in terms of its parameters; what it returns is
// its summary, and a call puts the values of the arguments in place of the
// parameters. Summaries cross packages as facts.
package flow
