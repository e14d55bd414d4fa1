package cache

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// Entries that were not used for MaxAge are removed, and then, until those that stay
// take at most MaxBytes, those that were used longest ago.
const (
	MaxAge   = 14 * 24 * time.Hour
	MaxBytes = 1 << 30
)

// temporary begins the name of a file that is not an entry yet. One that is older than
// stale was left by a process that was killed.
const (
	temporary = "new-"
	stale     = time.Hour
)

// trimmed is the file whose time says when the cache was trimmed last.
const trimmed = "trimmed"

// entryName matches the names of entries, and of what may become one: nothing else in
// the folder is ours.
var entryName = regexp.MustCompile(`^([0-9a-f]{64}|` + temporary + `[0-9]+)$`)

// An entry is a file of the cache.
type entry struct {
	name string
	size int64
	used time.Time
	temp bool
}

// entries lists the files of the cache, the one that was used longest ago first.
func (c *Cache) entries() (out []entry, err error) {
	if c == nil {
		return nil, nil
	}
	folders, err := os.ReadDir(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		files, err := os.ReadDir(filepath.Join(c.dir, folder.Name()))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			info, err := f.Info()
			if err != nil || !info.Mode().IsRegular() || !entryName.MatchString(f.Name()) {
				continue
			}
			out = append(out, entry{filepath.Join(c.dir, folder.Name(), f.Name()), info.Size(), info.ModTime(), len(f.Name()) != 64})
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.name, b.name)) })
	return out, err
}

// Size returns the number of entries, and of the bytes of their files.
func (c *Cache) Size() (entries int, bytes int64, err error) {
	all, err := c.entries()
	for _, e := range all {
		bytes += e.size
		if !e.temp {
			entries++
		}
	}
	return entries, bytes, err
}

// Trim removes entries that were not used for a long time, see [MaxAge] and
// [MaxBytes], and returns how many bytes they had.
func (c *Cache) Trim(now time.Time) (freed int64, err error) {
	all, err := c.entries()
	total := int64(0)
	for _, e := range all {
		total += e.size
	}
	for _, e := range all {
		old := now.Sub(e.used)
		if old <= MaxAge && total <= MaxBytes && !(e.temp && old > stale) {
			continue
		}
		if removeErr := os.Remove(e.name); removeErr != nil && !errors.Is(removeErr, fs.ErrNotExist) {
			err = errors.Join(err, removeErr)
			continue
		}
		total -= e.size
		freed += e.size
	}
	return freed, err
}

// TrimDaily trims the cache if that was not done for a day.
func (c *Cache) TrimDaily(now time.Time) error {
	if c == nil {
		return nil
	}
	mark := filepath.Join(c.dir, trimmed)
	if info, err := os.Stat(mark); err == nil && now.Sub(info.ModTime()) < 24*time.Hour {
		return nil
	}
	if _, err := os.Stat(c.dir); err != nil {
		return nil // there is nothing to trim
	}
	if err := os.WriteFile(mark, nil, 0o666); err != nil {
		return err
	}
	if err := os.Chtimes(mark, now, now); err != nil {
		return err
	}
	_, err := c.Trim(now)
	return err
}

// Clear removes all entries, and returns how many bytes they had.
func (c *Cache) Clear() (freed int64, err error) {
	all, err := c.entries()
	for _, e := range all {
		if removeErr := os.Remove(e.name); removeErr != nil && !errors.Is(removeErr, fs.ErrNotExist) {
			err = errors.Join(err, removeErr)
			continue
		}
		freed += e.size
	}
	return freed, err
}
