package glob

import (
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for _, test := range []struct{ pattern, match, not string }{
		{"**/gen/**", "gen/a.go a/gen/b.go a/b/gen/c/d.go", "a/gen gen a/generated/b.go a.go agen/b.go"},
		{"gen", "gen gen/a.go gen/a/b.go", "a/gen/b.go gen.go general/a.go"},
		{"gen/", "gen/a.go", "a/gen/b.go"},
		{"**/gen", "gen/a.go a/gen/b.go", "a/gen.go"},
		{"*.pb.go", "a.pb.go", "x/a.pb.go a.pbxgo a.go"},
		{"**/*.pb.go", "a.pb.go x/a.pb.go x/y/a.pb.go", "a.go a.pbxgo"},
		{"**/mock_?.go", "mock_a.go x/mock_b.go", "mock_ab.go mock_.go"},
		{"a/**/z.go", "a/z.go a/b/z.go a/b/c/z.go", "z.go az.go b/a/z.go"},
		{"a/*/z.go", "a/b/z.go", "a/z.go a/b/c/z.go"},
		{"**", "a a/b", ""},
		{"a+b", "a+b/c.go", "aab/c.go"},
	} {
		p, err := Compile(test.pattern)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		for path := range strings.FieldsSeq(test.match) {
			if !p.Match(path) {
				t.Errorf("%s does not match %s", test.pattern, path)
			}
		}
		for path := range strings.FieldsSeq(test.not) {
			if p.Match(path) {
				t.Errorf("%s matches %s", test.pattern, path)
			}
		}
	}
}

func TestBadPatterns(t *testing.T) {
	for _, text := range []string{"", "/", "/a", "a//b", "../a", "a/./b", "a**", "a/**b/c", "{a,b}", "[ab]", `a\b`} {
		if _, err := Compile(text); err == nil || !strings.Contains(err.Error(), "bad pattern") {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add("**/gen/**", "a/gen/b.go")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if p, err := Compile(pattern); err == nil {
			p.Match(path)
		}
	})
}
