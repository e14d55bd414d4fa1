package patterns

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

const (
	profileFormat = "user:%s:profile"
	sessionFormat = "user:%s:session"
	tagFormat     = "{user:%s}:%s"
)

// verbs has one mistake for each verb, on keys that differ behind the value.
func verbs(ctx context.Context, c redis.UniversalClient, id string, n int, v []int) {
	c.Rename(ctx, fmt.Sprintf("user:%s:a", id), fmt.Sprintf("user:%s:b", id))         // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprintf("user:%d:a", n), fmt.Sprintf("user:%d:b", n))           // want `RENAME: keys user:<n>:a and user:<n>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprintf("user:%v:a", v), fmt.Sprintf("user:%v:b", v))           // want `RENAME: keys user:<v>:a and user:<v>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprintf("user:%q:a", id), fmt.Sprintf("user:%q:b", id))         // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprintf("user:%x:a", id), fmt.Sprintf("user:%x:b", id))         // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprintf("u:%05d:a", n), fmt.Sprintf("u:%05d:b", n))             // want `RENAME: keys u:<n>:a and u:<n>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprintf("%[1]s", "user:1"), fmt.Sprintf("%[2]s", "", "user:2")) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`

	// Remainders of different length meet for the share that the algebra gives.
	c.Rename(ctx, fmt.Sprintf("user:%s:profile", id), fmt.Sprintf("user:%s:settings", id)) // want `RENAME: keys user:<id>:profile and user:<id>:settings share a slot for 1 value in 16384 only`

	// One argument in several places, by its index.
	c.Rename(ctx, fmt.Sprintf("u:%[1]s:%[1]s:a", id), fmt.Sprintf("u:%[1]s:%[1]s:b", id)) // want `RENAME: keys u:<id>:<id>:a and u:<id>:<id>:b never share a slot.*proven`

	// A literal percent sign.
	c.Rename(ctx, fmt.Sprintf("user:%d%%:a", n), fmt.Sprintf("user:%d%%:b", n)) // want `RENAME: keys user:<n>%:a and user:<n>%:b never share a slot.*proven`

	// Two values differ unless they happen to be equal.
	c.Rename(ctx, fmt.Sprintf("user:%s", id), fmt.Sprintf("user:%d", n)) // want `RENAME: keys user:<id> and user:<n> hash to different slots.*likely`
}

// Right: the same verbs within a hash tag.
func verbsTagged(ctx context.Context, c redis.UniversalClient, id string, n int, v any) {
	c.Rename(ctx, fmt.Sprintf("{%s}:a", id), fmt.Sprintf("{%s}:b", id))
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%d}:b", n))
	c.Rename(ctx, fmt.Sprintf("{%v}:a", v), fmt.Sprintf("{%v}:b", v))
	c.Rename(ctx, fmt.Sprintf("{%q}:a", id), fmt.Sprintf("{%q}:b", id))
	c.Rename(ctx, fmt.Sprintf("{%x}:a", id), fmt.Sprintf("{%x}:b", id))
	c.Rename(ctx, fmt.Sprintf("{%05d}:a", n), fmt.Sprintf("{%05d}:b", n))
	// The index of an argument decides, not its place.
	c.Rename(ctx, fmt.Sprintf("{%[2]s}:%[1]d", n, id), fmt.Sprintf("{%s}:%d", id, n))
	// %d and %v of one number are one text.
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%v}:b", n))
	// %s and %v of one string are one text.
	c.Rename(ctx, fmt.Sprintf("{%s}:a", id), fmt.Sprintf("{%v}:b", id))
}

// Another text of one value is another key: %x and %d agree for 0 to 9 only.
func otherVerb(ctx context.Context, c redis.UniversalClient, n int) {
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%x}:a", n))   // want `RENAME: keys \{<n>\}:a and \{<n as %[x05d]+>\}:a .*likely`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%05d}:a", n)) // want `RENAME: keys \{<n>\}:a and \{<n as %[x05d]+>\}:a .*likely`
}

// Formats held in named constants.
func namedFormats(ctx context.Context, c redis.UniversalClient, id, name string) {
	c.Rename(ctx, fmt.Sprintf(profileFormat, id), fmt.Sprintf(sessionFormat, id)) // want `RENAME: keys user:<id>:profile and user:<id>:session never share a slot.*proven`
	// Right: the named format has a tag.
	c.Rename(ctx, fmt.Sprintf(tagFormat, id, "a"), fmt.Sprintf(tagFormat, id, name))
	// A format put together of constants.
	c.Rename(ctx, fmt.Sprintf(users+"%s:a", id), fmt.Sprintf(users+"%s:b", id)) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// A constant argument is part of the text.
	c.Rename(ctx, fmt.Sprintf("user:%d", 1), fmt.Sprintf("user:%d", 2)) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: the constants give one key.
	c.Rename(ctx, fmt.Sprintf("user:%d", 1), fmt.Sprintf("user:%s", "1"))
}

// Formats that go wrong at run time. (As variables go vet does not see them.)
var missing, noVerb = "user:%s:%s", "user:%z:b"

// Right: what cannot be followed is a hole and no guess. Any of the first may be
// one key, or hold a tag. What fmt says of a wrong format is a part of the key.
func unfollowed(ctx context.Context, c redis.UniversalClient, format, id string, n int, args ...any) {
	c.Rename(ctx, fmt.Sprintf(format, id), fmt.Sprintf(format, n))
	c.Rename(ctx, fmt.Sprintf("%[1]*[2]d", n, n), fmt.Sprintf("%*d", n, n))
	c.Rename(ctx, fmt.Sprintf("user:%s:a", args...), fmt.Sprintf("user:%s:b", args...))
	c.Rename(ctx, fmt.Sprintf("user:%v:a", args[0]), fmt.Sprintf("user:%v:b", args[0]))
	c.Rename(ctx, fmt.Sprintf(missing, id), fmt.Sprintf(noVerb, id)) // want `RENAME: keys user:<id>:%!s\(MISSING\) and user:<id as %z>:b hash to different slots`
}

// Around what cannot be followed the text is still known. The value is one and
// the same: it differs behind it.
func partly(ctx context.Context, c redis.UniversalClient, format, id string) {
	k := fmt.Sprintf(format, id)
	c.Rename(ctx, "k:"+k+":a", "k:"+k+":b") // want `RENAME: keys k:<.*>:a and k:<.*>:b never share a slot`
	// Right: the same within a tag.
	c.Rename(ctx, "{"+k+"}:a", "{"+k+"}:b")
}

// A stringer prints itself, where fmt is asked for text.
type stringer string

func (s stringer) String() string { return "{" + string(s) + "}" }

// A level is a number that prints as a word.
type level int

const (
	low level = iota + 1
	high
)

func (l level) String() string {
	if l == low {
		return "{level}:low"
	}
	return "{level}:high"
}

// %d and a conversion do not call String: without it there is no tag.
func notStringers(ctx context.Context, c redis.UniversalClient, id string) {
	c.Rename(ctx, fmt.Sprintf("l:%d", low), fmt.Sprintf("l:%d", high))            // want `RENAME: keys "l:1" .*"l:2" .*different slots`
	c.Rename(ctx, "u:"+string(stringer(id))+":a", "u:"+string(stringer(id))+":b") // want `RENAME: keys u:<id>:a and u:<id>:b never share a slot`
}
