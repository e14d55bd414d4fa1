package flow_test

import "testing"

func TestBranches(t *testing.T) {
	run(t, []test{
		{"if", `func F(x bool) string { s := "a"; if x { s = "b" }; return s }`, `a or b`},
		{"one value", `func F(x bool, id string) string { s := id; if x { s = id }; return s }`, `<id>`},
		{"switch", `func F(n int) string { switch n { case 1: return "a"; case 2: return "b" }; return "c" }`, `a or b or c`},
		{"correlated", `func F(x bool) string { a, b := "1", "2"; if x { a, b = "3", "4" }; return a + b }`, `12 or 34`},
		{"decided twice", `func F(x bool) string { a := "1"; if x { a = "3" }; b := "2"; if x { b = "4" }; return a + b }`, `12 or 34`},
		{"independent", `func F(x, y bool) string { a := "1"; if x { a = "3" }; b := "2"; if y { b = "4" }; return a + b }`, `12 or 14 or 32 or 34`},
		{"empty results are no keys", `func F(x bool) string { if x { return "" }; return "a" }`, `a`},
		{"errors return no keys", `func F(x bool) (string, error) { if x { return "bad", os.ErrNotExist }; return "a", nil }`, `bad or a`},
		{"failed", `func F(x bool) (string, bool) { if x { return "", false }; return "a", true }`, `a`},
	})
}

func TestLists(t *testing.T) {
	run(t, []test{
		{"literal", `func F(id string) []string { return []string{"a", id} }`, `[a <id>]`},
		{"append", `func F(id string) []string { l := []string{"a"}; l = append(l, id, "b"); return append(l, "c") }`, `[a <id> b c]`},
		{"append of a list", `func F(l []string) []string { return append([]string{"a"}, l...) }`, `[a <l[i]>...]`},
		{"make", `func F(id string) []string { l := make([]string, 2); l[0] = "a"; l[1] = id; return l }`, `[a <id>]`},
		{"array", `func F(id string) []string { a := [2]string{"a", id}; return a[:] }`, `[a <id>]`},
		{"nil", `func F() []string { var l []string; return append(l, "a") }`, `[a]`},
		{"slice", `func F() []string { return []string{"a", "b", "c"}[1:] }`, `[b c]`},
		{"emptied", `func F(l []string) []string { l = l[:0]; return append(l, "a") }`, `[a]`},
		{"copy", `func F(l []string) []string { c := make([]string, len(l)); copy(c, l); return c }`, `[<l[i]>...]`},
		{"constant index", `func F(id string) string { return []string{"a", id}[1] }`, `<id>`},
		{"unknown index", `func F(n int) string { return []string{"a", "b"}[n] }`, `a or b`},
		{"slices.Concat", `func F(l []string) []string { return slices.Concat([]string{"a"}, l) }`, `[a <l[i]>...]`},
		{"branches", `func F(x bool) []string { l := []string{"a"}; if x { l = append(l, "b") } else { l = append(l, "c") }; return l }`, `[a b c]`},
		{"unknown", `func F(l []string) []string { return l }`, `<l>`},
	})
}

func TestLoops(t *testing.T) {
	run(t, []test{
		{"range over a list", `func F(ids []string) (out []string) { for _, id := range ids { out = append(out, "user:"+id) }; return out }`, `[user:<ids[i]>...]`},
		{"by index", `func F(ids []string) []string { out := make([]string, len(ids)); for i := range ids { out[i] = "user:" + ids[i] }; return out }`, `[user:<ids[i]>...]`},
		{"counted", `func F(n int) (out []string) { for i := 0; i < n; i++ { out = append(out, fmt.Sprint("user:", i)) }; return out }`, `[user:<i>...]`},
		{"range over a number", `func F(n int) (out []string) { for i := range n { out = append(out, fmt.Sprint("user:", i)) }; return out }`, `[user:<i>... user:<i>]`},
		{"before and inside", `func F(ids []string) []string { out := []string{"a"}; for _, id := range ids { out = append(out, id) }; return out }`, `[a <ids[i]>...]`},
		{"string that grows", `func F(ids []string) string { s := "user"; for _, id := range ids { s += ":" + id }; return s }`, `<s>`},
		{"the same each round", `func F(ids []string, k string) (out []string) { for range ids { out = append(out, k) }; return out }`, `[<k>...]`},
		{"nested", `func F(a, b []string) (out []string) { for _, x := range a { for _, y := range b { out = append(out, x+":"+y) } }; return out }`, `[<a[i]>:<b[i]>...]`},
		{"another list", `func F() (out []string) { for _, x := range []string{"a", "b"} { out = append(out, "k:"+x) }; return out }`, `[k:a or k:b...]`},
	})
}

