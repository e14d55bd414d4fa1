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
func Walk(root string, visit func(name string)) { walk(root, false, visit) }

// Around calls visit with the files of Walk for the module that a folder belongs
// to, and with those of the repository that it is part of, each once: programs
// of other modules, or of other languages, may share its data. A module below a
// folder that the go command leaves out is on its own.
func Around(dir string, visit func(name string)) {
	module := Module(dir)
	root := repository(module)
	if root == "" {
		Walk(module, visit)
		return
	}
	seen := make(map[string]bool)
	Walk(module, func(name string) {
		seen[name] = true
		visit(name)
	})
	walk(root, true, func(name string) {
		if !seen[name] {
			visit(name)
		}
	})
}

// repository returns the folder of the repository that a module is part of; ""
// if there is none. A home folder that is one is no program.
func repository(module string) string {
	home, _ := os.UserHomeDir()
	for up := module; up != home; up = filepath.Dir(up) {
		if _, err := os.Stat(filepath.Join(up, ".git")); err == nil {
			return up
		}
		if leftOut(filepath.Base(up)) || up == filepath.Dir(up) {
			break
		}
	}
	return ""
}

// leftOut reports whether folders of a name hold no part of a program.
func leftOut(name string) bool {
	return name == "testdata" || name == "vendor" || name == "node_modules" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// walk is Walk, with other modules or without.
func walk(root string, others bool, visit func(name string)) {
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir() && path != root:
			if leftOut(e.Name()) {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && !others {
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
