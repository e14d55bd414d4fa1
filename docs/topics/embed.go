// Package topics holds the pages that are about no one check: for the program, which
// shows them (explain).
package topics

import "embed"

// Pages has a file NAME.md for each topic.
//
//go:embed *.md
var Pages embed.FS
