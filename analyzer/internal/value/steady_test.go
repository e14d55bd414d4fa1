package value

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

func TestSteady(t *testing.T) {
	for id, want := range map[string]bool{
		"$1:0":                                                                       true,
		"+(\"1\",$1:0)":                                                              true,
		Maybe("$1:0.n", "%1:t3"):                                                     true, // a field before and after a call
		Maybe("_app.User_.ID($1:0)", "%1:t3"):                                        true,
		Maybe("__app.Task_.GetId($1:0)", "%1:t3"):                                    true,
		Maybe("_app.Book_.Address($1:0)", "%1:t3"):                                   true, // no Add
		Maybe("_app.Book_.Newest($1:0)", "%1:t3"):                                    true,
		Maybe("app/slug.Make($1:0)", "%1:t3"):                                        true,
		Maybe("_app.Gen_.Next($1:0)", "%1:t3"):                                       false,
		Maybe("_app.Gen_.NextID($1:0)", "%1:t3"):                                     false,
		Maybe("_app.gen_.next($1:0)", "%1:t3"):                                       false,
		Maybe("__bufio.Reader_.ReadString($1:0,\"10\")", "%1:t3"):                    false,
		Maybe("app.token()", "%1:t3"):                                                false,
		"String(" + Maybe("time.Now()", "%1:t3") + ")":                               false,
		CallOf("$1:0.f", nil, "%1:t3"):                                               false,
		Maybe("_db.Reply_.Val("+Maybe("_db.C_.Incr($1:0,\"n\")", "%2")+")", "%1:t3"): false,
	} {
		if got := Steady(id); got != want {
			t.Errorf("%s: %t", id, got)
		}
	}
}

func TestTells(t *testing.T) {
	for name, test := range map[string]struct {
		hole pattern.Hole
		want bool
	}{
		"a parameter":   {pattern.Hole{ID: "$1:0"}, true},
		"a prefix":      {pattern.Hole{ID: "$1:0", Wide: true}, false},
		"a boolean":     {pattern.Hole{ID: "$1:0", Kind: pattern.Bool}, false},
		"of an object":  {pattern.Hole{ID: "$1:0.env", Held: true}, false},
		"of a function": {pattern.Hole{ID: "app.f($1:0)"}, true},
	} {
		if got := Tells(&test.hole); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
