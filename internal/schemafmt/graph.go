package schemafmt

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A graph is which families meet which: nodes are numbers of families.
type graph struct {
	families []analyzer.KeyFamily
	edges    []edge
}

// An edge is two families that meet, with what brings them together.
type edge struct {
	a, b  int
	in    []string // "MULTI: one slot"
	apart bool     // in one of these they have different slots
}

// graphOf returns the families of a schema that meet another one.
func graphOf(s *analyzer.KeySchema) graph {
	number := make(map[string]int)
	for i, f := range s.Families {
		number[f.Pattern] = i
	}
	edges := make(map[[2]int]*edge)
	for i, f := range s.Families {
		for _, m := range f.Meets {
			j, ok := number[m.Pattern]
			if !ok || j <= i { // the other family says it, too
				continue
			}
			e := edges[[2]int{i, j}]
			if e == nil {
				e = &edge{a: i, b: j}
				edges[[2]int{i, j}] = e
			}
			e.in = append(e.in, m.In+": "+m.Slots)
			e.apart = e.apart || m.Slots == "different slots"
		}
	}
	g := graph{families: s.Families}
	for _, e := range edges {
		slices.Sort(e.in)
		e.in = slices.Compact(e.in)
		g.edges = append(g.edges, *e)
	}
	slices.SortFunc(g.edges, func(x, y edge) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return g
}

// nodes returns the families that have an edge, in their order.
func (g graph) nodes() []int {
	seen := make(map[int]bool)
	for _, e := range g.edges {
		seen[e.a], seen[e.b] = true, true
	}
	return slices.Sorted(maps.Keys(seen))
}

// Mermaid writes the families that meet others as a graph for Mermaid. An edge between
// families of different slots is red.
func Mermaid(w io.Writer, s *analyzer.KeySchema, _ Options) error {
	g, b := graphOf(s), bufio.NewWriter(w)
	fmt.Fprintln(b, "graph LR")
	for _, n := range g.nodes() {
		f := &g.families[n]
		fmt.Fprintf(b, "  f%d[\"%s<br/>%s\"]\n", n, entities(f.Pattern), entities(typeText(f)))
	}
	for i, e := range g.edges {
		fmt.Fprintf(b, "  f%d ---|\"%s\"| f%d\n", e.a, entities(strings.Join(e.in, ", ")), e.b)
		if e.apart {
			fmt.Fprintf(b, "  linkStyle %d stroke:red\n", i)
		}
	}
	return b.Flush()
}

// entities escapes a text for a label of Mermaid.
func entities(s string) string {
	var b strings.Builder
	for _, r := range quote.Text(s) {
		if r < 128 && !strings.ContainsRune(" :/.,-_", r) && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z') {
			fmt.Fprintf(&b, "#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func escaped(list []string, escape func(string) string) (out []string) {
	for _, s := range list {
		out = append(out, escape(quote.Text(s)))
	}
	return out
}

// Dot writes the same graph for Graphviz.
func Dot(w io.Writer, s *analyzer.KeySchema, _ Options) error {
	g, b := graphOf(s), bufio.NewWriter(w)
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace
	fmt.Fprintln(b, "graph keys {\n  rankdir=LR\n  node [shape=box]")
	for _, n := range g.nodes() {
		f := &g.families[n]
		fmt.Fprintf(b, "  f%d [label=\"%s\\n%s\"]\n", n, escape(quote.Text(f.Pattern)), escape(typeText(f)))
	}
	for _, e := range g.edges {
		color := ""
		if e.apart {
			color = " color=red"
		}
		fmt.Fprintf(b, "  f%d -- f%d [label=\"%s\"%s]\n", e.a, e.b, strings.Join(escaped(e.in, escape), `\n`), color)
	}
	fmt.Fprintln(b, "}")
	return b.Flush()
}
