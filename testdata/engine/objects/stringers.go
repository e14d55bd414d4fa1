// Package objects has objects that the caller knows, what values print as, and
// one report for one mistake.
package objects

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// fmt asks a value with a String method for its text, and the
// engine prints the value itself.

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

// Right: %s and %v call String, which puts a tag in.
func stringers(ctx context.Context, c redis.UniversalClient, id string) {
	c.Rename(ctx, fmt.Sprintf("%s:a", stringer(id)), fmt.Sprintf("%s:b", stringer(id)))
	c.Rename(ctx, fmt.Sprintf("u:%v:a", stringer(id)), fmt.Sprintf("u:%v:b", stringer(id)))
	c.Rename(ctx, fmt.Sprintf("%v", low), fmt.Sprintf("%v", high))
	c.Rename(ctx, fmt.Sprint(low), fmt.Sprint(high))
}
