package execution

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/fixtest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A retagJudge compares what a program does before and after the fixes.
type retagJudge struct {
	*program
	code *code
	find fixtest.Finder

	steps   map[string]*stepped
	faults  []retagFault
	advised int // findings whose advice names a tag
	offered int // those that have a fix
	cured   int // functions that were refused before, and are not any more
	keys    int // that were renamed
}

// stepped is a function that the driver calls.
type stepped struct {
	fixed, left   int // findings in what it calls: with a fix, and without
	before, after int // how often the cluster refused it
}

// A retagFault is a sign that a fix was wrong.
type retagFault struct {
	what   string
	site   string // of the record
	step   string
	detail string
}

func (j *retagJudge) judge(before, after *version) {
	j.findings(before.found)
	j.same("the server", before.single, after.single)
	j.renamed(before.single, after.single)
	j.cluster(before.cluster, after)
	if !slices.Equal(before.tests, after.tests) {
		j.fault("tests", "", "", fmt.Sprintf("before %q\nafter  %q", before.tests, after.tests))
	}
	j.again(before.found, after.found)
}

func (j *retagJudge) fault(what, site, step, detail string) {
	j.faults = append(j.faults, retagFault{what, site, step, detail})
}

// findings counts the findings with advice, and finds the functions of the
// driver whose commands they are about.
func (j *retagJudge) findings(r *result.Result) {
	at := make(map[*function][]result.Finding)
	for _, f := range r.Findings {
		if fn := j.code.at(fmt.Sprintf("%s:%d", r.Rel(f.File), f.Line)); fn != nil {
			at[fn] = append(at[fn], f)
		}
		if f.Check != "crossslot" && f.Check != "txslot" {
			continue
		}
		if strings.Contains(f.Message, "give them one hash tag, as in") || strings.Contains(f.Message, "which hashes like") {
			j.advised++
			if f.Fix != nil {
				j.offered++
			}
		}
	}
	j.steps = make(map[string]*stepped)
	for file, list := range j.code.funcs {
		for _, fn := range list {
			if !strings.HasPrefix(fn.name, "site") {
				continue
			}
			s := new(stepped)
			dir, _, _ := strings.Cut(file, "/")
			for _, reached := range j.code.reach(&site{file: file, fn: fn.name}) {
				for _, f := range at[reached] {
					if f.Fix != nil {
						s.fixed++
					} else {
						s.left++
					}
				}
			}
			j.steps[dir+"."+fn.name] = s
		}
	}
}

func (j *retagJudge) step(r *record, s step) *stepped {
	dir, _, _ := strings.Cut(r.Site, ".")
	return j.steps[dir+"."+s.Name]
}

// same reports the steps that found something else than before.
func (j *retagJudge) same(where string, before, after []*record) {
	for i, b := range before {
		for k, s := range b.Steps {
			if a := after[i].Steps[k]; a.Found != s.Found || plainError(a.Err) != plainError(s.Err) {
				j.fault("found something else on "+where, b.Site, s.Name,
					fmt.Sprintf("before %s %s\nafter  %s %s\nsent before %q\nsent after  %q", s.Found, s.Err, a.Found, a.Err, b.during(k), after[i].during(k)))
			}
		}
		if b.Panic != after[i].Panic {
			j.fault("panic", b.Site, "", b.Panic+"\n"+after[i].Panic)
		}
	}
}

// plainError is an error without the words of it that a program chose.
func plainError(err string) string {
	return strings.NewReplacer("{", "", "}", "").Replace(err)
}

// renamed reports texts that were sent before and that are not sent under one
// other name everywhere, or under the name of others.
func (j *retagJudge) renamed(before, after []*record) {
	for i, b := range before {
		now, was := make(map[string]string), make(map[string]string)
		for k := range b.Steps {
			x, y := b.during(k), after[i].during(k)
			if len(x) != len(y) {
				j.fault("sent something else", b.Site, b.Steps[k].Name, fmt.Sprintf("before %q\nafter  %q", x, y))
				continue
			}
			inOneOrder(x)
			inOneOrder(y)
			for n, old := range x {
				changed := y[n]
				if to, ok := now[old]; ok && to != changed {
					j.fault("half renamed", b.Site, b.Steps[k].Name, fmt.Sprintf("%q is %q here, and %q elsewhere", old, changed, to))
				}
				if from, ok := was[changed]; ok && from != old {
					j.fault("two keys with one name", b.Site, b.Steps[k].Name, fmt.Sprintf("%q is what %q and %q are called", changed, old, from))
				}
				if plainError(changed) != plainError(old) {
					j.fault("changed otherwise", b.Site, b.Steps[k].Name, fmt.Sprintf("%q is %q", old, changed))
				}
				if now[old], was[changed] = changed, old; changed != old {
					j.keys++
				}
			}
		}
	}
}

