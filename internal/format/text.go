package format

import (
	"fmt"
	"io"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Text is the form for people.
func Text(w io.Writer, r *result.Result, opts Options) error {
	for _, f := range r.Findings {
		if _, err := fmt.Fprintf(w, "%s:%d:%d: %s\n", r.Rel(f.File), f.Line, f.Column, f.Message); err != nil {
			return err
		}
	}
	return nil
}
