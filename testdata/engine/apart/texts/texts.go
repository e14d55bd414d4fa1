// Package texts has the texts of scripts, and knows no client.
package texts

import (
	"embed"
)

//go:embed lock.lua
var Lock string

//go:embed long.lua
var Long string

var Text = `return redis.call("INCR", KEYS[1] .. ":text")`

var ByName = map[string]string{"a": `return redis.call("INCR", KEYS[1] .. ":byname")`, "b": `return redis.call("GET", KEYS[1])`}

//go:embed *.lua
var FS embed.FS

func Read(name string) string {
	b, err := FS.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

type Script struct{ Name, Source string }

var Unlock = Script{"unlock", `return redis.call("INCR", KEYS[1] .. ":unlock")`}
