package retag

import (
	"strings"
	"testing"
)

// TestJoins shows which words are taken to be parts of a key.
func TestJoins(t *testing.T) {
	for _, test := range []struct {
		key, word, pieces string
		want              bool
	}{
		{"<p>quota-refresh:dirty", "refresh", "quota-refresh dirty", false},
		{"<p>quota-refresh:dirty", "refresh", "quota- refresh dirty", true},
		{"<p>quota-refresh:dirty", "refresh", "quota refresh dirty", true},
		{"<p>quota-refresh:dirty", "dirty", "quota-refresh: dirty", true},
		{"<p>quota-refresh:dirty", "dirty", "quota: dirty", false},
		{"user:<id>:name", "name", "user: name", true},
		{"user:<id>:name", "user", "user name", true},
		{"user:<id>:name", "use", "use name", false},
		// Texts with separators: what goes on is in the value.
		{"jobs:user:<id>:<x>", "user:profile", "jobs:user: :", false},
		{"jobs:user:<id>:<x>", "user:profile", "jobs user:", true},
		{"user:<id>:<x>", "user:profile", "user:", true},
		{"user:<id>:name", "7:name", "user: :name", true},
		{"user:<id>:name", "7:nam", "user: e", true},
		{"user:<id>:name", "app:user:", "user: :name", true},
		{"user:<id>:name", "users:", "user: :name", false},
	} {
		pieces := make(map[string]bool)
		for _, p := range strings.Fields(test.pieces) {
			pieces[p] = true
		}
		if got := DefaultSeparators.joins(string(FamilyOf(parse(test.key))), test.word, pieces); got != test.want {
			t.Errorf("%s with %s of %s: %v", test.key, test.word, test.pieces, got)
		}
	}
}
