package group

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// fewKeys is the number of arguments that are queued in a line each. More are queued in
// a loop.
const fewKeys = 4

// pipelined reports whether the receiver has the method of the library that opens a
// pipeline. That of a pipeline or transaction returns itself, so that to send what it
// holds would send the commands of the caller, too early.
func (s *site) pipelined() bool {
	if s.queues() {
		return false
	}
	recv := s.info.TypeOf(s.fun.X)
	obj, _, _ := types.LookupFieldOrMethod(recv, true, s.pkg, s.replies.Open)
	fn, ok := obj.(*types.Func)
	if !ok {
		return false
	}
	sig := fn.Signature()
	if sig.Params().Len() > 0 || sig.Results().Len() != 1 || fn.Pkg() != s.library && !types.IsInterface(recv) {
		return false
	}
	named, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Named)
	return ok && named.Obj().Pkg() == s.library && named.Obj().Name() == s.replies.Pipeline
}

// A pipeline writes a rewrite that sends the keys in one pipeline.
type pipeline struct {
	s   *site
	u   *use
	n   *namer
	w   *writer
	ctx string // the context with a comma, "" if the methods take none

	value, err string // the variables for the reply and the error
	// assign says that the error goes into a variable of the program afterwards.
	assign bool
}

// pipeline returns the edit that replaces the statement by a pipeline. ok is false if
// the keys are not known.
func (s *site) pipeline(u *use) (edit analysis.TextEdit, ok bool) {
	p := &pipeline{s: s, u: u, n: s.namer(u), w: &writer{}}
	recv := s.once(p.w, p.n, s.fun.X, "client")
	ctx := ""
	if client.FirstParam(s.sig) == 1 {
		ctx = s.once(p.w, p.n, s.call.Args[0], "ctx")
		p.ctx = ctx + ", "
	}
	pipe := p.n.outer("pipe")
	p.w.line("%s := %s.%s()", pipe, recv, s.replies.Open)
	if !p.queue(pipe) {
		return edit, false
	}
	exec := fmt.Sprintf("%s.%s(%s)", pipe, s.replies.Exec, ctx)
	if u.dropped() {
		p.w.line("_, _ = %s", exec)
		return s.replace(u, p.w.String())
	}
	if u.form == checked && u.stmt.(*ast.IfStmt).Init == nil {
		if p.err = "err"; p.n.taken[p.err] {
			p.err = p.n.local("execErr")
		}
		p.w.line("if _, %s := %s; %s {", p.err, exec, p.condition())
		return s.replace(u, p.w.String())
	}
	initial := p.names()
	cmds := p.n.outer("cmds")
	p.w.line("%s, %s := %s", cmds, p.err, exec)
	p.collect(cmds)
	switch u.form {
	case returned:
		p.leave()
	case checked:
		p.w.line("if %s%s {", initial, s.text(u.stmt.(*ast.IfStmt).Cond))
	}
	return s.replace(u, p.w.String())
}

// queue writes the commands into the pipeline, each with one key.
func (p *pipeline) queue(pipe string) bool {
	s := p.s
	name, ok := s.single()
	if !ok {
		return false
	}
	send, args := fmt.Sprintf("%s.%s(%s", pipe, name, p.ctx), s.args()
	if !s.call.Ellipsis.IsValid() && 1 < len(args) && len(args) <= fewKeys {
		switch {
		case s.reply != same:
			for _, x := range args {
				p.w.line("%s%s)", send, s.text(x))
			}
			return true
		case s.pairing(args) == inArgs:
			for i := 0; i < len(args); i += 2 {
				p.w.line("%s%s, %s, 0)", send, s.text(args[i]), s.text(args[i+1]))
			}
			return true
		}
	}
	r := s.rounds(p.n)
	if r == nil {
		return false
	}
	p.w.lines(r.before)
	p.w.line("%s", r.head)
	p.w.line("%s%s)", send, r.args)
	p.w.line("}")
	return true
}

// names chooses the variables for the reply and the error. They are those of the
// statement where it has them and they can be declared in front of it; if not, it
// returns the assignment that the statement begins with.
func (p *pipeline) names() (initial string) {
	value, err := p.u.value, p.u.err
	free := func(t *target) bool { return t == nil || !t.defined || p.s.usable(p.u, t.name) }
	if p.u.form == checked && !(free(value) && free(err)) {
		var left, right []string
		if value != nil {
			p.value = p.n.outer(wholes[p.s.reply])
			left, right = append(left, value.name), append(right, p.value)
		}
		p.err = p.n.outer("execErr")
		if err != nil {
			left, right = append(left, err.name), append(right, p.err)
		}
		return fmt.Sprintf("%s := %s; ", strings.Join(left, ", "), strings.Join(right, ", "))
	}
	if value != nil {
		p.value = value.name
	} else if p.u.form == returned && p.u.accessor != "Err" && p.s.reply != same {
		p.value = p.n.outer(wholes[p.s.reply])
	}
	switch {
	case err != nil && (err.defined || p.s.inBlock(p.u, err.name)):
		p.err = err.name
	case err == nil && p.s.usable(p.u, "err"):
		p.err = "err"
	default:
		p.err = p.n.outer("execErr")
		p.assign = err != nil
	}
	return ""
}

