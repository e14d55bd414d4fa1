// Package atomicfile writes files that are never seen half written.
package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write makes a file of what write writes, or leaves what is there as it is:
// it writes to a new file in the same folder, and renames it when all of it is on
// disk. A file that is replaced keeps its permissions; a symbolic link is
// followed, not replaced. What is no regular file, as /dev/stdout or a pipe, is
// written to directly.
func Write(name string, write func(w io.Writer) error) error {
	t, err := Prepare(name, write)
	if err != nil {
		return err
	}
	return t.Commit()
}

// A Pending file is on disk under a name of its own.
type Pending struct {
	name, temp string // temp is empty if the file was written directly
}

// Prepare does the part of Write that can fail for lack of space or permission.
// Either Commit or Discard ends it.
func Prepare(name string, write func(w io.Writer) error) (*Pending, error) {
	perm := fs.FileMode(0o666)
	exists := false
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return nil, &fs.PathError{Op: "write", Path: name, Err: errors.New("is a directory")}
	case err == nil && !info.Mode().IsRegular():
		return &Pending{name: name}, writeDirectly(name, write)
	case err == nil:
		perm, exists = info.Mode().Perm(), true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	f, err := createTemp(name, perm)
	if err != nil {
		return nil, err
	}
	err = write(f)
	if err == nil && exists {
		// The umask took its part when the file was created.
		err = f.Chmod(perm)
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err != nil {
		os.Remove(f.Name())
		return nil, err
	}
	return &Pending{name, f.Name()}, nil
}

// Temp returns the name that the file has until Commit, "" if it was written
// directly.
func (p *Pending) Temp() string { return p.temp }

// Commit gives the file its name.
func (p *Pending) Commit() error {
	if p.temp == "" {
		return nil
	}
	if err := os.Rename(p.temp, p.name); err != nil {
		os.Remove(p.temp)
		return err
	}
	return nil
}

// Discard removes the file, and leaves what has the name as it is.
func (p *Pending) Discard() {
	if p.temp != "" {
		os.Remove(p.temp)
	}
}

func writeDirectly(name string, write func(w io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
