// Package gofiles finds the files of a module.
package gofiles

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Walk calls visit with the Go files below the folder of a module, those excepted
// that the go command leaves out: below testdata, vendor, folders that begin with a
// dot or an underscore, and other modules. What cannot be read is left out.
func Walk(root string, visit func(name string)) {
	walk(root, func(path string) bool {
		if leftOut(filepath.Base(path)) {
			return false
		}
		_, err := os.Stat(filepath.Join(path, "go.mod"))
		return err != nil
	}, func(name string) {
		if filepath.Ext(name) == ".go" {
			visit(name)
		}
	})
}

// Around calls visit with all files of the repository that a folder belongs to,
// whatever their names: programs of other modules or languages, configurations and
// test data may name the same keys. Where there is no repository, or the module is
// below a folder that the go command leaves out, these are the files of the module.
// Left out are the dependencies below vendor and node_modules, and what belongs to
// the version control.
func Around(dir string, visit func(name string)) {
	module := Module(dir)
	root := repository(module)
	if root == "" {
		root = module
	}
	walk(root, func(path string) bool {
		switch filepath.Base(path) {
		case "vendor", "node_modules", ".git", ".hg", ".svn":
			return false
		}
		return true
	}, visit)
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

// walk calls visit with the files below root, in the folders that enter accepts.
func walk(root string, enter func(path string) bool, visit func(name string)) {
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case e.IsDir():
			if path != root && !enter(path) {
				return filepath.SkipDir
			}
		case e.Type().IsRegular():
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
