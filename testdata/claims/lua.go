package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"
)

const (
	notLocal = "Script attempted to access a non local key in a cluster node"
	notSame  = "Script attempted to access keys that do not hash to the same slot"
)

func init() {
	wrong("clusterdenied", "SELECT is not allowed in cluster mode", "scriptSelect", scriptSelect)
	wrong("clusterdenied", "BY option of SORT denied", "scriptSort", scriptSort)
	right("scriptSortPlain", scriptSortPlain)
	wrong("clusterdenied", "one node", "scriptKeys", scriptKeys)
	right("scriptKeysTagged", scriptKeysTagged)
	wrong("clusterdenied", "one node", "scriptKeysOf", scriptKeysOf)
	right("scriptKeysOfTagged", scriptKeysOfTagged)
	wrong("clusterdenied", "SELECT is not allowed in cluster mode", "scriptSelectOf", scriptSelectOf)
	wrong("luaslot", notLocal, "scriptShardChannel", scriptShardChannel)
	right("scriptShardChannelTagged", scriptShardChannelTagged)
	right("scriptChannel", scriptChannel)
	wrong("luaslot", notLocal, "scriptHardCoded", scriptHardCoded)
	right("scriptHardCodedTagged", scriptHardCodedTagged)
	right("scriptHardCodedDeclared", scriptHardCodedDeclared)
	wrong("luaslot", notLocal, "scriptNoKeys", scriptNoKeys)
	right("scriptNoKeysUsed", scriptNoKeysUsed)
	wrong("luaslot", notLocal, "scriptDerived", scriptDerived)
	right("scriptDerivedTagged", scriptDerivedTagged)
	wrong("luaslot", notLocal, "scriptArgument", scriptArgument)
	right("scriptArgumentTagged", scriptArgumentTagged)
	wrong("luaslot", notLocal, "scriptArgumentBuilt", scriptArgumentBuilt)
	right("scriptArgumentBuiltTagged", scriptArgumentBuiltTagged)
	wrong("luaslot", notLocal, "scriptReply", scriptReply)
	right("scriptReplyTagged", scriptReplyTagged)
	right("scriptTagTakenOut", scriptTagTakenOut)
	wrong("luaslot", notLocal, "scriptProtected", scriptProtected)
	wrong("luaslot", "must be strings or integers", "scriptTooFewKeys", scriptTooFewKeys)
	right("scriptEnoughKeys", scriptEnoughKeys)
	right("scriptOptionalKey", scriptOptionalKey)
	wrong("luaslot", "no-cluster", "scriptNoCluster", scriptNoCluster)
	right("scriptOtherFlag", scriptOtherFlag)
	wrong("luaslot", "Error compiling script", "scriptSyntax", scriptSyntax)
	right("scriptOldSyntax", scriptOldSyntax)

	// The flag allow-cross-slot-keys, and what holds without it. The slots of
	// user:1 and user:2 are on one node, that of a is on another.
	wrong("luaslot", notSame, "scriptStrict", scriptStrict)
	right("scriptAllowed", scriptAllowed)
	wrong("luaslot", notLocal, "scriptAllowedOneCommand", scriptAllowedOneCommand)
	wrong("crossslot", "CROSSSLOT", "scriptAllowedDeclared", scriptAllowedDeclared)

	wrong("luaslot", notSame, "libraryHardCoded", libraryHardCoded)
	right("libraryTagged", libraryTagged)
	wrong("luaslot", "no-cluster", "libraryNoCluster", libraryNoCluster)
	wrong("luaslot", notLocal, "libraryDerived", libraryDerived)
	right("libraryDerivedTagged", libraryDerivedTagged)
}

// done takes the reply without a value for what it is, no error.
func replied(cmd *redis.Cmd) error {
	if err := cmd.Err(); err != nil && err != redis.Nil {
		return err
	}
	return nil
}

func scriptHardCoded(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("GET", "a")`, []string{"user:1"}))
}

func scriptHardCodedTagged(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("GET", "{user:1}:a")`, []string{"user:1"}))
}

