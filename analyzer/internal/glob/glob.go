// Package glob matches the paths of files with patterns like **/gen/**.
package glob

import (
	"fmt"
	"regexp"
	"strings"
)

// A Pattern is a pattern of paths that are separated with slashes.
type Pattern struct{ re *regexp.Regexp }

// Compile reads a pattern. In it * stands for any text without a slash, ? for
// one character but a slash, and ** for any number of whole folders. A pattern
// matches a path, and all that is below a folder of that path. It is relative: it
// begins with no slash, and holds no "..".
func Compile(text string) (*Pattern, error) {
	clean := strings.TrimSuffix(text, "/")
	if clean == "" || strings.HasPrefix(clean, "/") || strings.ContainsAny(clean, `\[]{}`) {
		return nil, fmt.Errorf("bad pattern %q: want a path in the module with slashes, in which * and ? stand for text, and ** for folders: **/gen/**", text)
	}
	var b strings.Builder
	b.WriteString("^")
	elems := strings.Split(clean, "/")
	for i, elem := range elems {
		last := i == len(elems)-1
		switch {
		case elem == "" || elem == "." || elem == "..":
			return nil, fmt.Errorf("bad pattern %q: it has the element %q", text, elem)
		case elem == "**" && last:
			b.WriteString(".+")
		case elem == "**":
			b.WriteString("(?:[^/]+/)*")
		case strings.Contains(elem, "**"):
			return nil, fmt.Errorf("bad pattern %q: ** stands for whole folders, between slashes", text)
		default:
			quoted := regexp.QuoteMeta(elem)
			quoted = strings.ReplaceAll(quoted, `\*`, "[^/]*")
			b.WriteString(strings.ReplaceAll(quoted, `\?`, "[^/]"))
			if !last {
				b.WriteString("/")
			}
		}
	}
	b.WriteString("(?:/.*)?$")
	re, err := regexp.Compile(b.String())
	if err != nil {
		return nil, fmt.Errorf("bad pattern %q: %w", text, err)
	}
	return &Pattern{re}, nil
}

// Match reports whether a path matches, or a folder that it is in.
func (p *Pattern) Match(path string) bool { return p.re.MatchString(path) }
