package terminal

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A Progress is a line on a terminal that says what a run is doing. It shows when
// that has taken a second, and is gone afterwards. A nil Progress shows nothing.
type Progress struct {
	w     io.Writer
	start time.Time
	stop  chan struct{}
	done  chan struct{}

	mu   sync.Mutex
	text string
}

const (
	patience = time.Second            // after which the line is shown
	interval = 200 * time.Millisecond // after which it is written again
)

// NewProgress starts to count. Stop has to be called before anything else is
// written to the terminal.
func NewProgress(w io.Writer) *Progress {
	p := &Progress{w: w, start: time.Now(), stop: make(chan struct{}), done: make(chan struct{})}
	go p.run()
	return p
}

// Set says what is being done now: "loading packages".
func (p *Progress) Set(text string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	p.text = text
	p.mu.Unlock()
}

// Stop takes the line away.
func (p *Progress) Stop() {
	if p == nil {
		return
	}
	close(p.stop)
	<-p.done
}

func (p *Progress) run() {
	defer close(p.done)
	const clear = "\r\x1b[K"
	select {
	case <-p.stop:
		return
	case <-time.After(patience):
	}
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		p.mu.Lock()
		text := p.text
		p.mu.Unlock()
		fmt.Fprintf(p.w, "%s%s (%d s)", clear, text, int(time.Since(p.start).Seconds()))
		select {
		case <-p.stop:
			io.WriteString(p.w, clear)
			return
		case <-tick.C:
		}
	}
}
