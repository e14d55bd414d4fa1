package tally

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/slot"
)

func add(t *Tally, key string) {
	t.Add(keyio.Key{Text: []byte(key), Size: int64(len(key)), Slot: slot.Of(key)})
}

// TestTags counts more tags than are kept: what is said of a tag holds.
func TestTags(t *testing.T) {
	tl := New(false)
	exact := map[string]uint64{}
	rnd := rand.New(rand.NewPCG(1, 2))
	const n = 300_000
	for i := range n {
		tag := fmt.Sprint("rare", i)
		if i%3 == 0 {
			tag = fmt.Sprint("common", rnd.IntN(20))
		}
		exact[tag]++
		add(tl, "{"+tag+"}:x")
	}
	r := tl.Report(Options{Top: 100})
	if r.Tagged != n || r.TagError == 0 || r.TagError > n/(maxTags/2) {
		t.Errorf("%d tagged, wrong by up to %d", r.Tagged, r.TagError)
	}
	common := 0
	for _, tag := range r.Tags {
		if want := exact[tag.Tag]; tag.Keys > want || tag.Keys+r.TagError < want {
			t.Errorf("%s: %d, want %d with an error of %d", tag.Tag, tag.Keys, want, r.TagError)
		}
		if strings.HasPrefix(tag.Tag, "common") {
			common++
		}
		if tag.Slot != slot.Of("{"+tag.Tag+"}") {
			t.Errorf("%+v", tag)
		}
	}
	if common != 20 || len(r.Tags) != 20 {
		t.Errorf("%d tags, %d of the common ones", len(r.Tags), common)
	}
}

// TestOdd reports keys that are hard to show.
func TestOdd(t *testing.T) {
	tl := New(false)
	long := strings.Repeat("x", 400)
	for _, key := range []string{"", "\x00\xff:1", "{\xfe}:1", "{" + long + "}", "{}", "tab\there", strings.Repeat("ä", 100)} {
		add(tl, key)
	}
	r := tl.Report(Options{Source: "here", Top: 20})
	if len(r.Tags) != 1 || r.Tags[0].Tag != `"\xfe"` || r.Tagged != 2 {
		t.Errorf("%d keys with tags, %+v", r.Tagged, r.Tags)
	}
	var out strings.Builder
	if err := r.Text(&out); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if strings.ContainsAny(line, "\x00\xff\t") || len(line) > 400 {
			t.Errorf("%q", line)
		}
	}
}

// TestAverage shows that a small mean has no exponent and is not 0.
func TestAverage(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 1.0 / 16384: "less than 0.01", .01: "0.01", .25: "0.25", 1: "1.0", 305.17: "305.2"} {
		if got := average(x); got != want {
			t.Errorf("%g: %s, want %s", x, got, want)
		}
	}
}
