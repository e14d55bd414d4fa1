package execution

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

var quote = flag.Int("quote", 5, "how many discrepancies of a kind are printed with their source")

// report prints the statistics, and fails the test if the linter's word did not
// hold.
func (j *judge) report(t *testing.T) {
	t.Logf("%d packages, %d sites, %d calls with several keys; %d units executed", len(j.code.funcs), len(j.program.sites), j.sends, len(j.units))
	t.Log("\n" + j.table())
	t.Log("\n" + j.recall())
	rights := 0
	for _, list := range j.rights {
		rights += len(list)
	}
	t.Logf("%d calls are proved right", rights)
	t.Logf("not refused: %d for a stated share of values, %d though likely, for a reason, %d though likely, for none; against an assumption: %d",
		j.shared, j.met, len(j.likely), j.assumed)

	byKind := map[string][]*fault{}
	for _, f := range j.faults {
		byKind[f.what] = append(byKind[f.what], f)
	}
	byKind["not refused, though likely"] = j.likely
	byKind["refused, though silent"] = j.silent
	for _, what := range slices.Sorted(maps.Keys(byKind)) {
		var b strings.Builder
		list := j.distinct(byKind[what])
		fmt.Fprintf(&b, "%s: %d executions of %d sites\n", what, len(byKind[what]), len(list))
		for i, f := range list {
			if i == *quote {
				break
			}
			b.WriteString("\n" + j.quote(f))
		}
		if strings.HasSuffix(what, "likely") || strings.HasSuffix(what, "silent") {
			t.Log(b.String())
		} else {
			t.Error(b.String())
		}
	}
}

// distinct returns one fault for each site, those with the shortest source
// first.
func (j *judge) distinct(faults []*fault) []*fault {
	seen := map[string]bool{}
	var out []*fault
	for _, f := range faults {
		if !seen[f.record.Site] {
			seen[f.record.Site] = true
			out = append(out, f)
		}
	}
	size := map[*fault]int{}
	for _, f := range out {
		for _, fn := range j.code.reach(j.sites[f.record.Site]) {
			size[f] += len(fn.text)
		}
	}
	slices.SortStableFunc(out, func(a, b *fault) int { return cmp.Compare(size[a], size[b]) })
	return out
}

// quote spells a fault with all that belongs to it.
func (j *judge) quote(f *fault) string {
	var b strings.Builder
	s := j.sites[f.record.Site]
	fmt.Fprintf(&b, "%s (%s, round %d): %s\n", f.record.Site, s.file, f.record.Round, f.what)
	for _, fn := range j.code.reach(s) {
		for line := range strings.Lines(fn.text) {
			b.WriteString("    " + line)
		}
		b.WriteString("\n")
	}
	for _, in := range f.record.Inputs {
		fmt.Fprintf(&b, "  input   %s = %s\n", in.Name, in.Value)
	}
	for _, cmd := range f.sent.Cmds {
		fmt.Fprintf(&b, "  sent    %q\n", cmd)
	}
	fmt.Fprintf(&b, "  keys    %q\n", f.keys)
	fmt.Fprintf(&b, "  answer  %s\n", cmp.Or(f.sent.Err, "no error"))
	fmt.Fprintf(&b, "  calls   %s\n", strings.Join(f.sent.Stack, " "))
	for _, r := range f.reports {
		fmt.Fprintf(&b, "  linter  %s\n", r)
	}
	if len(f.reports) == 0 {
		fmt.Fprintf(&b, "  linter  silent\n")
	}
	return b.String()
}

// table counts the call sites by the linter's word and by what happened.
func (j *judge) table() string {
	var count [3][4]int
	for _, u := range j.units {
		row := 1
		switch {
		case u.refused == u.executed:
			row = 0
		case u.refused == 0:
			row = 2
		}
		count[row][u.word]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s", "call sites")
	for _, c := range certainties {
		fmt.Fprintf(&b, "%10s", c)
	}
	for i, row := range []string{"always refused", "at times refused", "never refused"} {
		fmt.Fprintf(&b, "\n%-18s", row)
		for _, n := range count[i] {
			fmt.Fprintf(&b, "%10d", n)
		}
	}
	return b.String()
}

// recall counts, for each construct, the call sites that were always refused,
// and how many of those the linter did not report with its default settings.
func (j *judge) recall() string {
	type row struct {
		name                     string
		always, likely, possible int
	}
	rows := map[string]*row{}
	for _, u := range j.units {
		if u.refused < 2 || u.refused < u.executed {
			continue
		}
		for name := range u.site.uses {
			r := rows[name]
			if r == nil {
				r = &row{name: name}
				rows[name] = r
			}
			r.always++
			if u.word >= 2 {
				r.likely++
			}
			if u.word >= 1 {
				r.possible++
			}
		}
	}
	list := slices.Collect(maps.Values(rows))
	slices.SortFunc(list, func(a, b *row) int {
		return cmp.Or(cmp.Compare(float64(a.likely)/float64(a.always), float64(b.likely)/float64(b.always)), cmp.Compare(a.name, b.name))
	})
	var b strings.Builder
	fmt.Fprintf(&b, "%-48s %8s %8s %8s\n", "always refused, by construct of the site", "sites", "likely+", "possible+")
	for _, r := range list {
		fmt.Fprintf(&b, "%-48s %8d %7.0f%% %7.0f%%\n", r.name, r.always, 100*float64(r.likely)/float64(r.always), 100*float64(r.possible)/float64(r.always))
	}
	return b.String()
}
