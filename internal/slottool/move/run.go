package move

import (
	"context"
	"sync"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// Options are the settings of a run.
type Options struct {
	DryRun   bool
	Rate     int                 // keys a second, 0 for as fast as it goes
	Scan     int                 // SCAN's COUNT
	Progress func(keys uint64)   // is told how many keys were looked at; not called twice at a time
	batch    func(items []*item) // for tests: is called before a batch is moved
	relative bool                // for tests: as if the servers had no PEXPIRETIME
}

// How much is under way: batches of keys, by so many movers for each master.
const (
	batchSize = 100
	movers    = 4
)

// Run moves the keys of the families on all masters. Where ctx ends, it finishes what
// it has begun. An error is one of a connection; the report is valid then too, for what
// was done.
func Run(ctx context.Context, m *live.Masters, families []Family, opts Options) (*Report, error) {
	conns, absolute, unseen, err := guard(m)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &run{
		masters: m, families: families, opts: opts, size: batchSize, cancel: cancel,
		report: newReport(families), batches: make(chan []*item), flying: make(map[string]bool),
	}
	r.report.Unseen, r.report.DryRun = unseen, opts.DryRun
	if opts.Rate > 0 {
		r.size = min(batchSize, max(1, opts.Rate/10))
	}
	var scans, moves sync.WaitGroup
	for i, conn := range conns {
		defer conn.Close()
		scans.Go(func() { r.scan(ctx, i, conn) })
	}
	for range movers * len(conns) {
		moves.Go(func() { r.move(newClient(m, absolute && !opts.relative)) })
	}
	scans.Wait()
	close(r.batches)
	moves.Wait()
	r.report.Stopped = ctx.Err() != nil
	return r.report, r.err
}

// A run is one under way.
type run struct {
	masters  *live.Masters
	families []Family
	opts     Options
	size     int // of a batch
	batches  chan []*item
	cancel   context.CancelCauseFunc

	mu     sync.Mutex
	report *Report
	seen   uint64
	err    error           // the first one
	flying map[string]bool // keys under way: SCAN may find one twice, and two movers must not meet
	next   time.Time       // when the next keys may go
}

// fail stops the run.
func (r *run) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
	r.cancel(err)
}

// scan finds the keys of one master, and sends them to the movers.
func (r *run) scan(ctx context.Context, master int, conn *resp.Conn) {
	for i, f := range r.families {
		if f.Held != "" {
			continue
		}
		var batch []*item
		for keys, err := range live.Scan(conn, live.Query{Pattern: f.from.Glob(), Batch: r.opts.Scan}) {
			if err != nil {
				r.fail(r.masters.Explain(master, err))
				return
			}
			for _, key := range keys {
				if it := r.accept(i, key); it != nil {
					batch = append(batch, it)
				}
				if len(batch) == r.size {
					if !r.send(ctx, batch) {
						return
					}
					batch = nil
				}
			}
			if ctx.Err() != nil {
				return
			}
		}
		if len(batch) > 0 && !r.send(ctx, batch) {
			return
		}
	}
}

// accept returns the item of a key that is to be moved, or nil.
func (r *run) accept(family int, key string) *item {
	name, why := rename(r.families, family, key)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen++
	if r.opts.Progress != nil {
		r.opts.Progress(r.seen)
	}
	if why != "" {
		r.report.skip(family, key, why)
		return nil
	}
	if r.flying[key] {
		return nil
	}
	r.flying[key] = true
	return &item{family: family, old: key, new: name}
}

// send gives a batch to a mover, not faster than the rate.
func (r *run) send(ctx context.Context, batch []*item) bool {
	if r.opts.Rate > 0 {
		r.mu.Lock()
		at := r.next
		if now := time.Now(); at.Before(now) {
			at = now
		}
		r.next = at.Add(time.Duration(len(batch)) * time.Second / time.Duration(r.opts.Rate))
		r.mu.Unlock()
		select {
		case <-time.After(time.Until(at)):
		case <-ctx.Done():
			return false
		}
	}
	select {
	case r.batches <- batch:
		return true
	case <-ctx.Done():
		return false
	}
}

// move is a mover.
func (r *run) move(c *client) {
	defer c.close()
	failed := false
	for batch := range r.batches {
		if failed {
			continue // its connections are in an unknown state
		}
		if r.opts.batch != nil {
			r.opts.batch(batch)
		}
		if err := c.move(batch, r.opts.DryRun); err != nil {
			r.fail(err)
			failed = true
		}
		r.mu.Lock()
		for _, it := range batch {
			delete(r.flying, it.old)
			r.report.add(it)
		}
		r.mu.Unlock()
	}
}
