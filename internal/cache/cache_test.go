package cache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func key(n int) Key { return sha256.Sum256(fmt.Append(nil, n)) }

// data is what the entry n of the tests has.
func data(n int) []byte { return bytes.Repeat([]byte(fmt.Sprintln(n)), n%2000) }

func TestPutGet(t *testing.T) {
	c := Open(filepath.Join(t.TempDir(), "a", "b"))
	if _, err := c.Get(key(1)); err != ErrMiss || c.Has(key(1)) {
		t.Errorf("an entry before it is put: %v", err)
	}
	for n := range 5 {
		if err := c.Put(key(n), data(n)); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Get(key(n)); err != nil || !bytes.Equal(got, data(n)) || !c.Has(key(n)) {
			t.Errorf("entry %d: %q, %v", n, got, err)
		}
	}
	if n, bytes, err := c.Size(); n != 5 || bytes < 100 || err != nil {
		t.Errorf("%d entries, %d bytes, %v", n, bytes, err)
	}
}

// TestNone shows that a cache that is off, or cannot be written, has nothing and does not
// fail where it is read.
func TestNone(t *testing.T) {
	var none *Cache
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*Cache{"off": none, "a file": Open(file), "below a file": Open(filepath.Join(file, "x"))} {
		if err := c.Put(key(1), data(1)); err == nil && c != nil {
			t.Errorf("%s: nothing is said of an entry that cannot be written", name)
		}
		if _, err := c.Get(key(1)); err != ErrMiss || c.Has(key(1)) {
			t.Errorf("%s: Get fails with %v", name, err)
		}
		if err := c.TrimDaily(time.Now()); err != nil && c == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDamaged shows that no damage is taken for data, and that what is damaged is removed.
func TestDamaged(t *testing.T) {
	c := Open(t.TempDir())
	for range 500 {
		if err := c.Put(key(7), data(7)); err != nil {
			t.Fatal(err)
		}
		name := c.file(key(7))
		entry, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		switch rand.Intn(3) {
		case 0:
			entry = entry[:rand.Intn(len(entry))]
		case 1:
			entry[rand.Intn(len(entry))] ^= 1 << rand.Intn(8)
		default:
			entry = append(entry, 'x')
		}
		if err := os.WriteFile(name, entry, 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Get(key(7)); err != ErrMiss {
			t.Fatalf("%q of a damaged entry %q: %v", got, entry, err)
		}
		if c.Has(key(7)) {
			t.Fatal("a damaged entry stays")
		}
	}
}

// TestTrim shows what is removed, and that nothing else is.
func TestTrim(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir)
	now := time.Now()
	age := func(name string, d time.Duration) {
		if err := os.Chtimes(name, now.Add(-d), now.Add(-d)); err != nil {
			t.Fatal(err)
		}
	}
	for n, d := range []time.Duration{0, MaxAge - time.Hour, MaxAge + time.Hour} {
		if err := c.Put(key(n), data(50)); err != nil {
			t.Fatal(err)
		}
		age(c.file(key(n)), d)
	}
	old := filepath.Join(filepath.Dir(c.file(key(0))), temporary+"123")
	fresh := filepath.Join(filepath.Dir(c.file(key(0))), temporary+"124")
	foreign := filepath.Join(dir, "notes.txt")
	foreignBelow := filepath.Join(filepath.Dir(c.file(key(0))), "notes.txt")
	for _, name := range []string{old, fresh, foreign, foreignBelow} {
		if err := os.WriteFile(name, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		age(name, stale+time.Hour)
	}
	age(fresh, 0)
	if freed, err := c.Trim(now); err != nil || freed == 0 {
		t.Fatalf("%d bytes freed, %v", freed, err)
	}
	exists := func(name string) bool { _, err := os.Stat(name); return err == nil }
	for name, want := range map[string]bool{
		c.file(key(0)): true, c.file(key(1)): true, c.file(key(2)): false, old: false, fresh: true, foreign: true, foreignBelow: true,
	} {
		if exists(name) != want {
			t.Errorf("%s exists: %v, want %v", filepath.Base(name), !want, want)
		}
	}
	if _, err := c.Clear(); err != nil {
		t.Fatal(err)
	}
	if n, _, err := c.Size(); n > 0 || err != nil || !exists(foreign) || !exists(foreignBelow) {
		t.Errorf("%d entries are left, %v; or what is not ours was removed", n, err)
	}
}

// TestUsed shows that an entry that is read does not grow old.
func TestUsed(t *testing.T) {
	c := Open(t.TempDir())
	if err := c.Put(key(1), data(1)); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * MaxAge)
	if err := os.Chtimes(c.file(key(1)), old, old); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get(key(1)); err != nil {
		t.Fatal(err)
	}
	if err := c.TrimDaily(time.Now()); err != nil || !c.Has(key(1)) {
		t.Errorf("it was trimmed: %v", err)
	}
}

// TestKilled kills a process that writes entries, many times: each is whole, or is not
// there.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("CACHE_TEST_DIR"); dir != "" {
		for c := Open(dir); ; {
			n := rand.Intn(1000)
			if err := c.Put(key(n), data(n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	for range 20 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "CACHE_TEST_DIR="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+rand.Intn(60)) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
	}
	c := Open(dir)
	found := 0
	for n := range 1000 {
		if !c.Has(key(n)) {
			continue
		}
		found++
		if got, err := c.Get(key(n)); err != nil || !bytes.Equal(got, data(n)) {
			t.Errorf("entry %d: %d bytes, want %d: %v", n, len(got), len(data(n)), err)
		}
	}
	if found == 0 {
		t.Error("nothing was written")
	}
	if _, err := c.Trim(time.Now().Add(2 * stale)); err != nil {
		t.Error(err)
	}
	left := 0
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), temporary) {
			left++
		}
		return errors.Join(err)
	})
	if left > 0 {
		t.Errorf("%d files of killed processes are left", left)
	}
}
