package lua

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/gopher-lua/ast"
	"github.com/yuin/gopher-lua/parse"
)

// maxSource bounds the source that is read, in bytes. The longest scripts that
// programs have are a few dozen KiB.
const maxSource = 1 << 20

// ErrUnsupported is the error of a source that may well be right, and is not
// read: it is too large, is for another engine, or has something that the parser
// does not take and the server does.
var ErrUnsupported = errors.New("lua: not supported")

// A SyntaxError is a mistake for which the server refuses to compile a script.
type SyntaxError struct {
	Line, Column int // counted from 1, the shebang line included
	Msg          string
}

// Error spells the error with its place.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Msg)
}

const wordChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

// Read reads a script or library. The error is a *SyntaxError, or ErrUnsupported.
func Read(source string) (script *Script, err error) {
	// A single word is no script: tests use such where nothing runs it.
	if len(source) > maxSource || strings.Trim(source, wordChars) == "" && source != "" {
		return nil, ErrUnsupported
	}
	// The parser and its trees are not ours: whatever they do with a strange
	// source, it is one that is not read.
	defer func() {
		if recover() != nil {
			script, err = nil, ErrUnsupported
		}
	}()
	header, body, err := cutHeader(source)
	if err != nil {
		return nil, err
	}
	chunk, err := parseChunk(body)
	if err != nil {
		return nil, err
	}
	return interpret(header, chunk), nil
}

// cutHeader takes the shebang line off, and leaves an empty line in its place.
func cutHeader(source string) (*Header, string, error) {
	if !strings.HasPrefix(source, "#!") {
		return nil, source, nil
	}
	line, body, _ := strings.Cut(source, "\n")
	words := strings.Fields(line[2:])
	if len(words) == 0 || !strings.EqualFold(words[0], "lua") {
		return nil, "", ErrUnsupported
	}
	h := &Header{Engine: "lua"}
	for _, w := range words[1:] {
		switch name, value, _ := strings.Cut(w, "="); name {
		case "name":
			h.Name = value
		case "flags":
			h.Flags = strings.FieldsFunc(value, func(r rune) bool { return r == ',' })
		}
	}
	return h, "\n" + body, nil
}

// spaces makes of the white space that Lua knows and the parser does not what
// both know. They are single bytes, so columns stay what they are.
var spaces = strings.NewReplacer("\v", " ", "\f", " ")

func parseChunk(source string) ([]ast.Stmt, error) {
	chunk, err := parse.Parse(strings.NewReader(spaces.Replace(source)), "")
	if err == nil {
		return chunk, nil
	}
	var e *parse.Error
	if !errors.As(err, &e) || tolerated(e, source) {
		return nil, ErrUnsupported
	}
	out := &SyntaxError{Line: e.Pos.Line, Column: max(e.Pos.Column, 1)}
	near := "near " + quote(e.Token)
	if !strings.Contains(e.Token, "\n") {
		out.Column = max(out.Column-len(e.Token)+1, 1) // where the word begins
	}
	if e.Pos.Line == parse.EOF {
		out.Line = 1 + strings.Count(strings.TrimRight(source, "\n"), "\n")
		out.Column = len(source[strings.LastIndexByte(strings.TrimRight(source, "\n"), '\n')+1:]) + 1
		near = "at the end of the script"
	}
	out.Msg = strings.TrimSpace(e.Message)
	if out.Msg == "syntax error" || strings.HasPrefix(out.Msg, "syntax error:") {
		out.Msg = "syntax error"
	}
	out.Msg += " " + near
	return nil, out
}

// tolerated reports whether the parser refuses what the server takes: goto is a
// name in Lua 5.1, and a comment may begin with --[=.
func tolerated(e *parse.Error, source string) bool {
	return strings.Contains(source, "goto") || strings.Contains(e.Message, "multiline comment")
}

// quote quotes a text of a script, cut to what a message has room for.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strconv.Quote(s)
}

func indexText(i int) string {
	if i == 0 {
		return "i"
	}
	return strconv.Itoa(i)
}
