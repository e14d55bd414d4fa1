package rename

import (
	"bytes"
	"go/ast"
	"go/format"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// tidy changes edits so that what they leave is formatted as gofmt does, in the
// lines that they change. ok is false if one of them is in no file that people
// write, or that cannot be read.
func (p *Program) tidy(edits []retag.Edit) (out []retag.Edit, ok bool) {
	n := 0
	for _, file := range p.Files() {
		own := Within(file, edits)
		if n += len(own); len(own) == 0 {
			continue
		}
		name := p.Filename(file)
		src, err := p.Source(name)
		if err != nil || len(src) != int(file.FileEnd-file.FileStart) || ast.IsGenerated(file) || !strings.HasSuffix(name, ".go") {
			return nil, false
		}
		if p.isFormatted(file, src) {
			edited := Apply(src, file, own)
			if now, err := format.Source(edited); err == nil && !bytes.Equal(now, edited) {
				own = retag.Respace(src, now, file.FileStart, own)
			}
		}
		out = append(out, own...)
	}
	return out, n == len(edits)
}

// isFormatted reports whether a file is formatted as gofmt does.
func (p *Program) isFormatted(file *ast.File, src []byte) bool {
	ok, seen := p.formatted[file]
	if !seen {
		was, err := format.Source(src)
		ok = err == nil && bytes.Equal(was, src)
		if p.formatted == nil {
			p.formatted = make(map[*ast.File]bool)
		}
		p.formatted[file] = ok
	}
	return ok
}

// Within returns the edits that are in a file.
func Within(file *ast.File, edits []retag.Edit) (own []retag.Edit) {
	for _, e := range edits {
		if file.FileStart <= e.Pos && e.Pos <= file.FileEnd {
			own = append(own, e)
		}
	}
	return own
}

// Apply makes the edits that are in a file, in their order.
func Apply(src []byte, file *ast.File, edits []retag.Edit) []byte {
	var out []byte
	at := 0
	for _, e := range Within(file, edits) {
		off := int(e.Pos - file.FileStart)
		out = append(append(out, src[at:off]...), e.Text...)
		at = int(e.End - file.FileStart)
	}
	return append(out, src[at:]...)
}
