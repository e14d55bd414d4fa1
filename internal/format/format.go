// Package format writes a result in the formats that people and other programs
// read. A format is a row of the table Formats, and a function in a file of its own.
package format

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/atomicfile"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A Writer writes a result in one format. It writes the same bytes for the same
// result and options, whether there are findings or not, and it fails only if w
// does.
type Writer func(w io.Writer, r *result.Result, opts Options) error

// Options are what a format depends on besides the result.
type Options struct {
	Version string // of crossslotlint, as "v1.2.3" or "(devel)"
	Color   bool   // whether colours are wanted: true only for a terminal
	Width   int    // columns of the terminal; 0 if it is none, then nothing is wrapped
	// Source returns what a file held when it was analyzed. It may be nil: then
	// formats that show source lines do without.
	Source func(file string) ([]byte, error)
	Rules  []Rule // what is known of the checks; formats that describe rules leave out the others
}

// A Format is an output format.
type Format struct {
	Name  string // as in -format
	Doc   string // a few words for the list of formats
	Write Writer
	// Machine says that programs read it: nothing else may be written to the same
	// stream.
	Machine bool
}

// Formats are all formats, in the order in which they are listed.
var Formats = []Format{
	{"text", "for people: grouped by file, with the source lines", Text, false},
	{"json", "JSON lines, one object a finding", JSON, true},
	{"migration", "for people: the keys that get another name, and what to do about their data", Migration, false},
	{"migration-json", "the same as JSON", MigrationJSON, true},
	{"sarif", "SARIF 2.1.0, for GitHub code scanning and editors", SARIF, true},
	{"github", "annotations of GitHub Actions", GitHub, true},
	{"gitlab", "a code quality report of GitLab", GitLab, true},
	{"checkstyle", "the XML of Checkstyle, which many programs read", Checkstyle, true},
	{"rdjson", "the diagnostic format of reviewdog", RDJSON, true},
}

// Lookup returns the format with a name, and whether there is one.
func Lookup(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Names returns the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// An Output is one value of the flag -format: NAME or NAME=FILE.
type Output struct {
	Format Format
	File   string // empty for standard output
}

// Outputs are the values of -format, which may be given several times. It is a
// flag.Value.
type Outputs []Output

// String returns the values as they were given.
func (o *Outputs) String() string {
	var list []string
	for _, out := range *o {
		list = append(list, strings.TrimSuffix(out.Format.Name+"="+out.File, "="))
	}
	return strings.Join(list, " ")
}

// Set adds a value. It fails for an unknown format, and for a second
// output to the same place.
func (o *Outputs) Set(value string) error {
	name, file, ok := strings.Cut(value, "=")
	f, found := Lookup(name)
	switch {
	case !found:
		return fmt.Errorf("unknown format %q: want one of %s", name, strings.Join(Names(), ", "))
	case ok && file == "":
		return fmt.Errorf("no file in %q: want %s, or %s=FILE", value, name, name)
	}
	if i := slices.IndexFunc(*o, func(out Output) bool { return out.File == file }); i >= 0 {
		return fmt.Errorf("%s and %s both go to %s: give one of them a file of its own, as in %s=FILE",
			(*o)[i].Format.Name, name, cmp.Or(file, "standard output"), name)
	}
	*o = append(*o, Output{f, file})
	return nil
}

// Write writes a result to all outputs; as text to stdout if there is none. opts
// holds for stdout; files get neither colours nor wrapped lines. A file is
// replaced as a whole or not at all. It goes on with the other outputs after one
// that fails, and returns the first error, which names the file.
func (o Outputs) Write(stdout io.Writer, r *result.Result, opts Options) error {
	if len(o) == 0 {
		o = Outputs{{Format: Formats[0]}}
	}
	var first error
	for _, out := range o {
		if err := out.write(stdout, r, opts); err != nil && first == nil {
			first = fmt.Errorf("-format %s: %w", out.Format.Name, err)
		}
	}
	return first
}

func (out Output) write(stdout io.Writer, r *result.Result, opts Options) error {
	buffered := func(w io.Writer) error {
		b := bufio.NewWriter(w)
		if err := out.Format.Write(b, r, opts); err != nil {
			return err
		}
		return b.Flush()
	}
	if out.File == "" {
		return buffered(stdout)
	}
	opts.Color, opts.Width = false, 0
	return atomicfile.Write(out.File, buffered)
}
