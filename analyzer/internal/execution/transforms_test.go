package execution

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A transform rewrites a package into one that does the same.
type transform struct {
	name  string
	apply func(r *rewriter)
}

// wrap returns a transform that writes something around each text that goes
// somewhere. The declaration is added to the package.
func wrap(name, before, after, decl string) *transform {
	return &transform{name, func(r *rewriter) {
		if decl != "" {
			r.once(decl)
		}
		r.texts(func(s spot, x ast.Expr) { r.around(s, x, before, after) })
	}}
}

const box = `type boxed struct{ s string }

func newBoxed(s string) *boxed { return &boxed{s: s} }

func (b *boxed) get() string { return b.s }`

var transforms = []*transform{
	wrap("a pass-through function", "passThrough(", ")", "func passThrough(s string) string { return s }"),
	wrap("a generic identity", "identityOf(", ")", "func identityOf[T any](x T) T { return x }"),
	wrap("a generic identity, instantiated", "identityOf[string](", ")", "func identityOf[T any](x T) T { return x }"),
	wrap("a closure", "func() string { return ", " }()", ""),
	wrap("a closure with a parameter", "func(s string) string { return s }(", ")", ""),
	wrap("a closure over a local", "func() string { held := ", "; return func() string { return held }() }()", ""),
	wrap("a field", "boxed{s: ", "}.s", box),
	wrap("a field of a pointer", "(&boxed{s: ", "}).s", box),
	wrap("a method", "newBoxed(", ").get()", box),
	wrap("a method value", "func() string { get := newBoxed(", ").get; return get() }()", box),
	wrap("a pointer", "*pointerTo(", ")", "func pointerTo(s string) *string { return &s }"),
	wrap("an element", "[]string{", "}[0]", ""),
	wrap("an element of a map", "map[string]string{\"key\": ", "}[\"key\"]", ""),
	wrap("an interface", "any(", ").(string)", ""),
	wrap("bytes", "string([]byte(", "))", ""),
	wrap("a named type", "string(named(", "))", "type named string"),
	wrap("a variable argument", "firstOf(", ")", "func firstOf(list ...string) string { return list[0] }"),
	wrap("a second result", "func() string { _, s := resultsOf(", "); return s }()", "func resultsOf(s string) (int, string) { return 1, s }"),
	wrap("a named result", "resultOf(", ")", "func resultOf(s string) (r string) {\nr = s\nreturn\n}"),
	wrap("a deferred unlock", "lockedOf(", ")", "func lockedOf(s string) string {\ndefer func() {}()\nreturn s\n}"),
	{"locals", func(r *rewriter) { r.locals("") }},
	{"locals, a statement between", func(r *rewriter) { r.locals("_ = len(\"unrelated\")") }},
	{"locals, another variable counts between", func(r *rewriter) {
		r.once("var unrelated int")
		r.locals("unrelated++")
	}},
	{"locals, a function counts between", func(r *rewriter) {
		r.once("var unrelated int\n\nfunc countUnrelated() { unrelated++ }")
		r.locals("countUnrelated()")
	}},
	{"locals, another list between", func(r *rewriter) {
		r.locals("func() {\nother := []bool{true}\nother[0] = false\n_ = other\n}()")
	}},
	{"locals, a branch between", func(r *rewriter) {
		r.once("var unrelated int")
		r.locals("if unrelated > 3 {\nunrelated = 0\n}")
	}},
	{"swapped keys", swapped},
	{"renamed", renamed},
	{"Sprintf as a concatenation", concatenated},
	{"concatenation as Sprintf", asFormat},
	{"concatenation in steps", stepwise},
	{"inlined helpers", inlined},
	{"extracted helpers", extracted},
	{"other order of declarations", reordered},
	{"functions of another package", moved},
}

// locals puts the keys of a call into variables, with a statement between them.
func (r *rewriter) locals(between string) {
	r.clientCalls(func(c clientCall) {
		var keys []ast.Expr
		for _, x := range c.call.Args {
			is, constant := r.isString(x)
			switch {
			case is && !constant && !hasLiteral(x):
				keys = append(keys, x)
			case is && constant, r.fixed(x):
			default:
				return // it may have to be evaluated in between
			}
		}
		if len(keys) == 0 {
			return
		}
		for i, x := range keys {
			name := fmt.Sprint("held", r.next())
			text := fmt.Sprintf("%s := %s\n", name, r.text(c.spot, x))
			if i > 0 && between != "" || len(keys) == 1 && between != "" {
				text += between + "\n"
			}
			r.before(c.spot, c.stmt, text)
			r.replace(c.spot, x, name)
		}
	})
}

