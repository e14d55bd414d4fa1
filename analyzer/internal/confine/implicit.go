package confine

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// encoded are the methods that encoders, and drivers of databases, call.
var encoded = map[string]bool{
	"MarshalText": true, "MarshalJSON": true, "MarshalBinary": true, "MarshalXML": true, "MarshalYAML": true,
	"MarshalBSON": true, "MarshalBSONValue": true, "MarshalTOML": true, "GobEncode": true,
	"AppendText": true, "AppendBinary": true, "EncodeValues": true,
}

// described are the methods that print a value.
var described = map[string]bool{"String": true, "GoString": true}

// implicit follows what a method returns to those who call it without its name: an
// encoder, fmt, or another package that takes the receiver as an interface.
func (t *trace) implicit(decl *ast.FuncDecl, s step) {
	if decl.Recv == nil {
		return
	}
	name := decl.Name.Name
	if encoded[name] || name == "Value" && numParams(decl) == 0 && decl.Type.Results.NumFields() == 2 {
		t.escape(s.expr, "is returned by "+name+", which an encoder or a database calls")
		return
	}
	if !decl.Name.IsExported() || len(decl.Recv.List) != 1 {
		return
	}
	recv := client.Named(t.typeOf(decl.Recv.List[0].Type))
	if recv == nil {
		return
	}
	at := t.of(recv.Origin().Obj())
	for file, u := range t.unitOf {
		for n := range ast.Preorder(file) {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				continue
			}
			fn, ok := typeutil.Callee(u.Info, call).(*types.Func)
			if !ok || fn.Pkg() == nil || libraries.Owns(fn.Pkg().Path()) {
				continue
			}
			for i, arg := range call.Args {
				typ := client.Named(u.Info.TypeOf(arg))
				if typ == nil || t.of(typ.Origin().Obj()) != at {
					continue
				}
				switch param := paramType(fn, i); {
				case described[name] && isAny(param):
					t.call(step{arg, nil, All}, call)
				case !t.owns(fn.Pkg()) && hasMethod(param, name):
					if isLog(t, call, i, fn) {
						t.note(s.expr, "is logged")
					} else {
						t.escape(s.expr, "is returned by "+name+", which "+short(fn)+" may call")
					}
				}
			}
		}
	}
}

// hasMethod reports whether a type is an interface with a method.
func hasMethod(typ types.Type, name string) bool {
	if typ == nil {
		return false
	}
	i, ok := typ.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range i.Methods() {
		if m.Name() == name {
			return true
		}
	}
	return false
}
