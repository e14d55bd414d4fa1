package lint

import "regexp"

// hints are what to do where the go command cannot load what a pattern names, by
// what it says (go 1.26).
var hints = []struct {
	message *regexp.Regexp
	hint    string // with what the message matched
}{
	{regexp.MustCompile(`^no Go files in `), "; try ./... for the packages below"},
	{regexp.MustCompile(`^package ([^ /]+) is not in std`), "; a package in a folder of that name is ./$1, and crossslotlint help lists the commands"},
	{regexp.MustCompile(`^pattern \S+: directory prefix \S+ does not contain main module`), "; run it in the folder of the module that this is in"},
}

// hinted adds to a message what to do, if that is known.
func hinted(message string) string {
	for _, h := range hints {
		if m := h.message.FindStringSubmatchIndex(message); m != nil {
			return message + string(h.message.ExpandString(nil, h.hint, message, m))
		}
	}
	return message
}
