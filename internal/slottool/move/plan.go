// Package move gives the keys of a server or a cluster other names: it carries out
// the renames that a fix makes necessary for the data that exists.
//
// No command renames a key across the slots of a cluster. A key is copied (DUMP and
// RESTORE, which refuses to overwrite), the copy is compared, and the old name is
// removed only if it still holds what was copied. What stops a move in the middle
// leaves keys under both names with the same value, which the next move finishes.
package move

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// A Family is keys that get another name.
type Family struct {
	Old, New   string // as messages spell them
	from, to   keyform.Form
	separators string // the characters that no value of a name holds
	// Held is why the keys are not moved, if they are not. They are known all the
	// same, so that no other family takes them for its own.
	Held Hold
}

// A Hold is why a family is not moved.
type Hold string

// The reasons.
const (
	// Waiting is of a plan whose fix has renamed other families.
	Waiting Hold = "not moved: the fix has not renamed it, and the program uses the old names"
	// Declined is of a family that no fix renames.
	Declined Hold = "not moved: no fix renames it, and the program uses the old names; once that is done by hand, put it among the renames of the plan"
	// Kept is of a family that is no part of the plan.
	Kept    Hold = "not moved: the program uses these names"
	Unknown Hold = "not moved: the plan does not tell the names byte by byte (no oldParts and newParts); move the keys by hand"
	Wide    Hold = "not moved: its names have no word by which its keys could be told from others; move them by hand"
)

// A Plan is what a file of the format migration-json says.
type Plan struct{ Families []Family }

// maxPlan bounds the size of the file, so that a wrong one is not read for long.
const maxPlan = 64 << 20

// ReadPlan reads the file of a plan. The error names it.
func ReadPlan(name string) (*Plan, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxPlan+1))
	if err == nil && len(text) > maxPlan {
		err = fmt.Errorf("it has more than %d MB", maxPlan>>20)
	}
	var p *Plan
	if err == nil {
		p, err = parse(text)
	}
	if err != nil {
		return nil, fmt.Errorf("%s is no plan that crossslotlint -format migration-json has written: %w", name, err)
	}
	return p, nil
}

// planVersion is the version of migration-json.
const planVersion = 1

func parse(text []byte) (*Plan, error) {
	var file struct {
		Version           int
		Renames, Declined []familyFile
		Kept              []struct {
			Name  string
			Parts []*string
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	if file.Version != planVersion {
		return nil, fmt.Errorf("its version is %d, not %d", file.Version, planVersion)
	}
	if file.Renames == nil {
		return nil, errors.New("it has no renames")
	}
	p := new(Plan)
	applied := slices.ContainsFunc(file.Renames, func(r familyFile) bool { return r.Applied })
	for _, r := range file.Renames {
		f, err := r.family()
		if err != nil {
			return nil, err
		}
		switch {
		case applied && !r.Applied:
			f.Held = Waiting
		case f.Held == "" && !strings.ContainsFunc(strings.Join(f.from, ""), isWord):
			f.Held = Wide
		}
		p.add(f)
	}
	for _, r := range file.Declined {
		f, err := r.family()
		if err != nil {
			return nil, err
		}
		f.Held = Declined
		p.add(f)
	}
	for _, k := range file.Kept {
		p.add(Family{Old: k.Name, from: keyform.FromParts(k.Parts), Held: Kept})
	}
	return p, nil
}

// A familyFile is a family that gets another name, in the file of a plan.
type familyFile struct {
	Old, New, Match    string
	Applied            bool
	OldParts, NewParts []*string
}

func (r familyFile) family() (Family, error) {
	f := Family{Old: r.Old, New: r.New}
	if len(r.OldParts) == 0 || len(r.NewParts) == 0 {
		f.from, _ = keyform.FromGlob(r.Match)
		f.Held = Unknown
		return f, nil
	}
	f.from, f.to = keyform.FromParts(r.OldParts), keyform.FromParts(r.NewParts)
	if !tags(f.from, f.to) {
		return f, fmt.Errorf("newParts of %q is not oldParts with a hash tag put in", r.Old)
	}
	return f, nil
}

// add adds a family, once.
func (p *Plan) add(f Family) {
	if !slices.ContainsFunc(p.Families, func(g Family) bool {
		return f.Held == g.Held && slices.Equal(f.from, g.from) && slices.Equal(f.to, g.to)
	}) {
		p.Families = append(p.Families, f)
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// tags reports whether to is from with a pair of braces put in.
func tags(from, to keyform.Form) bool {
	braces := strings.NewReplacer("{", "", "}", "")
	if len(from) != len(to) {
		return false
	}
	for i := range from {
		if braces.Replace(from[i]) != braces.Replace(to[i]) {
			return false
		}
	}
	a, b := strings.Join(from, ""), strings.Join(to, "")
	return strings.Count(b, "{") == strings.Count(a, "{")+1 && strings.Count(b, "}") == strings.Count(a, "}")+1
}

// Direct sets the way of all families: to the new names, or back. No value of a key
// holds the separators that are nearest to it in the names of its family.
func (p *Plan) Direct(back bool, separators string) {
	for i := range p.Families {
		f := &p.Families[i]
		f.separators = f.from.Nearest(separators)
		if back && f.Held == "" {
			f.Old, f.New, f.from, f.to = f.New, f.Old, f.to, f.from
		}
	}
}
