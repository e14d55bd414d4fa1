// Package names has what the names of keys are made of.
package names

import (
	"errors"
	"fmt"
	"strings"
)

// Sep stands between the parts of a key.
const Sep = ":"

// User is the first part of all keys of a user.
func User(id string) string { return "user" + Sep + id } // want User:`returns user:<id>`

// Tag is the same as a hash tag.
func Tag(id string) string { return "{" + User(id) + "}" } // want Tag:`returns \{user:<id>\}`

// Pair has two results.
func Pair(id int64) (from, to string) { // want Pair:`returns pair:<id>:from; returns pair:<id>:done`
	from = fmt.Sprintf("pair:%d:from", id)
	to = fmt.Sprintf("pair:%d:done", id)
	return
}

// ErrNoID reports that there is no ID.
var ErrNoID = errors.New("no ID")

// Checked fails without an ID.
func Checked(id string) (string, error) { // want Checked:`returns checked:<id>`
	if id == "" {
		return "", ErrNoID
	}
	return "checked:" + id, nil
}

// Path nests as deep as the caller asks: it calls itself.
func Path(depth int, leaf string) string {
	if depth == 0 {
		return "{path}:" + leaf
	}
	return Path(depth-1, "x/"+leaf)
}

// Lower puts a value through a function of the library.
func Lower(id string) string { return "lower:" + strings.ToLower(id) } // want Lower:`returns lower:<.*>`

// A Space is a family of keys.
type Space struct {
	prefix string
	Name   string
}

// NewSpace returns a space.
func NewSpace(prefix string) *Space { return &Space{prefix: prefix} }

// Key returns a key of the space.
func (s *Space) Key(id string) string { return s.prefix + Sep + id } // want Key:`returns`

// Tagged returns a key of the space in one slot with all others of its name.
func (s Space) Tagged(id string) string { return "{" + s.Name + "}:" + id } // want Tagged:`returns`

// A Maker makes keys.
type Maker interface{ Make(id string) string }

// Prefix is the prefix of all keys, which nothing changes.
var Prefix = "app:" // want Prefix:`is app:`

// Cluster is a prefix with a tag.
var Cluster = "{app}:" // want Cluster:`is \{app\}:`

// All has two keys.
var All = []string{"all:1", "all:2"} // want All:`is \[all:1 all:2\]`
