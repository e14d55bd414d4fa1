package format

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// TestReviewPlaces shows that a long list of places to look at is cut, and told with
// the first of the findings that have it.
func TestReviewPlaces(t *testing.T) {
	for _, test := range []struct {
		places int
		want   string
	}{
		{2, "look at these first: f1:1, f2:1\n"},
		{13, "f12:1, f13:1\n"},
		{14, "f12:1 and 2 more places, which -json lists\n"},
	} {
		r := &result.Result{Root: "/r"}
		var places []string
		for i := range test.places {
			places = append(places, fmt.Sprintf("f%d:1", i+1))
		}
		for line := 1; line <= 2; line++ {
			r.Findings = append(r.Findings, result.Finding{
				Check: "crossslot", Problem: "p", Range: result.Range{File: "/r/a.go", Line: line},
				Fix: &result.Fix{Message: "m", Review: places},
			})
		}
		var out bytes.Buffer
		if err := Text(&out, r, Options{}); err != nil {
			t.Fatal(err)
		}
		if text := out.String(); !strings.Contains(text, test.want) || strings.Count(text, "f2:1") != 1 || !strings.Contains(text, "look first at the places that are listed at a.go:1\n") {
			t.Errorf("%d places: %s", test.places, text)
		}
	}
}
