package slottool

import (
	"fmt"
	"io"
	"os"
	"time"
)

// A progress is a line on a terminal that says how far a count is. It is silent
// in its first second, and on everything that is no terminal.
type progress struct {
	w     io.Writer // nil if there is no terminal
	next  time.Time
	shown bool
}

// How long nothing is said at the start, and between two lines.
const (
	progressAfter = time.Second
	progressPause = 200 * time.Millisecond
)

func newProgress(w io.Writer) *progress {
	p := &progress{next: time.Now().Add(progressAfter)}
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb" {
			p.w = w
		}
	}
	return p
}

// tell shows how many keys were read, of how many if total is not 0, and where.
func (p *progress) tell(keys, total uint64, where string) {
	if p.w == nil || time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(progressPause)
	p.shown = true
	text := fmt.Sprintf("%d keys", keys)
	if total > 0 {
		text = fmt.Sprintf("%d of about %d keys (%d%%)", keys, total, min(100, 100*keys/total))
	}
	if where != "" {
		text += ", " + where
	}
	fmt.Fprintf(p.w, "\r%s\x1b[K", text)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
