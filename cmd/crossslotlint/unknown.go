package main

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/load"
)

// describing are the settings whose values begin with the full name of a function.
var describing = []string{"wrappers", "keys"}

// unknownFunctions tells of settings that describe a function which a package that
// is linted has not. Of other packages nothing is known: they may be there for
// another run.
func unknownFunctions(s *analyzer.Settings, p *load.Program) (warnings []string) {
	for _, setting := range describing {
		for _, value := range s.Values(setting) {
			name, _, _ := strings.Cut(value, "=")
			name = strings.TrimSpace(name)
			slash := strings.LastIndexByte(name, '/') + 1
			last, function, _ := strings.Cut(name[slash:], ".")
			path := name[:slash] + last
			for _, pkg := range p.Named {
				// A variant for tests has the same, and its tests'.
				if pkg.PkgPath == path && pkg.ID == path && pkg.Types != nil && !pkg.IllTyped && !has(pkg.Types, function) {
					warnings = append(warnings, fmt.Sprintf("-%s: %s: package %s has no such function", setting, name, path))
				}
			}
		}
	}
	return warnings
}

// has reports whether a package has a function F, or a method T.M.
func has(pkg *types.Package, name string) bool {
	first, method, isMethod := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(first)
	if !isMethod {
		_, ok := obj.(*types.Func)
		return ok
	}
	if _, ok := obj.(*types.TypeName); !ok {
		return false
	}
	m, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, method)
	_, ok := m.(*types.Func)
	return ok
}
