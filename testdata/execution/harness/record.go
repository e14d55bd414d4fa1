package harness

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// modulePrefix starts the names of the module's files in a binary built with
// -trimpath.
const modulePrefix = "example.com/execution/"

// A recorder keeps what one execution sends.
type recorder struct {
	sent []Sent
	// inside counts the commands under way that the hook of the cluster client
	// has seen: the hooks of its nodes ignore those.
	inside atomic.Int32
}

func (r *recorder) add(batch, tx bool, err error, cmds ...redis.Cmder) {
	s := Sent{Batch: batch, Tx: tx, Stack: stack()}
	if err != nil {
		s.Err = err.Error()
	}
	for _, cmd := range cmds {
		s.Cmds = append(s.Cmds, words(cmd))
	}
	r.sent = append(r.sent, s)
}

// batch records a pipeline: a transaction as one, other commands each.
func (r *recorder) batch(err error, cmds []redis.Cmder) {
	n := len(cmds)
	if n >= 2 && cmds[0].Name() == "multi" && cmds[n-1].Name() == "exec" {
		r.add(true, true, err, cmds[1:n-1]...)
		return
	}
	for _, cmd := range cmds {
		r.add(true, false, cmd.Err(), cmd)
	}
}

// words returns a command as it goes over the wire.
func words(cmd redis.Cmder) []string {
	var out []string
	for _, arg := range cmd.Args() {
		switch arg := arg.(type) {
		case []byte:
			out = append(out, string(arg))
		case bool:
			out = append(out, map[bool]string{false: "0", true: "1"}[arg])
		case float64:
			out = append(out, strconv.FormatFloat(arg, 'f', -1, 64))
		default:
			out = append(out, fmt.Sprint(arg))
		}
	}
	return out
}

// stack returns the lines of generated code on the call stack.
func stack() []string {
	var pcs [128]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	var out []string
	for {
		f, more := frames.Next()
		if file, ok := strings.CutPrefix(f.File, modulePrefix); ok && !strings.HasPrefix(file, "harness/") {
			out = append(out, fmt.Sprintf("%s:%d", file, f.Line))
		}
		if !more {
			return out
		}
	}
}

// A clusterHook sees what a cluster client is asked to send.
type clusterHook struct{ *recorder }

func (h clusterHook) DialHook(next redis.DialHook) redis.DialHook { return next }

func (h clusterHook) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		h.inside.Add(1)
		err := next(ctx, cmd)
		h.inside.Add(-1)
		h.add(false, false, err, cmd)
		return err
	}
}

func (h clusterHook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		h.inside.Add(1)
		err := next(ctx, cmds)
		h.inside.Add(-1)
		h.batch(err, cmds)
		return err
	}
}

// A nodeHook sees what goes to a node alone: WATCH, and what is sent on the
// connection that watches.
type nodeHook struct{ *recorder }

func (h nodeHook) DialHook(next redis.DialHook) redis.DialHook { return next }

func (h nodeHook) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if h.inside.Load() == 0 && cmd.Name() != "unwatch" {
			h.add(false, false, err, cmd)
		}
		return err
	}
}

func (h nodeHook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		err := next(ctx, cmds)
		if h.inside.Load() == 0 {
			h.batch(err, cmds)
		}
		return err
	}
}