// collect writes what is made of the replies.
func (p *pipeline) collect(cmds string) {
	s := p.s
	value := p.value != "" && s.reply != same
	defined := p.u.value == nil || p.u.value.defined || p.u.value.name != p.value
	op := "="
	if defined {
		op = ":="
	}
	switch {
	case p.value == "":
	case s.reply == same:
		p.w.line(`%s %s "OK"`, p.value, op)
	case s.reply == place:
		p.w.line("%s %s make([]any, 0, len(%s))", p.value, op, cmds)
	case defined:
		p.w.line("var %s %s", p.value, s.typ)
	default:
		p.w.line("%s = 0", p.value)
	}
	cmd := p.n.local("cmd")
	p.w.line("for _, %s := range %s {", cmd, cmds)
	if p.u.errs() || !value {
		p.join(cmd)
	}
	if value && s.reply == sum {
		p.w.line("%s += %s.Val()", p.value, s.typed(cmd))
	} else if value {
		p.w.line("%s = append(%s, %s.Val()...)", p.value, p.value, s.typed(cmd))
	}
	p.w.line("}")
	if p.value != "" && p.u.form != returned && !p.leaves() {
		p.w.line("if %s != nil {", p.err)
		p.w.line("%s = %s", p.value, s.zero)
		p.w.line("}")
	}
	if p.assign {
		p.w.line("%s = %s", p.u.err.name, p.err)
	}
}

// leaves reports whether the next statement leaves the list if there is an error, without
// a look at the reply.
func (p *pipeline) leaves() bool {
	i := slices.Index(p.u.list, p.u.stmt) + 1
	if i == len(p.u.list) || p.u.err == nil || p.u.form != assigned {
		return false
	}
	stmt, ok := p.u.list[i].(*ast.IfStmt)
	if !ok || stmt.Init != nil || stmt.Else != nil || !ends(stmt.Body) || p.s.names(stmt.Body)[p.value] {
		return false
	}
	cond, ok := stmt.Cond.(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ || !p.s.isNil(cond.Y) {
		return false
	}
	id, ok := cond.X.(*ast.Ident)
	return ok && id.Name == p.err && p.u.value.defined
}

// join adds the error of a command to that of the pipeline, which is the first one.
// Commands that fail for one reason give one error.
func (p *pipeline) join(cmd string) {
	errors := ""
	if v := p.s.version(); v == "" || version.Compare(v, "go1.20") >= 0 { // which has Join
		errors = p.s.importErrors()
	}
	if errors == "" {
		p.w.line("if %s == nil {", p.err)
		p.w.line("%s = %s.Err()", p.err, cmd)
		p.w.line("}")
		return
	}
	p.w.line("if %s.Err() != nil && !%s.Is(%s, %s.Err()) {", cmd, errors, p.err, cmd)
	p.w.line("%s = %s.Join(%s, %s.Err())", p.err, errors, p.err, cmd)
	p.w.line("}")
}

// condition returns the condition of an if, with the error in place of the call.
func (p *pipeline) condition() string {
	cond := p.u.stmt.(*ast.IfStmt).Cond
	return p.err + p.s.between(cond.(*ast.BinaryExpr).X.End(), cond.End())
}

// leave writes the return.
func (p *pipeline) leave() {
	ok := p.value
	if p.s.reply == same {
		ok = `"OK"`
	}
	switch p.u.accessor {
	case "Err":
		p.w.line("return %s", p.err)
	case "Val":
		p.w.line("if %s != nil {", p.err)
		p.w.line("return %s", p.s.zero)
		p.w.line("}")
		p.w.line("return %s", ok)
	default:
		p.w.line("if %s != nil {", p.err)
		p.w.line("return %s, %s", p.s.zero, p.err)
		p.w.line("}")
		p.w.line("return %s, nil", ok)
	}
}

// typed returns a command of a pipeline as what it is, with the method Val. Where
// the file does not import the library, that method is all that is asked for.
func (s *site) typed(cmd string) string {
	if name := s.nameOf(s.library.Path()); name != "" {
		return fmt.Sprintf("%s.(*%s.%s)", cmd, name, s.replies.Types[s.command])
	}
	return fmt.Sprintf("%s.(interface{ Val() %s })", cmd, s.typ)
}

// version returns the version of Go that the file is written for, "" if it is not
// known.
func (s *site) version() string {
	if v := s.info.FileVersions[s.file]; v != "" {
		return v
	}
	return s.pkg.GoVersion()
}
