package lua

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"strings"
	"testing"
)

// spellKeys spells the keys of a function: "2 GET? KEYS[1] .. \":x\" | ?", where
// the question mark behind the command is for one that is not always sent.
func spellKeys(f *Function) string {
	var out []string
	for _, a := range f.Accesses {
		line := fmt.Sprintf("%d %s", a.Line, a.Command)
		if a.Cond {
			line += "?"
		}
		for i, k := range a.Keys {
			if i > 0 {
				line += ","
			}
			var alts []string
			for _, t := range k.Texts {
				alts = append(alts, t.String())
			}
			if k.Partial {
				alts = append(alts, "?")
			}
			line += " " + strings.Join(alts, " | ")
			if k.Repeat {
				line += "..."
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestAccesses(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"key", `return redis.call('GET', KEYS[1])`, `1 GET KEYS[1]`},
		{"pairs of a loop", `local t = {} for i = 1, #KEYS do table.insert(t, KEYS[i]) table.insert(t, "on") end redis.call("mset", unpack(t))`, `1 MSET KEYS[i]...`},
		{"pairs at places", `local t = {} for i = 1, #KEYS do t[2*i-1] = KEYS[i] t[2*i] = ARGV[i] end redis.call("mset", unpack(t))`, `1 MSET KEYS[i]...`},
		{"pairs at places, values first", `local t = {} for i = 1, #KEYS do t[i*2] = ARGV[i] t[(i-1)*2+1] = KEYS[i] end redis.call("mset", unpack(t))`, `1 MSET KEYS[i]...`},
		{"pairs from the end", `local t = {} for i = 1, #KEYS do table.insert(t, 1, ARGV[i]) table.insert(t, 1, KEYS[i]) end redis.call("mset", unpack(t))`, `1 MSET KEYS[i]...`},
		{"pairs with a key of its own", `local t = {} for i = 1, #KEYS do t[#t+1] = 'n:' .. ARGV[i] t[#t+1] = 1 end redis.call("mset", unpack(t))`, `1 MSET "n:" .. ARGV[i]...`},
		{"streams of a loop", `local t = {"STREAMS"} for i = 1, #KEYS do t[#t+1] = KEYS[i] end for i = 1, #KEYS do t[#t+1] = "0" end redis.call("xread", unpack(t))`, `1 XREAD KEYS[i]...`},
		{"keys of a loop", `local t = {} for i = 1, #KEYS do t[#t+1] = KEYS[i] t[#t+1] = 'lock:' .. KEYS[i] end redis.call("del", unpack(t))`, `1 DEL KEYS[i]..., "lock:" .. KEYS[i]...`},
		{"numkeys of a loop", `local t = {} for i = 1, #KEYS do t[#t+1] = KEYS[i] end redis.call("zunionstore", KEYS[1], 2, unpack(t))`, `1 ZUNIONSTORE KEYS[1], KEYS[i]...`},
		{"pcall", `return redis.pcall("get", KEYS[1])`, `1 GET KEYS[1]`},
		{"server", `return server.call("get", KEYS[1])`, `1 GET KEYS[1]`},
		{"alias", "local call = redis.call\nlocal k = KEYS[1]\ncall('SET', k, 'not a key')", `3 SET KEYS[1]`},
		{"global alias", "rcall = redis.call\nrcall('DEL', 'a')", `2 DEL "a"`},
		{"index", `redis['call']('GET', 'a')`, `1 GET "a"`},
		{"protected", `pcall(redis.call, 'GET', 'a')`, `1 GET "a"`},
		{"concat", `redis.call('GET', 'a' .. ':' .. KEYS[1] .. ':' .. ARGV[2])`, `1 GET "a:" .. KEYS[1] .. ":" .. ARGV[2]`},
		{"format", `redis.call('GET', string.format('%s:%d:%%', KEYS[1], ARGV[1]))`, `1 GET KEYS[1] .. ":" .. ARGV[1] .. ":%"`},
		{"format method", `redis.call('GET', ('job:%05d'):format(ARGV[1]))`, `1 GET "job:" .. string.format("%05d", ARGV[1])`},
		{"tostring", `redis.call('GET', tostring(KEYS[1]))`, `1 GET KEYS[1]`},
		{"number", `redis.call('GET', 'a' .. 1 + 2)`, `1 GET "a3"`},
		{"reply", "local id = redis.call('RPOP', KEYS[1])\nredis.call('DEL', 'job:' .. id)", "1 RPOP KEYS[1]\n2 DEL \"job:\" .. value"},
		{"replies", "for _, id in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do\nredis.call('DEL', id) end", "1 LRANGE KEYS[1]\n2 DEL? value"},
		{"not followed", "local t = cjson.decode(ARGV[1])\nredis.call('DEL', t.key)", "2 DEL ?"},
		{"match", "local tag = KEYS[1]:match('{(.-)}')\nredis.call('DEL', '{' .. tag .. '}')", `2 DEL "{" .. string.match(KEYS[1], "{(.-)}") .. "}"`},
		{"gsub of a constant", `redis.call('DEL', (('a.b.c'):gsub('%.', ':')))`, `1 DEL "a:b:c"`},
		{"gsub by a function", `redis.call('DEL', 'x' .. KEYS[1]:gsub('a', function(s) return redis.call('GET', KEYS[2]) end))`, "1 GET KEYS[2]\n1 DEL \"x\" .. ?"},
		{"captures", `local a, b = ('user:7'):match('(%a+):(%d+)') redis.call('DEL', b .. ':' .. a)`, `1 DEL "7:user"`},
		{"captures of a key", `local a, b = KEYS[1]:match('(%b()):(%d+)') redis.call('DEL', b, a)`, `1 DEL select(2, string.match(KEYS[1], "(%b()):(%d+)")), string.match(KEYS[1], "(%b()):(%d+)")`},
		{"one of two", `local p = 'a' if ARGV[1] then p = 'b' end redis.call('DEL', p:upper())`, `1 DEL "B" | "A"`},
		{"length", `redis.call('DEL', KEYS[1]:sub(#'user:' + 1, #KEYS[1] - 2))`, `1 DEL string.sub(KEYS[1], "6", (#KEYS[1] - "2"))`},
		{"place", `local i = KEYS[1]:find(':', 1, true) redis.call('DEL', KEYS[1]:sub(1, i - 1))`, `1 DEL string.sub(KEYS[1], "1", (string.find(KEYS[1], ":", "1") - "1"))`},
		{"place of a constant", `local i, j = ('a:b'):find(':') redis.call('DEL', 'x' .. i + j)`, `1 DEL "x4"`},
		{"nested", `redis.call('DEL', redis.sha1hex(KEYS[1]:lower():sub(1, -2)))`, `1 DEL redis.sha1hex(string.sub(string.lower(KEYS[1]), "1", "-2"))`},
		{"what grows", `local k = KEYS[1] ` + strings.Repeat(`k = k:gsub('a', k) `, 10) + `redis.call('DEL', k)`, `1 DEL ?`},
		{"helper", "local function key(s) return KEYS[1] .. ':' .. s end\nlocal function get(k) return redis.call('GET', k) end\nreturn get(key('x'))", `2 GET KEYS[1] .. ":x"`},
		{"recursion", "local function f(n) redis.call('GET', KEYS[1]) return f(n) end\nf(1)", `1 GET KEYS[1]`},
		{"varargs", "local function f(...) return redis.call(...) end\nf('GET', 'a')", `1 GET "a"`},
		{"branch", "local k = 'a'\nif ARGV[1] then k = 'b' end\nredis.call('GET', k)", `3 GET "b" | "a"`},
		{"flow", "local k = 'x'\nredis.call('HSET', KEYS[1], k, 1)\nk = KEYS[2]\nredis.call('GET', k)", "2 HSET KEYS[1]\n4 GET KEYS[2]"},
		{"declared later", "local k\nif ARGV[1] == '1' then k = KEYS[1] else k = KEYS[2] end\nredis.call('GET', k)", `3 GET KEYS[1] | KEYS[2]`},
		{"early end", "if ARGV[1] then return end\nredis.call('GET', KEYS[2])", `2 GET? KEYS[2]`},
		{"loop", "for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end", `1 DEL? KEYS[i]`},
		{"ipairs", "for i, k in ipairs(KEYS) do redis.call('DEL', k .. ':x') end", `1 DEL? KEYS[i] .. ":x"`},
		{"names of a table", "local t = {}\nt[ARGV[1]] = 1\nfor k, v in pairs(t) do redis.call('DEL', k) end", `3 DEL? ?`},
		{"nested loops", strings.Repeat("for i = 1, 9 do ", 12) + "redis.call('DEL', ARGV[i])" + strings.Repeat(" end", 12), `1 DEL? ARGV[i]`},
		{"unpack", "redis.call('DEL', unpack(KEYS))", `1 DEL KEYS[i]...`},
		{"unpack table", "local t = {'DEL', 'a', KEYS[1]}\nredis.call(unpack(t))", `2 DEL "a", KEYS[1]`},
		{"append", "local t = {}\nt[#t+1] = 'a'\ntable.insert(t, KEYS[1])\nredis.call('DEL', unpack(t))", `4 DEL "a", KEYS[1]`},
		{"append in loop", "local t = {}\nfor i, k in ipairs(KEYS) do t[#t+1] = 'x:' .. k end\nredis.call('DEL', unpack(t))", `3 DEL "x:" .. KEYS[i]...`},
		{"grow", "local k = KEYS[1]\nfor i = 1, 3 do k = k .. ':x' end\nredis.call('DEL', k)", `3 DEL KEYS[1] | KEYS[1] .. ":x" | KEYS[1] .. ":x:x"`},
		{"or", "redis.call('GET', KEYS[2] or 'a')", `1 GET KEYS[2] | "a"`},
		{"default", "local parent = redis.call('GET', KEYS[1]) or ''\nredis.call('DEL', parent .. ':children')", "1 GET KEYS[1]\n2 DEL value .. \":children\""},
		{"field", "local k = {meta = KEYS[1] .. ':meta'}\nredis.call('GET', k.meta)", `2 GET KEYS[1] .. ":meta"`},
		{"table concat", "redis.call('GET', table.concat({'a', KEYS[1]}, ':'))", `1 GET "a:" .. KEYS[1]`},
		{"no keys", "redis.call('PUBLISH', 'news', ARGV[1])\nredis.call('TIME')", ``},
		{"numkeys", "redis.call('ZUNIONSTORE', KEYS[1], 2, KEYS[2], 'b', 'AGGREGATE', 'MAX')", `1 ZUNIONSTORE KEYS[1], KEYS[2], "b"`},
		{"unknown command", "redis.call(ARGV[1], 'a')", ``},
		{"shadowed", "local redis = {call = function() end}\nredis.call('GET', 'a')", ``},
		{"never called", "local function f() redis.call('GET', 'a') end", ``},
		{"changed KEYS", "KEYS[1] = 'a'\nredis.call('GET', KEYS[1])", ``},
		{"comment", "-- redis.call('GET', 'a')\n--[[ redis.call('GET', 'a') ]]", ``},
		{"shebang", "#!lua flags=no-writes\nreturn redis.call('GET', 'a')", `2 GET "a"`},
		{"local function returns", "local function k(x) if x then return 'a' end return KEYS[1] end\nredis.call('GET', k(ARGV[1]))", `2 GET "a" | KEYS[1]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := Read(test.source)
			if err != nil {
				t.Fatal(err)
			}
			if got := spellKeys(s.Functions[0]); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestLibrary(t *testing.T) {
	s, err := Read("#!lua name=mylib\n" +
		"local function get(keys, args) return redis.call('GET', keys[1] .. args[1]) end\n" +
		"redis.register_function('get', get)\n" +
		"redis.register_function{function_name='no', callback=function(k) return redis.call('GET', 'a') end, flags={'no-cluster', 'no-writes'}}\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range s.Functions {
		got = append(got, fmt.Sprint(f.Name, " ", f.Line, " ", f.Flags, " ", spellKeys(f)))
	}
	want := "get 3 [] 2 GET KEYS[1] .. ARGV[1]\nno 4 [no-cluster no-writes] 4 GET \"a\""
	if g := strings.Join(got, "\n"); g != want || s.Header.Name != "mylib" {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

func TestUsed(t *testing.T) {
	for source, want := range map[string]string{
		"return redis.call('GET', KEYS[2])":                                       "[2] false",
		"local a = KEYS[1]; return a .. KEYS[3]":                                  "[1 3] false",
		"for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end":                      "[] true",
		"local function f() return KEYS[2] end return 1":                          "[] true",
		"local k = KEYS; return k[1]":                                             "[1] false",
		"return f(KEYS)":                                                          "[] true",
		"#!lua name=l\nredis.register_function('f', function() end)":              "[] false",
		"#!lua name=l\nredis.register_function('f', function(k) return k[1] end)": "[1] false",
	} {
		s, err := Read(source)
		if err != nil {
			t.Fatal(err)
		}
		f := s.Functions[0]
		var used []int
		for n := range f.Used {
			used = append(used, n)
		}
		sort.Ints(used)
		if got := fmt.Sprint(used, " ", f.All); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}

// TestSyntax compares with what a server says of the same sources: it refuses
// those with a line.
func TestSyntax(t *testing.T) {
	for _, test := range []struct {
		source       string
		line, column int
	}{
		{"local x =\n return return", 2, 2},
		{"if x then", 1, 10},
		{"#!lua\nif x the", 2, 6},
		{"return 1 +* 2", 1, 11},
		{"local s = 'abc", 1, 15},
		{"return 1", 0, 0},
		{"local x = 1 -- '", 0, 0},
		{"--[= a comment\nreturn 1", 0, 0},
		{"local goto = 1 return goto", 0, 0},
		{"return\f1\v", 0, 0},
		{"return [==[ ]] ]==] .. 0x1F .. 1e5 .. .5 .. 3.", 0, 0},
		{"local t = {1, 2; 3, a = 1, ['b'] = 2,} return #t", 0, 0},
		{"return ~= 1", 1, 8},
		{"script", 0, 0},
	} {
		_, err := Read(test.source)
		var e *SyntaxError
		if !errors.As(err, &e) {
			if test.line != 0 || err != nil && err != ErrUnsupported {
				t.Errorf("%q: %v", test.source, err)
			}
			continue
		}
		if e.Line != test.line || e.Column != test.column {
			t.Errorf("%q: %v, want line %d, column %d", test.source, e, test.line, test.column)
		}
	}
}

// bounded reads a source, and shows that the work of it is bounded, by counts and
// not by the clock: the interpreter takes no step after its last, and neither a
// step nor a byte of the source takes more than a few allocations.
func bounded(t *testing.T, source string) {
	t.Helper()
	header, body, err := cutHeader(source)
	if err != nil {
		return
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	in := newInterp(header)
	if chunk, err := parseChunk(body); err == nil {
		in.script(header, chunk)
	}
	runtime.ReadMemStats(&after)
	if in.work > MaxWork+MaxWork/100 {
		t.Errorf("%.40q: %d steps, want at most %d", source, in.work, MaxWork)
	}
	bytes := after.TotalAlloc - before.TotalAlloc
	if most := uint64(64<<10 + 1<<10*(in.work+len(source))); bytes > most {
		t.Errorf("%.40q: %d bytes are allocated for %d steps and %d bytes of source, want at most %d", source, bytes, in.work, len(source), most)
	}
}

// TestBounded reads sources that are made to be slow or deep.
func TestBounded(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	var fan strings.Builder
	fan.WriteString("local function f0() return redis.call('GET', 'a') end\n")
	for i := 1; i < 20; i++ {
		fmt.Fprintf(&fan, "local function f%d() f%d() f%d() f%d() end\n", i, i-1, i-1, i-1)
	}
	fan.WriteString("f19()")
	for name, source := range map[string]string{
		"parentheses": "return " + many("(", 20000) + "1" + many(")", 20000),
		"blocks":      many("do ", 20000) + many("end ", 20000),
		"loops":       many("while x do ", 60) + "redis.call('GET', 'a')" + many(" end", 60),
		"concat":      "return 'a'" + many(" .. 'a'", 50000),
		"tables":      "return " + many("{", 20000) + many("}", 20000),
		"functions":   many("(function() ", 5000) + many(" end)()", 5000),
		"branches":    many("if x then y = 1 end\n", 20000),
		"variables":   many("local a = 1\n", 20000),
		"calls":       fan.String(),
		"not":         "return " + many("not ", 50000) + "1",
		"minus":       "return " + many("- ", 50000) + "1",
		"doubled":     "local a = 'x' " + many("a = a .. a ", 40) + "redis.call('GET', a)",
		"long":        "return '" + many("a", 1<<20) + "'",
		"bytes":       "\x00\xff\xfe",
		"matches":     many("redis.call('GET', ('"+many("a", 900)+"'):match('a*a*a*a*b'))\n", 3000),
		"replaced":    "local k = KEYS[1] " + many("k = k:gsub('a', k) ", 5000) + "redis.call('GET', k)",
		"captures":    "local k = KEYS[1] " + many("k = k:match('"+many("(a)", 30)+"') ", 1000) + "redis.call('GET', k)",
	} {
		t.Run(name, func(t *testing.T) {
			Read(source) // which recovers from what the parser does
			bounded(t, source)
		})
	}
}

// TestOver tells a script that was not followed to its end.
func TestOver(t *testing.T) {
	for source, want := range map[string]bool{
		"return redis.call('GET', KEYS[1])":                             false,
		strings.Repeat("a=1\n", MaxWork) + "redis.call('GET', KEYS[1])": true,
	} {
		script, err := Read(source)
		if err != nil {
			t.Fatal(err)
		}
		if script.Over != want {
			t.Errorf("%.40q: %v", source, script.Over)
		}
	}
}

// FuzzRead looks for sources at which the reader panics, or takes too much work.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"return redis.call('GET', KEYS[1] .. ':x')",
		"#!lua name=l flags=no-cluster\nredis.register_function{function_name='f', callback=function(k, a) return 1 end, flags={'x'}}",
		"for i, k in ipairs(KEYS) do t[#t+1] = k end return unpack(t, 2)",
		"local function f(...) return select(2, ...) end return f(1, unpack(KEYS))",
		"while true do if x then return end k = string.format('%s:%d', k, 1) end",
		"repeat local t = {a = 1, [2] = 3; f()} until pcall(redis.call, 'SET', t.a)",
		"return ('%s'):format(KEYS[1]):lower(), #KEYS, -1, not 2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		s, err := Read(source)
		if (s == nil) == (err == nil) {
			t.Errorf("%v, %v", s, err)
		}
		if err == nil {
			bounded(t, source)
		}
	})
}
