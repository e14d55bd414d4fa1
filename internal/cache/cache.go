// Package cache keeps data that is costly to make in a folder, under keys that name
// all that it is made of: an entry never has to be updated. Several processes, and
// several machines one after the other, may use one folder. An entry that is damaged
// is a miss. The folder can be deleted at any time.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// A Key names an entry: a hash of all that it is made of.
type Key [sha256.Size]byte

// A Cache is a folder with entries. A nil Cache has none, and keeps none.
type Cache struct{ dir string }

// ErrMiss is returned for an entry that is not there, or was damaged.
var ErrMiss = errors.New("no such entry in the cache")

// magic is how an entry begins; the checksum of the data follows, then the data.
const magic = "crossslotlint cache 1\n"

// touch is how old the time of an entry may be when it is read: to write it at each
// use would cost more than it helps to find what is not used any more.
const touch = time.Hour

// Open returns the cache in a folder, which is made when the first entry is kept.
func Open(dir string) *Cache { return &Cache{dir} }

// Dir returns the folder of the cache, "" for none.
func (c *Cache) Dir() string {
	if c == nil {
		return ""
	}
	return c.dir
}

func (c *Cache) file(k Key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(c.dir, name[:2], name)
}

// Has reports whether there is an entry. It may still turn out to be damaged.
func (c *Cache) Has(k Key) bool {
	if c == nil {
		return false
	}
	info, err := os.Stat(c.file(k))
	return err == nil && info.Mode().IsRegular()
}

// Get returns the data of an entry, or [ErrMiss]. An entry that is damaged is removed,
// so that it is made again.
func (c *Cache) Get(k Key) ([]byte, error) {
	if c == nil {
		return nil, ErrMiss
	}
	name := c.file(k)
	entry, err := os.ReadFile(name)
	if err != nil {
		return nil, ErrMiss
	}
	data, ok := bytes.CutPrefix(entry, []byte(magic))
	if !ok || len(data) < sha256.Size || sha256.Sum256(data[sha256.Size:]) != [sha256.Size]byte(data) {
		os.Remove(name)
		return nil, ErrMiss
	}
	if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > touch {
		now := time.Now()
		os.Chtimes(name, now, now) // if it fails, the entry is trimmed too early
	}
	return data[sha256.Size:], nil
}

// Put keeps an entry. Nobody sees a part of one, also if the process is killed. It fails
// if the folder cannot be written: the data can be made again, so that callers may
// ignore it.
func (c *Cache) Put(k Key, data []byte) error {
	if c == nil {
		return nil
	}
	name := c.file(k)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), temporary+"*")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	_, err = f.Write(bytes.Join([][]byte{[]byte(magic), sum[:], data}, nil))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
