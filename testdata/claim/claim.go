// Package claim keeps what the documentation claims of the server and the client:
// for each claim a function that goes wrong on a cluster, which the linter
// reports, and its twin that does not, of which the linter is silent. A program
// of claims runs them with the client C of its version of go-redis.
package claim

import (
	"context"
	"encoding/json"
	"io"
)

// A Func is one claim. It returns what goes wrong: the error of the client or,
// where nothing tells the program, what it finds out by looking closer.
type Func[C any] func(context.Context, C) error

// A Book holds the claims of one program.
type Book[C any] struct{ claims []claim[C] }

type claim[C any] struct {
	name string // of the function
	run  Func[C]
	// fails is what the error says, and check the one that reports it. Both are
	// empty for the silent twins.
	check, fails string
}

// Wrong claims that run fails with an error that contains the text fails, and is
// reported by check.
func (b *Book[C]) Wrong(check, fails, name string, run Func[C]) {
	b.claims = append(b.claims, claim[C]{name, run, check, fails})
}

// Right claims that run does not fail, and is not reported.
func (b *Book[C]) Right(name string, run Func[C]) {
	b.claims = append(b.claims, claim[C]{name: name, run: run})
}

// Run runs each claim with the client, after flush, and writes a line of JSON for
// it. It returns an error only of flush and of the writer.
func (b *Book[C]) Run(ctx context.Context, client C, flush Func[C], w io.Writer) error {
	out := json.NewEncoder(w)
	for _, cl := range b.claims {
		if err := flush(ctx, client); err != nil {
			return err
		}
		result := struct{ Name, Check, Fails, Err string }{cl.name, cl.check, cl.fails, ""}
		if err := cl.run(ctx, client); err != nil {
			result.Err = err.Error()
		}
		if err := out.Encode(result); err != nil {
			return err
		}
	}
	return nil
}
