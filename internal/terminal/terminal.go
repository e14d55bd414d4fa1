// Package terminal knows whether a person is looking, and tells them how far a
// run is.
package terminal

import (
	"os"

	"golang.org/x/term"
)

// Is reports whether a file is a terminal that can do more than print lines.
func Is(f *os.File, getenv func(string) string) bool {
	return getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// Color reports whether what is written to a file is to be coloured: on a
// terminal, unless NO_COLOR is set (https://no-color.org) or TERM is "dumb";
// and wherever CLICOLOR_FORCE is set to anything but 0.
func Color(f *os.File, getenv func(string) string) bool {
	if getenv("NO_COLOR") != "" {
		return false
	}
	if force := getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	return Is(f, getenv)
}

// Width returns how many columns a terminal has; 0 for any other file.
func Width(f *os.File, getenv func(string) string) int {
	if !Is(f, getenv) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
