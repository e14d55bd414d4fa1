package report

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// fieldCommands are the commands that take a text for each key, and those that do
// the same with a field of a hash for each. What sets, sorted sets and lists hold is
// no text, so that no field can hold it.
var fieldCommands = map[string]string{"MGET": "HMGET", "MSET": "HSET", "MSETNX": "HSET"}

// hashForm spells a command for product:<id>:stock, one text of each of many things,
// as one for the fields of a hash: HMGET product:stock <id>…. It returns "" if the
// command or the keys have no such form.
func hashForm(command string, a, b pattern.Pattern) string {
	instead := fieldCommands[command]
	at := field(a, b)
	if instead == "" || at < 1 || at == len(a)-1 || braced(a) {
		return ""
	}
	before, behind := a[at-1].Lit, a[at+1].Lit
	separators := string(retag.DefaultSeparators)
	rest := strings.TrimLeft(behind, separators)
	if rest == "" || rest == behind || strings.TrimRight(before, separators) == before {
		return ""
	}
	hash := pattern.Concat(a[:at], pattern.Lit(rest), a[at+2:])
	each := shortNames(a[at : at+1])
	if instead == "HSET" {
		each += " <value>"
	}
	return fmt.Sprintf("%s %s %s…", instead, shortNames(hash), each)
}

// field returns the index of the one hole that tells two elements of a list apart, -1 if
// there is none or there are several.
func field(a, b pattern.Pattern) int {
	at := -1
	for i := range a {
		if i >= len(b) || a[i].Hole == nil || b[i].Hole == nil || a[i].Hole.ID == b[i].Hole.ID {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}
