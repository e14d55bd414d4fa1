package value

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// The pieces of a layout, formatted one by one, make what the layout makes.
func TestLayoutPieces(t *testing.T) {
	for layout, want := range map[string]string{
		"2006-01-02":                    "2006|-|01|-|02",
		"{2006-01-02}:visits":           "{|2006|-|01|-|02|}:|visits",
		time.RFC3339:                    "2006|-|01|-|02T15|:|04|:|05Z07:00",
		time.RFC1123Z:                   "Mon|, |02| |Jan| |2006| |15|:|04|:|05| |-0700",
		"":                              "",
		"user:{20060102}":               "user|:{|20060102|}",
		"Jan _2 15:04:05.000000 -07:00": "Jan| |_2| |15|:|04|:|05.000000| |-07:00",
	} {
		if got := strings.Join(layoutPieces(layout), "|"); got != want {
			t.Errorf("%q: %s, want %s", layout, got, want)
		}
	}
	for layout, want := range map[string]string{
		"{2006-01-02}:visits":      "{|2006-01-02|}:visits",
		"user:{20060102}:15":       "user:{|20060102|}:|15",
		"log 2006/01/02 15h04 end": "log |2006/01/02 15h04| end",
		"2006-01-02":               "2006-01-02",
		"text":                     "text",
	} {
		p := joined(formatTime("f", []*Value{Symbol("$1:0"), Literal(layout)}))
		if p != want {
			t.Errorf("%q: %s, want %s", layout, p, want)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	elements := []string{"January", "Jan", "Monday", "Mon", "MST", "01", "02", "03", "04", "05", "06", "002", "15", "2006", "_2", "__2", "PM", "pm",
		"-0700", "-07:00:00", "Z07:00", "Z07", ".000", ",999", ".0", "1", "2", "3", "-", ":", "{", "}", ".", ",", "_", "/", " ", "x", "user", "0", "9", "é"}
	for range 200_000 {
		layout := ""
		for range 1 + r.IntN(6) {
			layout += elements[r.IntN(len(elements))]
		}
		at := time.Unix(r.Int64N(4e9), r.Int64N(1e9)).In(time.FixedZone("CET", (r.IntN(48)-24)*1800))
		var got strings.Builder
		for _, piece := range layoutPieces(layout) {
			s := at.Format(piece)
			if isLayoutText(piece) && s != piece {
				t.Fatalf("%q is no text", piece)
			}
			got.WriteString(s)
		}
		if want := at.Format(layout); got.String() != want {
			t.Fatalf("%q: the pieces %q make %s, the whole %s", layout, layoutPieces(layout), got.String(), want)
		}
	}
}

// joined spells a value of text and dates, with the layouts of these.
func joined(v *Value) string {
	var parts []string
	for _, part := range v.Texts()[0].Pattern {
		text := part.Lit
		if part.Hole != nil {
			_, args, _ := splitOp(part.Hole.ID)
			text, _ = literal(args[1])
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "|")
}
