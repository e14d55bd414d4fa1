package state

// A field of a struct in a local variable is what was stored there last.

type nestInner struct{ id string }
type nestOuter struct{ nestInner }

func (o *nestOuter) next() { o.id += "x" }

func nestedAssigned(c C, name string) {
	var kept nestOuter
	kept.id = name
	k := "{" + kept.id + "}a"
	kept.id = "q"
	c.Rename(ctx, k, "{"+kept.id+"}b") // want `keys \{<name>\}a and "\{q\}b" \(slot \d+\) hash`
}
func nestedOfLiteral(c C, name string) {
	kept := nestOuter{nestInner{name}}
	k := "{" + kept.id + "}a"
	kept.id = "q"
	c.Rename(ctx, k, "{"+kept.id+"}b") // want `keys \{<name>\}a and "\{q\}b" \(slot \d+\) hash`
}
func nestedOfPointer(c C, name string) {
	kept := &nestOuter{nestInner{name}}
	k := "{" + kept.id + "}a"
	kept.next()
	c.Rename(ctx, k, "{"+kept.id+"}b")
}
func nestedRead(c C, name string) {
	var kept nestOuter
	kept.id = name
	c.Rename(ctx, "{"+kept.id+"}a", "{"+name+"}b") // want `right\)`
}
func nestedWhole(c C, name string) {
	kept := nestOuter{nestInner{name}}
	k := "{" + kept.id + "}a"
	kept.nestInner = nestInner{"q"}
	c.Rename(ctx, k, "{"+kept.id+"}b") // want `"\{q\}b" \(slot \d+\) hash`
}
func nestedReplaced(c C, name string) {
	kept := nestOuter{nestInner{name}}
	k := "{" + kept.id + "}a"
	kept = nestOuter{}
	c.Rename(ctx, k, "{"+kept.id+"}b") // want `slots`
}
func nestedMethod(c C, name string) {
	var kept nestOuter
	kept.id = name
	k := "{" + kept.id + "}a"
	kept.next()
	c.Rename(ctx, k, "{"+kept.id+"}b") // want `proven\)`
}
func nestedLiteralRead(c C, name string) {
	kept := nestOuter{nestInner{name}}
	c.Rename(ctx, "{"+kept.id+"}a", "{"+name+"}b") // want `right\)`
}

type nestDeep struct{ o nestOuter }

func nestedDeep(c C, name string) {
	var kept nestDeep
	kept.o.id = name
	k := "{" + kept.o.id + "}a"
	kept.o.next()
	c.Rename(ctx, k, "{"+kept.o.id+"}b") // want `slots`
}
func nestedInBranch(c C, name string, x bool) {
	var kept nestDeep
	kept.o.id = name
	k := "{" + kept.o.id + "}a"
	if x {
		kept.o.id = "q"
	}
	c.Rename(ctx, k, "{"+kept.o.id+"}b") // want `slots`
}
func nestedDeepRead(c C, name string, x bool) {
	var kept nestDeep
	kept.o.id = name
	k := "{" + kept.o.id + "}a"
	c.Rename(ctx, k, "{"+kept.o.id+"}b") // want `right\)`
}
