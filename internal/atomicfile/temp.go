package atomicfile

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// RemoveTemp removes the files that an interrupted Prepare has left beside a file.
func RemoveTemp(name string) error {
	dir, base := filepath.Split(name)
	list, err := os.ReadDir(filepath.Clean(dir + "."))
	if err != nil {
		return err
	}
	for _, e := range list {
		number, ok := strings.CutPrefix(e.Name(), "."+base+".")
		number, isTemp := strings.CutSuffix(number, ".tmp")
		if _, err := strconv.ParseUint(number, 10, 32); ok && isTemp && err == nil {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// createTemp creates a new file next to another. Unlike os.CreateTemp it leaves
// the permissions to the umask, as for any file that a program makes.
func createTemp(name string, perm fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(name)
	for {
		temp := dir + "." + base + "." + strconv.FormatUint(uint64(rand.Uint32()), 10) + ".tmp"
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm|0o200)
		if p, ok := errors.AsType[*fs.PathError](err); ok && !errors.Is(err, fs.ErrExist) {
			return nil, &fs.PathError{Op: "write", Path: name, Err: p.Err}
		}
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}
