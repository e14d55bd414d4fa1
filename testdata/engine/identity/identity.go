// Package identity asks whether two values are one.
package identity

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

func variables(ctx context.Context, c redis.UniversalClient, id, other string) {
	// Right: nothing changes the variable in between.
	a := "{" + id + "}:a"
	b := "{" + id + "}:b"
	c.Rename(ctx, a, b)
	// Reassigned in between.
	cur := id
	from := "{" + cur + "}:a"
	cur = other
	c.Rename(ctx, from, "{"+cur+"}:b") // want `RENAME: keys \{<id>\}:a and \{<other>\}:b hash to different slots.*likely`
	// Reassigned to another piece of text.
	cur = "{x}"
	from = cur + ":a"
	cur = "{y}"
	c.Rename(ctx, from, cur+":b") // want `RENAME: keys "\{x\}:a" .*"\{y\}:b" .*different slots.*proven`
	// Right: a copy is the same value.
	same := id
	c.Rename(ctx, "{"+same+"}:a", b)
	// Right: reassigned after both.
	last := id
	x, y := "{"+last+"}:a", "{"+last+"}:b"
	last = other
	c.Rename(ctx, x, y)
	_ = last
	// Reassigned in a branch: the key may be of the other.
	maybe := id
	from = "{" + maybe + "}:a"
	if len(other) > 3 {
		maybe = other
	}
	c.Rename(ctx, from, "{"+maybe+"}:b") // want `RENAME: keys \{<id>\}:a and \{<other>\}:b .*likely`
	// Right: of two variables that are swapped, the values are.
	p, q := id, other
	left := "{" + p + "}:a"
	p, q = q, p
	c.Rename(ctx, left, "{"+q+"}:b")
	_ = p
}

// Two parameters are two values.
func parameters(ctx context.Context, c redis.UniversalClient, from, to string) {
	c.Rename(ctx, "{"+from+"}:a", "{"+to+"}:a") // want `RENAME: keys \{<from>\}:a and \{<to>\}:a hash to different slots.*likely`
	c.Rename(ctx, "user:"+from, "user:"+to)     // want `RENAME: keys user:<from> and user:<to> hash to different slots.*likely`
	// Right: of bare parameters nothing is known.
	c.Rename(ctx, from, to)
}

func shadowing(ctx context.Context, c redis.UniversalClient, id, other string) {
	from := "{" + id + "}:a"
	if id := other; id != "" {
		c.Rename(ctx, from, "{"+id+"}:b") // want `RENAME: keys \{<id>\}:a and \{<other>\}:b hash to different slots.*likely`
	}
	{
		id := strings.Clone(id)
		// Right: the new variable holds the same text.
		c.Rename(ctx, from, "{"+id+"}:b")
	}
	// Right: outside of the block the name means the first variable.
	c.Rename(ctx, from, "{"+id+"}:b")
}

// Loop variables: a new value in each round.
func loopVariables(ctx context.Context, c redis.UniversalClient, ids []string, n int) {
	last := "user:0"
	for _, id := range ids {
		c.Rename(ctx, "user:"+id+":x", last) // want `RENAME: keys user:<ids\[i\]>:x and .*`
		// Right: within one round.
		c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b")
	}
	for i := range n {
		// Right: within one round.
		c.Rename(ctx, fmt.Sprintf("{%d}:a", i), fmt.Sprintf("{%d}:b", i))
		c.Rename(ctx, fmt.Sprintf("{%d}:a", i), fmt.Sprintf("{%d}:a", i+1)) // want `RENAME: keys \{<i>\}:a and \{<.*>\}:a .*likely`
	}
	for i := 0; i+1 < len(ids); i++ {
		c.Rename(ctx, "user:"+ids[i], "user:"+ids[i+1]) // want `RENAME: keys user:<.*ids\[i\]> and user:<.*ids\[i\]> hash to different slots`
		// Right: one element.
		c.Rename(ctx, "{"+ids[i]+"}:a", "{"+ids[i]+"}:b")
	}
	for _, a := range ids {
		for _, b := range ids {
			c.Rename(ctx, "user:"+a, "user:"+b) // want `RENAME: keys user:<.*ids\[i\]> and user:<.*ids\[i\]> hash to different slots`
		}
	}
}

func counting(ctx context.Context, c redis.UniversalClient, n int) {
	from := fmt.Sprintf("{%d}", n)
	n++
	c.Rename(ctx, from, fmt.Sprintf("{%d}", n)) // want `RENAME: keys \{<n>\} and \{<.*>\} .*likely`
	// Right: counted before both.
	n++
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%d}:b", n))
}

// A getter may give one value or two. At the default nothing is said of it.
type owner interface{ ID() string }

type account struct{ id string }

func (a *account) ID() string { return a.id }

type session struct {
	account
	tenant string
}

var seq int

// next gives another value each time.
func next() int {
	seq++
	return seq
}

