package execution

import "fmt"

// structs returns the ways to keep a part of the key in an object.
func structs() []construct {
	return []construct{
		{"struct with a prefix", 12, func(f *fn, s shape) string {
			a, b := f.cut(s)
			n := f.number()
			to, q := f.place()
			typ := exported(fmt.Sprint("names", n), q)
			g := f.helper(to)
			field := &value{expr: "n.prefix", typ: "string"}
			g.names["n"] = 1
			g.values = append(g.values, field)
			sig := f.abstract(g, join(val(field), b))
			body, e := g.built(sig.shape)
			method := exported("key", q)
			star := pick(f.module, "*", "*", "")
			to.declare("func (n %s%s) %s(%s) string {\n%sreturn %s\n}", star, typ, method, sig.list(), body, e)
			object := f.object(to, q, typ, f.text(a))
			switch f.rand.IntN(5) {
			case 0:
				f.use("method value")
				name := f.fresh("build")
				f.line("%s := %s.%s", name, object, method)
				return sig.call(name)
			case 1:
				if len(sig.args) == 0 {
					f.use("interface method")
					f.declare("type namer%d interface{ %s() string }", n, method)
					name := f.fresh("namer")
					f.line("var %s namer%d = %s", name, n, object)
					return fmt.Sprintf("%s.%s()", name, method)
				}
			}
			return sig.call(object + "." + method)
		}},
		{"embedded prefix", 3, func(f *fn, s shape) string {
			a, b := f.cut(s)
			n := f.number()
			f.declare("type base%d struct{ prefix string }\n\nfunc (b base%d) with(s string) string { return b.prefix + s }", n, n)
			f.declare("type store%d struct {\nbase%d\nname string\n}", n, n)
			name := f.fresh("store")
			f.line("%s := store%d{base%d: base%d{%s}, name: \"s\"}", name, n, n, n, f.text(a))
			if f.chance(50) {
				return fmt.Sprintf("%s.prefix + %s", name, f.text(b))
			}
			return fmt.Sprintf("%s.with(%s)", name, f.text(b))
		}},
		{"function field", 2, func(f *fn, s shape) string {
			a, b := f.cut(s)
			part := f.fresh("part")
			var e string
			body := f.literal(`return ""`, func() { e = f.text(join(a, val(&value{expr: part, typ: "string"}))) })
			n := f.number()
			f.declare("type maker%d struct{ key func(string) string }", n)
			name := f.fresh("maker")
			f.line("%s := maker%d{key: func(%s string) string {\n%sreturn %s\n}}", name, n, part, body, e)
			return fmt.Sprintf("%s.key(%s)", name, f.text(b))
		}},
		{"key object", 4, func(f *fn, s shape) string {
			n := f.number()
			a, b := f.cut(s)
			f.declare("type key%d struct{ Kind, ID string }", n)
			method, call := pick(f.module, "String", "Key"), "."
			f.declare("func (k key%d) %s() string { return %s }", n, method,
				pick(f.module, `k.Kind + k.ID`, `fmt.Sprintf("%s%s", k.Kind, k.ID)`, `k.Kind + ":" + k.ID`, `"{" + k.ID + "}" + k.Kind`))
			name := f.fresh("k")
			f.line("%s := key%d{%s, %s}", name, n, f.text(a), f.text(b))
			if method == "String" && f.chance(50) {
				return fmt.Sprintf(pick(f.module, "fmt.Sprint(%s)", "fmt.Sprintf(\"%%s\", %s)"), name)
			}
			return name + call + method + "()"
		}},
	}
}

// object writes the type that has the prefix as its field, and returns a
// variable that points to an object of it.
func (f *fn) object(to *file, q, typ, prefix string) string {
	to.declare("type %s struct {\nprefix string\nlimit int\n}", typ)
	name := f.fresh("names")
	build := "New" + typ
	form := f.rand.IntN(6)
	if q != "" && form > 2 {
		form = 0
	}
	switch form {
	case 0, 1:
		f.use("constructor")
		to.declare("func %s(prefix string) *%s { return &%s{prefix: prefix, limit: 10} }", build, typ, typ)
	case 2:
		f.use("constructor that fills in")
		to.declare("func %s(prefix string) *%s {\nn := new(%s)\nif prefix == \"\" {\nprefix = \"app:\"\n}\nn.prefix = prefix\nreturn n\n}", build, typ, typ)
	case 3:
		f.use("options")
		to.declare("func with%s(prefix string) func(*%s) {\nreturn func(n *%s) { n.prefix = prefix }\n}", typ, typ, typ)
		to.declare("func %s(opts ...func(*%s)) *%s {\nn := &%s{prefix: \"default:\"}\nfor _, o := range opts {\no(n)\n}\nreturn n\n}", build, typ, typ, typ)
		f.line("%s := %s(with%s(%s))", name, build, typ, prefix)
		return name
	case 4:
		f.use("field assigned")
		f.line("%s := &%s{}\n%s.prefix = %s", name, typ, name, prefix)
		return name
	case 5:
		f.line("%s := &%s{%s, 1}", name, typ, prefix)
		return name
	}
	f.line("%s := %s%s(%s)", name, q, build, prefix)
	return name
}
