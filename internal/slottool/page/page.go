// Package page writes a report as one HTML file that needs no other.
package page

import (
	_ "embed"
	"encoding/json"
	"io"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/slottool/tally"
)

//go:embed page.html
var template string

// mark is where the data goes.
const mark = "/*DATA*/"

// Write writes the page. All that comes from keys is in one JSON value, in which
// encoding/json escapes <, > and &, and which the script puts into the page as
// text: no key can become markup.
func Write(w io.Writer, r *tally.Report) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	before, after, _ := strings.Cut(template, mark)
	for _, part := range []string{before, string(data), after} {
		if _, err := io.WriteString(w, part); err != nil {
			return err
		}
	}
	return nil
}
