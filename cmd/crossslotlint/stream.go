package main

import (
	"fmt"
	"os"
)

// A stream is standard output. It remembers the first error: most commands write
// without a look at it.
type stream struct {
	file *os.File
	err  error
}

// Write writes to the file.
func (s *stream) Write(p []byte) (int, error) {
	n, err := s.file.Write(p)
	if err != nil && s.err == nil {
		s.err = err
	}
	return n, err
}

// finish returns the exit status of a command that ends with the given one: that of a
// failure if not all of its output was written.
func (env environment) finish(status int) int {
	if env.stdout.err == nil || status != statusClean && status != statusFindings {
		return status
	}
	complain(env.stderr, fmt.Errorf("standard output: %w", env.stdout.err))
	return statusFailure
}
