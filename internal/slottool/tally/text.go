package tally

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
	"github.com/crossslotlint/crossslotlint/slot"
)

// maxShown is how many bytes of a key a table shows.
const maxShown = 60

// Text writes the report for people.
func (r *Report) Text(w io.Writer) error {
	p := &printer{w: w}
	p.head(r)
	p.table("Nodes", "node\tslots\tkeys\tshare\t", len(r.Nodes), func(i int) string {
		n := r.Nodes[i]
		return fmt.Sprintf("%s\t%s\t%s\t%s\t%s", node(n.Name), comma(n.Slots), comma(n.Keys), percent(n.Share), ranges(n.Ranges))
	})
	head := "slot\tkeys\tshare"
	if r.Mean >= 1 {
		head += "\ttimes the mean"
	}
	if len(r.Nodes) > 0 {
		head += "\tnode"
	}
	p.table("Hottest slots", head, len(r.Hottest), func(i int) string {
		s := r.Hottest[i]
		row := fmt.Sprintf("%d\t%s\t%s", s.Slot, comma(s.Keys), percent(s.Share))
		if r.Mean >= 1 {
			row += fmt.Sprintf("\t%.1f", float64(s.Keys)/r.Mean)
		}
		if len(r.Nodes) > 0 {
			row += "\t" + node(s.Node)
		}
		return row
	})
	title := "Hottest hash tags"
	if r.TagError > 0 {
		title += fmt.Sprintf(" (each may have up to %s keys more)", comma(r.TagError))
	}
	p.table(title, "tag\tslot\tkeys\tshare", len(r.Tags), func(i int) string {
		t := r.Tags[i]
		return fmt.Sprintf("%s\t%d\t%s\t%s", show("{"+t.Tag+"}"), t.Slot, comma(t.Keys), percent(t.Share))
	})
	title = "Families, inferred from the keys"
	if n := r.FamilyCount - len(r.Fams); n > 0 {
		title += fmt.Sprintf(" (%s more)", comma(n))
	}
	p.table(title, "family\tkeys\tshare\tslots\texample", len(r.Fams), func(i int) string {
		f := r.Fams[i]
		where := "many"
		if f.Slot != nil {
			where = fmt.Sprint("only ", *f.Slot)
		}
		return fmt.Sprintf("%s\t%s\t%s\t%s\t%s", show(f.Family), comma(f.Keys), percent(f.Share), where, show(f.Example))
	})
	if r.OtherKeys > 0 {
		p.printf("%s keys are of further families, more than are kept apart.\n", comma(r.OtherKeys))
	}
	p.apart(r.Apart)
	for i, n := range r.Notes {
		if i == 0 {
			p.printf("\n")
		}
		p.printf("Note: %s\n", n)
	}
	return p.err
}

// A printer writes until there is an error, which it keeps.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) head(r *Report) {
	p.printf("%s %s", comma(r.Keys), plural(r.Keys, "key"))
	switch {
	case r.Sampled && r.Total > 0:
		p.printf(", a sample of %s,", comma(r.Total))
	case r.Sampled:
		p.printf(", a sample,")
	}
	p.printf(" from %s, in %s of %s slots", r.Source, comma(r.UsedSlots), comma(slot.Count))
	if r.Keys > 0 {
		p.printf("; a slot has %s keys on average, %s at least and %s at most", average(r.Mean), comma(r.Least), comma(r.Most))
	}
	p.printf(".\n")
	if r.Tagged > 0 {
		p.printf("%s of the keys (%s) %s a hash tag.\n", comma(r.Tagged), percent(r.share(r.Tagged)), map[bool]string{true: "has", false: "have"}[r.Tagged == 1])
	}
}

// table writes a table of n rows under a title, if there are any.
func (p *printer) table(title, head string, n int, row func(int) string) {
	if n == 0 || p.err != nil {
		return
	}
	p.printf("\n%s\n", title)
	cells := [][]string{strings.Split(head, "\t")}
	for i := range n {
		cells = append(cells, strings.Split(row(i), "\t"))
	}
	// Numbers to the right: pad them here, tabwriter aligns all columns alike.
	for col, name := range cells[0] {
		if !numeric[name] || slices.ContainsFunc(cells[1:], func(c []string) bool { return c[col] > ":" }) {
			continue
		}
		width := 0
		for _, c := range cells {
			width = max(width, len(c[col]))
		}
		for _, c := range cells {
			c[col] = strings.Repeat(" ", width-len(c[col])) + c[col]
		}
	}
	var out strings.Builder
	tw := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, c := range cells {
		fmt.Fprintln(tw, "  "+strings.Join(c, "\t"))
	}
	tw.Flush()
	for line := range strings.Lines(out.String()) {
		p.printf("%s\n", strings.TrimRight(line, " \n"))
	}
}

// numeric are the columns of numbers. That of slots holds words in one table.
var numeric = map[string]bool{"slot": true, "slots": true, "keys": true, "share": true, "times the mean": true}

func (p *printer) apart(list []Apart) {
	if len(list) == 0 {
		return
	}
	p.printf("\nFamilies that could not be used together (they share values, and hash apart)\n")
	for _, a := range list {
		p.printf("  %s and %s\n", show(a.Families[0]), show(a.Families[1]))
		p.printf("    %d of %d sampled values are in both: %s is in slot %d, %s in slot %d\n", a.Shared, a.Sampled,
			show(a.Keys[0]), a.Slots[0], show(a.Keys[1]), a.Slots[1])
		p.printf("    together with one tag: %s and %s\n", show(a.Together[0]), show(a.Together[1]))
	}
}

func show(key string) string { return keyio.Show(keyio.Clip(key, maxShown)) }

// node spells the name of a node, which a server tells; it is empty if a slot has
// none.
func node(name string) string {
	if name == "" {
		return ""
	}
	return keyio.Show(name)
}

// maxRanges is how many ranges of a node's slots are shown.
const maxRanges = 4

func ranges(list []nodes.Range) string {
	var out []string
	for _, r := range list {
		if len(out) == maxRanges {
			out = append(out, "…")
			break
		}
		text := fmt.Sprint(r.First)
		if r.Last != r.First {
			text += fmt.Sprint("-", r.Last)
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// average writes a mean so that it is never 0 where there are keys, and never with
// an exponent.
func average(x float64) string {
	switch {
	case x > 0 && x < .01:
		return "less than 0.01"
	case x < 1:
		return fmt.Sprintf("%.2g", x)
	}
	return fmt.Sprintf("%.1f", x)
}

func percent(share float64) string { return fmt.Sprintf("%.2f%%", 100*share) }

func plural[T uint64 | int](n T, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// comma writes a number with its thousands apart.
func comma[T uint64 | int](n T) string {
	s := strconv.FormatUint(uint64(n), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
