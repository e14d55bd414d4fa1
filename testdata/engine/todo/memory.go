package todo

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var flipped = "user:"

// A miss: a package variable that the function itself assigns between the keys.
func reassigned(ctx context.Context, c redis.UniversalClient) {
	flipped = "{user}:"
	a := flipped + "a"
	flipped = "{order}:"
	b := flipped + "b"
	c.Rename(ctx, a, b) // want `RENAME: keys "\{user\}:a" .*"\{order\}:b" .*different slots`
}

// A Job is filled in by other packages.
type Job struct{ ID, Queue string }

// A miss: before the assignment the field is what it was.
func assigned(ctx context.Context, c redis.UniversalClient, acc *Job) {
	from := "{" + acc.ID + "}:a"
	acc.ID = "9"
	c.Rename(ctx, from, "{"+acc.ID+"}:b") // want `RENAME: keys \{<acc.ID>\}:a and "\{9\}:b" .*likely`
}

// A miss: the variable is another in one of the branches.
func reassignedInBranch(ctx context.Context, c redis.UniversalClient, id, other string, cond bool) {
	maybe := id
	from := "{" + maybe + "}:a"
	if cond {
		maybe = other
	}
	c.Rename(ctx, from, "{"+maybe+"}:b") // want `RENAME: keys \{<id>\}:a and \{<other>\}:b .*likely`
}
