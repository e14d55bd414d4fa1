// Package kinds asks what a value can hold: a number holds no brace, a text
// may, where a key begins with it.
package kinds

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// A UserID is a number by another name.
type UserID int64

// Begin with a number, a boolean, a word: no tag can be in there.
func Begin(ctx context.Context, c redis.UniversalClient, n int, id UserID, u uint8, ok bool, sum []byte, at time.Time, f float64) {
	c.Rename(ctx, fmt.Sprintf("%d:a", n), fmt.Sprintf("%d:b", n))                               // want `RENAME: keys <n>:a and <n>:b never share a slot;.*proven`
	c.Rename(ctx, fmt.Sprintf("%v:a", id), fmt.Sprintf("%v:b", id))                             // want `RENAME: keys <id>:a and <id>:b never share a slot;.*proven`
	c.Rename(ctx, fmt.Sprint(u)+":a", fmt.Sprint(u)+":b")                                       // want `RENAME: keys <u>:a and <u>:b never share a slot;.*proven`
	c.Rename(ctx, strconv.FormatInt(int64(id), 10)+":a", strconv.FormatInt(int64(id), 10)+":b") // want `RENAME: keys <id>:a and <id>:b never share a slot;.*proven`
	c.Rename(ctx, fmt.Sprintf("%t:a", ok), fmt.Sprintf("%t:b", ok))                             // want `RENAME: keys <ok>:a and <ok>:b never share a slot;.*proven`
	c.Rename(ctx, fmt.Sprintf("%x:a", sum), fmt.Sprintf("%x:b", sum))                           // want `RENAME: keys <sum>:a and <sum>:b never share a slot;.*proven`
	c.Rename(ctx, hex.EncodeToString(sum)+":a", hex.EncodeToString(sum)+":b")                   // want `RENAME: keys <.*>:a and <.*>:b never share a slot;.*proven`
	c.Rename(ctx, at.Format(time.DateOnly)+":a", at.Format(time.DateOnly)+":b")                 // want `RENAME: keys <.*>:a and <.*>:b never share a slot;.*proven`
	c.Rename(ctx, strconv.FormatInt(at.Unix(), 10)+":a", strconv.FormatInt(at.Unix(), 10)+":b") // want `RENAME: keys <.*>:a and <.*>:b never share a slot;.*proven`
	c.Rename(ctx, fmt.Sprintf("%.2f:a", f), fmt.Sprintf("%.2f:b", f))                           // want `RENAME: keys <f>:a and <f>:b never share a slot;.*proven`
	token := rand.Text()
	c.Rename(ctx, token+":a", token+":b") // want `RENAME: keys <rand.Text\(\)>:a and <rand.Text\(\)>:b never share a slot;.*proven`
	// Right: tagged.
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%d}:b", n))
	c.Rename(ctx, "{"+token+"}:a", "{"+token+"}:b")
	c.Rename(ctx, "{"+hex.EncodeToString(sum)+"}:a", "{"+hex.EncodeToString(sum)+"}:b")
}

// BeginText begins with a text of which nothing is known: it may hold a tag.
func BeginText(ctx context.Context, c redis.UniversalClient, name string, raw []byte, v any, e error) {
	c.Rename(ctx, name+":a", name+":b")                                 // want `RENAME: keys <name>:a and <name>:b never share a slot, unless name holds a hash tag;.*likely`
	c.Rename(ctx, fmt.Sprintf("%s:a", raw), string(raw)+":b")           // want `RENAME: keys <raw>:a and <raw>:b never share a slot, unless raw holds a hash tag;.*likely`
	c.Rename(ctx, fmt.Sprintf("%q:a", name), fmt.Sprintf("%q:b", name)) // want `RENAME: keys <name>:a and <name>:b never share a slot, unless name holds a hash tag;.*likely`
	// Further behind a text is taken to hold none.
	c.Rename(ctx, "u:"+name+":a", "u:"+name+":b") // want `RENAME: keys u:<name>:a and u:<name>:b never share a slot;.*proven`
	// Right: an interface may print braces, as it does with a struct in it.
	c.Rename(ctx, fmt.Sprintf("%v:a", v), fmt.Sprintf("%v:b", v))
	// Right: nothing but a text, twice.
	c.Rename(ctx, name, e.Error())
	c.Rename(ctx, name, string(raw))
}

// Braces as the server reads them.
func Braces(ctx context.Context, c redis.UniversalClient, id string) {
	// An empty tag is none: the whole key counts.
	c.Rename(ctx, "{}:user:1", "{}:user:2")   // want `RENAME: keys "\{\}:user:1" .*"\{\}:user:2" .*different slots.*proven`
	c.Rename(ctx, "{}"+id+":a", "{}"+id+":b") // want `RENAME: keys \{\}<id>:a and \{\}<id>:b never share a slot.*proven`
	// Never closed.
	c.Rename(ctx, "{user:"+id+":a", "{user:"+id+":b") // want `RENAME: keys \{user:<id>:a and \{user:<id>:b never share a slot.*proven`
	// Closed before it is opened.
	c.Rename(ctx, "}"+id+"{a", "}"+id+"{b") // want `RENAME: keys \}<id>\{a and \}<id>\{b never share a slot.*proven`
	// The first tag counts, not the second.
	c.Rename(ctx, "{a}:{"+id+"}", "{b}:{"+id+"}") // want `RENAME: keys \{a\}:\{<id>\} .*and \{b\}:\{<id>\} .*different slots.*proven`
	// What differs is inside the tag.
	c.Rename(ctx, "{user:"+id+":a}", "{user:"+id+":b}") // want `RENAME: keys \{user:<id>:a\} and \{user:<id>:b\} never share a slot.*proven`
	// Right: the first tag is one.
	c.Rename(ctx, "{"+id+"}:{a}", "{"+id+"}:{b}")
	// Right: the tag begins at the first brace and ends at the next closing one.
	c.Rename(ctx, "{{"+id+"}}:a", "{{"+id+"}}:b")
	c.Rename(ctx, "x{"+id+"}y", "{"+id+"}")
	// A tag, and the key that it is: both are hashed alike.
	c.Rename(ctx, "{user:1}:a", "user:1")
	c.Rename(ctx, "{user:"+id+"}:a", "user:"+id)
	// The key without its first byte is another.
	c.Rename(ctx, "{user:"+id+"}:a", "user:"+id+":b") // want `RENAME: keys \{user:<id>\}:a and user:<id>:b share a slot for`
}
