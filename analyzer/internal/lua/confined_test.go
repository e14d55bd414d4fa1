package lua

import (
	"strings"
	"testing"
)

// TestUnconfined shows what a script may do with a key without a word about it.
func TestUnconfined(t *testing.T) {
	for _, test := range []struct {
		source, use string
		line        int
	}{
		{"return redis.call('GET', KEYS[1])", "", 0},
		{"local k = KEYS[1]\nredis.call('SET', k, ARGV[1])\nreturn redis.call('GET', k)", "", 0},
		{"return redis.call('MGET', unpack(KEYS))", "", 0},
		{"redis.call('ZUNIONSTORE', 'all', #KEYS, unpack(KEYS))", "", 0},
		{"redis.call('DEL', KEYS[1], unpack(KEYS, 2))", "", 0},
		{"redis.call('SADD', 'index', unpack(KEYS))", "is stored by a script", 1},
		{"redis.call('SINTERSTORE', unpack(KEYS))", "", 0},
		{"redis.call('SET', unpack(KEYS))", "is stored by a script", 1},
		{"for i, k in ipairs(KEYS) do redis.call('DEL', k) end", "", 0},
		{"for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end", "", 0},
		{"return redis.call('GET', KEYS[1] .. ':meta')", "", 0},
		{"local function get(k) return redis.call('GET', k) end\nreturn get(KEYS[1])", "", 0},
		{"local function key(s) return KEYS[1] .. s end\nreturn redis.call('GET', key(':a'))", "", 0},
		{"if KEYS[2] ~= nil and KEYS[2] ~= '' then redis.call('DEL', KEYS[2]) end", "", 0},
		{"local t = {}\ntable.insert(t, KEYS[1])\nreturn redis.call('DEL', unpack(t))", "", 0},
		{"local cmd = {'LPush', KEYS[2]}\nfor _, v in ipairs(redis.call('GET', KEYS[1])) do table.insert(cmd, v) end\nredis.call(unpack(cmd))", "", 0},
		{"local cmd = {'LPush', KEYS[2]}\ntable.insert(cmd, KEYS[1])\nredis.call(unpack(cmd))", "is stored by a script", 3},
		{"local cmd = {'LPush', 'index', KEYS[1]}\nredis.call(unpack(cmd))", "is stored by a script", 2},
		{"redis.log(redis.LOG_WARNING, KEYS[1])", "", 0},
		{"if ARGV[1] == 'x' then return redis.call('GET', KEYS[1]) end", "", 0},
		{"local id = string.match(KEYS[1], ':(%d+):')", "is given to string.match in a script", 1},
		{"local k = KEYS[1]\nreturn string.sub(k, 1, 4)", "is given to string.sub in a script", 2},
		{"return (KEYS[1]):match('x')", "is taken apart in a script by the method match", 1},
		{"if KEYS[1] == 'user:1' then return 1 end", "is compared in a script", 1},
		{"return #KEYS[1]", "is measured in a script", 1},
		{"redis.call('SADD', KEYS[1], KEYS[2])", "is stored by a script", 1},
		{"redis.call('HSET', 'index', 'k', KEYS[1])", "is stored by a script", 1},
		{"return KEYS[1]", "is returned by a script", 1},
		{"return {KEYS[1], 1}", "is returned by a script", 1},
		{"return redis.sha1hex(KEYS[1])", "is given to redis.sha1hex in a script", 1},
		{"return cjson.encode(KEYS)", "is given to cjson.encode in a script", 1},
		{"local seen = {}\nseen[KEYS[1]] = true", "is looked up in a table of a script", 2},
		{"local f = function(k) return string.len(k) end\nreturn f(KEYS[1])", "is given to string.len in a script", 1},
		{"local k = KEYS[1]\nif #k > 9 then return 1 end", "is measured in a script", 2},
		{"local function f(k) return #k end\nreturn f(KEYS[1])", "is measured in a script", 1},
		{"local all = KEYS\nreturn #all", "", 0},
		{"this is not Lua", "is not seen in a script that cannot be read", 1},
	} {
		if line, use := Unconfined(test.source); line != test.line || use != test.use {
			t.Errorf("%s: line %d %q, want %d %q", test.source, line, use, test.line, test.use)
		}
	}
	for _, test := range []struct {
		source   string
		key, arg int // which one is followed; 0 for none
		use      string
	}{
		{"return redis.call('GET', ARGV[1] .. ':a')", 0, 1, ""},
		{"if ARGV[1] == 'a' then return 1 end", 0, 1, "is compared in a script"},
		{"if ARGV[1] == 'a' then return redis.call('GET', ARGV[2]) end", 0, 2, ""},
		{"if KEYS[1] == 'a' then return redis.call('GET', ARGV[1]) end", 0, 1, ""},
		{"redis.call('SADD', KEYS[1], KEYS[2])", 1, 0, ""},
		{"redis.call('SADD', KEYS[1], KEYS[2])", 2, 0, "is stored by a script"},
		{"local all, k = KEYS[1], KEYS[2]\nredis.call('SADD', all, k)", 1, 0, ""},
		{"local all, k = KEYS[1], KEYS[2]\nredis.call('SADD', all, k)", 2, 0, "is stored by a script"},
		{"local keys = KEYS\nredis.call('SADD', keys[1], keys[2])", 1, 0, "is stored by a script"},
		{"for i = 1, #KEYS do redis.call('SADD', 'index', KEYS[i]) end", 1, 0, "is stored by a script"},
		{"for _, k in ipairs(KEYS) do redis.call('SADD', 'index', k) end", 1, 0, "is stored by a script"},
		{"redis.call('SADD', 'index', unpack(KEYS))", 1, 0, "is stored by a script"},
		{"return KEYS", 1, 0, "is returned by a script"},
	} {
		_, use := UnconfinedKey(test.source, test.key)
		if test.arg > 0 {
			_, use = UnconfinedArg(test.source, test.arg)
		}
		if use != test.use {
			t.Errorf("%s: KEYS[%d], ARGV[%d]: %q, want %q", test.source, test.key, test.arg, use, test.use)
		}
	}
}

