package state

import (
	"maps"
	"slices"
)

// Elements of lists and maps that a function makes itself: what comes between two
// reads may write them.

func elementOfList(c C, room string) {
	m := []string{room}
	k := "{" + m[0] + "}a"
	m[0] = "q"
	c.Rename(ctx, k, "{"+m[0]+"}b") // want `keys \{<room>\}a and "\{q\}b" \(slot \d+\) hash to different slots`
}

func elementOfMap(c C, room string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	m["id"] = "q"
	c.Rename(ctx, k, "{"+m["id"]+"}b") // want `keys \{<room>\}a and "\{q\}b" \(slot \d+\) hash to different slots`
}

func elementOfMade(c C, room string) {
	m := make([]string, 4)
	m[0] = room
	k := "{" + m[0] + "}a"
	m[0] = "q"
	c.Rename(ctx, k, "{"+m[0]+"}b") // want `keys \{<room>\}a and "\{q\}b" \(slot \d+\) hash to different slots`
}

func elementOfArray(c C, room string, i int) {
	m := [2]string{room, "z"}
	k := "{" + m[i] + "}a"
	m[i] = "q"
	c.Rename(ctx, k, "{"+m[i]+"}b") // want `"\{q\}b" \(slot \d+\) hash to different slots`
}

func elementOfPart(c C, room string) {
	m := []string{room, "z"}
	k := "{" + m[0] + "}a"
	n := m[:1]
	n[0] = "q"
	c.Rename(ctx, k, "{"+m[0]+"}b") // want `keys \{<room>\}a and "\{q\}b" \(slot \d+\) hash to different slots`
}

func elementByAddress(c C, room string) {
	m := []string{room, "z"}
	k := "{" + m[0] + "}a"
	p := &m[0]
	*p = "q"
	c.Rename(ctx, k, "{"+m[0]+"}b") // want `keys \{<room>\}a and "\{q\}b" \(slot \d+\) hash to different slots`
}

func elementAsItWas(c C, room string) {
	m := []string{room}
	m[0] = "r" + m[0]
	c.Rename(ctx, "{"+m[0]+"}a", "{r"+room+"}b") // want `right\)`
}

func elementBeside(c C, room string) {
	m := []string{room, "z"}
	k := "{" + m[0] + "}a"
	m[1] = "q"
	c.Rename(ctx, k, "{"+m[0]+"}b") // want `right\)`
}

func elementInBranch(c C, room string, other bool) {
	m := []string{room}
	k := "{" + m[0] + "}a"
	if other {
		m[0] = "q"
	}
	c.Rename(ctx, k, "{"+m[0]+"}b")
}

func elementInLoop(c C, room string) {
	m := []string{room}
	for range 3 {
		k := "{" + m[0] + "}a"
		m[0] += "x"
		c.Rename(ctx, k, "{"+m[0]+"}b")
	}
}

func fillFirst(m []string)            { m[0] = "q" }
func fillEntry(m map[string]string)   { m["id"] = "q" }
func firstOf(m []string) string       { return m[0] }
func dropEntry(m map[string]string)   { delete(m, "id") }
func readEntry(m map[string]string)   { _ = m["id"] }
func (x *holding) fill()              { x.list[0] = "q" }
func (x *holding) first() string      { return x.list[0] }
func newHolding(room string) *holding { return &holding{list: []string{room}} }

type holding struct{ list []string }

func elementFilled(c C, room string) {
	m := []string{room}
	k := "{" + m[0] + "}a"
	fillFirst(m)
	c.Rename(ctx, k, "{"+m[0]+"}b")
}

func elementReversed(c C, room string) {
	m := []string{room, "z"}
	k := "{" + m[0] + "}a"
	slices.Reverse(m)
	c.Rename(ctx, k, "{"+m[0]+"}b")
}

func elementCopied(c C, room string) {
	m := []string{room, "z"}
	k := "{" + m[0] + "}a"
	copy(m, []string{"q"})
	c.Rename(ctx, k, "{"+m[0]+"}b")
}

func elementOnlyRead(c C, room string) {
	m := []string{room, "z"}
	k := "{" + m[0] + "}a"
	_ = slices.Contains(m, "q")
	_ = firstOf(m)
	c.Rename(ctx, k, "{"+m[0]+"}b") // want `right\)`
}

func entryDeleted(c C, room string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	delete(m, "id")
	c.Rename(ctx, k, "{"+m["id"]+"}b")
}

func otherDeleted(c C, room string) {
	m := map[string]string{"id": room, "z": "z"}
	k := "{" + m["id"] + "}a"
	delete(m, "z")
	c.Rename(ctx, k, "{"+m["id"]+"}b") // want `right\)`
}

func entryCleared(c C, room string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	clear(m)
	c.Rename(ctx, k, "{"+m["id"]+"}b")
}

func entryFilled(c C, room string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	fillEntry(m)
	c.Rename(ctx, k, "{"+m["id"]+"}b")
}

func entryDropped(c C, room string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	dropEntry(m)
	c.Rename(ctx, k, "{"+m["id"]+"}b")
}

func entryOnlyRead(c C, room string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	readEntry(m)
	c.Rename(ctx, k, "{"+m["id"]+"}b") // want `right\)`
}

func entryCopiedOver(c C, room string, from map[string]string) {
	m := map[string]string{"id": room}
	k := "{" + m["id"] + "}a"
	maps.Copy(m, from)
	c.Rename(ctx, k, "{"+m["id"]+"}b")
}

func entryOfLiteral(c C, room string) {
	m := map[string]string{"id": room}
	set := func() { m["id"] = "q" }
	k := "{" + m["id"] + "}a"
	set()
	c.Rename(ctx, k, "{"+m["id"]+"}b")
}

func elementOfField(c C, room string) {
	x := newHolding(room)
	k := "{" + x.list[0] + "}a"
	x.list[0] = "q"
	c.Rename(ctx, k, "{"+x.list[0]+"}b")
}

func elementOfFieldFilled(c C, room string) {
	x := &holding{list: []string{room}}
	k := "{" + x.list[0] + "}a"
	x.fill()
	c.Rename(ctx, k, "{"+x.list[0]+"}b")
}

func elementOfFieldRead(c C, room string) {
	x := &holding{list: []string{room}}
	k := "{" + x.list[0] + "}a"
	_ = x.first()
	c.Rename(ctx, k, "{"+x.list[0]+"}b") // want `right\)`
}

func elementBesideInField(c C, room string) {
	x := &holding{list: []string{room, "z"}}
	k := "{" + x.list[0] + "}a"
	x.list[1] = "q"
	c.Rename(ctx, k, "{"+x.list[0]+"}b")
}

func entryBesidePassed(c C, room string) {
	m := map[string]string{"id": room}
	k := entryOf(m)
	fillOther(m)
	c.Rename(ctx, k, entryOf(m))
}

func entryOf(m map[string]string) string { return "{" + m["id"] + "}" }
func fillOther(m map[string]string)      { m["other"] = "q" }

func elementOfAppended(c C, room string) {
	m := []string{room}
	n := append(m, "z")
	n[0] = "q"
	c.Rename(ctx, "{q}a", "{"+m[0]+"}b") // not the same list: append copied it
}

func elementReadTwice(c C, room string) {
	m := []string{room, "z"}
	fillFirst(m)
	c.Rename(ctx, "{"+m[0]+"}a", "{"+m[0]+"}b") // want `right\)`
}
