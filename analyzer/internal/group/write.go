package group

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// A writer collects the statements of a rewrite.
type writer struct{ bytes.Buffer }

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format, args...)
	w.WriteByte('\n')
}

func (w *writer) lines(list []string) {
	for _, text := range list {
		w.line("%s", text)
	}
}

// loop returns the edit that replaces the statement by a loop, which sends one command
// for each key. ok is false if the keys are not known, or the code cannot be moved
// into a loop.
func (s *site) loop(u *use) (edit analysis.TextEdit, ok bool) {
	name, ok := s.single()
	if !ok || !u.loops {
		return edit, false
	}
	n := s.namer(u)
	w := &writer{}
	send := s.once(w, n, s.fun.X, "client") + "." + name + "("
	if client.FirstParam(s.sig) == 1 {
		send += s.once(w, n, s.call.Args[0], "ctx") + ", "
	}
	r := s.rounds(n)
	if r == nil {
		return edit, false
	}
	w.lines(r.before)
	l := loop{s: s, u: u, n: n, w: w, head: r.head, send: send + r.args + ")", err: "err"}
	if n.taken["err"] && u.err == nil {
		l.err = n.local("err")
	}
	l.write()
	return s.replace(u, w.String())
}

// once returns an expression that can be evaluated in each round of the loop: x,
// or a variable that has its value.
func (s *site) once(w *writer, n *namer, x ast.Expr, name string) string {
	if s.steady(x) {
		return s.text(x)
	}
	name = n.outer(name)
	w.line("%s := %s", name, s.text(x))
	return name
}

// steady reports whether an expression is a variable, a field of one, or a
// context that nothing ends.
func (s *site) steady(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.ParenExpr:
		return s.steady(x.X)
	case *ast.StarExpr:
		return s.steady(x.X)
	case *ast.SelectorExpr:
		return s.steady(x.X)
	case *ast.CallExpr:
		text := s.text(x)
		return text == "context.Background()" || text == "context.TODO()"
	}
	return false
}

// A loop writes the loop of a rewrite.
type loop struct {
	s    *site
	u    *use
	n    *namer
	w    *writer
	head string // of the loop
	send string // the call
	err  string // a name for an error
}

func (l *loop) write() {
	open := func() { l.w.line("%s", l.head) }
	switch l.u.form {
	case alone:
		open()
		l.w.line("%s%s%s", l.s.between(l.u.stmt.Pos(), l.s.call.Pos()), l.send, l.s.between(l.s.call.End(), l.u.stmt.End()))
		l.w.line("}")
	case checked:
		l.checked(open)
	case assigned:
		l.assigned(open)
	case returned:
		l.returned(open)
	}
}

func (l *loop) checked(open func()) {
	open()
	body := strings.TrimRight(l.s.between(l.u.body.Lbrace+1, l.u.body.Rbrace), " \t\r\n")
	switch e := l.u.err; {
	case e == nil:
		l.w.line("if %s.Err() != nil {%s", l.send, body)
	case e.defined:
		l.w.line("if %s := %s.Err(); %s != nil {%s", e.name, l.send, e.name, body)
	default:
		l.w.line("if %s = %s.Err(); %s != nil {%s", e.name, l.send, e.name, body)
	}
	if !ends(l.u.body) {
		l.w.line("break")
	}
	l.w.line("}")
	l.w.line("}")
}

func (l *loop) assigned(open func()) {
	value, err := l.u.value, l.u.err
	if value != nil {
		l.begin(value.name, value.defined)
	}
	if err != nil && err.defined {
		l.w.line("var %s error", err.name)
	}
	open()
	switch {
	case value == nil:
		l.w.line("if %s = %s.Err(); %s != nil {", err.name, l.send, err.name)
		l.w.line("break")
		l.w.line("}")
		l.w.line("}")
		return
	case l.s.reply == same:
		l.w.line("%s, %s = %s.Result()", value.name, err.name, l.send)
		l.w.line("if %s != nil {", err.name)
		l.w.line("break")
		l.w.line("}")
		l.w.line("}")
		return
	}
	part := l.n.local(l.s.part)
	name := l.err
	if err != nil {
		name = err.name
		l.w.line("var %s %s", part, l.s.typ)
		l.w.line("%s, %s = %s.Result()", part, name, l.send)
	} else {
		l.w.line("%s, %s := %s.Result()", part, name, l.send)
	}
	l.w.line("if %s != nil {", name)
	l.w.line("%s = %s", value.name, l.s.zero)
	l.w.line("break")
	l.w.line("}")
	l.add(value.name, part)
	l.w.line("}")
}

