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
		Command: completion.Command{Flags: completedFlags(fs), Words: []string{"./..."}, Folders: true},
	}
	for _, c := range commands() {
		one := completion.Command{Name: c.name, Doc: c.doc, Files: c.files}
		if c.flags != nil {
			one.Flags = completedFlags(c.flags())
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

func completedFlags(fs *flag.FlagSet) (out []completion.Flag) {
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
		case "format":
			one.Words = format.Names()
		}
		out = append(out, one)
	})
	return out
}
