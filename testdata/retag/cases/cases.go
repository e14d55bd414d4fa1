// Package cases runs what the packages of this module do on a server: each case
// writes keys in one way, sends several of them together, and reads them in
// another way.
package cases

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/redis/go-redis/v9"
)

// A Func is a case, for something with a number. It returns what it found.
type Func func(ctx context.Context, c redis.UniversalClient, id int) (found any, err error)

type entry struct {
	name string
	run  Func
}

var all []entry

// Add registers a case.
func Add(name string, run Func) { all = append(all, entry{name, run}) }

// A Result is what one case came to.
type Result struct {
	Name  string
	Found any
	Kind  string // "CROSSSLOT" if a command was refused for that, or another error
}

// Run runs all cases, and writes a line of JSON for each.
func Run(ctx context.Context, c redis.UniversalClient, w io.Writer) error {
	h := &hook{}
	c.AddHook(h)
	out := json.NewEncoder(w)
	for i, e := range all {
		h.err = nil
		found, err := e.run(ctx, c, 1000+i)
		r := Result{Name: e.name, Found: found}
		if err = errors.Join(h.err, err); err != nil {
			if r.Kind = err.Error(); refused(r.Kind) {
				r.Kind = "CROSSSLOT"
			}
		}
		if err := out.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// refused reports whether an error is that of a cluster, or that of its client.
func refused(text string) bool {
	return strings.Contains(text, "CROSSSLOT") || strings.Contains(text, "requires all keys to be in the same slot") ||
		strings.Contains(text, "non local key")
}

// A hook keeps the errors of commands, as most functions here drop them.
type hook struct{ err error }

func (h *hook) DialHook(next redis.DialHook) redis.DialHook { return next }

func (h *hook) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		h.add(err)
		return err
	}
}

func (h *hook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		err := next(ctx, cmds)
		h.add(err)
		return err
	}
}

func (h *hook) add(err error) {
	// A script is sent by its hash first, and a connection begins with commands
	// that not all servers know.
	if err != nil && err != redis.Nil && !redis.HasErrorPrefix(err, "NOSCRIPT") && !redis.HasErrorPrefix(err, "unknown subcommand") {
		h.err = errors.Join(h.err, err)
	}
}