// wholes are names for the whole reply.
var wholes = map[reply]string{sum: "total", place: "values", same: "status"}

func (l *loop) returned(open func()) {
	if l.u.accessor == "Err" || l.s.reply == same {
		value, done := "", ""
		if l.u.accessor == "Result" {
			value, done = `"", `, `"OK", `
		}
		open()
		l.w.line("if %s := %s.Err(); %s != nil {", l.err, l.send, l.err)
		l.w.line("return %s%s", value, l.err)
		l.w.line("}")
		l.w.line("}")
		l.w.line("return %snil", done)
		return
	}
	total := l.n.outer(wholes[l.s.reply])
	l.begin(total, true)
	open()
	part := l.n.local(l.s.part)
	l.w.line("%s, %s := %s.Result()", part, l.err, l.send)
	l.w.line("if %s != nil {", l.err)
	if l.u.accessor == "Val" {
		l.w.line("return %s", l.s.zero)
	} else {
		l.w.line("return %s, %s", l.s.zero, l.err)
	}
	l.w.line("}")
	l.add(total, part)
	l.w.line("}")
	if l.u.accessor == "Val" {
		l.w.line("return %s", total)
	} else {
		l.w.line("return %s, nil", total)
	}
}

// begin gives the variable for the whole reply its first value.
func (l *loop) begin(name string, declare bool) {
	op := "="
	if declare {
		op = ":="
	}
	switch {
	case l.s.reply == place:
		l.w.line("%s %s []any{}", name, op)
	case declare:
		l.w.line("var %s %s", name, l.s.typ)
	case l.s.reply == sum:
		l.w.line("%s = 0", name)
	}
}

// add puts the reply to a part into the whole.
func (l *loop) add(whole, part string) {
	if l.s.reply == sum {
		l.w.line("%s += %s", whole, part)
		return
	}
	l.w.line("%s = append(%s, %s...)", whole, whole, part)
}

// replace returns the edit that puts the statements in the place of the one. The last of
// them may be the head of an if: then the block of the statement stays as it is.
func (s *site) replace(u *use, text string) (edit analysis.TextEdit, ok bool) {
	edit = analysis.TextEdit{Pos: u.stmt.Pos(), End: u.stmt.End()}
	head := strings.HasSuffix(text, "{\n")
	if head {
		edit.End = u.body.Lbrace
		text += "}"
	}
	line := string(s.src[s.tok.Offset(s.tok.LineStart(s.tok.Line(edit.Pos))):])
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	alone := s.tok.Offset(s.tok.LineStart(s.tok.Line(edit.Pos)))+len(indent) == s.tok.Offset(edit.Pos)
	inner := indent
	if !alone {
		// func() { c.Del(ctx, keys...) }
		if head || u.block == nil || len(u.list) != 1 || s.tok.Line(u.block.Lbrace) != s.tok.Line(u.block.Rbrace) {
			return edit, false
		}
		edit.Pos, edit.End = u.block.Lbrace+1, u.block.Rbrace
		inner += "\t"
	}
	formatted, err := format.Source([]byte(inner + text))
	if err != nil {
		return edit, false
	}
	text = strings.TrimRight(string(formatted), "\n")
	if head {
		text = text[:strings.LastIndexByte(text, '{')]
	}
	if alone {
		text = strings.TrimPrefix(text, indent)
	} else {
		text = "\n" + text + "\n" + indent
	}
	edit.NewText = []byte(text)
	return edit, true
}
