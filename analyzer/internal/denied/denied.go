// Package denied knows the commands that a Redis Cluster refuses whatever their
// keys are, and those that a cluster client sends to one node only without
// telling.
//
// The knowledge is the table in rows.go. What it says of the server and of
// go-redis is executed on a real cluster: testdata/claims has a function for
// each row that fails as the row says, and one that does not.
package denied

import (
	"sync"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// A Row is one thing that is not the same on a cluster.
type Row struct {
	// Command is the name of the command, as package command spells it.
	Command string

	// When says which calls of the command the row is about.
	When Condition

	// Refusal is the error of the server, or, from Redis 7.4 on, its beginning;
	// "" if nothing is refused.
	Refusal string

	// Quietly is what happens instead without an error, as in "on a cluster it
	// reaches one node only".
	Quietly string

	// Advice is what to do.
	Advice string

	// FansOut says that the method of that name of a cluster client asks all
	// nodes: only the raw command and a pipeline do not.
	FansOut bool

	// Resolver says that a client sends the command to all nodes when the
	// program sets a resolver (go-redis v9.18: NewDynamicResolver).
	Resolver bool

	certainties map[client.Class]prove.Certainty
}

// Certainty returns how certain it is that a call through a client of the given
// class goes wrong; false if nothing is wrong with it.
func (r *Row) Certainty(class client.Class) (prove.Certainty, bool) {
	c, ok := r.certainties[class]
	return c, ok
}

// A Condition says which calls of a command a row is about.
type Condition uint8

const (
	// Always is every call.
	Always Condition = iota

	// OtherDB is a call that names a database other than 0.
	OtherDB

	// By is a call with the option BY and a pattern that has a wildcard: one
	// without is the way to say that nothing is sorted.
	By

	// Get is a call with the option GET.
	Get
)

// Of returns the rows of a command.
func Of(command string) []*Row { return index()[command] }

// Rows returns the table.
func Rows() []Row { return rows }

var index = sync.OnceValue(func() map[string][]*Row {
	m := make(map[string][]*Row)
	for i := range rows {
		m[rows[i].Command] = append(m[rows[i].Command], &rows[i])
	}
	return m
})