// TestScanned shows what a script may do with the keys that a scan returns.
func TestScanned(t *testing.T) {
	for _, test := range []struct {
		source, use string
		line        int
	}{
		{"return redis.call('GET', KEYS[1])", "", 0},
		{"return string.match(KEYS[1], 'x')", "", 0},
		{"for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('DEL', k) end", "", 0},
		{"local r = redis.call('SCAN', 0)\nif r[1] == '0' then redis.call('DEL', unpack(r[2])) end", "", 0},
		{"local c = '0'\nrepeat\nlocal r = redis.call('scan', c)\nc = r[1]\nuntil c == '0'", "", 0},
		{"for _, k in ipairs(redis.call('KEYS', '*')) do redis.call('SADD', 'ids', string.match(k, '%d+')) end", "is given to string.match in a script", 1},
		{"for _, k in ipairs(redis.call('KEYS', '*')) do\nredis.call('SADD', 'ids', k) end", "is stored by a script", 2},
		{"local r = redis.call('SCAN', 0)\nfor _, k in ipairs(r[2]) do k = k:sub(1, 4) end", "is taken apart in a script by the method sub", 2},
		{"return redis.call('KEYS', 'user:*')", "is returned by a script", 1},
		{"local k = redis.pcall('RANDOMKEY')\nif k == 'x' then return 1 end", "is compared in a script", 2},
	} {
		if line, use, _ := Scanned(test.source); line != test.line || use != test.use {
			t.Errorf("%s: line %d %q, want %d %q", test.source, line, use, test.line, test.use)
		}
	}
	for source, want := range map[string]string{
		"redis.call('KEYS', 'a:*')\nredis.call('SCAN', 0, 'match', 'b:*')": "a:* b:*",
		"redis.call('SCAN', 0, 'COUNT', '7')":                              "*",
		"redis.call('KEYS', ARGV[1])":                                      "*",
	} {
		if _, _, globs := Scanned("local x = {}\n" + strings.ReplaceAll(source, "redis", "x[1] = redis")); strings.Join(globs, " ") != want {
			t.Errorf("%s: patterns %q, want %q", source, globs, want)
		}
	}
}
