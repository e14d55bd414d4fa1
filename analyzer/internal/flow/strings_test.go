package flow_test

import "testing"

func TestStrings(t *testing.T) {
	run(t, []test{
		{"constant", `func F() string { return "user:1" }`, `user:1`},
		{"named constant", `const key = "user:" + "1"; func F() string { return key }`, `user:1`},
		{"concatenation", `func F(id string) string { return "user:" + id + ":profile" }`, `user:<id>:profile`},
		{"assignment", `func F(id string) string { s := "user:"; s += id; return s }`, `user:<id>`},
		{"bytes", `func F(id string) string { return string(append([]byte("user:"), id...)) }`, `user:<id>`},
		{"conversion", `type K string; func F(id string) string { return string(K("user:") + K(id)) }`, `user:<id>`},
		{"number cut off", `func F() string { n := 300; return fmt.Sprint(uint8(n)) }`, `44`},
		{"number cut off by a callee", `func low(n int) string { return fmt.Sprint(int8(n)) }; func F() string { return low(200) }`, `-56`},
		{"number that fits", `func F() string { n := 3; return fmt.Sprint(uint8(n)) }`, `3`},
		{"rune", `func F(n int) string { return "user:" + string(rune(n)) }`, `user:<n>`},
		{"slice of a constant", `func F() string { return "user:1"[:4] }`, `user`},
		{"slice of a parameter", `func F(id string) string { return id[:4] }`, `<id>`},
	})
}

func TestFormats(t *testing.T) {
	run(t, []test{
		{"Sprintf", `func F(id int) string { return fmt.Sprintf("user:%d:profile", id) }`, `user:<id>:profile`},
		{"named format", `const f = "user:%s"; func F(id string) string { return fmt.Sprintf(f, id) }`, `user:<id>`},
		{"constant operand", `func F() string { return fmt.Sprintf("%s:%d:%t", "a", 1, true) }`, `a:1:true`},
		{"hexadecimal constant", `func F() string { return fmt.Sprintf("%02x", 10) }`, `0a`},
		{"percent", `func F(id int) string { return fmt.Sprintf("%d%%", id) }`, `<id>%`},
		{"indexes", `func F(a, b string) string { return fmt.Sprintf("%[2]s:%[1]s:%s", a, b) }`, `<b>:<a>:<b>`},
		{"width that is an operand", `func F(a int) string { return fmt.Sprintf("u:%*d", 3, a) }`, `u:<a>`},
		{"width that is not known", `func F(n, a int) string { return fmt.Sprintf("u:%*d", n, a) }`, `<fmt.Sprintf(…)>`},
		{"missing operand", `func F(a int) string { return fmt.Sprintf("%d:%d", []any{a}...) }`, `<a>:%!d(MISSING)`},
		{"operand that does not fit", `func F() string { return fmt.Sprintf("%s", []any{5}...) }`, `%!s(int=5)`},
		{"hexadecimal string", `func F() string { return fmt.Sprintf("%x", "10") }`, `3130`},
		{"spaces", `func F(d time.Duration, id int) string { return fmt.Sprint("w:", d, id) }`, `w:<d> <id>`},
		{"spaces in a helper", `func key(parts ...any) string { return fmt.Sprint(parts...) }; func F(a, b int) string { return key("w:", a, b, ":x") }`, `w:<a> <b>:x`},
		{"operand of a generic function", `func key[T any](ids ...T) string { return fmt.Sprint(ids[0], ":", 1) }; func F(s string) string { return key(s) }`, `<s>:1`},
		{"Stringer behind an interface", `type N int; func (N) String() string { return "n" }; func F(n N) string { var x any = n; return fmt.Sprintf("%v:%d", x, int(x.(N))) }`, `n:<n>`},
		{"embedded Stringer", `type K struct{ id int }; func (k K) String() string { return "k" + strconv.Itoa(k.id) }; type L struct { n int; K }; func F(id int) string { return fmt.Sprintf("%v", L{1, K{id}}) }`, `k<id>`},
		{"unknown format", `func F(f string, a int) string { return fmt.Sprintf(f, a) }`, `<fmt.Sprintf(…)>`},
		{"unknown operands", `func F(a ...any) string { return fmt.Sprintf("user:%d", a...) }`, `<fmt.Sprintf(…)>`},
		{"Sprint", `func F(a string, b, c int) string { return fmt.Sprint(a, b, c) }`, `<a><b> <c>`},
		{"Appendf", `func F(id int) string { return string(fmt.Appendf(nil, "user:%d", id)) }`, `user:<id>`},
		{"Append", `func F(id int) string { return string(fmt.Append([]byte("user:"), id)) }`, `user:<id>`},
		{"Stringer", `type K struct{ id int }; func (k K) String() string { return "k" + strconv.Itoa(k.id) }; func F(id int) string { return fmt.Sprintf("%v", K{id}) }`, `k<id>`},
		{"Stringer as number", `type N int; func (N) String() string { return "n" }; func F(n N) string { return fmt.Sprintf("%d:%s", n, n) }`, `<n>:n`},
	})
}

