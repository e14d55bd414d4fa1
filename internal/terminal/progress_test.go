package terminal

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A screen is what a terminal was told.
type screen struct {
	mu  sync.Mutex
	out strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Write(p)
}

func TestProgress(t *testing.T) {
	for _, test := range []struct {
		takes time.Duration
		want  string
	}{
		{900 * time.Millisecond, ""},
		{1100 * time.Millisecond, "\r\x1b[Kloading (1 s)\r\x1b[K"},
		{2100 * time.Millisecond, strings.Repeat("\r\x1b[Kloading (1 s)", 5) + "\r\x1b[Kloading (2 s)\r\x1b[K"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var s screen
			p := NewProgress(&s)
			p.Set("loading")
			time.Sleep(test.takes)
			p.Stop()
			if got := s.out.String(); got != test.want {
				t.Errorf("%v: %q, want %q", test.takes, got, test.want)
			}
		})
	}
	var none *Progress
	none.Set("nothing")
	none.Stop()
}
