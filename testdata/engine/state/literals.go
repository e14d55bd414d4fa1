package state

import (
	"bytes"
	"fmt"

	"example.com/engine/state/other"
)

// A function literal that is called on the spot changes nothing of what it is given.

var drawn int

func draw(s string) string {
	drawn++
	return fmt.Sprintf("draw:%v:%s", drawn, s)
}

func literalPasses(c C) {
	a := func(s string) string { return s }(draw("x"))
	b := draw("settings")
	c.Rename(ctx, a, b) // want `hash to different slots.*likely\)`
}

func literalCaptures(c C) {
	a := draw("x")
	draw("y")
	b := func() string { return a }()
	c.Rename(ctx, b, draw("settings")) // want `hash to different slots.*likely\)`
}

func literalReads(c C) {
	c.Rename(ctx, fmt.Sprintf("{%d}", drawn), func() string { return fmt.Sprintf("{%d}", drawn) }()) // want `right\)`
}

func literalReadsLater(c C) {
	a := fmt.Sprintf("{%d}", drawn)
	drawn++
	c.Rename(ctx, a, func() string { return fmt.Sprintf("{%d}", drawn) }()) // want `slots`
}

func literalKeeps(c C) {
	a := fmt.Sprintf("{%d}", drawn)
	b := func() string { return a + "x" }()
	drawn++
	c.Rename(ctx, a, b) // want `right\)`
}

// What a loop gathers is another text each round, in a captured variable, too.

func gathered(parts ...string) string {
	key := ""
	for _, p := range parts {
		key += p
	}
	return func() string { return key }()
}

func literalOfGathered(c C, name string) {
	c.Rename(ctx, "{x}"+name, gathered("{x}"+name))
}

func eachRound(c C, n int) {
	key := "{z"
	show := func() string { return key + "}" }
	var keys []string
	for range n {
		key += "y"
		keys = append(keys, show())
	}
	c.Del(ctx, keys...)
}

// A function value of another package names nothing of the caller.

func valueOfPackage(c C, tenant string) {
	build := other.Open
	func() {
		c.Rename(ctx, "cart{"+tenant+"}:x", build(tenant)+"}") // want `right\)`
	}()
}

func twoValuesOfPackage(c C, a, b string) {
	build := other.Open
	func() {
		c.Rename(ctx, build(a)+"}", build(b)+"}") // want `keys user:\{<a>\} and user:\{<b>\} hash`
	}()
}

// A captured pointer points to the variable.

func pointerCaptured(c C, name string) {
	v := name
	p := &v
	c.Rename(ctx, "{"+name+"}a", func() string { return "{" + *p + "}b" }()) // want `right\)`
}

func pointerCapturedAssigned(c C, name string) {
	v := name
	p := &v
	k := "{" + *p + "}a"
	v = "q"
	c.Rename(ctx, k, func() string { return "{" + *p + "}b" }()) // want `slots`
}

func pointerCapturedWritten(c C, name string) {
	v := name
	p := &v
	show := func() string { return "{" + *p + "}b" }
	k := show()
	*p = "q"
	c.Rename(ctx, k, show())
}

// A map that is passed on.

func entryKey(m map[string]int) string { return fmt.Sprintf("{%d}b", m["id"]) }

func entryPassed(c C, page int) {
	m := map[string]int{"id": page}
	c.Rename(ctx, fmt.Sprintf("{%d}a", page), entryKey(m)) // want `right\)`
}

func entryPassedTwice(c C, page, other int) {
	m := map[string]int{"id": page}
	k := entryKey(m)
	m["id"] = other
	c.Rename(ctx, k, entryKey(m))
}

func entryPassedDeleted(c C, page int) {
	m := map[string]int{"id": page}
	k := entryKey(m)
	delete(m, "id")
	c.Rename(ctx, k, entryKey(m))
}

// A buffer that a literal captured may hold anything.

func bufferCaptured(c C, page int) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "order_%d", page)
	c.Rename(ctx, fmt.Sprintf("order_%d", page), func() string { return b.String() }())
}