func hasLiteral(x ast.Expr) bool {
	has := false
	ast.Inspect(x, func(n ast.Node) bool {
		_, is := n.(*ast.FuncLit)
		has = has || is
		return !has
	})
	return has
}

// alike are the methods whose arguments behind the context are keys that may change
// places, as far as slots go.
var alike = []string{"Del", "Unlink", "Exists", "Touch", "MGet", "SInter", "SUnion", "SDiff", "SInterStore", "SUnionStore", "SDiffStore", "ZDiff", "PFCount", "PFMerge", "Rename", "RenameNX", "RPopLPush"}

func swapped(r *rewriter) {
	r.clientCalls(func(c clientCall) {
		if !slices.Contains(alike, r.callee(c.call).Name()) || c.call.Ellipsis.IsValid() {
			return
		}
		keys := c.call.Args[1:]
		for _, x := range keys {
			if !r.plain(x) {
				return
			}
		}
		if len(keys) < 2 {
			return
		}
		for i, x := range keys {
			r.replace(c.spot, x, r.text(c.spot, keys[len(keys)-1-i]))
		}
	})
}

// renamed gives variables, unexported functions and fields other names.
func renamed(r *rewriter) {
	names := make(map[types.Object]string)
	info := r.pkg.TypesInfo
	embedded := make(map[types.Object]bool)
	for _, obj := range info.Defs {
		if v, is := obj.(*types.Var); is && v.Embedded() {
			embedded[obj] = true
		}
	}
	for _, tree := range r.trees {
		ast.Inspect(tree, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || id.Name == "_" {
				return true
			}
			switch obj := info.Defs[id].(type) {
			case *types.Var:
				if !embedded[obj] && !(obj.Exported() && (obj.IsField() || obj.Parent() == r.pkg.Types.Scope())) {
					names[obj] = fmt.Sprint("x", r.next(), "y")
				}
			case *types.Func:
				if !obj.Exported() && obj.Signature().Recv() == nil && obj.Name() != "init" {
					names[obj] = fmt.Sprint("x", r.next(), "y")
				}
			}
			return true
		})
	}
	for i, tree := range r.trees {
		for _, d := range tree.Decls {
			s := spot{r.names[i], tree, nil}
			if f, ok := d.(*ast.FuncDecl); ok {
				s.decl = f
			}
			ast.Inspect(d, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				if !ok {
					return true
				}
				obj := info.Defs[id]
				if obj == nil {
					obj = info.Uses[id]
				}
				if v, ok := obj.(*types.Var); ok {
					obj = v.Origin()
				}
				if f, ok := obj.(*types.Func); ok {
					obj = f.Origin()
				}
				if name := names[obj]; name != "" {
					e := r.files[s.file]
					e.edits = append(e.edits, edit{r.offset(id.Pos()), r.offset(id.End()), name})
					if s.decl != nil {
						r.touch(s)
					}
				}
				return true
			})
		}
	}
}

// calls calls visit for each call of a known function, with the function; it looks
// for others inside the call where visit returns true.
func (r *rewriter) calls(visit func(s spot, call *ast.CallExpr, fn *types.Func) (inside bool)) {
	r.functions(func(s spot) {
		ast.Inspect(s.decl.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if fn := r.callee(call); fn != nil {
					return visit(s, call, fn)
				}
			}
			return true
		})
	})
}

// concatenated writes formats as concatenations.
func concatenated(r *rewriter) {
	r.calls(func(s spot, call *ast.CallExpr, fn *types.Func) bool {
		if fn.FullName() != "fmt.Sprintf" || call.Ellipsis.IsValid() {
			return true
		}
		format := r.pkg.TypesInfo.Types[call.Args[0]].Value
		if format == nil {
			return true
		}
		parts := r.formatted(s, constant.StringVal(format), call.Args[1:])
		if len(parts) == 0 {
			return true
		}
		r.replace(s, call, "("+strings.Join(parts, " + ")+")")
		return false
	})
}