func TestMaps(t *testing.T) {
	run(t, []test{
		{"literal", `func F(id string) map[string]string { return map[string]string{"a": "1", id: "2"} }`, `[a <id>]`},
		{"constant key", `func F(id string) string { return map[string]string{"a": "1", "b": id}["b"] }`, `<id>`},
		{"unknown key", `func F(id string) string { return map[string]string{"a": "1", "b": "2"}[id] }`, `1 or 2`},
		{"filled in a loop", `func F(ids []string) map[string]int { m := make(map[string]int); for _, id := range ids { m["user:"+id] = 1 }; return m }`, `[user:<ids[i]>...]`},
		{"maps.Keys", `func F(id string) []string { return slices.Collect(maps.Keys(map[string]int{"user:" + id: 1})) }`, `[user:<id>]`},
		{"range", `func F(ids []string) (out []string) { m := map[string]bool{}; for _, id := range ids { m["user:"+id] = true }; for k := range m { out = append(out, k) }; return out }`, `[user:<ids[i]>...]`},
		{"unknown", `func F(m map[string]string, k string) string { return m[k] }`, `<m[…]>`},
	})
}

func TestFields(t *testing.T) {
	run(t, []test{
		{"literal", `type S struct{ p string }; func F(id string) string { s := S{p: "user:"}; return s.p + id }`, `user:<id>`},
		{"pointer", `type S struct{ p string }; func F(id string) string { s := &S{"user:"}; return s.p + id }`, `user:<id>`},
		{"zero", `type S struct{ p, q string }; func F(id string) string { s := S{q: "x"}; return s.p + id }`, `<id>`},
		{"assigned", `type S struct{ p string }; func F(id string) string { var s S; s.p = "user:"; return s.p + id }`, `user:<id>`},
		{"of a parameter", `type S struct{ ID string }; func F(s S) string { return "user:" + s.ID }`, `user:<s.ID>`},
		{"constructor", `type s struct{ p string }; func New() *s { return &s{p: "app:"} }; func (s *s) key(id string) string { return s.p + id }; func F(s *s, id string) string { return s.key(id) }`, `app:<id>`},
		{"of the object", `type s struct{ p string }; func New(p string) *s { return &s{p: p} }; func (s *s) key(id string) string { return s.p + id }; func F(id string) string { return New("app:").key(id) }`, `app:<id>`},
		{"several assignments", `type s struct{ p string }; func A() *s { return &s{p: "a:"} }; func B() *s { return &s{p: "b:"} }; func F(s *s, id string) string { return s.p + id }`, `a:<id> or b:<id>`},
		{"exported field", `type S struct{ P string }; func New() *S { return &S{P: "a:"} }; func F(s *S, id string) string { return s.P + id }`, `a:<id> or <s.P><id>`},
		{"embedded", `type b struct{ p string }; type s struct{ b }; func F(id string) string { x := s{b{"user:"}}; return x.p + id }`, `user:<id>`},
		{"passed on", `type S struct{ ID string }; func key(s S) string { return "user:" + s.ID }; func F(id string) string { return key(S{ID: id}) }`, `user:<id>`},
	})
}

func TestVariables(t *testing.T) {
	run(t, []test{
		{"package variable", `var prefix = "app:"; func F(id string) string { return prefix + id }`, `app:<id>`},
		{"assigned elsewhere", `var prefix = "app:"; func Set(s string) { prefix = s }; func F(id string) string { return prefix + id }`, `<prefix><id>`},
		{"of a call", `var prefix = os.Getenv("PREFIX"); func F(id string) string { return prefix + id }`, `<prefix><id>`},
		{"address given away", `func set(p *string) { *p = "x" }; func F() string { s := "a"; set(&s); return s }`, `x`},
	})
}

