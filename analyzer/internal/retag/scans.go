package retag

import (
	"regexp"
	"strings"
)

// globText matches what may be a pattern of a scan, or of an access control list: a
// word with a star, a question mark or a set in it, that begins with a letter.
var globText = regexp.MustCompile(`[\pL_][^\s'"` + "`" + `~,;=|&<>()]*[*?\[][^\s'"` + "`" + `,;|&<>()]*`)

// scannedBy returns the first line of a text with a pattern that matches keys of the
// family and begins as they do, so that it may miss the keys with a tag; 0 if there is
// none.
func (f Family) scannedBy(text string) int {
	if f == "" || f[0] == 0 {
		return 0
	}
	for _, at := range globText.FindAllStringIndex(text, -1) {
		glob := text[at[0]:at[1]]
		if f.Scanned(glob) && strings.IndexAny(glob, "*?[") >= min(2, strings.IndexByte(string(f)+"\x00", 0)) {
			return 1 + strings.Count(text[:at[0]], "\n")
		}
	}
	return 0
}