// formatted returns the operands of a concatenation that makes what a format does;
// none if that is not known.
func (r *rewriter) formatted(s spot, format string, args []ast.Expr) (parts []string) {
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			parts = append(parts, fmt.Sprintf("%q", format))
			break
		}
		if i > 0 {
			parts = append(parts, fmt.Sprintf("%q", format[:i]))
		}
		if i+1 == len(format) || !strings.ContainsRune("sdv", rune(format[i+1])) || len(args) == 0 {
			return nil
		}
		part := r.converted(s, args[0], format[i+1])
		if part == "" {
			return nil
		}
		parts = append(parts, part)
		format, args = format[i+2:], args[1:]
	}
	if len(args) > 0 {
		return nil
	}
	return parts
}

// converted writes a value of a basic type as a string, "" if that is not what the
// verb does.
func (r *rewriter) converted(s spot, x ast.Expr, verb byte) string {
	t := types.Default(r.pkg.TypesInfo.TypeOf(x))
	text := r.text(s, x)
	if hasLiteral(x) {
		return ""
	}
	b, ok := types.Unalias(t).(*types.Basic)
	switch {
	case !ok:
		return ""
	case b.Kind() == types.String && verb != 'd':
		if _, binary := x.(*ast.BinaryExpr); binary {
			return "(" + text + ")"
		}
		return text
	case b.Info()&types.IsInteger != 0 && b.Info()&types.IsUnsigned == 0 && verb != 's':
		r.needs(s, "strconv")
		return "strconv.FormatInt(int64(" + text + "), 10)"
	case b.Info()&types.IsUnsigned != 0 && verb != 's':
		r.needs(s, "strconv")
		return "strconv.FormatUint(uint64(" + text + "), 10)"
	}
	return ""
}

// concatenations calls visit for each concatenation of strings that is not
// constant, with its operands.
func (r *rewriter) concatenations(visit func(s spot, x *ast.BinaryExpr, operands []ast.Expr)) {
	r.functions(func(s spot) {
		ast.Inspect(s.decl.Body, func(n ast.Node) bool {
			if _, ok := n.(*ast.GenDecl); ok {
				return false
			}
			x, ok := n.(*ast.BinaryExpr)
			if !ok || x.Op != token.ADD {
				return true
			}
			if is, constant := r.isString(x); !is || constant {
				return true
			}
			var operands []ast.Expr
			var add func(x ast.Expr)
			add = func(x ast.Expr) {
				if b, ok := ast.Unparen(x).(*ast.BinaryExpr); ok && b.Op == token.ADD && r.pkg.TypesInfo.Types[x].Value == nil {
					add(b.X)
					add(b.Y)
					return
				}
				operands = append(operands, x)
			}
			add(x)
			if slices.ContainsFunc(operands, hasLiteral) {
				return true
			}
			visit(s, x, operands)
			return false
		})
	})
}

func asFormat(r *rewriter) {
	r.concatenations(func(s spot, x *ast.BinaryExpr, operands []ast.Expr) {
		var list []string
		for _, x := range operands {
			list = append(list, r.text(s, x))
		}
		r.needs(s, "fmt")
		r.replace(s, x, fmt.Sprintf("fmt.Sprintf(%q, %s)", strings.Repeat("%s", len(list)), strings.Join(list, ", ")))
	})
}

func stepwise(r *rewriter) {
	r.concatenations(func(s spot, x *ast.BinaryExpr, operands []ast.Expr) {
		text := "func() string {\n"
		for i, x := range operands {
			text += fmt.Sprintf("step%d := %s\n", i, r.text(s, x))
		}
		text += "sum := step0\n"
		for i := range operands[1:] {
			text += fmt.Sprintf("sum += step%d\n", i+1)
		}
		r.replace(s, x, text+"return sum\n}()")
	})
}

// inlined writes the bodies of functions in place of their names.
func inlined(r *rewriter) {
	decls := make(map[*types.Func]spot)
	r.functions(func(s spot) {
		fn, _ := r.pkg.TypesInfo.Defs[s.decl.Name].(*types.Func)
		if fn == nil || s.decl.Recv != nil || s.decl.Type.TypeParams != nil {
			return
		}
		decls[fn] = s
	})
	r.calls(func(s spot, call *ast.CallExpr, fn *types.Func) bool {
		p, ok := decls[fn]
		if ok && p.file == s.file && p.decl != s.decl && !r.refersTo(p.decl, fn) {
			r.replace(s, call.Fun, "func"+r.text(p, p.decl.Type.Params)+" "+r.results(p)+" "+r.text(p, p.decl.Body))
		}
		return true
	})
}

