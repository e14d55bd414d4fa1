package slottool

import "flag"

// Names returns the names of the commands, in the order of the help.
func Names() []string {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	return names
}

// FlagSet returns the flags of all commands, for shells to complete.
func FlagSet() *flag.FlagSet {
	all := flag.NewFlagSet("slot", flag.ContinueOnError)
	for _, c := range commands {
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.define(fs)
		fs.VisitAll(func(f *flag.Flag) {
			if all.Lookup(f.Name) == nil {
				all.Var(f.Value, f.Name, f.Usage)
			}
		})
	}
	return all
}

// Commands returns the names of the commands that have a flag.
func Commands(name string) []string {
	var names []string
	for _, c := range commands {
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.define(fs)
		if fs.Lookup(name) != nil {
			names = append(names, c.name)
		}
	}
	return names
}
