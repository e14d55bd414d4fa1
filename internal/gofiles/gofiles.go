// Package gofiles finds the Go files of a module.
package gofiles

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Walk calls visit with all Go files below the folder of a module, those excepted
// that the go command leaves out: below testdata, vendor, folders that begin with a
// dot or an underscore, and other modules. What cannot be read is left out.
func Walk(root string, visit func(name string)) {
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && path != root:
			name := e.Name()
			if name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return filepath.SkipDir
			}
		case strings.HasSuffix(path, ".go"):
			visit(path)
		}
		return nil
	})
}

// Module returns the folder of the module that a folder belongs to: the nearest one
// upwards with a go.mod; the folder itself if there is none.
func Module(dir string) string {
	for up := dir; ; up = filepath.Dir(up) {
		if _, err := os.Stat(filepath.Join(up, "go.mod")); err == nil {
			return up
		}
		if up == filepath.Dir(up) {
			return dir
		}
	}
}
