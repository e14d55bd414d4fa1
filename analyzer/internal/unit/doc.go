// Package unit has one package under analysis: its pass, its SSA form, the
// evaluator, the finder of call sites, plain options, and the findings. A check
// takes a [Unit] and reports to it. The package knows no check, no flag and no
// comment.
//
// It also has the facts that packages pass to each other: those of functions and
// variables.
package unit
