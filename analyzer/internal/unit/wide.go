package unit

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Wide reports whether a value is one for the whole process: a package variable,
// or what is called a prefix.
func Wide(h *pattern.Hole) bool {
	name := strings.ToLower(h.Name[strings.LastIndexByte(h.Name, '.')+1:])
	return strings.Contains(h.ID, "@") || strings.Contains(name, "prefix") || strings.Contains(name, "namespace")
}
