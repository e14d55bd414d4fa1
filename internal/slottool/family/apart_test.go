package family

import (
	"fmt"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

func uuid(n int) string {
	h := hash(fmt.Append(nil, n))
	return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", h>>32, h>>16&0xffff, h&0xfff, h>>48&0xfff, h&0xffffffffffff)
}

func TestApart(t *testing.T) {
	for _, test := range []struct {
		name string
		keys []string // formats of an integer, or of a UUID where there is %[2]s
		want []string
	}{
		{"one entity", []string{"user:%[1]d:profile", "user:%[1]d:settings"},
			[]string{"{user:<int>}:profile {user:<int>}:settings"}},
		{"behind a prefix", []string{"app:user:%[1]d:profile", "app:user:%[1]d"},
			[]string{"app:{user:<int>} app:{user:<int>}:profile"}},
		{"together", []string{"{user:%[1]d}:profile", "{user:%[1]d}:settings"}, nil},
		{"one has the tag", []string{"{user:%[1]d}:profile", "user:%[1]d:settings"},
			[]string{"{user:<int>}:settings {user:<int>}:profile"}},
		{"a shorter tag", []string{"user:{%[1]d}:profile", "user:%[1]d:settings"},
			[]string{"user:{<int>}:settings user:{<int>}:profile"}},
		{"two tags", []string{"{user:%[1]d}:profile", "user:{%[1]d}:settings"},
			[]string{"user:{<int>}:settings user:{<int>}:profile"}},
		{"a tag on the wrong part", []string{"{user}:%[1]d:profile", "user:%[1]d:settings"},
			[]string{"{user:<int>}:settings {user:<int>}:profile"}},
		{"numbers of different things", []string{"user:%[1]d", "order:%[1]d"}, nil},
		{"UUIDs", []string{"profile:%[2]s", "cart:%[2]s:items"},
			[]string{"cart:{<uuid>}:items profile:{<uuid>}"}},
		{"words", []string{"user:%[3]s:a", "user:%[3]s:b"},
			[]string{"{user:<text>}:a {user:<text>}:b"}},
		{"underscores", []string{"user_%[1]d_profile", "user_%[1]d_settings"},
			[]string{"{user_<int>}_profile {user_<int>}_settings"}},
		{"a word in the value", []string{"user%[1]d:profile", "user%[1]d:settings"},
			[]string{"{user<int>}:profile {user<int>}:settings"}},
		{"no word before", []string{"%[1]d:profile", "%[1]d:settings"}, nil},
	} {
		var tree Tree
		for i := range 3000 {
			for _, format := range test.keys {
				// The last verb prints nothing, and counts as the use of all.
				key := fmt.Sprintf(format+"%.[4]d", i, uuid(i), name(i), 0)
				tree.Add([]byte(key), slot.Of(key))
			}
		}
		list, _ := tree.Families()
		var got []string
		for _, p := range FindApart(list) {
			got = append(got, p.NewA+" "+p.NewB)
			if p.Shared < sampled-1 || p.Sampled < p.Shared || p.Same > 2 || slot.Same(p.KeyA, p.KeyB) {
				t.Errorf("%s: %+v", test.name, p)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestShare has two families of which few values are in both.
func TestShare(t *testing.T) {
	for _, test := range []struct {
		every int // one of so many users has a cart
		of    int // one of so many carts is of a user
		want  bool
	}{{1, 1, true}, {3, 1, true}, {1, 3, true}, {1, 40, false}} {
		var tree Tree
		for i := range 20_000 {
			add(&tree, "user:%d:profile", i)
			switch {
			case i%test.every != 0:
			case i%test.of == 0:
				add(&tree, "user:%d:cart", i)
			default:
				add(&tree, "user:%d:cart", i+1_000_000)
			}
		}
		list, _ := tree.Families()
		pairs := FindApart(list)
		if (len(pairs) > 0) != test.want {
			t.Errorf("%+v: %v", test, pairs)
		}
	}
}
