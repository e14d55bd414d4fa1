// Package denied knows the commands that a Redis Cluster refuses whatever their
// keys are, and those that a cluster client sends to one node only, and does
// not say so.
//
// The knowledge is the table in rows.go. The tests execute on a real cluster what it
// says of the server and of the clients: for each row, testdata/claims has a function
// that fails as the row says, and one that does not.
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

	// Advice is what to do. Masters says that it is a matter of each master: a
	// library has a method that goes to all of them.
	Advice  string
	Masters bool

	certainties map[client.Class]prove.Certainty
}

// Certainty returns how certain it is that a call through a client of the given
// class goes wrong; false if nothing is wrong with it.
func (r *Row) Certainty(class client.Class) (prove.Certainty, bool) {
	c, ok := r.certainties[class]
	return c, ok
}

// For returns the row with the advice for the users of a client library.
func (r *Row) For(lib *client.About) *Row {
	out := *r
	switch method := lib.AllNodes[r.Command]; {
	case method != "":
		out.Advice = method
	case r.Masters:
		out.Advice = EachMaster(r.Advice, lib)
	}
	return &out
}

// EachMaster returns an advice about each master for the users of a client library.
func EachMaster(advice string, lib *client.About) string {
	if lib.EachMaster == "" {
		return advice
	}
	return advice + " in " + lib.EachMaster
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
