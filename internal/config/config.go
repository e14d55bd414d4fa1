// Package config reads the settings of the linter from a file.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// Name is the name of the file that is looked for.
const Name = ".crossslotlint.yml"

// None is the value of the flag -config with which no file is read.
const None = "none"

// A File is what a configuration file sets.
type File struct {
	Path    string // as it was given, or absolute if it was found
	Entries []Entry
}

// An Entry sets one of [analyzer.Options].
type Entry struct {
	Name   string
	Values []string
	Line   int // from 1 on
}

// Find returns the configuration file for a folder: the one in it, or else in the
// nearest folder above that has one, up to the root of the repository, which is a
// folder with an entry .git. It is "" if there is none.
func Find(dir string) (string, error) { return find(dir, Name) }

func find(dir, name string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, nil
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		_, err := os.Stat(filepath.Join(dir, ".git"))
		parent := filepath.Dir(dir)
		if err == nil || parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// Misnamed returns the file that somebody took for the configuration file of a
// folder, and that is not read: its name has the other ending for YAML, and there
// is no configuration file as near. It is "" if there is none.
func Misnamed(dir string) string {
	other, _ := find(dir, strings.TrimSuffix(Name, filepath.Ext(Name))+".yaml")
	if read, err := Find(dir); err != nil || len(filepath.Dir(read)) >= len(filepath.Dir(other)) {
		return ""
	}
	return other
}

// Read reads a file. Its error names the file and the line, and says what is
// allowed there.
func Read(path string) (*File, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(path, text)
}

// Load returns the settings for a folder: those of the file that the flag -config
// names, of none, or, where the flag is "", of the file that [Find] finds. The
// file is nil if there is none.
func Load(dir, flag string) (*analyzer.Settings, *File, error) {
	path := flag
	switch flag {
	case None:
		return analyzer.NewSettings(), nil, nil
	case "":
		found, err := Find(dir)
		if err != nil {
			return nil, nil, err
		}
		if found == "" {
			return analyzer.NewSettings(), nil, nil
		}
		path = found
	}
	f, err := Read(path)
	if err != nil {
		if flag != "" {
			err = fmt.Errorf("-config: %w", err)
		}
		return nil, nil, err
	}
	s := analyzer.NewSettings()
	return s, f, f.Apply(s)
}

// Apply sets what the file sets.
func (f *File) Apply(s *analyzer.Settings) error {
	for _, e := range f.Entries {
		if err := s.Set(e.Name, e.Values...); err != nil {
			return f.errorf(e.Line, "%s: %w", e.Name, err)
		}
	}
	return nil
}

// line returns where the file sets something, 0 if it does not.
func (f *File) line(name string) int {
	if f != nil {
		for _, e := range f.Entries {
			if e.Name == name {
				return e.Line
			}
		}
	}
	return 0
}

func (f *File) errorf(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", f.Path, line, fmt.Errorf(format, args...))
}
