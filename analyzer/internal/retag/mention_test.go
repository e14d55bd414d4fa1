package retag

import (
	"slices"
	"testing"
)

// TestMentions shows which files name a key, and in which line.
func TestMentions(t *testing.T) {
	const user = "user:<id>:likes"
	for _, test := range []struct {
		key, ending, src string
		want             int
	}{
		{user, ".py", `r.get(f"user:{id}:likes")`, 1},
		{user, ".py", "\nr.get(':'.join(['user', str(id), 'likes']))", 2},
		{user, ".yaml", "a: b\nprefix: user:\nsuffix: :likes", 2},
		{user, "", "card:\n\tredis-cli SCARD user:$(ID):likes", 2},
		{user, ".acl", "user app on ~user:*:likes +@all", 1},
		{user, ".tf", "key = \"user\"\n\n\n\n\n\nfield = \"likes\"", 0}, // too far apart
		{user, ".csv", "users;likes", 0},
		{user, ".html", "a user-defined page; nobody dislikes it", 0},
		{user, ".go", "package p\n\nconst (\n\tkind = \"user\"\n\tfield = \"likes\"\n)", 4},
		{user, ".go", "package p\n\n// The likes of a user.\nvar user, likes int", 0},
		{user, ".go", "package p\n\nthis is not Go: user likes", 3},
		{"session:<id>", ".js", "`session:${id}`", 1},
		{"session:<id>", ".yaml", "session: 5", 1},
		{"session:<id>", ".py", "key('session', id)", 1},
		{"session:<id>", ".txt", "a session of that kind", 0},
		{"<name>:ts", ".py", "f'{name}:ts'", 1},
		{"<a>:<b>", ".py", "a:b", 0}, // it has no word
	} {
		m := DefaultSeparators.Matcher(FamilyOf(parse(test.key)))
		if got := NewSource(test.ending, test.src).Mentions(m); got != test.want {
			t.Errorf("%s in %s %q: line %d, want %d", test.key, test.ending, test.src, got, test.want)
		}
	}
}

// TestScanned compares what a pattern of SCAN is said to find of a family.
func TestScanned(t *testing.T) {
	for _, test := range []struct {
		key, glob string
		some, all bool
	}{
		{"user:<id>:likes", "*", true, true},
		{"user:<id>:likes", "user:*", true, true},
		{"user:<id>:likes", "user*", true, true},
		{"user:<id>:likes", "*:likes", true, true},
		{"user:<id>:likes", "user:?:likes", true, false},
		{"user:<id>:likes", "user:7*:likes", true, false},
		{"user:<id>:likes", "us[e-f]r:*", true, true},
		{"user:<id>:likes", "us[^e]r:*", false, false},
		{"user:<id>:likes", `us\er:*`, true, true},
		{"user:<id>:likes", `user:\*`, false, false},
		{"user:<id>:likes", "user:*:follows", false, false},
		{"user:<id>:likes", "session:*", false, false},
		{"{user:<id>}:likes", "user*", false, false},
		{"{user:<id>}:likes", "{user:*", true, true},
		{"<prefix>user:<id>", "app:user:*", true, true},
		{"tags:go", "tags:??", true, true},
		{"tags:go", "tags:???", false, false},
		{"tags:go", "[", false, false},
	} {
		f := FamilyOf(parse(test.key))
		if some, all := f.Scanned(test.glob), f.Covered(test.glob); some != test.some || all != test.all {
			t.Errorf("%s of %s: some %v, all %v; want %v, %v", test.glob, test.key, some, all, test.some, test.all)
		}
	}
}

// TestMayHold shows which keys with unknown parts may be those of another family.
func TestMayHold(t *testing.T) {
	for _, test := range []struct {
		key, family string
		want        bool
	}{
		{"<kind>:7:<field>", "user:<id>:likes", true},
		{"<kind>:<id>:likes", "user:<id>:likes", true},
		{"user:<id>:<field>", "user:<id>:likes", true},
		{"<prefix>:likes", "user:<id>:likes", true},
		{"<key>", "user:<id>:likes", false}, // of such keys nothing can be said
		{"user:<id>", "user:<id>:likes", false},
		{"user:<id>:follows", "user:<id>:likes", false},
		{"<prefix>device:<id>", "room:<id>:out", false},
		{"session:<id>:<field>", "user:<id>:likes", false},
		{"user:<id>:likes", "user:<id>:likes", false},
	} {
		families := DefaultSeparators.Segmented(slices.Values([]Family{FamilyOf(parse(test.family))}))
		if got := len(families.MayHold(FamilyOf(parse(test.key)))) > 0; got != test.want {
			t.Errorf("%s as %s: %v", test.key, test.family, got)
		}
	}
}

// TestScannedBy finds patterns of keys in texts that do not spell all words.
func TestScannedBy(t *testing.T) {
	const user = Family("user:\x00:likes")
	for text, want := range map[string]int{
		"\nredis-cli --scan --pattern 'user:*' | xargs redis-cli del": 2,
		"user app on >x ~user:* +@all":                                1,
		"pattern: us?r:[0-9]*":                                        1,
		"PATTERN=user:*":                                              1,
		`{"match": "user:7*"}`:                                        1,
		"user *":                                                      0,
		"rm -rf user/*":                                               0,
		"u*":                                                          0,
		"session:* ~cache:*":                                          0,
		"*":                                                           0,
		"users[0]":                                                    0,
		"user_* users/**":                                             0,
	} {
		if got := user.scannedBy(text); got != want {
			t.Errorf("%q: line %d, want %d", text, got, want)
		}
	}
}
