package config

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

const usage = `usage: crossslotlint config [-flags] [settings]

Prints the settings as they are in the working directory, with where each comes
from: the default, the file ` + Name + `, or a flag, in the form of such a file.
With -flags it prints them as flags for go vet, those that are not the default:

	go vet -vettool=$(which crossslotlint) $(crossslotlint config -flags) ./...
`

// Main is the subcommand config. dir is the working directory. It returns the
// exit status: 0, or 2 where a setting is wrong.
func Main(args []string, dir string, stdout, stderr io.Writer) int {
	fail := func(err error) int {
		fmt.Fprintln(stderr, "crossslotlint config:", quote.Lines(err.Error()))
		return 2
	}
	_, config, _, err := parse(analyzer.NewSettings(), args)
	if err == flag.ErrHelp {
		fmt.Fprint(stdout, usage)
		return 0
	} else if err != nil {
		return fail(err)
	}
	s, file, err := Load(dir, *config)
	if err != nil {
		return fail(err)
	}
	fs, _, asFlags, err := parse(s, args)
	if err != nil {
		return fail(err)
	}
	if fs.NArg() > 0 {
		return fail(fmt.Errorf("unexpected argument %q", fs.Arg(0)))
	}
	if err := s.Err(); err != nil {
		return fail(err)
	}
	if *asFlags {
		text, err := Flags(s)
		if err != nil {
			return fail(err)
		}
		fmt.Fprint(stdout, text)
		return 0
	}
	given := make(map[string]bool)
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	fmt.Fprint(stdout, Print(s, file, given, dir))
	return 0
}

// parse reads the arguments of the subcommand config into settings.
func parse(s *analyzer.Settings, args []string) (fs *flag.FlagSet, config *string, asFlags *bool, err error) {
	fs = flag.NewFlagSet("config", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	config = fs.String("config", "", "read the settings from `FILE`, or from none; without it, from "+Name+" in this folder or above")
	asFlags = fs.Bool("flags", false, "print flags for go vet")
	s.Bind(fs)
	return fs, config, asFlags, fs.Parse(args)
}

// FlagSet returns the flags of the subcommand config.
func FlagSet() *flag.FlagSet {
	fs, _, _, _ := parse(analyzer.NewSettings(), nil)
	return fs
}

// Print returns the settings as a file that sets them, with where each comes
// from: given are those that flags set. The file is told relative to dir.
func Print(s *analyzer.Settings, file *File, given map[string]bool, dir string) string {
	name := ""
	if file != nil {
		name = file.Path
		if rel, err := filepath.Rel(dir, name); filepath.IsAbs(name) && err == nil {
			name = filepath.ToSlash(rel)
		}
	}
	var b strings.Builder
	for _, o := range analyzer.Options {
		from := "default"
		if given[o.Name] {
			from = "flag -" + o.Name
		} else if line := file.line(o.Name); line > 0 {
			from = fmt.Sprintf("%s:%d", quote.Text(name), line)
		}
		values := s.Values(o.Name)
		switch {
		case o.Repeat && len(values) > 0:
			fmt.Fprintf(&b, "%s: # %s\n", o.Name, from)
			for _, v := range values {
				fmt.Fprintf(&b, "  - %s\n", scalar(v))
			}
			continue
		case o.List:
			list := make([]string, len(values))
			for i, v := range values {
				list[i] = scalar(v)
			}
			fmt.Fprintf(&b, "%s: [%s]", o.Name, strings.Join(list, ", "))
		default:
			text := values[0]
			if !o.Bool && len(o.Words) == 0 {
				text = quoted(text)
			}
			fmt.Fprintf(&b, "%s: %s", o.Name, text)
		}
		fmt.Fprintf(&b, " # %s\n", from)
	}
	return b.String()
}

// scalar spells a text in YAML, within a list.
func scalar(text string) string {
	if strings.ContainsAny(text, ",[]{}") || quote.Text(text) != text {
		return quoted(text)
	}
	out, err := yaml.Marshal(text)
	if err != nil || strings.Contains(strings.TrimSpace(string(out)), "\n") {
		return quoted(text)
	}
	return strings.TrimSpace(string(out))
}

// quoted spells a text in double quotes, as YAML and Go both read it. The escapes
// of package quote are those of YAML too.
func quoted(text string) string {
	n := yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: text}
	out, err := yaml.Marshal(&n)
	if err != nil {
		return fmt.Sprintf("%q", text)
	}
	return quote.Text(strings.TrimSpace(string(out)))
}

// Flags returns the settings that are not the default as flags, one a line, as a
// shell splits them without any quotes. It is an error if one cannot be written
// so.
func Flags(s *analyzer.Settings) (string, error) {
	def := analyzer.NewSettings()
	var b strings.Builder
	for _, o := range analyzer.Options {
		values := s.Values(o.Name)
		if strings.Join(values, "\n") == strings.Join(def.Values(o.Name), "\n") {
			continue
		}
		if !o.Repeat {
			values = []string{strings.Join(values, ",")}
		}
		for _, v := range values {
			if o.Name == "wrappers" || o.Name == "keys" {
				name, rest, _ := strings.Cut(v, "=")
				v = strings.TrimSpace(name) + "=" + strings.TrimSpace(rest)
				if o.Name == "wrappers" {
					v = strings.Join(strings.Fields(v), ",")
				}
			}
			if strings.ContainsAny(v, " \t\n") {
				return "", fmt.Errorf("%s: %q has a space, which a shell would split: give that flag by hand", o.Name, v)
			}
			fmt.Fprintf(&b, "-%s=%s\n", o.Name, v)
		}
	}
	return b.String(), nil
}
