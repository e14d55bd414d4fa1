package load

import (
	"go/token"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Range returns the place of a part of the program, as //line comments tell it.
// Where they name another file, offsets are not known, and 0.
func (p *Program) Range(pos, end token.Pos) result.Range {
	if !pos.IsValid() {
		return result.Range{}
	}
	if !end.IsValid() || end < pos {
		end = pos
	}
	from, to := p.Fset.Position(pos), p.Fset.Position(end)
	r := result.Range{
		File: from.Filename, Line: from.Line, Column: from.Column,
		EndLine: to.Line, EndColumn: to.Column, Offset: from.Offset, End: to.Offset,
	}
	if p.Fset.File(pos).Name() != from.Filename {
		r.Offset, r.End = 0, 0
	}
	return r
}
