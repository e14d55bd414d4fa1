package confine

import (
	"go/ast"
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// repliesWith are the commands whose reply names the keys that they were given, and
// where (https://redis.io/docs/latest/commands/, "Reply information").
var repliesWith = map[string]Part{
	"BLPOP": First, "BRPOP": First, "BZPOPMIN": First, "BZPOPMAX": First,
	"LMPOP": First, "BLMPOP": First, "ZMPOP": First, "BZMPOP": First,
	"XREAD": All, "XREADGROUP": All,
}

// scans are the commands whose reply holds keys that the program does not name.
var scans = map[string]bool{
	"SCAN": true, "KEYS": true, "RANDOMKEY": true, "CLUSTER GETKEYSINSLOT": true, "COMMAND GETKEYS": true,
}

// Replies returns the expressions at which keys come back to the program: replies
// of scans, arguments of commands that a hook sees, and notifications. matches
// reports whether a scan with a constant pattern may find a key that matters.
func (p *Program) Replies(matches func(glob string) bool) (out []Start) {
	if p.replies == nil {
		p.replies = p.findReplies()
	}
	for _, r := range p.replies {
		if r.glob == "" || matches(r.glob) {
			out = append(out, r.Start)
		}
	}
	return out
}

// A reply is where keys come back to the program, of a scan with a constant pattern if
// that is not empty.
type reply struct {
	Start
	glob string
}

// findReplies returns all replies of the program, not nil.
func (p *Program) findReplies() []reply {
	out := []reply{}
	notified := p.notified()
	for file, u := range p.unitOf {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				fn, ok := typeutil.Callee(u.Info, n).(*types.Func)
				if !ok || fn.Pkg() == nil || fn.Signature().Recv() == nil {
					return true
				}
				if m, ok := libraries.Lookup(fn); ok {
					if scans[m.Command] || m.Kind == client.Raw && p.rawScan(u.Info, n) {
						out = append(out, reply{Start{n, All}, p.globOf(u.Info, n, m, fn)})
					}
				} else if fn.Name() == "Args" && libraries.Owns(fn.Pkg().Path()) {
					out = append(out, reply{Start: Start{n, Others}})
				}
			case *ast.SelectorExpr:
				if v, ok := u.Info.ObjectOf(n.Sel).(*types.Var); ok && notified && v.IsField() && v.Pkg() != nil && libraries.Owns(v.Pkg().Path()) &&
					(v.Name() == "Channel" || v.Name() == "Payload") {
					out = append(out, reply{Start: Start{n, All}})
				}
			}
			return true
		})
	}
	return out
}

// rawScan reports whether a call that spells its command is a scan.
func (p *Program) rawScan(info *types.Info, call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		if tv := info.Types[arg]; tv.Value != nil && tv.Value.Kind() == constant.String {
			return scans[upper(constant.StringVal(tv.Value))]
		}
	}
	return false
}

// globOf returns the pattern of a scan, "" if it is not constant.
func (p *Program) globOf(info *types.Info, call *ast.CallExpr, m *client.Method, fn *types.Func) string {
	for _, w := range m.Words {
		if w.Arg == nil || w.Option != "MATCH" && m.Command != "KEYS" {
			continue
		}
		if i := w.Arg.Param + client.FirstParam(fn.Signature()); i < len(call.Args) {
			if tv := info.Types[call.Args[i]]; tv.Value != nil && tv.Value.Kind() == constant.String {
				return constant.StringVal(tv.Value)
			}
		}
	}
	return ""
}

// notified reports whether the program names a channel on which the server says
// what happens to keys.
func (p *Program) notified() bool {
	for file, u := range p.unitOf {
		for n := range ast.Preorder(file) {
			if e, ok := n.(ast.Expr); ok {
				if tv := u.Info.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String && notification(constant.StringVal(tv.Value)) {
					return true
				}
			}
		}
	}
	return false
}