func TestLibrary(t *testing.T) {
	run(t, []test{
		{"Itoa", `func F(id int) string { return strconv.Itoa(id) }`, `<id>`},
		{"FormatInt", `func F(id int64) string { return strconv.FormatInt(id, 10) }`, `<id>`},
		{"FormatInt of another base", `func F(id int64) string { return strconv.FormatInt(id, 36) }`, `<strconv.FormatInt(…)>`},
		{"AppendInt", `func F(id int64) string { return string(strconv.AppendInt([]byte("user:"), id, 10)) }`, `user:<id>`},
		{"Join", `func F(a, b string) string { return strings.Join([]string{"user", a, b}, ":") }`, `user:<a>:<b>`},
		{"Join of an unknown list", `func F(l []string) string { return strings.Join(l, ":") }`, `<strings.Join(…)>`},
		{"ToUpper", `func F(id string) string { return strings.ToUpper("user:" + id) }`, `USER:<id>`},
		{"Replace", `func F(id string) string { return strings.Replace("user:%:%", "%", id, 1) }`, `user:<id>:%`},
		{"ReplaceAll", `func F(id string) string { return strings.ReplaceAll("user:%:%", "%", id) }`, `user:<id>:<id>`},
		{"ReplaceAll of a hole", `func F(id string) string { return strings.ReplaceAll("{u-"+id+"}", "-", "") }`, `{u<id>}`},
		{"Replacer", `var r = strings.NewReplacer("-", "_"); func F() string { return r.Replace("a-b") }`, `a_b`},
		{"Replacer of a value", `func F(id int) string { return strings.NewReplacer("{id}", strconv.Itoa(id)).Replace("user:{id}:a") }`, `user:<id>:a`},
		{"TrimSuffix", `func F(id string) string { return strings.TrimSuffix("user:" + id + ":", ":") }`, `user:<id>`},
		{"TrimPrefix", `func F(id string) string { return strings.TrimPrefix("user:" + id, "user:") }`, `<id>`},
		{"Trim of a hole", `func F(id string) string { return strings.Trim(":" + id, ":") }`, `<strings.Trim(…)>`},
		{"Repeat", `func F() string { return strings.Repeat("ab", 3) }`, `ababab`},
		{"path.Join", `func F() string { return path.Join("a", "..", "b") }`, `b`},
		{"Clone", `func F(id string) string { return strings.Clone("user:" + id) }`, `user:<id>`},
	})
}

func TestBuilder(t *testing.T) {
	run(t, []test{
		{"strings.Builder", `func F(id string) string { var b strings.Builder; b.Grow(8); b.WriteString("user:"); b.WriteString(id); b.WriteByte(':'); return b.String() }`, `user:<id>:`},
		{"bytes.Buffer", `func F(id int) string { var b bytes.Buffer; fmt.Fprintf(&b, "user:%d", id); return b.String() }`, `user:<id>`},
		{"branches", `func F(id string, x bool) string { var b strings.Builder; b.WriteString("a:"); if x { b.WriteString("x:") }; b.WriteString(id); return b.String() }`, `a:<id> or a:x:<id>`},
		{"template", `var t = template.Must(template.New("k").Parse("{user:{{.ID}}}:a")); type d struct { ID int }; func F(x d) string { var b bytes.Buffer; t.Execute(&b, x); return b.String() }`, `{user:<x.ID>}:a`},
		{"template with a condition", `var t = template.Must(template.New("k").Parse("{{if .}}a{{end}}")); func F(x int) string { var b bytes.Buffer; t.Execute(&b, x); return b.String() }`, `<b.String()>`},
		{"loop", `func F(l []string) string { var b strings.Builder; for _, s := range l { b.WriteString(s) }; return b.String() }`, `<b.String()>`},
		{"given away", `func fill(b *strings.Builder) { b.WriteString("x") }; func F() string { var b strings.Builder; fill(&b); return b.String() }`, `<b.String()>`},
	})
}
