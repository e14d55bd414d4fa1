package fix

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/crossslotlint/crossslotlint/internal/atomicfile"
)

// JournalName is the name of the file that stands in the folder of a module while
// fixes are written to several files of it.
const JournalName = ".crossslotlint.fix.tmp"

// A journal says what an interrupted Write was about to do.
type journal struct {
	Version int
	Process int // that writes
	// Complete says that all new files are on disk: the change is made, whatever
	// happens.
	Complete bool
	Files    []journalFile
}

type journalFile struct {
	Name     string // of the file that is replaced
	Temp     string `json:",omitempty"` // of the new file; "" until it is on disk
	Old, New string // the sums of what the file holds before and after; Old is "" if there is none
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// write puts the journal into a folder.
func (j *journal) write(dir string) error {
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	return atomicfile.Write(filepath.Join(dir, JournalName), write(data))
}

// Recover ends what a Write in the folder of a module was about to do when it was
// interrupted: it makes the change if all of it is on disk, and otherwise removes
// what is. It returns the files that it has changed. It fails, and changes nothing,
// if one of them was edited in the meantime.
func Recover(dir string) (changed []string, err error) {
	name := filepath.Join(dir, JournalName)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var j journal
	if err := json.Unmarshal(data, &j); err != nil || j.Version != 1 {
		return nil, fmt.Errorf("%s is not a journal of -fix: remove it", name)
	}
	if j.Process != os.Getpid() && running(j.Process) {
		return nil, fmt.Errorf("process %d is writing fixes; if it is another program, remove %s", j.Process, name)
	}
	if err := atomicfile.RemoveTemp(name); err != nil {
		return nil, err
	}
	if !j.Complete {
		for _, f := range j.Files {
			if err := atomicfile.RemoveTemp(f.Name); err != nil {
				return nil, err
			}
		}
		return nil, os.Remove(name)
	}
	var left []journalFile
	for _, f := range j.Files {
		now, err := os.ReadFile(f.Name)
		absent := errors.Is(err, fs.ErrNotExist)
		if err != nil && !(absent && f.Old == "") {
			return nil, err
		}
		switch {
		case absent:
			left = append(left, f)
		case sum(now) == f.New:
		case sum(now) == f.Old:
			left = append(left, f)
		default:
			return nil, fmt.Errorf("%s: -fix was interrupted, and the file was edited since: %s has what it was to hold; remove that and %s when you are done", f.Name, f.Temp, name)
		}
	}
	for _, f := range left {
		if err := os.Rename(f.Temp, f.Name); err != nil {
			return nil, err
		}
		changed = append(changed, f.Name)
	}
	return changed, os.Remove(name)
}

// running reports whether there is a process with a number.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil
}

// journaled returns the journal of a plan.
func (p *Plan) journaled() *journal {
	j := &journal{Version: 1, Process: os.Getpid()}
	for _, f := range p.Files {
		name := f.Name
		if target, err := filepath.EvalSymlinks(name); err == nil {
			name = target
		}
		file := journalFile{Name: name, New: sum(f.New)}
		if f.Old != nil {
			file.Old = sum(f.Old)
		}
		j.Files = append(j.Files, file)
	}
	return j
}

// unchanged fails if a file does not hold what it held when it was analyzed.
func (p *Plan) unchanged() error {
	for _, f := range p.Files {
		now, err := os.ReadFile(f.Name)
		if f.Old == nil && errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if f.Old == nil || !bytes.Equal(now, f.Old) {
			return fmt.Errorf("%s has changed since it was analyzed: run again", f.Name)
		}
	}
	return nil
}
