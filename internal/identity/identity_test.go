package identity

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

const src = `// Package store is there.
package store

import "context"

// script is one.
var script = "x"

var (
	// a is in a group.
	a = 1
	b = 2
)

// T is a type.
type T struct {
	x int
}

// Plain is a function.
func Plain() {
	rdb.Rename(ctx,   from,	to)
	rdb.Rename(ctx, from, to)
}

func (t T) Value() {}

func (t *T) Pointer() {}

func (t *G[K, V]) Generic() {}
`

// lines returns a finding for each line of a text.
func lines(text string) *result.Result {
	r := &result.Result{Root: "/p"}
	for i := range strings.Count(text, "\n") {
		r.Findings = append(r.Findings, result.Finding{
			Check: "crossslot", Package: "example.com/p/store [example.com/p/store.test]", Message: "in any words",
			Subject: "GET at p/keys.go:12:3", Keys: []result.Key{{Pattern: "a:<id>", Slot: -1}, {Pattern: `"b"`, Slot: 3300}},
			Range: result.Range{File: "/p/store/store.go", Line: i + 1},
		})
	}
	return r
}

func source(text string) func(string) ([]byte, error) {
	return func(string) ([]byte, error) { return []byte(text), nil }
}

func TestOf(t *testing.T) {
	list := Of(lines(src), source(src))
	want := Identity{"crossslot", "example.com/p/store", "store.go", "Plain", "rdb.Rename(ctx, from, to)", "GET at p/keys.go", `a:<id>, "b"`}
	if list[21] != want || list[22] != want {
		t.Errorf("got %+v and %+v, want twice %+v", list[21], list[22], want)
	}
	var in []string
	for _, id := range list {
		in = append(in, id.In)
	}
	wantIn := []string{"", "", "", "", "", "var script", "var script", "", "", "var a", "var a", "var b", "", "",
		"type T", "type T", "type T", "type T", "",
		"Plain", "Plain", "Plain", "Plain", "Plain", "", "T.Value", "", "(*T).Pointer", "", "(*G).Generic"}
	if !slices.Equal(in, wantIn) {
		t.Errorf("got  %q\nwant %q", in, wantIn)
	}
}

// TestUnread shows that a file which cannot be read or parsed still gives what is
// known without it.
func TestUnread(t *testing.T) {
	for name, source := range map[string]func(string) ([]byte, error){
		"no source": nil,
		"an error":  func(string) ([]byte, error) { return nil, errors.New("gone") },
		"no Go":     source("\x00"),
		"shorter":   source("package store"),
	} {
		id := Of(lines(src), source)[21]
		if id.Check != "crossslot" || id.File != "store.go" || id.In != "" || id.Code != "" {
			t.Errorf("%s: %+v", name, id)
		}
	}
}

func TestFingerprints(t *testing.T) {
	first := lines(src)
	first.Findings[21].Subject = "SET"
	sums := Fingerprints(Of(first, source(src)))
	seen := make(map[string]bool)
	for i, sum := range sums {
		if len(sum) != 32 || seen[sum] {
			t.Errorf("line %d: fingerprint %q, seen before: %t", i+1, sum, seen[sum])
		}
		seen[sum] = true
	}
	// Three lines come in front, and the command is another.
	moved := "//\n//\n//\n" + src
	r := lines(moved)
	for i := range r.Findings {
		r.Findings[i].Subject, r.Findings[i].Keys = "DEL", nil
	}
	if got := Fingerprints(Of(r, source(moved)))[3+21 : 3+23]; !slices.Equal(got, sums[21:23]) {
		t.Errorf("after lines came in front: %q, before %q", got, sums[21:23])
	}
}

// TestSubject shows that lines that move do not change a subject.
func TestSubject(t *testing.T) {
	for subject, want := range map[string]string{
		"MULTI/EXEC of GET and SET":       "MULTI/EXEC of GET and SET",
		"script lock, line 3":             "script lock",
		"the script, line 12, column 7":   "the script",
		"GET at store/store.go:12 and it": "GET at store/store.go and it",
		"":                                "the message",
	} {
		r := &result.Result{Findings: []result.Finding{{Subject: subject, Message: "the message"}}}
		if got := Of(r, nil)[0].Subject; got != want {
			t.Errorf("%q: %q, want %q", subject, got, want)
		}
	}
}
