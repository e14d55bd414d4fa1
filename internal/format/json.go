package format

import (
	"encoding/json"
	"io"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// JSON writes JSON lines; docs/formats.md has the schema.
func JSON(w io.Writer, r *result.Result, opts Options) error {
	return json.NewEncoder(w).Encode(r)
}
