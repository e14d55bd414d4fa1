package slottool

import (
	"context"
	"flag"
	"fmt"
	"os/signal"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
	"github.com/crossslotlint/crossslotlint/internal/slottool/move"
)

const moveSummary = `Usage: crossslotlint slot move -addr HOST:PORT -plan FILE [flags]

Gives the keys of a server, or of all masters of its cluster, the names that the
plan says: what crossslotlint -format migration-json has written.

Each key is copied with its time to live (DUMP, RESTORE), the copy is compared,
and the old name is removed if it still holds what was copied. What is there
under the new name stays, and is reported as a conflict. A key that is written
meanwhile is copied again, three times at most. After an interrupt or a crash,
run it again: it finishes what was begun.

Needs Redis 5 or later, and a user who may run DUMP, RESTORE, UNLINK and EVAL.
The values of some hundred keys for each master are in memory at a time.

The password is that of -password, else the content of -password-file, else the
environment variable REDISCLI_AUTH; other users of the machine can see the first.
`

// A moving is the settings of the command move.
type moving struct {
	server     *server
	plan       string
	separators string
	dryRun     bool
	back       bool
	rate       int
	command    *flag.FlagSet
}

func defineMove(fs *flag.FlagSet) func(*env) (int, error) {
	m := &moving{server: serverFlags(fs, "move"), command: fs}
	fs.StringVar(&m.plan, "plan", "", "`file` that crossslotlint -format migration-json has written")
	fs.BoolVar(&m.dryRun, "dry-run", false, "change nothing, and tell how many keys there are to move and which are in conflict")
	fs.BoolVar(&m.back, "back", false, "the way back: give the new names the old ones")
	fs.IntVar(&m.rate, "rate", 0, "move at most this `number` of keys a second (default as fast as it goes)")
	fs.StringVar(&m.separators, "separators", keyform.Separators, "`characters` that part a key, in ASCII. A value holds none that is nearest to it in its family: cart:7:meta is none of cart:<id>. '' for none")
	return m.run
}

func (m *moving) run(e *env) (int, error) {
	if err := m.check(e); err != nil {
		return 0, err
	}
	plan, err := move.ReadPlan(m.plan)
	if err != nil {
		return 0, fmt.Errorf("-plan: %w", err)
	}
	conf, err := m.server.config()
	if err != nil {
		return 0, err
	}
	plan.Direct(m.back, m.separators)
	masters, err := live.Find(conf)
	if err != nil {
		return 0, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	bar := newProgress(e.stderr)
	report, err := move.Run(ctx, masters, plan.Families, move.Options{
		DryRun: m.dryRun, Rate: m.rate, Scan: m.server.query.Batch,
		Progress: func(keys uint64) { bar.tell(keys, 0, "") },
	})
	bar.clear()
	if report == nil {
		return 0, err
	}
	if werr := report.Text(e.stdout); werr != nil {
		return 0, werr
	}
	if err != nil {
		return 0, err
	}
	if !report.Done() {
		return statusFailed, nil
	}
	return statusOK, nil
}

// check refuses settings that make no sense, before anything is read.
func (m *moving) check(e *env) error {
	switch {
	case len(e.args) > 0:
		return usagef("%q is no flag, and move takes the keys of -addr only", e.args[0])
	case m.server.addr == "":
		return usagef("-addr is missing: the server, or a node of the cluster, whose keys are to be moved")
	case m.plan == "":
		return usagef("-plan is missing: a file that crossslotlint -format migration-json has written")
	case strings.ContainsFunc(m.separators, func(r rune) bool { return r >= utf8.RuneSelf }):
		return usagef("-separators is %q; it should be ASCII, as %s", m.separators, keyform.Separators)
	case m.rate < 0:
		return usagef("-rate is %d; it is a number of keys a second, or 0 for as fast as it goes", m.rate)
	}
	return m.server.check(m.command)
}
