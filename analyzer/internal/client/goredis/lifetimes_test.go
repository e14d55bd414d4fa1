package goredis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

// TestLifetimes compares the rows with the options that the methods send: with a time
// to live in the first call of each, with zero in the second, and with less in the
// third. A method that sends a time to live has a row.
func TestLifetimes(t *testing.T) {
	list, err := calls()
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	for _, c := range list {
		if !strings.HasSuffix(c.Module, "/v8") && !strings.HasSuffix(c.Module, "/v9") {
			continue // before, there was no KeepTTL
		}
		rows := lifetimes()[c.Method]
		for _, words := range c.Sent {
			cmd, ok := specOf(words)
			if !ok || c.Method == "Do" || words[0] == "sentinel" {
				continue
			}
			e, ok := cmd.Expiration(0, len(words), func(i int) (string, bool) { return words[i], true })
			if len(rows) == 0 {
				if ok && e.Expiry == command.Sets {
					t.Errorf("%s: sends %q, and no row says that it sets a time to live", c.Method, words)
				}
				continue
			}
			seen[c.Method]++
			if !ok {
				t.Errorf("%s: %q: the expiry is not known", c.Method, words)
				continue
			}
			if rows[0].Option == "?" {
				continue
			}
			want := cmd.ExpiryOf(sentFor(rows, c.Variant))
			if e.Expiry != want.Expiry {
				t.Errorf("%s, variant %d: %q: the expiry %d, by the rows %d", c.Method, c.Variant, words, e.Expiry, want.Expiry)
			}
			for _, r := range rows {
				option := [...]string{r.Option, r.Zero, r.Negative}[c.Variant]
				if option != "" && option != "0" && !slices.ContainsFunc(words[1:], func(w string) bool { return strings.EqualFold(w, option) }) {
					t.Errorf("%s, variant %d: %q has no %s", c.Method, c.Variant, words, option)
				}
			}
		}
	}
	for _, r := range lifetimeRows {
		if seen[r.name] == 0 {
			t.Errorf("%s was not called", r.name)
		}
	}
}

// sentFor returns the option that the rows have for a variant of the calls, of several
// the last: SET takes it.
func sentFor(rows []client.Lifetime, variant int) (option string) {
	for _, r := range rows {
		if o := [...]string{r.Option, r.Zero, r.Negative}[variant]; o != "" {
			option = o
		}
	}
	return option
}

// TestRoles compares what the order of the selectors says of the roles of keys with
// the table of commands, on what the methods send.
func TestRoles(t *testing.T) {
	list, err := calls()
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, c := range list {
		rows := slices.DeleteFunc(slices.Clone(index()[c.Method]), func(m *method) bool {
			return m.major != 0 && !strings.Contains(c.Module, "/v"+fmt.Sprint(m.major)) && m.major != 6 || m.Kind != client.Command
		})
		if len(rows) != 1 {
			continue
		}
		for _, words := range c.Sent {
			cmd, ok := specOf(words)
			if !ok || !begins(words, rows[0].Command) {
				continue
			}
			keys, ok := cmd.Keys(len(words), func(i int) (string, bool) { return words[i], true })
			if !ok {
				continue
			}
			for _, k := range keys {
				if k.Pattern || k.NotKey {
					continue
				}
				for i, s := range rows[0].Keys {
					if names(s, words[k.Index], words) {
						compared++
						if got, want := cmd.Role(client.RoleOf(rows[0].Keys, i)), cmd.Role(k.Role); got != want {
							t.Errorf("%s: %q: the key %s is %+v, by the order of the selectors %+v", c.Method, words, words[k.Index], want, got)
						}
					}
				}
			}
		}
	}
	if compared < 1000 {
		t.Errorf("%d keys compared", compared)
	}
}
