package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	if err := Write(name, text("one")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("out", link); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, text("two")); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(name)
	info, _ := os.Stat(name)
	if string(data) != "two" || info.Mode().Perm() != 0o640 {
		t.Errorf("the file holds %q, with the permissions %v", data, info.Mode())
	}

	// What fails leaves the file as it is, and nothing beside it.
	failed := errors.New("failed")
	if err := Write(name, func(w io.Writer) error { io.WriteString(w, "half"); return failed }); !errors.Is(err, failed) {
		t.Errorf("error %v", err)
	}
	p, err := Prepare(name, text("three"))
	if err != nil {
		t.Fatal(err)
	}
	p.Discard()
	if data, _ := os.ReadFile(name); string(data) != "two" {
		t.Errorf("the file holds %q", data)
	}
	if list, _ := os.ReadDir(dir); len(list) != 2 {
		t.Errorf("files are left behind: %v", list)
	}
	if err := Write(dir, text("x")); err == nil {
		t.Error("a folder was written to")
	}
	if err := Write(filepath.Join(dir, "nosuch", "out"), text("x")); err == nil {
		t.Error("a file was written into a folder that is not there")
	}
	if err := Write(os.DevNull, text("x")); err != nil {
		t.Errorf("%s: %v", os.DevNull, err)
	}
}
