// Package nodes says which node of a cluster owns which slots.
package nodes

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/slot"
)

// A Range is slots from First to Last, both included, at most slot.Count-1.
type Range struct {
	First uint16 `json:"first"`
	Last  uint16 `json:"last"`
}

// A Node is a master of a cluster.
type Node struct {
	Name   string // "127.0.0.1:7000", or "node 1" of a cluster that is only thought of
	Ranges []Range
}

// Slots returns how many slots the node owns.
func (n Node) Slots() (count int) {
	for _, r := range n.Ranges {
		count += int(r.Last) - int(r.First) + 1
	}
	return count
}

// A Table tells the owner of each slot: an index into the nodes, or -1 for a
// slot that nobody owns.
type Table [slot.Count]int16

// Owners returns the table of the nodes. Where two claim a slot the first one
// has it.
func Owners(list []Node) *Table {
	t := new(Table)
	for i := range t {
		t[i] = -1
	}
	for n, node := range list {
		for _, r := range node.Ranges {
			for s := int(r.First); s <= int(r.Last); s++ {
				if t[s] < 0 {
					t[s] = int16(n)
				}
			}
		}
	}
	return t
}

// Even returns n nodes, from 1 to slot.Count, which share the slots as
// redis-cli --cluster create shares them.
func Even(n int) []Node {
	list := make([]Node, n)
	per := float64(slot.Count) / float64(n)
	first, cursor := 0, 0.0
	for i := range list {
		// clusterManagerCommandCreate in redis-cli.c
		last := int(math.Round(cursor + per - 1))
		if last >= slot.Count || i == n-1 {
			last = slot.Count - 1
		}
		last = max(last, first)
		list[i] = Node{fmt.Sprint("node ", i+1), []Range{{uint16(first), uint16(last)}}}
		first = last + 1
		cursor += per
	}
	return list
}

// Parse reads what the command CLUSTER NODES answers (redis-cli cluster nodes)
// and returns the masters that own slots, in the order of their first slot. The
// error names the line.
func Parse(src io.Reader) ([]Node, error) {
	var list []Node
	var owned [slot.Count]bool
	sc := bufio.NewScanner(src)
	for line := 1; sc.Scan(); line++ {
		f := strings.Fields(sc.Text())
		if len(f) == 0 {
			continue
		}
		// <id> <ip:port@cport[,hostname]> <flags> <master> <ping-sent>
		// <pong-recv> <config-epoch> <link-state> <slot> <slot> ...
		if len(f) < 8 || !slices.ContainsFunc(strings.Split(f[2], ","), isRole) {
			return nil, fmt.Errorf("line %d is not a line of CLUSTER NODES: %.60q", line, sc.Text())
		}
		node := Node{Name: address(f[1])}
		for _, word := range f[8:] {
			if strings.HasPrefix(word, "[") {
				continue // a slot on its way to another node, which owns it already or not yet
			}
			r, ok := parseRange(word)
			if !ok {
				return nil, fmt.Errorf("line %d: %q is no range of slots, which go from 0 to %d", line, word, slot.Count-1)
			}
			for s := int(r.First); s <= int(r.Last); s++ {
				if owned[s] {
					return nil, fmt.Errorf("line %d: slot %d has an owner already", line, s)
				}
				owned[s] = true
			}
			node.Ranges = append(node.Ranges, r)
		}
		if node.Ranges != nil {
			list = append(list, node)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	if list == nil {
		return nil, fmt.Errorf("no node owns a slot: the file should hold the output of redis-cli cluster nodes")
	}
	Sort(list)
	return list, nil
}

// Sort puts nodes in the order of their first slots. Each must have one.
func Sort(list []Node) {
	slices.SortStableFunc(list, func(a, b Node) int { return cmp.Compare(a.Ranges[0].First, b.Ranges[0].First) })
}

func isRole(flag string) bool { return flag == "master" || flag == "slave" }

// address takes the port of the cluster bus, and what follows it, from an
// address.
func address(s string) string {
	addr, rest, _ := strings.Cut(s, "@")
	if strings.HasPrefix(addr, ":") { // a node that does not know its own address yet
		if _, host, ok := strings.Cut(rest, ","); ok && host != "" {
			host, _, _ = strings.Cut(host, ",")
			return host + addr
		}
	}
	return addr
}

func parseRange(s string) (Range, bool) {
	first, last, ok := strings.Cut(s, "-")
	if !ok {
		last = first
	}
	a, err := strconv.ParseUint(first, 10, 16)
	b, err2 := strconv.ParseUint(last, 10, 16)
	if err != nil || err2 != nil || a > b || b >= slot.Count {
		return Range{}, false
	}
	return Range{uint16(a), uint16(b)}, true
}

// SortRanges puts the ranges of a node in order.
func SortRanges(list []Range) {
	slices.SortFunc(list, func(a, b Range) int { return cmp.Compare(a.First, b.First) })
}
