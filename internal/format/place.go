package format

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// noPlace is where a failure without a place is reported, in the formats that need
// one: what makes a package fail as a whole is mostly a module that is missing.
const noPlace = "go.mod"

// repository returns the folder at or above dir that has an entry .git; dir
// itself if there is none. Services name the files of a repository from there,
// in whatever folder of it the program ran.
func repository(dir string) string {
	for top := dir; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			return top
		}
		if top == filepath.Dir(top) {
			return dir
		}
	}
}

// relative returns a file's name relative to a folder, with slashes, and whether
// the file is in it.
func relative(dir, file string) (name string, inside bool) {
	if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel), true
	}
	return filepath.ToSlash(file), false
}

// inRepository returns a function that names files relative to the repository
// that the result is of.
func inRepository(r *result.Result) func(file string) string {
	top := repository(r.Root)
	return func(file string) string {
		if file == "" {
			file = filepath.Join(r.Root, noPlace)
		}
		name, _ := relative(top, file)
		return name
	}
}

// fileURI returns the URI of a file or, with a slash at its end, of a folder.
func fileURI(name string, folder bool) string {
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // C:/x
	}
	if folder && !strings.HasSuffix(name, "/") {
		name += "/"
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}

// relativeURI returns a relative name with slashes as a URI reference.
func relativeURI(name string) string {
	// Of an URL with a path only, String puts "./" in front of a first part with a
	// colon, which would be taken for a scheme.
	return (&url.URL{Path: name}).String()
}

// A lines has the lines of the files that a result is about.
type lines struct {
	source func(file string) ([]byte, error)
	files  map[string][][]byte
}

func newLines(opts Options) *lines {
	return &lines{opts.Source, make(map[string][][]byte)}
}

// get returns a line, and whether it is known.
func (l *lines) get(file string, line int) ([]byte, bool) {
	if l.source == nil {
		return nil, false
	}
	list, ok := l.files[file]
	if !ok {
		if data, err := l.source(file); err == nil {
			list = bytes.SplitAfter(data, []byte("\n"))
		}
		l.files[file] = list
	}
	if line < 1 || line > len(list) {
		return nil, false
	}
	return list[line-1], true
}

// character returns the column in characters (Unicode code points), from 1, of a
// column in bytes. Where the line is not known, it is the column itself.
func (l *lines) character(file string, line, column int) int {
	text, ok := l.get(file, line)
	if !ok || column < 1 || column-1 > len(text) {
		return column
	}
	return 1 + utf8.RuneCount(text[:column-1])
}

// between returns the text of a file from the end of one range to the start of
// one behind it, and whether it is known.
func (l *lines) between(from, to result.Range) (string, bool) {
	var text []byte
	for n := from.EndLine; n <= to.Line; n++ {
		line, ok := l.get(from.File, n)
		if !ok {
			return "", false
		}
		if n == to.Line {
			if to.Column < 1 || to.Column-1 > len(line) {
				return "", false
			}
			line = line[:to.Column-1]
		}
		if n == from.EndLine {
			if from.EndColumn < 1 || from.EndColumn-1 > len(line) {
				return "", false
			}
			line = line[from.EndColumn-1:]
		}
		text = append(text, line...)
	}
	return string(text), true
}
