package main

import (
	"fmt"
	"runtime/debug"
	"strings"
)

// nonce tells builds apart that are otherwise equal; measurements set it, so that
// the go command has no results of the tool yet.
var nonce string

func printVersion(env environment, args []string) int {
	if len(args) == 1 && strings.TrimLeft(args[0], "-") == "h" {
		fmt.Fprint(env.stdout, "usage: crossslotlint version\n\nPrints the version, the release of Go, the modules and the commit that it was built with.\n")
		return statusClean
	}
	fmt.Fprintln(env.stdout, version())
	return statusClean
}

// version says which version this is, and what it was built with.
func version() string {
	_ = nonce
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "crossslotlint (built without module information)"
	}
	out := "crossslotlint " + info.Main.Version + " " + info.GoVersion
	for _, dep := range info.Deps {
		out += " " + dep.Path + "@" + dep.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			out += " " + s.Key + "=" + s.Value
		}
	}
	return out
}

// shortVersion is the version that formats name as the tool's.
func shortVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