func TestCalls(t *testing.T) {
	run(t, []test{
		{"helper", `func key(id string) string { return "user:" + id }; func F(id string) string { return key(id) + ":profile" }`, `user:<id>:profile`},
		{"constant argument", `func key(kind, id string) string { return kind + ":" + id }; func F(id string) string { return key("user", id) }`, `user:<id>`},
		{"method", `type K struct{ kind string }; func (k K) key(id string) string { return k.kind + ":" + id }; func F(id string) string { return K{"user"}.key(id) }`, `user:<id>`},
		{"two results", `func pair(id string) (string, string) { return "a:" + id, "b:" + id }; func F(id string) string { _, b := pair(id); return b }`, `b:<id>`},
		{"helper of a list", `func keys(ids ...string) (out []string) { for _, id := range ids { out = append(out, "user:"+id) }; return out }; func F(a, b string) []string { return keys(a, b) }`, `[user:<a> or user:<b>...]`},
		{"helper of a list by index", `func keys(ids ...string) (out []string) { for i := 0; i < len(ids); i++ { out = append(out, "user:"+ids[i]) }; return out }; func F(a, b string) []string { return keys(a, b) }`, `[user:<a> user:<b>]`},
		{"helper that fills a list", `func fill(l []string) { for i := range l { l[i] = fmt.Sprint("user:", i) } }; func F() []string { l := make([]string, 4); fill(l); return l }`, `[user:<i+1>...]`},
		{"constant that chooses an entry, if there is one", `var names = map[int]string{1: "a", 2: "b"}; func name(k int) string { if s, ok := names[k]; ok { return s }; return "none" }; func F(id string) string { return name(2) + name(3) + ":" + id }`, `bnone:<id>`},
		{"constant receiver that is printed", `type K int; var names = [...]string{"a", "b"}; func (k K) String() string { return names[k] }; func F(id string) string { return fmt.Sprintf("%s:%s", K(1), id) }`, `b:<id>`},
		{"list without elements", `func key(id string, tags ...string) string { if len(tags) > 0 { return "{" + id + "}" }; return id }; func F(id string) string { return key(id, "a") + key(id) }`, `{<id>}<id>`},
		{"function that a function makes", `func keyer(p string) func(string) string { return func(s string) string { return p + ":" + s } }; func F(id string) string { return keyer("user")(id) }`, `user:<id>`},
		{"recursion", `func F(n int) string { if n == 0 { return "a" }; return F(n-1) + "b" }`, `a or <F(n-1)>b`},
		{"unknown", `func F(f *os.File) string { return "user:" + f.Name() }`, `user:<f.Name()>`},
		{"closure", `func F(id string) string { p := "user:"; key := func(s string) string { return p + s }; return key(id) }`, `user:<id>`},
		{"function value that is passed", `func with(f func(string) string, id string) string { return f(id) }; func F(id string) string { return with(func(s string) string { return "user:" + s }, id) }`, `user:<id>`},
		{"variable that a literal writes", `func F() string { s := "a"; func() { s = "b" }(); return s }`, `b`},
		{"interface with one implementation", `type k interface{ key() string }; type user struct{ id string }; func (u user) key() string { return "user:" + u.id }; func F(x k) string { return x.key() }`, `user:<x.id>`},
		{"interface with two implementations", `type k interface{ key() string }; type a struct{}; func (a) key() string { return "a" }; type b struct{}; func (b) key() string { return "b" }; func F(x k) string { return x.key() }`, `<x.key()>`},
		{"generic function", `func key[T any](kind string, id T) string { return fmt.Sprintf("%s:%v", kind, id) }; func F(id int) string { return key("user", id) }`, `user:<id>`},
		{"generic type", `type ks[T any] struct{ p string }; func (k ks[T]) key(id T) string { return fmt.Sprint(k.p, id) }; func F(id string) string { return ks[string]{"user:"}.key(id) }`, `user:<id>`},
		{"time", `func F(t time.Time) string { return "day:" + t.Format("2006-01-02") }`, `day:<t.Format("2006-01-02")>`},
	})
}

func TestParts(t *testing.T) {
	run(t, []test{
		{"one of a parameter", `func F(l []string, i int) []string { return l[i : i+1] }`, `[<l[i]>]`},
		{"one before", `func F(l []string, i int) []string { return l[i-1 : i] }`, `[<l[i]>]`},
		{"first", `func F(l []string) []string { return l[:1] }`, `[<l[0]>]`},
		{"last", `func F() []string { l := []string{"a", "b"}; return l[len(l)-1:] }`, `[b]`},
		{"all but the last", `func F() []string { l := []string{"a", "b", "c"}; return l[:len(l)-1] }`, `[a b]`},
		{"two", `func F(l []string, i int) []string { return l[i : i+2] }`, `[<l[i]>...]`},
		{"at most one", `func F(l []string, i int) []string { return l[i:min(i+1, len(l))] }`, `[<l[i]>]`},
		{"some of constants", `func F(i int) []string { return []string{"a", "b"}[i:] }`, `[a or b...]`},
		{"some of tagged", `func F(i int) []string { return []string{"{a}", "{b}"}[:i] }`, `[<value>...]`},
		{"behind a known one", `func F(ids []string) []string { l := []string{"a"}; for _, id := range ids { l = append(l, id) }; return l[1:] }`, `[<ids[i]>...]`},
		{"nested", `func F(l []string) []string { return l[1:][:1] }`, `[<l[i]>]`},
		{"a string", `func F() string { return "user:1"[5:] }`, `1`},
	})
}

// TestOptional shows that the number of arguments of a variadic function decides
// its branches.
func TestOptional(t *testing.T) {
	for _, branch := range []string{"len(tags) > 0", "len(tags) != 0", "tags != nil", "!(len(tags) == 0)", "len(tags) >= 1"} {
		source := `func key(id string, tags ...string) string { if ` + branch + ` { return "{" + id + "}:" + tags[0] }; return id }
			func F(id string) (string, string) { return key(id), key(id, "x") }`
		for i, want := range []string{"<id>", "{<id>}:x"} {
			alts := evaluate(t, source)[i].Texts()
			if len(alts) != 1 || alts[0].Pattern.String() != want {
				t.Errorf("%s: result %d is %v, want %s", branch, i, alts, want)
			}
		}
	}
}
