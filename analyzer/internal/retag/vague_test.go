package retag

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// TestForget shows of which keys a caller knows less than the function that it calls.
func TestForget(t *testing.T) {
	hole := func(name string) pattern.Pattern { return pattern.Of(pattern.Hole{ID: name, Name: name}) }
	join := pattern.Concat
	lit := pattern.Lit
	user := join(lit("user:"), hole("id"))
	for _, test := range []struct {
		name   string
		called []pattern.Pattern // what the function knows
		key    pattern.Pattern   // what its caller knows
		forget bool
	}{
		{"a prefix is not known", []pattern.Pattern{user}, join(hole("o.prefix"), lit(":"), hole("id")), true},
		{"a value is known", []pattern.Pattern{user}, lit("user:7"), false},
		{"the same is known", []pattern.Pattern{user}, join(lit("user:"), hole("x")), false},
		{"it is another key", []pattern.Pattern{user}, join(hole("o.prefix"), lit("/"), hole("id")), false},
		{"one of two keys", []pattern.Pattern{user, lit("all")}, join(hole("o.prefix"), lit(":"), hole("id")), true},
		{"the function is given the key", []pattern.Pattern{hole("key")}, join(hole("o.prefix"), lit(":"), hole("id")), false},
		{"the function may be given the key", []pattern.Pattern{user, hole("key")}, join(hole("o.prefix"), lit(":"), hole("id")), false},
		{"nothing is known", []pattern.Pattern{user}, hole("key"), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			const command, call, caller = "store/store.go:9", "store/store.go:20", "api/api.go:7"
			uses := []Use{{Key: hole("key"), Sending: Sending{Chain: command}}}
			for _, key := range test.called {
				uses = append(uses, Use{Key: key, Sending: Sending{Chain: call + " " + command}})
			}
			at := len(uses)
			for _, chain := range []string{caller + " " + call + " " + command, caller + " other/other.go:3 " + command} {
				uses = append(uses, Use{Key: test.key, Sending: Sending{Chain: chain}})
			}
			uses = append(uses, Use{Key: test.key, Sending: Sending{Chain: uses[at].Sending.Chain, Nth: 1}})
			Forget(uses)
			if got := !FamilyOf(test.key).Unknown() && FamilyOf(uses[at].Key).Unknown(); got != test.forget {
				t.Errorf("%v, want %v", got, test.forget)
			}
			for _, u := range uses[at+1:] {
				if FamilyOf(u.Key) != FamilyOf(test.key) {
					t.Errorf("another key is forgotten: %+v", u.Sending)
				}
			}
		})
	}
}
