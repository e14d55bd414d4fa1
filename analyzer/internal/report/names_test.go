package report

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

func TestShortName(t *testing.T) {
	for name, want := range map[string]string{
		"id":                                      "id",
		"strings.ToLower(mail)":                   "strings.ToLower(mail)",
		"strings.ToLower(strings.ToLower(mail))":  "strings.ToLower(…)",
		`strings.ToLower(os.Getenv("PREFIX"))`:    "strings.ToLower(…)",
		"configuration.Redis.Keys.Prefix":         "….Prefix",
		"someverylongpackagename.Function(x)":     "….Function(x)",
		"another configuration.Redis.Keys.Prefix": "another ….Prefix",
		"configuration.Keys(first).Prefix":        "….Prefix",
		`strings.ToLower("a)b.c" + x)`:            "strings.ToLower(…)",
		"averyveryverylongidentifierofaparameter": "averyveryverylongidentifierofaparameter",
	} {
		if got := shortName(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// Two holes that are other values are never spelled alike.
func TestTellApart(t *testing.T) {
	hole := func(id, name string) pattern.Pattern { return pattern.Of(pattern.Hole{ID: id, Name: name}) }
	for _, test := range []struct {
		a, b   pattern.Pattern
		wa, wb string
	}{
		{hole("$1:0", "id"), hole("$1:0", "id"), "<id>", "<id>"},
		{hole("$1:0", "id"), hole("$1:1", "id"), "<id>", "<another id>"},
		{pattern.Concat(hole("$1:0", "id"), hole("$1:1", "id")), hole("$1:1", "id"), "<id><another id>", "<another id>"},
		{hole("$1:0", "n"), hole(`strconv.FormatInt($1:0,"16")`, "n"), "<n>", "<n as %x>"},
		{hole(`fmtverb("%05d",operand("int",$1:0))`, "n"), hole("$1:0", "n"), "<n as %05d>", "<n>"},
		{hole("$1:0", "configuration.Redis.Key.Prefix"), hole("$1:1", "environment.Redis.Key.Prefix"), "<configuration.Redis.Key.Prefix>", "<another environment.Redis.Key.Prefix>"},
		{hole("$1:0", "payload.Message.ParentHash.String()"), hole("$1:1", "payload.Message.ProposerPubkey.String()"), "<….ParentHash.String()>", "<….ProposerPubkey.String()>"},
		{pattern.Concat(hole("$1:0", "id"), hole("$1:1", "id")), hole("$1:2", "id"), "<id><another id>", "<a third id>"},
		{pattern.Concat(hole("$1:0", "a"), hole("$1:1", "a"), hole("$1:2", "a"), hole("$1:3", "a"), hole("$1:4", "a"), hole("$1:5", "a"), hole("$1:6", "a")), hole("$1:7", "a"), "<a><another a><a third a><a fourth a><a fifth a><a sixth a><a no. 7>", "<a no. 8>"},
		{hole("$1:0", "id"), hole("strings.ToLower($1:0)", "id"), "<id>", "<strings.ToLower(id)>"},
	} {
		if got := TellApart(test.a, test.b); got[0].String() != test.wa || got[1].String() != test.wb {
			t.Errorf("%s and %s, want %s and %s", got[0], got[1], test.wa, test.wb)
		}
	}
}
