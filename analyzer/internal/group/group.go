// Package group rewrites a call that sends one command with keys of several
// slots as a pipeline of commands with one key each, which the client splits by slot.
// Where the client has no pipelines, or may be one, it becomes a loop that sends them one
// after the other.
//
// It works on syntax and types: the caller knows that the keys of the call are in
// different slots. A rewrite is made only where it is plainly right;
// see [Fix].
package group

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// A reply says how the replies to the parts of a command make up the reply to
// all of it.
type reply uint8

const (
	sum   reply = iota // a number: they are added
	place              // a list with one element for each key, which goes to the key's place
	same               // a status, which is the same for each part
)

// A spec is a command that can be split.
type spec struct {
	reply reply
	typ   string // of the reply in Go
	zero  string // the reply of a command that failed, in Go
	part  string // a name for the reply to one part
}

// specs are the commands that are rewritten. They are those that the libraries
// have as splittable, and the clients have one method for each.
var specs = map[string]spec{
	"DEL":    {sum, "int64", "0", "deleted"},
	"UNLINK": {sum, "int64", "0", "unlinked"},
	"EXISTS": {sum, "int64", "0", "found"},
	"TOUCH":  {sum, "int64", "0", "touched"},
	"MGET":   {place, "[]any", "nil", "replies"},
	"MSET":   {same, "string", `""`, ""},
}

// Fix returns the rewrite of a call of a client's method, with edits in the
// call's file only. ok is false where there is none:
//
//   - The result of the call is used otherwise than by Err, Result or Val in a
//     statement of its own, a return, or the condition "err != nil" of an if.
//   - The client may queue the command (a pipeline, a transaction), or is no
//     client of a cluster (a ring, a connection).
//   - It is not known which arguments are keys (an MSET of a struct).
//   - The code cannot be moved as it is: there are comments in it, labels, or goto;
//     and for a loop, a break or continue of a loop around it.
//   - The file is generated, or uses cgo.
//
// The rewritten code returns what the call does, also for keys that are given twice.
// It sends all commands, and joins their errors; with an error, it returns the zero
// value. The loop ends with the first error. For no keys, nothing is sent, and
// there is no error.
func Fix(pass *analysis.Pass, call *ast.CallExpr) (fix analysis.SuggestedFix, ok bool) {
	s := newSite(pass, call)
	if s == nil {
		return fix, false
	}
	u := s.use()
	if u == nil || u.accessor == "" && s.queues() {
		return fix, false
	}
	rewrite, message := s.loop, "Send one command for each key, which is not atomic any more"
	if s.pipelined() {
		rewrite, message = s.pipeline, "Send one command for each key in a pipeline, which is not atomic any more"
	}
	edit, ok := rewrite(u)
	if !ok {
		return fix, false
	}
	edits := []analysis.TextEdit{edit}
	if s.imports != nil {
		edits = append([]analysis.TextEdit{*s.imports}, edits...)
	}
	return analysis.SuggestedFix{Message: message, TextEdits: edits}, true
}

// A site is a call that may be rewritten.
type site struct {
	info    *types.Info
	pkg     *types.Package
	file    *ast.File
	tok     *token.File
	src     []byte
	path    []ast.Node // from the call to the file
	scope   *types.Scope
	imports *analysis.TextEdit // that imports a package; nil if none is needed

	call    *ast.CallExpr
	fun     *ast.SelectorExpr
	sig     *types.Signature
	command string
	library *types.Package  // of the client
	replies *client.Replies // of that package
	spec
}

// newSite returns nil for calls that are never rewritten, whatever is done with
// their result.
func newSite(pass *analysis.Pass, call *ast.CallExpr) *site {
	s := &site{info: pass.TypesInfo, pkg: pass.Pkg, call: call}
	var ok bool
	if s.fun, ok = call.Fun.(*ast.SelectorExpr); !ok {
		return nil
	}
	m, fn := s.method(call)
	if m == nil {
		return nil
	}
	s.command, s.sig = m.Command, fn.Signature()
	if s.spec, ok = specs[m.Command]; !ok || !s.sig.Variadic() || s.sig.Params().Len() != client.FirstParam(s.sig)+1 {
		return nil
	}
	result, ok := types.Unalias(s.sig.Results().At(0).Type()).(*types.Pointer)
	if !ok {
		return nil
	}
	named, ok := types.Unalias(result.Elem()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	s.library = named.Obj().Pkg()
	path := s.library.Path()
	lib := libraries.OwnerOf(path)
	if lib == nil {
		return nil
	}
	if s.replies = lib.Replies(path); s.replies == nil || named.Obj().Name() != s.replies.Types[s.command] {
		return nil
	}
	recv := s.info.TypeOf(s.fun.X)
	switch libraries.ClassOf(recv) {
	case client.Cluster, client.Universal:
	case client.Single:
		if libraries.IsConnection(recv) {
			return nil
		}
	default:
		return nil
	}
	if !s.open(pass) {
		return nil
	}
	return s
}

// method returns the row and the method that a call is of, nil for other calls.
func (s *site) method(call *ast.CallExpr) (*client.Method, *types.Func) {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil, nil
	}
	selection := s.info.Selections[fun]
	if selection == nil || selection.Kind() != types.MethodVal {
		return nil, nil
	}
	fn, ok := selection.Obj().(*types.Func)
	if !ok {
		return nil, nil
	}
	m, ok := libraries.Lookup(fn)
	if !ok || !m.Splittable {
		return nil, nil
	}
	return m, fn
}

// open finds the file of the call, reads it, and reports whether it may be
// edited.
func (s *site) open(pass *analysis.Pass) bool {
	for _, file := range pass.Files {
		if file.FileStart <= s.call.Pos() && s.call.End() <= file.FileEnd {
			s.file = file
		}
	}
	if s.file == nil || ast.IsGenerated(s.file) {
		return false
	}
	for _, spec := range s.file.Imports {
		if spec.Path.Value == `"C"` {
			return false
		}
	}
	s.tok = pass.Fset.File(s.file.FileStart)
	src, err := pass.ReadFile(s.tok.Name())
	if err != nil || len(src) != s.tok.Size() {
		return false
	}
	s.src = src
	s.path, _ = astutil.PathEnclosingInterval(s.file, s.call.Pos(), s.call.End())
	for len(s.path) > 0 && s.path[0] != ast.Node(s.call) {
		s.path = s.path[1:]
	}
	if len(s.path) == 0 {
		return false
	}
	s.scope = pass.Pkg.Scope().Innermost(s.call.Pos())
	return s.scope != nil && s.predeclared()
}

// text returns the source of a node.
func (s *site) text(n ast.Node) string { return s.between(n.Pos(), n.End()) }

func (s *site) between(from, to token.Pos) string {
	return string(s.src[s.tok.Offset(from):s.tok.Offset(to)])
}

// queues reports whether the receiver may be a pipeline by its type: the method
// is one of an interface that a pipeline implements too.
func (s *site) queues() bool {
	selection := s.info.Selections[s.fun]
	t := selection.Recv()
	for _, i := range selection.Index()[:len(selection.Index())-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		outer, ok := t.Underlying().(*types.Struct)
		if !ok {
			return true
		}
		t = outer.Field(i).Type()
	}
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	pipeliner, ok := s.library.Scope().Lookup(s.replies.Pipeline).(*types.TypeName)
	return !ok || types.Implements(pipeliner.Type(), iface)
}
