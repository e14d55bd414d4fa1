package lua

import (
	"reflect"
	"testing"
)

// TestBreaches has the transcript of redisson/redisson#4221 and the rules of the
// documentation, each with a twin that the proxy takes.
func TestBreaches(t *testing.T) {
	for _, test := range []struct {
		source string
		want   []Breach
	}{
		{`return redis.call('get', KEYS[1])`, nil},
		{`redis.call('set', KEYS[1] .. ':1', 1)`, []Breach{{1, "SET"}}},
		{"local key = KEYS[1] .. ':1'\nredis.call('set', key, 1)", []Breach{{2, "SET"}}},
		{`KEYS[1] = KEYS[1] .. ':1'; redis.call('set', KEYS[1], 1)`, nil},
		{"local key = KEYS[1]\nif redis.call('get', key) == ARGV[1] then\n  return redis.call('del', KEYS[1])\nend", []Breach{{2, "GET"}}},
		{`redis.call('get', ARGV[1])`, []Breach{{1, "GET"}}},
		{`redis.call('get', 'constant')`, []Breach{{1, "GET"}}},
		{"for i = 1, #KEYS do\n  redis.pcall('DEL', KEYS[i])\nend", nil},
		{`redis.call('mget', unpack(KEYS))`, nil},
		{`redis.call('mget', unpack(ARGV))`, []Breach{{1, "MGET"}}},
		{`redis.call(ARGV[1], KEYS[1])`, []Breach{{1, ""}}},
		{`local c = 'get'; redis.call(c, KEYS[1])`, []Breach{{1, ""}}},
		{"return {\n  redis.call('get', KEYS[1]),\n  redis.call('get', KEYS[1] .. 'x'),\n}", []Breach{{3, "GET"}}},
		{"local function f(k)\n  return redis.call('incr', k)\nend\nreturn f(KEYS[1])", []Breach{{2, "INCR"}}},
		{`return redis.call('ping')`, nil},
		{`return redis.call('set', KEYS[1], redis.call('get', KEYS[2]))`, nil},
		{`return redis.sha1hex(KEYS[1] .. 'x')`, nil},
		{"#!lua flags=no-writes\nreturn redis.call('get', KEYS[1] .. 'x')", []Breach{{2, "GET"}}},
		{`this is no script`, nil},
	} {
		if got := Breaches(test.source); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v, want %v", test.source, got, test.want)
		}
	}
}

func FuzzBreaches(f *testing.F) {
	f.Add("redis.call('get', KEYS[1])")
	f.Fuzz(func(t *testing.T, source string) { Breaches(source) })
}