func getters(ctx context.Context, c redis.UniversalClient, o owner, acc *account, s session, r *http.Request, now func() string) {
	// Right: an interface method called twice.
	c.Rename(ctx, "{"+o.ID()+"}:a", "{"+o.ID()+"}:b")
	c.Rename(ctx, "user:"+o.ID(), "user:"+o.ID())
	// Right: a method that reads a field, a field, and a promoted one.
	c.Rename(ctx, "{"+acc.ID()+"}:a", "{"+acc.ID()+"}:b")
	c.Rename(ctx, "{"+acc.ID()+"}:a", "{"+acc.id+"}:b")
	c.Rename(ctx, "{"+s.id+"}:a", "{"+s.ID()+"}:b")
	c.Rename(ctx, "{"+s.tenant+"}:a", "{"+s.tenant+"}:b")
	// Right: functions of other packages with arguments.
	c.Rename(ctx, "{"+r.FormValue("id")+"}:a", "{"+r.FormValue("id")+"}:b")
	c.Rename(ctx, "{"+r.Header.Get("id")+"}:a", "{"+r.Header.Get("id")+"}:b")
	// Right: a function value of which nothing is known.
	c.Rename(ctx, "{"+now()+"}:a", "{"+now()+"}:b")
	// Right: the result is kept.
	id := o.ID()
	c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b")
	// Two objects are two values.
	c.Rename(ctx, "{"+o.ID()+"}:a", "{"+s.tenant+"}:b") // want `RENAME: keys \{<o\..*>\}:a and \{<s.tenant>\}:b hash to different slots.*likely`
	// Other arguments, another value.
	c.Rename(ctx, "{"+r.FormValue("id")+"}:a", "{"+r.FormValue("to")+"}:a") // want `RENAME: keys \{<.*r.FormValue\(\)>\}:a and \{<.*r.FormValue\(\)>\}:a hash to different slots.*likely`
}

var sessions = map[context.Context]*session{}

func current(ctx context.Context) *session { return sessions[ctx] }

// Calls that are known to give another value each time.
func effects(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "tmp:"+strconv.Itoa(rand.IntN(1000)), "tmp:"+strconv.Itoa(rand.IntN(1000))) // want `RENAME: keys tmp:<.*> and tmp:<.*> hash to different slots.*likely`
	// Right: drawn once.
	n := rand.IntN(1000)
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%d}:b", n))
	// Right: two calls may give one user.
	c.Rename(ctx, "{"+current(ctx).tenant+"}:a", "{"+current(ctx).tenant+"}:b")
	// Right: the time may be one, within a day.
	c.Rename(ctx, "{"+time.Now().Format("2006-01-02")+"}:a", "{"+time.Now().Format("2006-01-02")+"}:b")
	// Right: one number, kept.
	k := next()
	c.Rename(ctx, fmt.Sprintf("{%d}:a", k), fmt.Sprintf("{%d}:b", k))
}

// A Job is filled in by other packages.
type Job struct{ ID, Queue string }

// Fields and memory that change between the keys.
func memory(ctx context.Context, c redis.UniversalClient, acc *Job, p *string, ids []string, m map[string]string) {
	from := "{" + acc.ID + "}:a"
	acc.ID = "9"
	c.Rename(ctx, from, "{"+acc.ID+"}:b") // want `RENAME: keys \{<acc.ID>\}:a and "\{9\}:b" .*likely`
	// Right: the field is what was just assigned.
	c.Rename(ctx, "{9}:a", "{"+acc.ID+"}:b")
	// Right: a pointer is read twice.
	c.Rename(ctx, "{"+*p+"}:a", "{"+*p+"}:b")
	// Right: an element, and an entry.
	c.Rename(ctx, "{"+ids[0]+"}:a", "{"+ids[0]+"}:b")
	c.Rename(ctx, "{"+m["id"]+"}:a", "{"+m["id"]+"}:b")
	// Other entries.
	c.Rename(ctx, "{"+m["id"]+"}:a", "{"+m["to"]+"}:b") // want `RENAME: keys \{<.*>\}:a and \{<.*>\}:b hash to different slots.*likely`
	// Right: a local copy of a struct that is changed is another struct.
	copied := *acc
	copied.ID = "8"
	c.Rename(ctx, "{9}:a", "{"+acc.ID+"}:b")
	c.Rename(ctx, "{8}:a", "{"+copied.ID+"}:b")
	// Right: what was copied and not changed is the same.
	c.Rename(ctx, "{"+acc.Queue+"}:a", "{"+copied.Queue+"}:b")
}

// Function literals see the variables of the function around them.
func closures(ctx context.Context, c redis.UniversalClient, id, other string) {
	cur := id
	move := func() {
		// Right: within one run of the literal the variable is one.
		c.Rename(ctx, "{"+cur+"}:a", "{"+cur+"}:b")
	}
	move()
	cur = other
	move()
	// Right: captured and never changed.
	func() { c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b") }()
	from := "{" + id + "}:a"
	go func() { c.Rename(ctx, from, "{"+id+"}:b") }()
	// Captured, and not the same.
	defer func() { c.Rename(ctx, from, "{"+other+"}:b") }() // want `RENAME: keys \{<id>\}:a and \{<other>\}:b hash to different slots.*likely`
	// The literal's parameter is the argument.
	func(to string) { c.Rename(ctx, from, "{"+to+"}:b") }(id)
}

// Right: a value that a literal sets is not known, but it is one value.
func setByClosure(ctx context.Context, c redis.UniversalClient, load func(func(string))) {
	var id string
	load(func(s string) { id = s })
	c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b")
	c.Rename(ctx, "{"+id+"}:a", "{x}:b") // want `RENAME: keys .*\{.*\}:a.* and "\{x\}:b" .*different slots`
}

// Right: two rounds of a loop, one key.
func accumulated(ctx context.Context, c redis.UniversalClient, ids []string) {
	path := "{root}"
	for _, id := range ids {
		up := path
		path += "/" + id
		c.Rename(ctx, up, path)
	}
}
