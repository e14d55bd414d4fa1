package main

import (
	"flag"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/completion"
	"github.com/crossslotlint/crossslotlint/internal/config"
	"github.com/crossslotlint/crossslotlint/internal/format"
)

// completed returns what shells complete: all flags and commands as they are.
func completed() completion.Program {
	fs, _ := newFlagSet(analyzer.NewSettings())
	p := completion.Program{
		Name:    "crossslotlint",
		Command: completion.Command{Flags: completedFlags(fs, map[string][]string{"format": format.Names()}), Words: []string{"./..."}, Folders: true},
	}
	for _, c := range commands() {
		one := completion.Command{Name: c.name, Doc: c.doc, Files: c.files}
		if c.flags != nil {
			one.Flags = completedFlags(c.flags(), c.values)
			for i := range one.Flags {
				if c.with != nil {
					one.Flags[i].With = c.with(one.Flags[i].Name)
				}
			}
		}
		if c.words != nil {
			one.Words = c.words()
		}
		p.Commands = append(p.Commands, one)
	}
	return p
}

// completedFlags returns the flags of a command; values has those of its own flags that
// can be listed.
func completedFlags(fs *flag.FlagSet, values map[string][]string) (out []completion.Flag) {
	fs.VisitAll(func(f *flag.Flag) {
		value, _ := flag.UnquoteUsage(f)
		one := completion.Flag{Name: f.Name, Doc: f.Usage, File: strings.EqualFold(value, "file")}
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok {
			one.Bool = b.IsBoolFlag()
		}
		if o := analyzer.LookupOption(f.Name); o != nil && !one.Bool {
			one.Words, one.List = o.Words, o.List
		}
		switch f.Name {
		case "checks":
			for _, c := range analyzer.Checks {
				one.Words = append(one.Words[:len(one.Words):len(one.Words)], "-"+c)
			}
		case "config":
			one.Words = []string{config.None}
		}
		if words, ok := values[f.Name]; ok {
			one.Words, one.List = words, f.Name == "breaking"
		}
		out = append(out, one)
	})
	return out
}
