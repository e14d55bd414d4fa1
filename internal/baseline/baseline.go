// Package baseline keeps findings that are known in a file, so that a program
// with many can be linted for new ones. The file names findings by what stays
// when lines move: see package identity.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/crossslotlint/crossslotlint/internal/atomicfile"
	"github.com/crossslotlint/crossslotlint/internal/identity"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Version is the version of the file's form. One of version 1 is read too; any
// other is refused: what it does not name would be reported, or hidden, without a
// word.
const Version = 2

// A Baseline is a list of known findings. A finding that is known twice is in it
// twice.
type Baseline struct {
	Version  int                 `json:"version"`
	Findings []identity.Identity `json:"findings"`
}

// New returns a baseline of findings, in an order that does not depend on theirs.
func New(findings []identity.Identity) *Baseline {
	b := &Baseline{Version, append([]identity.Identity{}, findings...)}
	slices.SortFunc(b.Findings, compare)
	return b
}

func compare(a, b identity.Identity) int {
	return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.File, b.File), cmp.Compare(a.In, b.In),
		cmp.Compare(a.Check, b.Check), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Keys, b.Keys))
}

// Write writes a baseline into a file, as a whole or not at all.
func (b *Baseline) Write(name string) error {
	return atomicfile.Write(name, func(w io.Writer) error {
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false) // keys are spelled as user:<id>
		e.SetIndent("", "  ")
		if err := e.Encode(b); err != nil {
			return err
		}
		_, err := w.Write(quote.JSON(text.Bytes()))
		return err
	})
}

// Read reads a baseline that Write wrote. Its errors name the file, the line
// where there is one, and what to do.
func Read(name string) (*Baseline, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such file; -write-baseline %s makes one of today's findings", name, name)
	}
	if err != nil {
		return nil, err
	}
	wrong := func(err error) error {
		line := ""
		if e, ok := errors.AsType[*json.SyntaxError](err); ok {
			line = fmt.Sprintf("%d:", 1+bytes.Count(data[:min(int(e.Offset), len(data))], []byte("\n")))
		}
		return fmt.Errorf("%s:%s no list of known findings: %w; -write-baseline %s makes one of today's findings", name, line, err, name)
	}
	// The version first: another one may have other fields.
	var versioned struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &versioned); err != nil {
		return nil, wrong(err)
	}
	b := new(Baseline)
	var err1 error
	switch versioned.Version {
	case 1:
		b, err1 = readVersion1(data)
	case Version:
		err1 = decode(data, b)
	default:
		err1 = fmt.Errorf("its version is %d, and this program knows %d", versioned.Version, Version)
	}
	if err1 != nil {
		return nil, wrong(err1)
	}
	return b, nil
}

// decode reads JSON into a value that has all of its fields.
func decode(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// readVersion1 reads a file of version 1. It had messages in place of subjects
// and keys; they are dropped, since their words are not those of this release. A
// finding is known by its place and its line of code then.
func readVersion1(data []byte) (*Baseline, error) {
	var old struct {
		Version  int `json:"version"`
		Findings []struct {
			identity.Identity
			Message string `json:"message"`
		} `json:"findings"`
	}
	if err := decode(data, &old); err != nil {
		return nil, err
	}
	b := &Baseline{Version: Version}
	for _, f := range old.Findings {
		b.Findings = append(b.Findings, f.Identity)
	}
	return b, nil
}

// rounds are the ways in which a finding may be told to be a known one, from the
// strictest to the loosest. Each takes away what need not be equal. A known
// finding stands for one finding only, so that a copy of a known fault is new.
var rounds = []struct {
	why   string
	blank func(id *identity.Identity)
}{
	{"it is the same", func(*identity.Identity) {}},
	{"its line was written in another way", func(id *identity.Identity) { id.Code = "" }},
	{"another command or another key; or the file is of version 1", func(id *identity.Identity) { id.Subject, id.Keys = "", "" }},
	{"the declaration or the file has another name, or the code moved to another one", func(id *identity.Identity) { id.In, id.File = "", "" }},
	{"the package has another path", func(id *identity.Identity) { id.File, id.Package = "", "" }},
	// Two changes at once: the command with its keys and one of the other three are
	// left. By the command alone a new finding could pass for one that went, since
	// that of a list of unknown keys names none.
	{"another declaration, and another line", func(id *identity.Identity) { id.In, id.File, id.Code = "", "", "" }},
	{"another package, and another declaration", func(id *identity.Identity) { id.Package, id.File, id.In = "", "", "" }},
	{"another package, and another line", func(id *identity.Identity) { id.Package, id.File, id.Code = "", "", "" }},
}

// Filter takes the known findings out of a result; ids are the identities of its
// findings, in their order. It returns the known findings that did not occur.
func (b *Baseline) Filter(r *result.Result, ids []identity.Identity) (gone []identity.Identity) {
	known := slices.Clone(b.Findings)
	slices.SortFunc(known, compare)
	found := make([]bool, len(ids)) // among the known
	used := make([]bool, len(known))
	for _, round := range rounds {
		key := func(id identity.Identity) (key identity.Identity, ok bool) {
			// Where there is no source, the command and its keys are all that there is.
			full := id
			round.blank(&id)
			return id, id.Subject != "" || full.Code != ""
		}
		open := make(map[identity.Identity][]int)
		for i, k := range known {
			if key, ok := key(k); ok && !used[i] {
				open[key] = append(open[key], i)
			}
		}
		for i, id := range ids {
			key, ok := key(id)
			if !ok || found[i] || len(open[key]) == 0 {
				continue
			}
			used[open[key][0]], found[i] = true, true
			open[key] = open[key][1:]
		}
	}
	var left []result.Finding
	for i, f := range r.Findings {
		if !found[i] {
			left = append(left, f)
		}
	}
	r.Findings = left
	for i, k := range known {
		if !used[i] {
			gone = append(gone, k)
		}
	}
	return gone
}
