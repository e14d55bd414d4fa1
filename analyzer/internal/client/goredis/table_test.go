package goredis

import "testing"

// TestTable reads all selectors, and prints them as they are written.
func TestTable(t *testing.T) {
	type key struct {
		group int
		name  string
	}
	seen := make(map[key]string)
	for i, g := range table {
		for _, r := range g.rows {
			m := g.method(r) // panics where it cannot be read
			text := ""
			for j, s := range m.Keys {
				if j > 0 {
					text += " "
				}
				text += s.String()
			}
			if text != r.keys {
				t.Errorf("%s: %q prints %q", r.name, r.keys, text)
			}
			if old, ok := seen[key{i, r.name}]; ok && old == r.keys {
				t.Errorf("%s: two rows", r.name)
			}
			seen[key{i, r.name}] = r.keys
		}
	}
}
