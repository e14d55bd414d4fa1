package branches

import "fmt"

// The decisions that lead to a call exclude what a key is on other branches.

type switched struct{ on bool }

func behind(c client, on bool, id string) error {
	k := "{" + id + "}a"
	if on {
		k = "q" + id + "a"
	}
	if on {
		return c.Rename(ctx, k, "{"+id+"}b").Err() // want `^RENAME: keys q<id>a and \{<id>\}b share a slot for 1 value`
	}
	return c.Rename(ctx, k, "{"+id+"}b").Err() // want `right\)`
}

func returned(c client, on bool, id string) error {
	k := "q" + id + "a"
	if on {
		k = "{" + id + "}a"
	}
	if !on {
		return nil
	}
	return c.Rename(ctx, k, "{"+id+"}b").Err() // want `right\)`
}

func assigned(c client, on bool, id string) error {
	k := "{" + id + "}a"
	if on {
		k = "q" + id + "a"
	}
	on = !on
	if !on {
		return c.Rename(ctx, k, "{"+id+"}b").Err() // want `^RENAME: keys q<id>a and \{<id>\}b share a slot for 1 value`
	}
	return nil
}

func assignedField(c client, s *switched, id string) error {
	k := "{" + id + "}a"
	if s.on {
		k = "q" + id + "a"
	}
	s.on = !s.on
	if !s.on {
		return c.Rename(ctx, k, "{"+id+"}b").Err() // want `^RENAME: keys q<id>a and \{<id>\}b share a slot for 1 value`
	}
	return nil
}

func eachRound(c client, ids []string, first bool) {
	k := ""
	for i, id := range ids {
		if i == 0 {
			k = "{" + id + "}a"
		} else {
			k = "q" + id
		}
		if i == 0 {
			c.Rename(ctx, k, "{"+id+"}b") // want `right\)`
		} else {
			c.Rename(ctx, k, "{"+id+"}b") // want `^RENAME: keys q<ids\[i\]> and \{<ids\[i\]>\}b never share a slot`
		}
	}
}

// What type an interface holds is one decision for one value.

func typed(v any, s string) string {
	switch x := v.(type) {
	case string:
		return "{" + x + "}" + s
	case int:
		return fmt.Sprintf("{%d}", x) + s
	}
	return "q" + s
}

func typedSame(c client, id int) error {
	return c.Rename(ctx, typed(id, "a"), typed(id, "b")).Err()
}

func typedOther(c client, id int) error {
	return c.Rename(ctx, typed(id, "a"), typed("s", "b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}
