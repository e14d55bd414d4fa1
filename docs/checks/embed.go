// Package checks holds the pages of the checks: for the program, which shows them
// (explain) and makes the rules of its formats from them.
package checks

import "embed"

// Pages has a file NAME.md for each check, and for "ignore".
//
//go:embed *.md
var Pages embed.FS
