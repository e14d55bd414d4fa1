// Package identity tells findings apart by what stays the same when other lines
// of their files move: for fingerprints, and for a file of known findings.
package identity

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// An Identity is a finding without its position. Findings may share one: a
// command that is sent twice in a function.
type Identity struct {
	Check   string `json:"check"`
	Package string `json:"package"` // import path, the same for the package and its test variant
	File    string `json:"file"`    // name without its folder
	// In is the declaration around the finding, as "(*Store).Add" or "var script";
	// empty outside of all, and in a file that cannot be read.
	In string `json:"in,omitempty"`
	// Code is the finding's first line, with one space for every run of white space;
	// empty for a file that cannot be read.
	Code string `json:"code,omitempty"`
	// Subject is the command, transaction or script, without the numbers of lines.
	// It is the message for a finding that has no subject.
	Subject string `json:"subject"`
	Keys    string `json:"keys,omitempty"` // as messages spell them, with ", " between
}

// lineNumbers are how subjects name lines: of other files, and of scripts.
var lineNumbers = regexp.MustCompile(`(\.go):\d+(?::\d+)?|, line \d+(?:, column \d+)?`)

// Of returns the identities of all findings of a result, in their order. source
// returns what a file held when it was analyzed; it may be nil.
func Of(r *result.Result, source func(file string) ([]byte, error)) []Identity {
	files := make(map[string]*file)
	list := make([]Identity, len(r.Findings))
	for i, f := range r.Findings {
		src := files[f.File]
		if src == nil {
			src = read(f.File, source)
			files[f.File] = src
		}
		pkg, _, _ := strings.Cut(f.Package, " ") // "p [p.test]"
		keys := make([]string, len(f.Keys))
		for i, k := range f.Keys {
			keys[i] = k.Pattern
		}
		list[i] = Identity{
			Check:   f.Check,
			Package: pkg,
			File:    path.Base(r.Rel(f.File)),
			In:      src.declaration(f.Line),
			Code:    src.line(f.Line),
			Subject: lineNumbers.ReplaceAllString(cmp.Or(f.Subject, f.Message), "$1"),
			Keys:    strings.Join(keys, ", "),
		}
	}
	return list
}

// Fingerprints returns a text of 32 hexadecimal digits for each identity. No two
// are equal: findings that share an identity are counted in their order. Subject
// and keys have no part in it: a service that keeps fingerprints takes a finding
// with another key for the same.
func Fingerprints(list []Identity) []string {
	seen := make(map[Identity]int)
	sums := make([]string, len(list))
	for i, id := range list {
		id.Subject, id.Keys = "", ""
		sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %d", id.Check, id.Package, id.File, id.In, id.Code, seen[id]))
		seen[id]++
		sums[i] = hex.EncodeToString(sum[:16])
	}
	return sums
}
