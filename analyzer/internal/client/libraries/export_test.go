package libraries

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// Add adds a library to the list until the end of the test.
func Add(t *testing.T, lib client.Library) {
	before := list
	list = append(before[:len(before):len(before)], lib)
	t.Cleanup(func() { list = before })
}
