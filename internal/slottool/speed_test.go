//go:build unix && !race

// The race detector instruments each lookup, and so measures itself. The CPU time
// of a process is a thing of Unix.

package slottool

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/internal/slottool/tally"
)

// list returns n lines of keys as a program has them: six families, two of them
// with hash tags, and next to no key twice.
func list(n int) []byte {
	var out bytes.Buffer
	for i := range n {
		writeKey(&out, uint64(i))
	}
	return out.Bytes()
}

// writeKey writes the line of key i.
func writeKey(w io.Writer, i uint64) {
	r := i * 0x9e3779b97f4a7c15
	switch i % 6 {
	case 0:
		fmt.Fprintf(w, "user:%d:profile\n", i/6)
	case 1:
		fmt.Fprintf(w, "user:%d:settings\n", i/6)
	case 2:
		fmt.Fprintf(w, "{cart:%d}:items\n", i/6)
	case 3:
		fmt.Fprintf(w, "session:%08x-%04x-4%03x-a%03x-%012x\n", r>>32, r>>16&0xffff, r>>8&0xfff, r>>4&0xfff, i)
	case 4:
		fmt.Fprintf(w, "login:%c%c%c%c%c%c:attempts\n", 'g'+r>>60, 'g'+r>>56&15, 'g'+r>>52&15, 'g'+r>>48&15, 'g'+r>>44&15, 'g'+r>>40&15)
	default:
		fmt.Fprintf(w, "{tenant:%d}:doc:%x\n", r>>58, r)
	}
}

// count is what slot count does with standard input.
func count(text io.Reader, quick bool) *tally.Tally {
	t := tally.New(quick)
	c := counting{format: new(keyio.Format)}
	if err := c.readInput(text, new(tally.Options), t.Add, newProgress(io.Discard)); err != nil {
		panic(err)
	}
	return t
}

// cpuSeconds returns the CPU time that this process has taken.
func cpuSeconds(t *testing.T) float64 {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// TestSpeed holds the count by slot to 5 million keys a second on one core, and
// the count of everything to a fifth of that, by CPU time, which other work on the
// machine does not take. The best of several rounds counts; measured were 20 and 3
// million.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("measures for a second")
	}
	if testing.CoverMode() != "" {
		t.Skip("coverage counts in the loops")
	}
	const n = 500_000
	text := list(n)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, test := range []struct {
		name  string
		quick bool
		least float64 // million keys a second
	}{{"by slot", true, 5}, {"all", false, 1}} {
		best := math.Inf(1)
		for range 8 {
			start := cpuSeconds(t)
			if got := count(bytes.NewReader(text), test.quick); got.Keys() != n {
				t.Fatal(got.Keys())
			}
			best = min(best, cpuSeconds(t)-start)
		}
		speed := n / best / 1e6
		t.Logf("%-8s %5.1f million keys/s, %4.0f MB/s", test.name, speed, float64(len(text))/best/1e6)
		if speed < test.least {
			t.Errorf("%s: %.1f million keys a second, want at least %g", test.name, speed, test.least)
		}
	}
}

func BenchmarkCount(b *testing.B) {
	for _, quick := range []bool{true, false} {
		b.Run(fmt.Sprint("quick=", quick), func(b *testing.B) {
			const n = 100_000
			text := list(n)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				count(bytes.NewReader(text), quick)
			}
			b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds()/1e6, "Mkeys/s")
		})
	}
}

// A keyStream is the lines of n keys, none of them twice. It notes how much
// memory is in use on the way.
type keyStream struct {
	next, n uint64
	buf     bytes.Buffer
	most    uint64
}

func (s *keyStream) Read(p []byte) (int, error) {
	if s.buf.Len() == 0 {
		s.buf.Reset()
		for end := min(s.n, s.next+1000); s.next < end; s.next++ {
			writeKey(&s.buf, s.next)
		}
		if s.next%(1<<21) < 1000 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			s.most = max(s.most, m.HeapAlloc)
		}
	}
	return s.buf.Read(p)
}

// TestMemory counts tens of millions of keys, of which no two are equal, nor
// most of their tags.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 20 million keys")
	}
	s := &keyStream{n: 20_000_000}
	if testing.CoverMode() != "" {
		s.n = 4_000_000
	}
	tl := count(s, false)
	if tl.Keys() != s.n {
		t.Errorf("%d keys", tl.Keys())
	}
	t.Logf("at most %d KiB in use", s.most>>10)
	if s.most > 48<<20 {
		t.Errorf("%d MiB in use", s.most>>20)
	}
	r := tl.Report(tally.Options{Top: 10})
	var text strings.Builder
	if err := r.Text(&text); err != nil {
		t.Fatal(err)
	}
	t.Log(text.String())
	if r.FamilyCount != 6 && r.FamilyCount != 7 || r.TagError == 0 || len(r.Apart) != 1 {
		t.Errorf("%d families, %d pairs, tags wrong by up to %d", r.FamilyCount, len(r.Apart), r.TagError)
	}
}
