package retag

import (
	"slices"
	"testing"
)

// TestSpells shows which files that are not analyzed are taken to name a family.
func TestSpells(t *testing.T) {
	for _, test := range []struct {
		ending, src string
		want        bool
	}{
		{".go", `const prefix = "user:"`, true},
		{".go", `const suffix = ":name"`, true},
		{".go", `var key = "user:" + id() + ":name"`, true},
		{".go", `var key = prefix + ":name"`, true},
		{".go", `var key = fmt.Sprintf("user:%d:name", id)`, true},
		{".go", `var key = strings.Join([]string{"user", id, "name"}, ":")`, true},
		{".go", `var a, b = f("user"), f("name")`, false},
		{".go", "var script = `return redis.call('GET', 'user:' .. ARGV[1])`", true},
		{".go", `var e = errors.New("no user:17:name there")`, true},
		{".go", `var key = "book:" + id + ":name"`, false},
		{".go", `var key = "user:" + "of" + ":nobody"`, false},
		{".go", `var key = fmt.Sprintf("user:%d:mail", id)`, false},
		{".go", "var script = `redis.call('GET', 'book:' .. ARGV[1] .. ':name')`", false},
		{".go", `var user = "user"`, false},
		{".go", `var id, field = "user-1", "other-name"`, false},
		{".go", "import \"user:name\"\ntype t struct { a int `json:\"user:x:name\"` }", false},
		{".go", `this is not Go, "user:"`, true},
		{".lua", `redis.call("GET", "user:" .. ARGV[1])`, true},
		{".lua", `redis.call("GET", "book:" .. ARGV[1] .. ":name") -- not user:1:name`, false},
		{".lua", `redis.call("GET", [[user:1:name]])`, true},
		{".lua", `redis.call("GET", KEYS[1])`, false},
	} {
		src := test.src
		if test.ending == ".go" {
			src = "package p\n" + src
		}
		if got := NewSource(test.ending, src).Names(DefaultSeparators.Matcher(FamilyOf(parse("user:<id>:name")))); got != test.want {
			t.Errorf("%s %s: %v", test.ending, test.src, got)
		}
	}
}

// TestLuaTexts shows what a script is seen to put together.
func TestLuaTexts(t *testing.T) {
	for script, want := range map[string][]string{
		`redis.call('GET', 'job:' .. ARGV[1] .. ":state")`:   {"GET", "job:%s:state"},
		`redis.call('GET', KEYS[1] .. ':state' .. x.y)`:      {"GET", "%s:state%s"},
		`redis.call('GET', 'job:' .. f(x) .. ':state')`:      {"GET", "job:%s", ":state"},
		`redis.call('GET', 'a\'b' .. x) -- don't 'say' it`:   {"GET", `a\'b%s`},
		"local p = 'job:'\n  .. t['name'] .. ':a'\nreturn p": {"job:%s", "name", ":a"},
		`return [['job:]] .. x`:                              nil,
	} {
		texts, _ := luaTexts(script)
		var got []string
		for _, j := range texts {
			got = append(got, j.template)
			for i, at := range j.at {
				if at >= 0 && script[at] != j.template[i] {
					t.Errorf("%s: byte %d of %q is said to be %q", script, i, j.template, script[at])
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", script, got, want)
		}
	}
}
