// Package gofiles finds the files of a module.
package gofiles

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// languages are the endings of the names of files that programs are written or
// configured in: those that may spell a key. Documents are not among them.
var languages = strings.Fields(`
.go .lua .py .rb .php .js .jsx .mjs .ts .tsx .java .kt .scala .ex .rs .c .cc .cpp .h .cs .sh
.yaml .yml .json .toml .ini .conf .env .tmpl`)

// Walk calls visit with all files below the folder of a module that are written in
// a language, Go or another, those excepted that the go command leaves out: below
// testdata, vendor, folders that begin with a dot or an underscore, and other
// modules; and those below node_modules. What cannot be read is left out.
func Walk(root string, visit func(name string)) {
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && path != root:
			name := e.Name()
			if name == "testdata" || name == "vendor" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
				return filepath.SkipDir
			}
		case !e.IsDir() && slices.Contains(languages, filepath.Ext(path)):
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
