// Package identity tells findings apart by what stays the same when other lines
// of their files move: for fingerprints, and for a file of known findings.
package identity

import (
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
	Code    string `json:"code,omitempty"`
	Message string `json:"message"` // positions in it have lost their lines
}

// positions are what messages name places in other files by.
var positions = regexp.MustCompile(`(\.go):\d+(:\d+)?`)

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
		list[i] = Identity{
			Check:   f.Check,
			Package: pkg,
			File:    path.Base(r.Rel(f.File)),
			In:      src.declaration(f.Line),
			Code:    src.line(f.Line),
			Message: positions.ReplaceAllString(f.Message, "$1"),
		}
	}
	return list
}

// Fingerprints returns a text of 32 hexadecimal digits for each identity. No two
// are equal: findings that share an identity are counted in their order. The
// message has no part in it, since its words are not those of all versions.
func Fingerprints(list []Identity) []string {
	seen := make(map[Identity]int)
	sums := make([]string, len(list))
	for i, id := range list {
		id.Message = ""
		sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %d", id.Check, id.Package, id.File, id.In, id.Code, seen[id]))
		seen[id]++
		sums[i] = hex.EncodeToString(sum[:16])
	}
	return sums
}