func scriptHardCodedDeclared(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("GET", "a")`, []string{"a"}))
}

// A script without keys goes to any node. It is right where that happens to be
// the one with the key, so it is sent until it is not.
func scriptNoKeys(ctx context.Context, c *redis.ClusterClient) error {
	for range 100 {
		if err := replied(c.Eval(ctx, `return redis.call("GET", "user:1")`, nil)); err != nil {
			return err
		}
	}
	return nil
}

func scriptNoKeysUsed(ctx context.Context, c *redis.ClusterClient) error {
	for range 20 {
		if err := replied(c.Eval(ctx, `return redis.call("TIME")`, nil)); err != nil {
			return err
		}
	}
	return nil
}

const audit = `redis.call("SET", KEYS[1], 1) return redis.call("INCR", KEYS[1] .. ":x")`

func scriptDerived(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, audit, []string{"user:1"}))
}

func scriptDerivedTagged(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, audit, []string{"{user:1}"}))
}

const copyArgument = `return redis.call("SET", KEYS[1], redis.call("GET", ARGV[1]) or "")`

func scriptArgument(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, copyArgument, []string{"user:1"}, "a"))
}

func scriptArgumentTagged(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, copyArgument, []string{"{user:1}:copy"}, "{user:1}:a"))
}

const member = `return redis.call("INCR", "member:" .. ARGV[1])`

func scriptArgumentBuilt(ctx context.Context, c *redis.ClusterClient) error {
	for i := range 20 {
		if err := replied(c.Eval(ctx, member, []string{"user:1"}, i)); err != nil {
			return err
		}
	}
	return nil
}

func scriptArgumentBuiltTagged(ctx context.Context, c *redis.ClusterClient) error {
	for i := range 20 {
		if err := replied(c.Eval(ctx, member, []string{"user:{1}"}, fmt.Sprintf("{1}:%d", i))); err != nil {
			return err
		}
	}
	return nil
}

func scriptReply(ctx context.Context, c *redis.ClusterClient) error {
	const next = `local id = redis.call("INCR", KEYS[1]) return redis.call("SET", "job:" .. id, 1)`
	for range 20 {
		if err := replied(c.Eval(ctx, next, []string{"ids"})); err != nil {
			return err
		}
	}
	return nil
}

func scriptReplyTagged(ctx context.Context, c *redis.ClusterClient) error {
	const next = `local id = redis.call("INCR", KEYS[1]) return redis.call("SET", "{ids}:" .. id, 1)`
	for range 20 {
		if err := replied(c.Eval(ctx, next, []string{"ids"})); err != nil {
			return err
		}
	}
	return nil
}

func scriptTagTakenOut(ctx context.Context, c *redis.ClusterClient) error {
	const script = `local tag = KEYS[1]:match("{(.-)}") return redis.call("INCR", "total:{" .. tag .. "}")`
	return replied(c.Eval(ctx, script, []string{"user:{1}"}))
}

// pcall returns the error to the script.
func scriptProtected(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.pcall("GET", "a")`, []string{"user:1"}))
}

const both = `redis.call("SET", KEYS[1], 1) return redis.call("SET", KEYS[2], 2)`

func scriptTooFewKeys(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, both, []string{"{user:1}:a"}))
}

func scriptEnoughKeys(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, both, []string{"{user:1}:a", "{user:1}:b"}))
}

func scriptOptionalKey(ctx context.Context, c *redis.ClusterClient) error {
	const script = `if KEYS[2] then redis.call("DEL", KEYS[2]) end return redis.call("DEL", KEYS[1])`
	return replied(c.Eval(ctx, script, []string{"{user:1}:a"}))
}

func scriptNoCluster(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "#!lua flags=no-cluster\nreturn redis.call('GET', KEYS[1])", []string{"user:1"}))
}

func scriptOtherFlag(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "#!lua flags=no-writes,allow-stale\nreturn redis.call('GET', KEYS[1])", []string{"user:1"}))
}

func scriptSyntax(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "local x = 1\nif x the return x end", []string{"user:1"}))
}

// What a newer Lua takes for a word of its own is a name here, and a comment may
// begin with what looks like a long one.
func scriptOldSyntax(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "--[== old\nlocal goto = KEYS[1]\nreturn redis.call('GET', goto)", []string{"user:1"}))
}

func scriptStrict(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "#!lua\nreturn redis.call('GET', 'user:2')", []string{"user:1"}))
}

func scriptAllowed(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "#!lua flags=allow-cross-slot-keys\nredis.call('SET', KEYS[1], 1) return redis.call('GET', 'user:2')", []string{"user:1"}))
}

func scriptAllowedOneCommand(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "#!lua flags=allow-cross-slot-keys\nreturn redis.call('MGET', KEYS[1], 'user:2')", []string{"user:1"}))
}

func scriptAllowedDeclared(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, "#!lua flags=allow-cross-slot-keys\nreturn {redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2])}", []string{"user:1", "user:2"}))
}

