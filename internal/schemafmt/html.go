package schemafmt

import (
	_ "embed"
	"encoding/json"
	"io"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

//go:embed schema.html
var page string

// HTML writes the schema as one page that loads nothing. All that comes from the program
// is in one JSON value, in which encoding/json escapes <, > and &, and which the script
// puts into the page as text.
func HTML(w io.Writer, s *analyzer.KeySchema, _ Options) error {
	data, err := json.Marshal(s.Stable())
	if err != nil {
		return err
	}
	before, after, _ := strings.Cut(page, "/*DATA*/")
	_, err = io.WriteString(w, before+string(data)+after)
	return err
}
