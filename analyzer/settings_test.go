package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

const closed = "example.com/engine/settings/closed."

// set returns settings that differ from the default ones.
func set(t *testing.T, name string, values ...string) *analyzer.Settings {
	t.Helper()
	s := analyzer.NewSettings()
	if err := s.Set(name, values...); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestUnfit shows that a setting that does not fit the code is an error that
// names it.
func TestUnfit(t *testing.T) {
	pkgs := []*packages.Package{packageOf(t, "engine", "settings")}
	for _, test := range []struct{ name, value, want string }{
		{"wrappers", closed + "Client.DelAll = DEL 1", "-wrappers: " + closed + "Client.DelAll: 1: it has no parameter 1 without the context"},
		{"wrappers", closed + "Client.DelAll = DEL 0", "-wrappers: " + closed + "Client.DelAll: 0: no key is there in a parameter of type []string"},
		{"wrappers", closed + "Client.Move = RENAME 0 2", "-wrappers: " + closed + "Client.Move: 2: no key is there in a parameter of type int"},
		{"keys", closed + "UserKey = user:%d:%s", "-keys: " + closed + `UserKey: the format "user:%d:%s" is for more than its 1 parameters`},
	} {
		graph := analyzed(t, set(t, test.name, test.value).Analyzer(), pkgs)
		if err := graph.Roots[0].Err; err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.value, err, test.want)
		}
	}
}

// TestSet shows what setting and reading a setting come to.
func TestSet(t *testing.T) {
	for _, test := range []struct {
		name   string
		values []string
		want   string // "" for the values themselves
	}{
		{"checks", []string{"-hashtag", "-luaslot"}, "crossslot txslot clusterdenied"},
		{"checks", []string{"all"}, strings.Join(analyzer.Checks, " ")},
		{"certainty", []string{"possible"}, ""},
		{"clients", []string{"cluster", "ring"}, ""},
		{"server", []string{"8"}, "8.0"},
		{"go-redis", []string{"v9.11.3"}, "9.11"},
		{"exclude", []string{"a", "b/**"}, ""},
		{"exclude", nil, ""},
		{"wrappers", []string{"a.b/c.D = DEL 0"}, ""},
		{"keys", []string{"a.b/c.D = x:%s"}, ""},
		{"separators", []string{":|"}, ""},
		{"generated", []string{"true"}, ""},
		{"nolint", []string{"false"}, ""},
		{"right", []string{"true"}, ""},
	} {
		s := analyzer.NewSettings()
		if o := analyzer.LookupOption(test.name); o.Repeat {
			if err := s.Set(test.name, "x.Y = DEL 0"); err != nil && test.name != "exclude" {
				t.Error(err)
			}
		}
		if err := s.Set(test.name, test.values...); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		want := test.want
		if want == "" {
			want = strings.Join(test.values, " ")
		}
		if got := strings.Join(s.Values(test.name), " "); got != want {
			t.Errorf("%s is %s, want %s", test.name, got, want)
		}
	}
}

// TestBadSettings shows that a wrong value is an error that says what is right.
func TestBadSettings(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"check", "all", "no such setting: want checks, certainty, "},
		{"checks", "x", "want crossslot, txslot"},
		{"certainty", "sure", "want possible, likely or proven"},
		{"clients", "x", "want cluster, universal"},
		{"server", "new", "want one like 7.2"},
		{"go-redis", "new", "want one like 7.2"},
		{"exclude", "/abs", "want a path in the module"},
		{"wrappers", "DelAll", "want its import path and name"},
		{"wrappers", "a.F = ", "want its import path and name"},
		{"wrappers", "a.F = 0", "want the name of one command"},
		{"wrappers", "a.F = DEL", "no keys: want the numbers"},
		{"wrappers", "a.F = NOSUCH 0", "unknown command NOSUCH"},
		{"wrappers", "a.F = DEL 0[pairs]", "want a parameter's number"},
		{"wrappers", "a.F = DEL 0]", "selector"},
		{"keys", "a.F = %*d", "want text with verbs"},
		{"keys", "a.F = %", "want text with verbs"},
		{"separators", "", "want punctuation"},
		{"separators", ":a", "want punctuation"},
		{"separators", "{", "want punctuation"},
		{"generated", "maybe", "want true or false"},
	} {
		err := analyzer.NewSettings().Set(test.name, test.value)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %s: error %v, want %s", test.name, test.value, err, test.want)
		}
	}
	if err := analyzer.NewSettings().Set("certainty", "likely", "proven"); err == nil {
		t.Error("two certainties are no error")
	}
}

// TestPreset shows that a flag replaces what was set before, and that an
// analyzer has settings of its own.
func TestPreset(t *testing.T) {
	s := set(t, "exclude", "a", "b")
	a, b := s.Analyzer(), s.Analyzer()
	for _, p := range []string{"c", "d"} {
		if err := a.Flags.Set("exclude", p); err != nil {
			t.Fatal(err)
		}
	}
	if got := a.Flags.Lookup("exclude").Value.String(); got != "c d" {
		t.Errorf("the flags give %s, want c d", got)
	}
	if got := b.Flags.Lookup("exclude").Value.String(); got != "a b" {
		t.Errorf("another analyzer has %s, want a b", got)
	}
	if got := s.Values("exclude"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("the settings have %s, want a b", got)
	}
}

// TestOptions shows that each option has a flag, and takes the words that it
// lists.
func TestOptions(t *testing.T) {
	a := analyzer.New()
	for _, o := range analyzer.Options {
		if f := a.Flags.Lookup(o.Name); f == nil || f.Usage != o.Usage {
			t.Errorf("%s: flag %v", o.Name, f)
		}
		for _, w := range o.Words {
			if err := analyzer.NewSettings().Set(o.Name, w); err != nil {
				t.Errorf("%s %s: %v", o.Name, w, err)
			}
		}
	}
}
