package lua

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type store struct {
	client redis.UniversalClient
	touch  *redis.Script
}

func newStore(c redis.UniversalClient) *store {
	return &store{client: c, touch: redis.NewScript(`redis.call('SET', KEYS[1], 1) return redis.call('DEL', KEYS[1] .. ':old')`)}
}

func (s *store) run(ctx context.Context, script *redis.Script, keys []string, args ...any) error {
	return script.Run(ctx, s.client, keys, args...).Err()
}

func (s *store) Touch(ctx context.Context, id int) error {
	return s.touch.Run(ctx, s.client, []string{fmt.Sprintf("s:%d", id)}).Err() // want `DEL uses the key KEYS\[1\] .. ":old" \(s:<id>:old\)`
}

func (s *store) TouchTagged(ctx context.Context, id int) error {
	return s.touch.Run(ctx, s.client, []string{fmt.Sprintf("s:{%d}", id)}).Err()
}

var enqueue = redis.NewScript(`
redis.call('HSET', KEYS[1], 'msg', ARGV[1])
redis.call('LPUSH', KEYS[2], ARGV[2])
redis.call('PEXPIRE', ARGV[3] .. ARGV[2], 1000)
`)

func (s *store) Enqueue(ctx context.Context, queue, id string) error {
	prefix := "{" + queue + "}:"
	return s.run(ctx, enqueue, []string{prefix + "t:" + id, prefix + "pending"}, "msg", id, prefix)
}

func (s *store) EnqueueUntagged(ctx context.Context, queue, id int) error {
	return s.run(ctx, enqueue, []string{fmt.Sprintf("{q:%d}:t:%d", queue, id), fmt.Sprintf("{q:%d}:pending", queue)}, "msg", id, "expire:") // want `PEXPIRE uses the key ARGV\[3\] .. ARGV\[2\] \(expire:<id>\), which is built from an argument`
}

// The key is the caller's.
func (s *store) lock(ctx context.Context, key string) error {
	return s.client.Eval(ctx, `redis.call('SET', KEYS[1], 1) redis.call('SET', KEYS[1] .. ':owner', ARGV[1])`, []string{key}, "me").Err()
}

func (s *store) Lock(ctx context.Context, id int) error {
	return s.lock(ctx, fmt.Sprintf("lock:{%d}", id))
}

// Where the client is none of a cluster.
func Guarded(c redis.UniversalClient) error {
	if _, ok := c.(*redis.ClusterClient); ok {
		return nil
	}
	return c.Eval(ctx, `return redis.call('MGET', 'guarded:a', 'guarded:b')`, nil).Err()
}

// Libraries.

const library = `#!lua name=mylib
local function set(keys, args)
	return redis.call('SET', keys[1] .. ':v', args[1])
end
redis.register_function('set', set)
redis.register_function{function_name = 'stats', callback = function(keys, args) return redis.call('GET', 'stats') end, flags = {'no-cluster', 'no-writes'}}
`

func Load(c redis.UniversalClient) error {
	if err := c.FunctionLoad(ctx, library).Err(); err != nil { // want `function stats of the library has the flag no-cluster` `function stats of the library, line 6: GET uses the key "stats"`
		return err
	}
	if err := c.FCall(ctx, "set", []string{"{a}"}, 1).Err(); err != nil {
		return err
	}
	return c.FCall(ctx, "set", []string{"a"}, 1).Err() // want `function set of the library, line 3: SET uses the key KEYS\[1\] .. ":v" \(a:v\)`
}

func LoadRaw(c redis.UniversalClient) error {
	if err := c.Do(ctx, "SCRIPT", "LOAD", "return redis.call('GET', 'raw:a')").Err(); err != nil { // want `GET uses the key "raw:a"`
		return err
	}
	return c.Do(ctx, "FUNCTION", "LOAD", "REPLACE", "#!lua name=r\nredis.register_function('raw', function(k) return redis.call('GET', 'raw:b') end)").Err() // want `function raw of the library, line 2: GET uses the key "raw:b"`
}

func LoadScript(c redis.UniversalClient) error {
	return c.ScriptLoad(ctx, "return redis.call('GET', 'loaded')").Err() // want `GET uses the key "loaded"`
}

// What a helper does wrong with every key is said in the helper, and not of its
// callers.
func (s *store) count(ctx context.Context, id string) error {
	return s.client.Eval(ctx, `return redis.call('INCR', ARGV[1] .. redis.call('GET', KEYS[1]))`, []string{"current:" + id}, "count:").Err() // want `INCR uses the key ARGV\[1\] .. value \(count:<value>\)`
}

func (s *store) Count(ctx context.Context) error {
	if err := s.count(ctx, "a"); err != nil {
		return err
	}
	return s.count(ctx, "b")
}

// The default of what is no key then.
var parents = redis.NewScript(`
local parent = redis.call('GET', KEYS[1]) or ''
if parent ~= '' then
	redis.call('DEL', parent .. ':children')
end
`)

func (s *store) Parents(ctx context.Context, id int) error {
	return parents.Run(ctx, s.client, []string{fmt.Sprintf("parent:%d", id)}).Err()
}

// A word that stands for a script.
func Placeholder(ctx context.Context, c redis.UniversalClient) error {
	return c.Eval(ctx, "script", []string{"key"}).Err()
}

// The hard-coded key is declared as well.
func Declared(ctx context.Context, c redis.UniversalClient) error {
	return c.Eval(ctx, `return redis.call('INCR', 'declared')`, []string{"declared"}).Err()
}

// One node of a cluster is asked for what it has.
func EachNode(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.Eval(ctx, `for _, k in ipairs(redis.call('KEYS', 'tmp:*')) do redis.call('DEL', k) end`, nil).Err()
	})
}
