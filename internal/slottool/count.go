package slottool

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
	"github.com/crossslotlint/crossslotlint/internal/slottool/page"
	"github.com/crossslotlint/crossslotlint/internal/slottool/tally"
	"github.com/crossslotlint/crossslotlint/slot"
)

const countSummary = `Usage: crossslotlint slot count [flags] < keys
       crossslotlint slot count -addr HOST:PORT [flags]

Tells how keys spread over the slots, the nodes, the hash tags and the families
of keys, and which families share values but could not be used together.

The keys are lines of standard input, such as the output of redis-cli --scan.
Every byte of a line counts, but for the end of the line, \n or \r\n; an empty
line is the empty key. With -addr they are read from a server with SCAN, or
from all masters of its cluster. Memory does not grow with the number of keys.

The password is that of -password, else the content of -password-file, else the
environment variable REDISCLI_AUTH; other users of the machine can see the first.
`

// pageTop is how many rows the lists of the HTML page have at least.
const pageTop = 500

// A counting is the settings of the command count.
type counting struct {
	format  *keyio.Format
	server  *server
	nodes   string
	sample  int
	top     int
	quick   bool
	asJSON  bool
	html    string
	command *flag.FlagSet
}

func defineCount(fs *flag.FlagSet) func(*env) (int, error) {
	c := &counting{format: formatFlags(fs), server: serverFlags(fs, "read"), command: fs}
	c.server.patternFlag(fs)
	fs.StringVar(&c.nodes, "nodes", "", "show the share of each node: of a cluster of this `number` of equal nodes, or of the one whose redis-cli cluster nodes is in this file (default the nodes of the cluster at -addr)")
	fs.IntVar(&c.sample, "sample", 0, "count a random sample of this `number` of keys. With -addr they are drawn by RANDOMKEY (a key may come twice); with -pattern, and from standard input, all keys are read")
	fs.IntVar(&c.top, "top", 10, "`rows` of each list")
	fs.BoolVar(&c.quick, "quick", false, "count by slot and node only")
	fs.BoolVar(&c.asJSON, "json", false, "print JSON")
	fs.StringVar(&c.html, "html", "", "write a page with a heat map of the slots to this `file` too")
	return func(e *env) (int, error) { return statusOK, c.run(e) }
}

func (c *counting) run(e *env) error {
	if err := c.check(e); err != nil {
		return err
	}
	list, err := c.nodeList()
	if err != nil {
		return err
	}
	t := tally.New(c.quick)
	opts := tally.Options{Source: "standard input", Nodes: list, Top: c.top}
	if c.html != "" {
		opts.Top = max(c.top, pageTop)
		// Now, and not after an hour of counting.
		if err := writable(c.html); err != nil {
			return fmt.Errorf("-html: %w", err)
		}
	}
	bar := newProgress(e.stderr)
	add := t.Add
	var draw *reservoir
	if c.sample > 0 {
		draw = newReservoir(c.sample)
		add = draw.add
	}
	if c.server.addr != "" {
		err = c.server.read(c.sample, &opts, draw, t.Add, bar)
	} else {
		err = c.readInput(e.stdin, &opts, add, bar)
	}
	bar.clear()
	if err != nil {
		return err
	}
	if draw != nil && draw.seen > 0 {
		draw.each(t.Add)
		opts.Total = draw.seen
		opts.Sampled = draw.seen > uint64(c.sample)
	}
	report := t.Report(opts)
	if c.html != "" {
		if err := replaceFile(c.html, func(w io.Writer) error { return page.Write(w, report) }); err != nil {
			return fmt.Errorf("-html: %w", err)
		}
	}
	report.Trim(c.top)
	out := bufio.NewWriter(e.stdout)
	if c.asJSON {
		err = jsonLines(out)(report)
	} else {
		err = report.Text(out)
	}
	return cmp.Or(err, out.Flush())
}

// check refuses settings that make no sense, before anything is read.
func (c *counting) check(e *env) error {
	if len(e.args) > 0 {
		return usagef("%q is no flag, and count takes keys from standard input or -addr only", e.args[0])
	}
	if c.top < 1 {
		return usagef("-top is %d; the least is 1", c.top)
	}
	if c.sample < 0 {
		return usagef("-sample is %d; it is a number of keys, or 0 for all", c.sample)
	}
	if err := checkFormat(c.format); err != nil {
		return err
	}
	if c.server.addr != "" && *c.format != (keyio.Format{}) {
		return usagef("-0 and -quoted are for keys of standard input, not of -addr")
	}
	return c.server.check(c.command)
}

// nodeList returns the nodes that -nodes asks for.
func (c *counting) nodeList() ([]nodes.Node, error) {
	if c.nodes == "" {
		return nil, nil
	}
	if n, err := strconv.Atoi(c.nodes); err == nil {
		if n < 1 || n > slot.Count {
			return nil, usagef("-nodes is %d; a cluster has from 1 to %d", n, slot.Count)
		}
		return nodes.Even(n), nil
	}
	f, err := os.Open(c.nodes)
	if err != nil {
		return nil, fmt.Errorf("-nodes: %w", err)
	}
	defer f.Close()
	list, err := nodes.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("-nodes: %s: %w", c.nodes, err)
	}
	return list, nil
}

// progressEvery is how many keys of standard input are read between two looks
// at the clock.
const progressEvery = 1 << 16

// looksQuoted is how many keys in quotes at the start make a note.
const looksQuoted = 10

func (c *counting) readInput(src io.Reader, opts *tally.Options, add func(keyio.Key), bar *progress) error {
	r := keyio.NewReader(src, *c.format)
	quoted := 0
	for n := uint64(0); ; n++ {
		k, err := r.Next()
		if err == io.EOF {
			if n := r.CRLF(); n > 0 {
				lines := "lines end"
				if n == 1 {
					lines = "line ends"
				}
				opts.Notes = append(opts.Notes, fmt.Sprintf(`%d %s in \r\n; the \r was not taken for a part of the key (-0 takes every byte)`, n, lines))
			}
			if quoted > 0 && (quoted == looksQuoted || uint64(quoted) == n) && !c.format.Quoted {
				opts.Notes = append(opts.Notes, "the keys start with quotes; if redis-cli put them there, repeat this with -quoted")
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		if n < looksQuoted {
			if _, ok := keyio.Unquote(append([]byte(nil), k.Text...)); ok {
				quoted++
			}
		}
		add(k)
		if n%progressEvery == 0 {
			bar.tell(n, 0, "")
		}
	}
}

// newFile makes a file beside name, which is to take its place. The error names
// the latter.
func newFile(name string) (*os.File, error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".crossslotlint-*")
	if path, ok := errors.AsType[*os.PathError](err); ok {
		return nil, fmt.Errorf("cannot write %s: %w", name, path.Err)
	}
	return f, err
}

// writable reports whether a file can be written.
func writable(name string) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is there and is no regular file", name)
	}
	f, err := newFile(name)
	if err != nil {
		return err
	}
	f.Close()
	return os.Remove(f.Name())
}

// replaceFile writes a file as a whole or not at all.
func replaceFile(name string, write func(io.Writer) error) error {
	f, err := newFile(name)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	defer f.Close()
	out := bufio.NewWriter(f)
	if err := cmp.Or(write(out), out.Flush(), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
