package confine

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
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
	"COMMAND GETKEYSANDFLAGS": true, "SLOWLOG GET": true, "ACL LOG": true,
	"FT.SEARCH": true, "FT.AGGREGATE": true, "TS.QUERYINDEX": true, "TS.MGET": true, "TS.MRANGE": true, "TS.MREVRANGE": true,
}

// A Reply is an expression at which keys come back to the program.
type Reply struct {
	Start
	Glob *string // a pattern that matches what a scan looks for, nil if it is not known

	// Use says what a script does with the keys that it scans for itself, "" if the
	// reply comes to the program.
	Use string
}

// Replies returns the expressions at which keys come back to the program: replies
// of scans, arguments of commands that a hook sees, and notifications. Traces are for
// people.
func (p *Program) Replies() (out []Reply) {
	notified := p.notified()
	for file, u := range p.unitOf {
		if libraries.Traces(u.Pkg.Path()) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				fn, ok := typeutil.Callee(u.Info, n).(*types.Func)
				if !ok || fn.Pkg() == nil || fn.Signature().Recv() == nil {
					return true
				}
				if m, ok := libraries.Lookup(fn); ok {
					if scans[m.Command] || m.Kind == client.Raw && p.rawScan(u.Info, n) {
						r := Reply{Start: Start{n, All}}
						if glob, known := p.globOf(n, m, fn); known {
							r.Glob = &glob
						}
						out = append(out, r)
					}
				} else if libraries.Owns(fn.Pkg().Path()) {
					if part, ok := spells[fn.Name()]; ok && isCommand(fn.Signature().Recv().Type()) {
						out = append(out, Reply{Start: Start{n, part}})
					}
				}
			case *ast.BasicLit:
				out = append(out, scripted(u.Info, n)...)
			case *ast.SelectorExpr:
				if v, ok := u.Info.ObjectOf(n.Sel).(*types.Var); ok && notified && v.IsField() && v.Pkg() != nil && libraries.Owns(v.Pkg().Path()) &&
					(v.Name() == "Channel" || v.Name() == "Payload") {
					out = append(out, Reply{Start: Start{n, All}})
				}
			}
			return true
		})
	}
	return out
}

// spells are the methods of commands that return the words, with the keys, and where.
var spells = map[string]Part{"Args": Others, "String": All, "Commands": Others}

// isCommand reports whether a type of a client is one of commands.
func isCommand(typ types.Type) bool {
	for _, name := range []string{"Args", "Commands"} {
		if obj, _, _ := types.LookupFieldOrMethod(typ, true, nil, name); obj != nil {
			return true
		}
	}
	return false
}

// scripted returns what a script does with the keys that it scans for.
func scripted(info *types.Info, lit *ast.BasicLit) (out []Reply) {
	tv := info.Types[lit]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return nil
	}
	text := constant.StringVal(tv.Value)
	if !strings.Contains(text, ".call") && !strings.Contains(text, ".pcall") {
		return nil
	}
	_, use, globs := lua.Scanned(text)
	if use == "" {
		return nil
	}
	for _, glob := range globs {
		out = append(out, Reply{Start: Start{lit, All}, Glob: &glob, Use: use})
	}
	return out
}

// rawScan reports whether a call that spells its command is a scan.
func (p *Program) rawScan(info *types.Info, call *ast.CallExpr) bool {
	name := ""
	for _, arg := range call.Args {
		tv := info.Types[arg]
		switch {
		case tv.Value != nil && tv.Value.Kind() == constant.String:
			if name += upper(constant.StringVal(tv.Value)); scans[name] {
				return true
			}
			name += " "
		case name != "":
			return false
		}
	}
	return false
}

// globOf returns the pattern of a scan, if something is known of it.
func (p *Program) globOf(call *ast.CallExpr, m *client.Method, fn *types.Func) (glob string, known bool) {
	for _, w := range m.Words {
		if w.Arg == nil || w.Option != "MATCH" && m.Command != "KEYS" {
			continue
		}
		if i := w.Arg.Param + client.FirstParam(fn.Signature()); i < len(call.Args) {
			return p.newTrace().glob(call.Args[i])
		}
	}
	return "", false
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