// results spells the results of a function.
func (r *rewriter) results(s spot) string {
	if s.decl.Type.Results == nil {
		return ""
	}
	return r.text(s, s.decl.Type.Results)
}

func (r *rewriter) refersTo(d *ast.FuncDecl, fn *types.Func) bool {
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && r.pkg.TypesInfo.Uses[id] == fn
		return !found
	})
	return found
}

// extracted makes a function of each text that goes somewhere.
func extracted(r *rewriter) {
	var done []ast.Expr
	r.texts(func(s spot, x ast.Expr) {
		if slices.ContainsFunc(done, func(o ast.Expr) bool { return o.Pos() <= x.Pos() && x.End() <= o.End() }) {
			return
		}
		vars, ok := r.free(s, x)
		if !ok {
			return
		}
		done = append(done, x)
		var params, args []string
		for _, v := range vars {
			params = append(params, v.Name()+" "+r.spell(s, v.Type()))
			args = append(args, v.Name())
		}
		name := fmt.Sprintf("extracted%s%d", strings.ToUpper(s.file[:1])+strings.NewReplacer("/", "", ".go", "").Replace(s.file[1:]), r.next())
		r.declare(s, "func %s(%s) string { return %s }\n", name, strings.Join(params, ", "), r.text(s, x))
		r.replace(s, x, fmt.Sprintf("%s(%s)", name, strings.Join(args, ", ")))
	})
}

// reordered writes the declarations of each file in the opposite order.
func reordered(r *rewriter) {
	for i, tree := range r.trees {
		s := spot{file: r.names[i], tree: tree}
		var rest, decls []string
		for _, d := range tree.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				rest = append(rest, r.text(s, d))
				continue
			}
			decls = append(decls, r.text(s, d))
			if f, ok := d.(*ast.FuncDecl); ok {
				r.touch(spot{s.file, tree, f})
			}
		}
		slices.Reverse(decls)
		r.files[s.file].order = slices.Concat([]string{"package " + tree.Name.Name}, rest, decls)
	}
}

// moved moves functions to another package: those that name nothing of their own.
func moved(r *rewriter) {
	names := make(map[*types.Func]string)
	r.functions(func(s spot) {
		fn, _ := r.pkg.TypesInfo.Defs[s.decl.Name].(*types.Func)
		if fn == nil || fn.Exported() || s.decl.Recv != nil || fn.Name() == "init" || !r.selfContained(s.decl) {
			return
		}
		name := "Moved" + strings.ToUpper(fn.Name()[:1]) + fn.Name()[1:]
		names[fn] = name
		text := r.text(s, s.decl)
		at := r.offset(s.decl.Name.Pos()) - r.offset(s.decl.Pos())
		fmt.Fprintf(&r.moved, "%s%s%s\n\n", text[:at], name, text[at+len(fn.Name()):])
		r.replace(s, s.decl, "")
	})
	r.functions(func(s spot) {
		if fn, _ := r.pkg.TypesInfo.Defs[s.decl.Name].(*types.Func); names[fn] != "" {
			return
		}
		ast.Inspect(s.decl.Body, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			fn, _ := r.pkg.TypesInfo.Uses[id].(*types.Func)
			if fn != nil && names[fn.Origin()] != "" {
				pkg := r.movedPath()[len(modulePath)+1:]
				r.needs(s, pkg)
				r.replace(s, id, pkg+"."+names[fn.Origin()])
			}
			return true
		})
	})
}

// selfContained reports whether a function names nothing of its package.
func (r *rewriter) selfContained(d *ast.FuncDecl) bool {
	ok := true
	ast.Inspect(d, func(n ast.Node) bool {
		id, is := n.(*ast.Ident)
		if !is || id == d.Name {
			return ok
		}
		obj := r.pkg.TypesInfo.Uses[id]
		if obj == nil {
			return ok
		}
		if obj.Pkg() == r.pkg.Types && obj.Parent() == r.pkg.Types.Scope() {
			ok = false
		}
		if p, is := obj.(*types.PkgName); is && isPackage(p.Name()) {
			ok = false
		}
		if v, is := obj.(*types.Var); is && v.IsField() && v.Pkg() == r.pkg.Types || is && v.Pkg() == r.pkg.Types && v.Parent() == nil {
			ok = false
		}
		return ok
	})
	return ok
}
