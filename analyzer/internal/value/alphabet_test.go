package value_test

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// TestValues shows what a value may hold by the function that made it.
func TestValues(t *testing.T) {
	for _, test := range []struct {
		id       string
		kind     pattern.Kind
		holds    string
		not      string
		isEncode bool
	}{
		{"$1:0", pattern.Text, "a:/-", "{} ", false},
		{"encoding/hex.EncodeToString($1:0)", pattern.Word, "0f", "gF:-", true},
		{`strconv.FormatInt($1:0,"36")`, pattern.Word, "az09-", ":/", true},
		{"maybe(__encoding/base64.Encoding_.EncodeToString(@encoding/base64.StdEncoding,$1:0),%1:t20#0)", pattern.Text, "aZ/+=", ":.", true},
		{`_time.Time_.Format($1:0,"15:04")`, pattern.Word, "0:-", "#", true},
		{"_time.Duration_.String($1:0)", pattern.Word, "5m.", ":", true},
		{"net/url.QueryEscape($1:0)", pattern.Word, "a%", ":/", false},
		{"%1:t4", pattern.Word, "a-", ":/|#", true},
	} {
		got := value.Values(&pattern.Hole{ID: test.id, Kind: test.kind})
		for i := range len(test.holds) {
			if !got.Bytes[test.holds[i]] {
				t.Errorf("%s does not hold %q", test.id, test.holds[i])
			}
		}
		for i := range len(test.not) {
			if got.Bytes[test.not[i]] {
				t.Errorf("%s holds %q", test.id, test.not[i])
			}
		}
		if got.Encoded != test.isEncode {
			t.Errorf("%s: encoded %t", test.id, got.Encoded)
		}
	}
	if !value.Values(&pattern.Hole{Kind: pattern.Int}).Int || !value.Values(&pattern.Hole{Kind: pattern.Bool}).Bool {
		t.Error("an integer or a boolean is none")
	}
}
