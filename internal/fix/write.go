package fix

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/crossslotlint/crossslotlint/internal/atomicfile"
)

// Write makes the changes of a plan: in all files, or in none. It fails if a file
// does not hold what it held when it was analyzed. If a file cannot be replaced
// after others were, those are put back. If the program is ended before it is done,
// [Recover] ends it; dir is the folder for the journal, which says how.
func (p *Plan) Write(dir string) (err error) {
	if len(p.Files) == 0 {
		return nil
	}
	j := p.journaled()
	if err := j.write(dir); err != nil {
		return err
	}
	step()
	var pending []*atomicfile.Pending
	defer func() {
		for _, f := range pending {
			f.Discard()
		}
		err = errors.Join(err, os.Remove(filepath.Join(dir, JournalName)))
	}()
	for i, f := range p.Files {
		next, err := atomicfile.Prepare(f.Name, write(f.New))
		if err != nil {
			return err
		}
		pending = append(pending, next)
		j.Files[i].Temp = next.Temp()
		step()
	}
	if err := p.unchanged(); err != nil {
		return err
	}
	j.Complete = true
	if err := j.write(dir); err != nil {
		return err
	}
	step()
	for i, f := range pending {
		if err := f.Commit(); err != nil {
			pending = pending[i+1:]
			for _, done := range p.Files[:i] {
				if done.Old == nil {
					err = errors.Join(err, os.Remove(done.Name))
				} else {
					err = errors.Join(err, atomicfile.Write(done.Name, write(done.Old)))
				}
			}
			return err
		}
		step()
	}
	pending = nil
	return nil
}

// step is called between the steps of Write. A test ends the program there.
var step = func() {}

func write(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// Diff writes the changes of a plan as a unified diff, which patch -p1 and git
// apply take in the folder root.
func (p *Plan) Diff(w io.Writer, root string) error {
	for _, f := range p.Files {
		name := f.Name
		if rel, err := filepath.Rel(root, name); err == nil {
			name = filepath.ToSlash(rel)
		}
		before := "a/" + name
		if f.Old == nil {
			before = "/dev/null"
		}
		d := diff.Diff(before, f.Old, "b/"+name, f.New)
		if i := bytes.IndexByte(d, '\n'); bytes.HasPrefix(d, []byte("diff ")) && i >= 0 {
			d = d[i+1:] // a line that names the files once more
		}
		if _, err := w.Write(d); err != nil {
			return err
		}
	}
	return nil
}
