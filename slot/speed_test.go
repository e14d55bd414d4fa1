//go:build !race

// The race detector instruments each lookup, and so measures itself.

package slot_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/slot"
)

// TestSpeed holds the package to its speed: never slower than the function of
// the clients, twice as fast for keys of 64 bytes and three times for 256.
//
// The two sides take turns. The test judges the shortest time of each, which
// other work on the machine cannot improve and rarely spoils in all rounds;
// the median of the ratios of neighbouring turns, which it prints too, is what
// a program sees.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("measures for a second")
	}
	if testing.CoverMode() != "" {
		t.Skip("coverage counts in one of the two sides only")
	}
	const (
		rounds = 101
		bytes  = 128 << 10 // hashed in one turn
	)
	turn := func(run func([]string, int), keys []string, n int) float64 {
		start := time.Now()
		run(keys, n)
		return float64(time.Since(start).Nanoseconds()) / float64(n)
	}
	t.Logf("%-11s %8s %8s %8s %8s", "", "ours", "client", "best", "median")
	for _, c := range contests() {
		n := bytes / len(c.keys[0])
		ours, theirs := math.Inf(1), math.Inf(1)
		var ratios []float64
		for range rounds {
			a := turn(c.ours, c.keys, n)
			b := turn(c.theirs, c.keys, n)
			ours, theirs = min(ours, a), min(theirs, b)
			ratios = append(ratios, b/a)
		}
		slices.Sort(ratios)
		t.Logf("%-11s %5.1f ns %5.1f ns %7.2fx %7.2fx", c.name, ours, theirs, theirs/ours, ratios[rounds/2])
		if theirs < c.atLeast*ours {
			t.Errorf("%s: %.1f ns, the client takes %.1f ns: want at least %g times as fast", c.name, ours, theirs, c.atLeast)
		}
	}
}

// TestInitTime bounds what each program that imports the package pays for the
// tables.
func TestInitTime(t *testing.T) {
	const limit = 50 * time.Microsecond
	best := time.Duration(math.MaxInt64)
	for range 100 {
		start := time.Now()
		slot.MakeTables()
		best = min(best, time.Since(start))
	}
	t.Logf("%v", best)
	if best > limit && testing.CoverMode() == "" {
		t.Errorf("the tables take %v, want at most %v", best, limit)
	}
}