// load gives a library to all nodes, as a program does before it calls its
// functions.
func load(ctx context.Context, c *redis.ClusterClient, library string) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FunctionLoadReplace(ctx, library).Err()
	})
}

func libraryHardCoded(ctx context.Context, c *redis.ClusterClient) error {
	const library = "#!lua name=hard\nredis.register_function('hard', function(keys, args) return redis.call('GET', 'user:2') end)"
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FunctionLoadReplace(ctx, library).Err()
	})
	if err != nil {
		return err
	}
	return replied(c.FCall(ctx, "hard", []string{"user:1"}))
}

func libraryTagged(ctx context.Context, c *redis.ClusterClient) error {
	const library = "#!lua name=tagged\nredis.register_function('tagged', function(keys, args) return redis.call('GET', '{user:1}:a') end)"
	if err := load(ctx, c, library); err != nil {
		return err
	}
	return replied(c.FCall(ctx, "tagged", []string{"user:1"}))
}

func libraryNoCluster(ctx context.Context, c *redis.ClusterClient) error {
	const library = "#!lua name=single\nredis.register_function{function_name='single', callback=function(keys, args) return 1 end, flags={'no-cluster'}}"
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FunctionLoadReplace(ctx, library).Err()
	})
	if err != nil {
		return err
	}
	return replied(c.FCall(ctx, "single", []string{"user:1"}))
}

const touchLibrary = "#!lua name=touch\nredis.register_function('touch', function(keys, args) return redis.call('INCR', keys[1] .. ':x') end)"

func libraryDerived(ctx context.Context, c *redis.ClusterClient) error {
	if err := load(ctx, c, touchLibrary); err != nil {
		return err
	}
	return replied(c.FCall(ctx, "touch", []string{"user:1"}))
}

func libraryDerivedTagged(ctx context.Context, c *redis.ClusterClient) error {
	if err := load(ctx, c, touchLibrary); err != nil {
		return err
	}
	return replied(c.FCall(ctx, "touch", []string{"{user:1}"}))
}

func scriptSelect(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `redis.call("SELECT", 1) return redis.call("GET", KEYS[1])`, []string{"user:1"}))
}

func scriptSort(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("SORT", KEYS[1], "BY", "weight:*")`, []string{"users"}))
}

func scriptSortPlain(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("SORT", KEYS[1], "ALPHA")`, []string{"users"}))
}

// user:1 and user:3 are on two nodes.
func scriptKeys(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(c.Set(ctx, "user:1", 1, 0).Err(), c.Set(ctx, "user:3", 1, 0).Err()); err != nil {
		return err
	}
	n, err := c.Eval(ctx, `return #redis.call("KEYS", "*")`, []string{"user:1"}).Int()
	if err != nil || n == 2 {
		return err
	}
	return errors.New("the script saw the keys of one node")
}

// All keys of a tag are on the node of the script's key.
func scriptKeysTagged(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(c.Set(ctx, "{user}:1", 1, 0).Err(), c.Set(ctx, "{user}:3", 1, 0).Err()); err != nil {
		return err
	}
	n, err := c.Eval(ctx, `return #redis.call("KEYS", "{user}:*") + #redis.call("SCAN", 0, "MATCH", KEYS[1] .. "*")[2]`, []string{"{user}:"}).Int()
	if err != nil || n >= 2 {
		return err
	}
	return errors.New("the script saw the keys of one node")
}

const matching = `return #redis.call("KEYS", ARGV[1])`

// The call gives the pattern.
func scriptKeysOf(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(c.Set(ctx, "user:1", 1, 0).Err(), c.Set(ctx, "user:3", 1, 0).Err()); err != nil {
		return err
	}
	n, err := c.Eval(ctx, matching, []string{"user:1"}, "user:*").Int()
	if err != nil || n == 2 {
		return err
	}
	return errors.New("the script saw the keys of one node")
}

func scriptKeysOfTagged(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, matching, []string{"{user}:1"}, "{user}:*"))
}

func scriptSelectOf(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("SELECT", ARGV[1])`, []string{"user:1"}, 1))
}

// A shard channel has a slot, and has to be on the node of the script's keys.
func scriptShardChannel(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("SPUBLISH", "user:3", "x")`, []string{"user:1"}))
}

func scriptShardChannelTagged(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("SPUBLISH", KEYS[1] .. ":events", "x")`, []string{"{user:1}"}))
}

// Any other channel is one of all nodes.
func scriptChannel(ctx context.Context, c *redis.ClusterClient) error {
	return replied(c.Eval(ctx, `return redis.call("PUBLISH", "user:3", "x")`, []string{"user:1"}))
}
