package execution

import "fmt"

// scripts are what EVAL runs: scripts that use their keys alone, and some that do
// not, which the cluster refuses for another reason.
var scripts = []string{
	"return #KEYS",
	"return redis.call('EXISTS', KEYS[1])",
	"local n = 0 for _, k in ipairs(KEYS) do n = n + redis.call('EXISTS', k) end return n",
	"local t = {} for _, k in ipairs(KEYS) do t[#t+1] = k t[#t+1] = ARGV[1] end return redis.call('MSET', unpack(t))",
	"return redis.call('DEL', unpack(KEYS))",
	"redis.call('SET', KEYS[1] .. ':x', ARGV[1]) return 1",
	"return redis.call('GET', string.gsub(KEYS[1], ':a', ':b'))",
	"return redis.call('SET', '{' .. ARGV[1] .. '}:k', 1)",
	"return #redis.call('KEYS', 'none')",
	"return redis.sha1hex(KEYS[1])",
}

// script writes an expression for the text of a script, which may stand far from
// the call.
func (f *fn) script() string {
	text := pick(f.module, scripts...)
	n := f.number()
	to, q := f.place()
	switch name := exported(fmt.Sprint("script", n), q); f.rand.IntN(7) {
	case 0:
		f.use("script: variable")
		to.declare("var %s = %q", name, text)
		return q + name
	case 1:
		f.use("script: constant")
		to.declare("const %s = `%s`", name, text)
		return q + name
	case 2:
		f.use("script: set in init")
		to.declare("var %s string\n\nfunc init() { %s = %q }", name, name, text)
		return q + name
	case 3:
		f.use("script: registry")
		to.declare("var %s = map[string]string{\"run\": %q, \"other\": \"return 1\"}", name, text)
		return q + name + `["run"]`
	case 4:
		f.use("script: field")
		to.declare("var %s = struct{ Run, Other string }{Run: %q}", name, text)
		return q + name + ".Run"
	case 5:
		f.use("script: function")
		to.declare("func %s() string { return %q }", name, text)
		return q + name + "()"
	}
	f.use("script: literal")
	return fmt.Sprintf("%q", text)
}
