// Package scripts has Lua scripts for other packages, in all places where programs
// keep them.
package scripts

import (
	"embed"

	"github.com/redis/go-redis/v9"
)

var Declared = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":declared")`)

var InInit, InSetup *redis.Script

func init() { InInit = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":init")`) }

func Setup() { InSetup = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":setup")`) }

var ByName = map[string]*redis.Script{
	"wrong": redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":name")`),
	"right": redis.NewScript(`return redis.call("GET", KEYS[1])`),
}

var Filled = map[string]*redis.Script{}

func init() { Filled["wrong"] = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":filled")`) }

var List = []*redis.Script{
	redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":list")`),
	redis.NewScript(`return redis.call("GET", KEYS[1])`),
}

var Group = struct{ Wrong, Right *redis.Script }{
	Wrong: redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":group")`),
	Right: redis.NewScript(`return redis.call("GET", KEYS[1])`),
}

// Set has scripts as fields.
type Set struct{ Wrong, Right *redis.Script }

func NewSet() *Set {
	return &Set{Wrong: redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":set")`), Right: redis.NewScript(`return redis.call("GET", KEYS[1])`)}
}

var Default = NewSet()

func Returned() *redis.Script { return hidden }

var hidden = redis.NewScript(`
-- A script may be long, and most are longer than any key: this one has some words
-- here that say nothing, so that it is longer than five hundred and twelve bytes,
-- which is the most that a fact has of the text of a key.
-- A script may be long, and most are longer than any key: this one has some words
-- here that say nothing, so that it is longer than five hundred and twelve bytes,
-- which is the most that a fact has of the text of a key.
-- A script may be long, and most are longer than any key.
return redis.call("INCR", KEYS[1] .. ":hidden")`)

// A registry.
var registry = map[string]*redis.Script{}

func register(name, text string) { registry[name] = redis.NewScript(text) }

func init() {
	register("wrong", `return redis.call("INCR", KEYS[1] .. ":registered")`)
	register("right", `return redis.call("GET", KEYS[1])`)
}

func Get(name string) *redis.Script { return registry[name] }

//go:embed one.lua
var One string

//go:embed *.lua
var files embed.FS

func load(name string) *redis.Script {
	text, err := files.ReadFile(name + ".lua")
	if err != nil {
		panic(err)
	}
	return redis.NewScript(string(text))
}

var Two, Three = load("two"), load("three")

func Load(name string) *redis.Script { return load(name) }

// What is wrong with a script whatever it is given is said here, and not where it
// is run.
var Total = redis.NewScript(`redis.call("INCR", KEYS[1]) return redis.call("INCR", "total")`) // want `script Total, line 1: INCR uses the key "total"`

// One of two.
var Either *redis.Script

func Choose(old bool) {
	Either = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":new")`)
	if old {
		Either = redis.NewScript(`return redis.call("GET", KEYS[1])`)
	}
}
