// Package codeowners reads the file CODEOWNERS of a repository, which says who owns
// which files.
//
// https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
package codeowners

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// folders are where the file may be, in the order in which they are searched.
var folders = []string{".github", ".", "docs", ".gitlab"}

// Owners says who owns the files of a repository.
type Owners struct {
	root  string
	rules []rule
}

type rule struct {
	match  *regexp.Regexp
	owners []string
}

// Find reads the file of the repository that dir is in. It returns nil if there is
// none.
func Find(dir string) (*Owners, error) {
	for root := dir; ; root = filepath.Dir(root) {
		for _, folder := range folders {
			name := filepath.Join(root, folder, "CODEOWNERS")
			data, err := os.ReadFile(name)
			switch {
			case err == nil:
				return parse(root, name, string(data))
			case !errors.Is(err, fs.ErrNotExist):
				return nil, err
			}
		}
		if _, err := os.Stat(filepath.Join(root, ".git")); err == nil || root == filepath.Dir(root) {
			return nil, nil
		}
	}
}

func parse(root, name, text string) (*Owners, error) {
	o := &Owners{root: root}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, " #")
		fields := strings.Fields(line)
		// A section of GitLab names owners of what is below it, which are not read.
		if len(fields) == 0 || fields[0][0] == '#' || fields[0][0] == '[' || fields[0][0] == '^' {
			continue
		}
		match, err := regexp.Compile(expression(fields[0]))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: the pattern %q cannot be read", name, n, fields[0])
		}
		o.rules = append(o.rules, rule{match, fields[1:]})
	}
	return o, nil
}

// expression returns a regular expression for the files of a pattern, which is one of
// gitignore.
func expression(pattern string) string {
	anchored := strings.Contains(strings.TrimSuffix(pattern, "/"), "/")
	folder := strings.HasSuffix(pattern, "/")
	pattern = strings.Trim(pattern, "/")
	var b strings.Builder
	b.WriteString("^")
	if !anchored {
		b.WriteString("(?:.*/)?")
	}
	for i := 0; i < len(pattern); i++ {
		switch rest := pattern[i:]; {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString("(?:.*/)?")
			i += 2
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			i++
		case rest[0] == '*':
			b.WriteString("[^/]*")
		case rest[0] == '?':
			b.WriteString("[^/]")
		case rest[0] == '\\' && len(rest) > 1:
			i++
			b.WriteString(regexp.QuoteMeta(pattern[i : i+1]))
		default:
			b.WriteString(regexp.QuoteMeta(pattern[i : i+1]))
		}
	}
	switch {
	case folder:
		b.WriteString("/")
	case strings.HasSuffix(pattern, "/*"): // the files of a folder, and not those below
		b.WriteString("$")
	default:
		b.WriteString("(?:/|$)")
	}
	return b.String()
}

// Of returns who owns a file, by its absolute name. The last pattern that matches
// counts.
func (o *Owners) Of(file string) (owners []string) {
	rel, err := filepath.Rel(o.root, file)
	if err != nil {
		return nil
	}
	rel = filepath.ToSlash(rel)
	for _, r := range o.rules {
		if r.match.MatchString(rel) {
			owners = r.owners
		}
	}
	return owners
}
