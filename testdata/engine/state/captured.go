package state

import "github.com/redis/go-redis/v9"

// What is stored into a list by way of a captured variable is in the list.

func listCollectedOverwritten(c C, id, other string) {
	keys := []string{"{" + id + "}a", "{" + id + "}b"}
	all := func(yield func(string) bool) {
		for _, k := range keys {
			if !yield(k) {
				return
			}
		}
	}
	var got []string
	for k := range all {
		got = append(got, k)
	}
	got[len(got)-1] = "x" + other
	c.Del(ctx, got...) // want `\{<id>\}a and x<other> hash`
}
func listCollectedTagged(c C, id, other string) {
	keys := []string{"{" + id + "}a", "{" + id + "}b"}
	all := func(yield func(string) bool) {
		for _, k := range keys {
			if !yield(k) {
				return
			}
		}
	}
	var got []string
	for k := range all {
		got = append(got, k)
	}
	got[len(got)-1] = "{" + id + "}c"
	c.Del(ctx, got...) // want `right\)`
}
func listByLiteral(c C, id, other string) {
	got := []string{"{" + id + "}a", "{" + id + "}b"}
	f := func() { got[0] = "x" + other }
	f()
	c.Del(ctx, got...)
}
func listAppendedByLiteral(c C, id, other string) {
	got := []string{"{" + id + "}a", "{" + id + "}b"}
	f := func() { got = append(got, "x"+other) }
	f()
	got[0] = "{" + id + "}z"
	c.Del(ctx, got...) // want `x<other> and \{<id>\}z hash`
}

func listCopiedOver(c C, id, other string) {
	var got []string
	for _, chunk := range [][]string{{"{" + id + "}a"}, {"{" + id + "}b"}} {
		got = append(got, chunk...)
	}
	copy(got, []string{"x" + other})
	c.Del(ctx, got...)
}

func listFilled(c C, id string) {
	var got []string
	for _, chunk := range [][]string{{"{" + id + "}a"}, {"{" + id + "}b"}} {
		got = append(got, chunk...)
	}
	fillFirst(got)
	c.Del(ctx, got...)
}

func listOnlyRead(c C, id string) {
	var got []string
	for _, chunk := range [][]string{{"{" + id + "}a"}, {"{" + id + "}b"}} {
		got = append(got, chunk...)
	}
	_ = firstOf(got)
	c.Del(ctx, got...)
}

func orderOf(m map[string]string) string { return "{order:" + m["id"] + "}" }

func putID(m map[string]string) { m["id"] = "z" }

// Right: nothing writes the map that the literal captures and passes on.
func passedCaptured(c C, id string) {
	m := map[string]string{"id": id}
	func() {
		c.Rename(ctx, orderOf(m)+":a", orderOf(m)+":b") // want `right\)`
	}()
}

func passedCapturedWritten(c C, id string) {
	m := map[string]string{"id": id}
	send := func() {
		before := orderOf(m)
		putID(m)
		c.Rename(ctx, before+":a", orderOf(m)+":b")
	}
	send()
}

// Right: a loop gave the variable its value before the literals were made.
func capturedAfterLoop(c C, id string) {
	for range 2 {
		id = "n" + id
	}
	c.Rename(ctx, func() string { return "{" + id + "}:a" }(), func() string { return "{" + id + "}:b" }()) // want `right\)`
	key := func(of string) string { return "{" + id + "}:" + of }
	c.Rename(ctx, key("a"), key("b"))                         // want `right\)`
	c.Rename(ctx, key("a"), "{"+id+"}:b")                     // want `right\)`
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `right\)`
		p.Incr(ctx, "{"+id+"}:a")
		p.Incr(ctx, "{"+id+"}:b")
		return nil
	})
}

func capturedInLoop(c C, id string) {
	key := func() string { return "{" + id + "}:a" }
	for range 2 {
		before := func() string { return "{" + id + "}:a" }()
		old := key()
		id = "n" + id
		c.Rename(ctx, before, func() string { return "{" + id + "}:b" }()) // want `proven`
		c.Rename(ctx, old, key()+"b")                                      // want `proven`
	}
	f := func() string { return "{" + id + "}:a" }
	was := f()
	for range 2 {
		id = "n" + id
	}
	c.Rename(ctx, was, f()+"b") // want `likely`
}