// inOneOrder sorts texts by what they are without braces: a program that goes
// over a map sends its keys in any order.
func inOneOrder(words []string) {
	slices.SortStableFunc(words, func(a, b string) int { return strings.Compare(plainError(a), plainError(b)) })
}

// cluster reports functions with a fix that the cluster refuses still, and what
// it finds other than the server does.
func (j *retagJudge) cluster(before []*record, after *version) {
	for i, b := range before {
		stopped := false
		for k, s := range b.Steps {
			if tied := j.step(b, s); tied != nil && b.refused(k) {
				tied.before++
			}
			a := after.cluster[i].Steps[k]
			tied := j.step(b, a)
			if after.cluster[i].refused(k) {
				stopped = true
				if tied != nil {
					tied.after++
					if tied.fixed > 0 && tied.left == 0 {
						j.fault("fixed, and refused still", b.Site, s.Name, fmt.Sprintf("%s\nsent %q", a.Err, after.cluster[i].during(k)))
					}
				}
			}
			stopped = stopped || a.Err != "" && strings.Contains(a.Err, "READONLY")
			one := after.single[i].find(a.Name, k)
			if one == nil || stopped {
				continue
			}
			if one.Found != a.Found || one.Err != a.Err {
				j.fault("found something else on the cluster", b.Site, s.Name,
					fmt.Sprintf("server  %s %s\ncluster %s %s\nsent %q", one.Found, one.Err, a.Found, a.Err, after.cluster[i].during(k)))
			}
		}
	}
	for _, s := range j.steps {
		if s.fixed > 0 && s.before > 0 && s.after == 0 {
			j.cured++
		}
	}
}

// again reports what a second run finds where the first found nothing, and that
// fixes are left. The messages of what is left have other keys.
func (j *retagJudge) again(before, after *result.Result) {
	left := make(map[string]bool)
	for _, f := range before.Findings {
		if f.Fix == nil {
			left[fmt.Sprintf("%s:%d %s", before.Rel(f.File), f.Line, f.Check)] = true
		}
	}
	for _, f := range after.Findings {
		line := fmt.Sprintf("%s:%d %s", after.Rel(f.File), f.Line, f.Check)
		if f.Fix != nil {
			j.fault("a fix of a second run", "", "", line+": "+f.Message)
		}
		if !left[line] {
			j.fault("reported after the fixes", "", "", line+": "+f.Message)
		}
	}
}

func (j *retagJudge) report(t *testing.T) {
	fixed, refused := 0, 0
	for _, s := range j.steps {
		if s.fixed > 0 {
			fixed++
		}
		if s.before > 0 {
			refused++
		}
	}
	t.Logf("%d findings name a tag, %d of them have a fix (%d%%)", j.advised, j.offered, 100*j.offered/max(1, j.advised))
	t.Logf("%d functions send several keys; the cluster refused %d of them before; %d have a fix, %d of those were refused before and are not after",
		len(j.steps), refused, fixed, j.cured)
	t.Logf("%d texts that were sent are sent under another name", j.keys)
	if j.offered == 0 || j.cured == 0 || j.keys == 0 {
		t.Error("nothing was fixed")
	}
	seen := make(map[string]int)
	for _, f := range j.faults {
		if seen[f.what+f.site]++; seen[f.what+f.site] > 1 {
			continue
		}
		if seen[f.what]++; seen[f.what] > *quote {
			continue
		}
		t.Errorf("%s: %s %s\n%s\n%s", f.what, f.site, f.step, f.detail, j.quoteSite(f))
	}
}

// quoteSite spells the source of the function of a fault after the fixes.
func (j *retagJudge) quoteSite(f retagFault) string {
	dir, _, _ := strings.Cut(f.site, ".")
	for file, list := range j.code.funcs {
		for _, fn := range list {
			if f.step == "" || fn.name != f.step || !strings.HasPrefix(file, dir+"/") {
				continue
			}
			out := ""
			for _, reached := range j.code.reach(&site{file: file, fn: fn.name}) {
				at, _, _ := strings.Cut(reached.pos, ":")
				out += fmt.Sprintf("%s\n%s", reached.pos, j.source(at, reached.first, reached.last))
			}
			return out
		}
	}
	return ""
}
