package lua

import (
	"slices"
	"strings"

	"github.com/yuin/gopher-lua/ast"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

// callExpr returns the results of a call.
func (in *interp) callExpr(e *ast.FuncCallExpr, s *scope) []item {
	if in.nest++; in.nest > maxNest || !in.step(1) {
		in.over = true
		in.nest--
		return one(value{})
	}
	defer func() { in.nest-- }()
	if e.Receiver == nil {
		f := in.expr(e.Func, s)
		return in.invoke(e, f, in.values(e.Args, s))
	}
	recv := in.expr(e.Receiver, s)
	args := append(one(recv), in.values(e.Args, s)...)
	if _, known := textFunctions["string."+e.Method]; recv.kind == text || recv.kind == unknown && known {
		return in.invoke(e, builtin("string."+e.Method), args)
	}
	return in.invoke(e, in.get(recv, lit(e.Method)), args)
}

// invoke calls a value.
func (in *interp) invoke(at *ast.FuncCallExpr, f value, args []item) []item {
	switch f.kind {
	case funcVal:
		return in.call(f.fn, args)
	case library:
		return in.builtin(at, f.name, args)
	}
	// Who is not known may do anything with what it is given.
	for _, a := range args {
		in.reads(a.value, 0)
		if a.isTable() {
			a.tbl.some(value{})
		}
		if a.kind == funcVal {
			in.call(a.fn, []item{{repeat: true}})
		}
	}
	return one(value{})
}

// builtin calls a function of the server or of the standard library.
func (in *interp) builtin(at *ast.FuncCallExpr, name string, args []item) []item {
	arg := func(i int) value { return argument(args, i) }
	switch name {
	case "redis.call", "redis.pcall":
		in.access(at, args)
		return one(part(Part{Kind: Value}))
	case "redis.register_function":
		in.registered(at, args)
		return nil
	case "pcall", "xpcall":
		return in.protected(at, name, args)
	case "unpack", "table.unpack":
		return in.unpack(args)
	case "tostring", "tonumber", "assert":
		if v := arg(0); v.kind == text || v.kind == null {
			return one(v)
		}
		if name == "assert" {
			return args
		}
	case "string.format":
		return one(in.format(args))
	case "table.insert":
		in.insert(args)
		return nil
	case "table.concat":
		if t := arg(0); t.isTable() && len(t.tbl.rest) == 0 && len(args) <= 2 {
			return one(joined(t.tbl, arg(1)))
		}
		in.reads(arg(0), 0)
	case "table.remove", "next":
		return one(element(arg(0)))
	case "table.getn", "string.len":
		return one(in.length(arg(0)))
	case "select":
		if n, ok := arg(0).index(); ok {
			return drop(args[1:], n-1)
		}
		return []item{{repeat: true}}
	default:
		if strings.HasPrefix(name, "math.") || strings.HasPrefix(name, "bit.") || strings.HasPrefix(name, "os.") {
			return one(part(Part{Kind: Value}))
		}
		if out := in.made(name, args); out != nil {
			return out
		}
		for _, a := range args {
			in.reads(a.value, 0)
			if a.kind == funcVal {
				in.call(a.fn, []item{{repeat: true}})
			}
		}
	}
	return one(value{})
}

// insert is table.insert.
func (in *interp) insert(args []item) {
	t := argument(args, 0)
	if !t.isTable() {
		return
	}
	if n, _ := argument(args, 1).index(); len(args) == 2 {
		t.tbl.add(argument(args, 1), in.cond)
	} else if n == 1 && len(t.tbl.items) == 0 {
		t.tbl.someFirst(argument(args, 2))
	} else {
		t.tbl.some(argument(args, 2))
	}
}

// drop leaves out the first n of a list of arguments.
func drop(args []item, n int) []item {
	for i, a := range args {
		if a.repeat || i == n {
			return args[i:]
		}
	}
	return nil
}

// protected calls a function as pcall and xpcall do.
func (in *interp) protected(at *ast.FuncCallExpr, name string, args []item) []item {
	if len(args) == 0 || args[0].repeat {
		return []item{{repeat: true}}
	}
	rest := args[1:]
	if name == "xpcall" && len(rest) > 0 {
		if rest[0].kind == funcVal {
			in.cond++
			in.call(rest[0].fn, one(value{}))
			in.cond--
		}
		rest = rest[1:]
	}
	return append(one(value{}), in.invoke(at, args[0].value, rest)...)
}

// unpack returns the elements of a list.
func (in *interp) unpack(args []item) []item {
	list := argument(args, 0)
	in.reads(list, 0)
	from := 1
	if len(args) > 1 {
		n, ok := argument(args, 1).index()
		if !ok || len(args) > 2 {
			return []item{{value: element(list), repeat: true}}
		}
		from = n
	}
	if list.isTable() {
		return spread(list.tbl, from)
	}
	return []item{{value: element(list), repeat: true}}
}

// spread returns the elements of a table from one on.
func spread(t *table, from int) []item {
	var out []item
	for i, v := range t.items {
		if i >= from-1 {
			out = append(out, item{value: v})
		}
	}
	for _, v := range t.rest {
		out = append(out, item{v, true})
	}
	return out
}

func joined(t *table, sep value) value {
	var vs []value
	for i, v := range t.items {
		if i > 0 && sep.kind != null {
			vs = append(vs, sep)
		}
		vs = append(vs, v)
	}
	return concatValues(vs...)
}

// format evaluates string.format as far as the format is known.
func (in *interp) format(args []item) value {
	f, ok := argument(args, 0).constant()
	if !ok {
		return value{}
	}
	var vs []value
	for n := 1; ; n++ {
		i := strings.IndexByte(f, '%')
		if i < 0 || i == len(f)-1 {
			return concatValues(append(vs, lit(f))...)
		}
		vs = append(vs, lit(f[:i]))
		verb := strings.TrimLeft(f[i+1:], "-+ #0123456789.")
		if verb == "" {
			return value{}
		}
		plain := len(verb) == len(f)-i-1
		switch c := verb[0]; {
		case c == '%':
			vs = append(vs, lit("%"))
			n--
		case c == 's' && plain:
			vs = append(vs, argument(args, n))
		case c == 'd' && plain && argument(args, n).isText():
			vs = append(vs, argument(args, n))
		default:
			verb := lit(f[i : len(f)-len(verb)+1])
			out := in.made("string.format", []item{{value: verb}, {value: argument(args, n)}})
			if out == nil && strings.IndexByte("diouxXeEfgGc", c) >= 0 {
				out = one(part(Part{Kind: Value}))
			}
			vs = append(vs, argument(out, 0))
		}
		f = verb[1:]
	}
}

// access notes a command.
func (in *interp) access(at *ast.FuncCallExpr, args []item) {
	word := func(i int) (string, bool) {
		if i < len(args) && !args[i].repeat {
			return args[i].constant()
		}
		return "", false
	}
	name, ok := word(0)
	if !ok {
		return
	}
	sub, _ := word(1)
	cmd, ok := command.Lookup(name, sub)
	if !ok {
		return
	}
	if in.dry > 0 {
		return
	}
	sent := Sent{Command: cmd.Name, Line: at.Line(), Cond: in.cond > 0}
	for _, a := range args {
		var texts []Text
		if a.kind == text && !a.partial && !a.repeat {
			texts = a.texts
		}
		sent.Words = append(sent.Words, texts)
	}
	in.fn.Sent = append(in.fn.Sent, sent)
	places, _, ok := cmd.KeysIn(len(args), func(i int) bool { return args[i].repeat }, word)
	if !ok || len(places) == 0 {
		return
	}
	acc := Access{Command: cmd.Name, Line: at.Line(), Cond: in.cond > 0, Words: sent.Words}
	if slices.ContainsFunc(args, func(a item) bool { return a.repeat }) {
		acc.Words = nil
	}
	for _, p := range places {
		a := args[p.Word]
		if p.Pattern {
			continue
		}
		if a.kind == text || a.kind == unknown {
			acc.Keys = append(acc.Keys, Key{Texts: a.texts, Partial: a.partial || a.kind == unknown, Repeat: p.Repeat, Role: p.Role})
		} else {
			acc.Keys = append(acc.Keys, Key{Partial: true, Repeat: p.Repeat, Role: p.Role})
		}
	}
	in.fn.Accesses = append(in.fn.Accesses, acc)
}

// registered notes a function of a library.
func (in *interp) registered(at *ast.FuncCallExpr, args []item) {
	r := registration{line: at.Line()}
	first := argument(args, 0)
	fn := argument(args, 1)
	if first.isTable() {
		fields := first.tbl.fields
		first, fn = fields["function_name"], fields["callback"]
		if flags := fields["flags"]; flags.isTable() {
			for _, f := range flags.tbl.items {
				if s, ok := f.constant(); ok {
					r.flags = append(r.flags, s)
				}
			}
		}
	}
	r.name, _ = first.constant()
	if fn.kind == funcVal {
		r.fn = fn.fn
	}
	if in.dry == 0 {
		in.register = append(in.register, r)
	}
}
