package nodes

import (
	"reflect"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/slot"
)

func TestEven(t *testing.T) {
	// As redis-cli --cluster create printed them.
	want := map[int][]Range{
		3: {{0, 5460}, {5461, 10922}, {10923, 16383}},
		5: {{0, 3276}, {3277, 6553}, {6554, 9829}, {9830, 13106}, {13107, 16383}},
	}
	for n, ranges := range want {
		var got []Range
		for _, node := range Even(n) {
			got = append(got, node.Ranges...)
		}
		if !reflect.DeepEqual(got, ranges) {
			t.Errorf("%d nodes: %v, want %v", n, got, ranges)
		}
	}
	for n := 1; n <= slot.Count; n += 1 + n/10 {
		next := 0
		list := Even(n)
		for _, node := range list {
			if int(node.Ranges[0].First) != next || node.Slots() < 1 {
				t.Fatalf("%d nodes: %v", n, node)
			}
			next = int(node.Ranges[0].Last) + 1
		}
		if next != slot.Count || len(list) != n {
			t.Fatalf("%d nodes end at slot %d", n, next)
		}
	}
	if table := Owners(Even(slot.Count)); table[0] != 0 || table[slot.Count-1] != slot.Count-1 {
		t.Error("one slot a node")
	}
}

// TestParse reads what a real cluster answers.
func TestParse(t *testing.T) {
	addrs := redistest.Cluster(t)
	c, err := redistest.Dial(addrs[1])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	text, err := c.Do("CLUSTER", "NODES")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(strings.NewReader(text.(string)))
	if err != nil {
		t.Fatal(err)
	}
	want := []Node{
		{addrs[0], []Range{{0, 5460}}},
		{addrs[1], []Range{{5461, 10921}}},
		{addrs[2], []Range{{10922, 16383}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if table := Owners(got[1:]); table[0] != -1 || table[5461] != 0 || table[16383] != 1 {
		t.Error("owners")
	}
}

func TestParseLines(t *testing.T) {
	const master = "id 10.0.0.1:7000@17000,host,shard-id=x myself,master - 0 0 1 connected "
	list, err := Parse(strings.NewReader(master + "5 0-3 [7->-other]\n\nid 10.0.0.2:7000@17000 slave id 0 0 1 connected\n" +
		"id :7001@17001,b.example,x=y master - 0 0 1 connected 4\n"))
	want := []Node{{"b.example:7001", []Range{{4, 4}}}, {"10.0.0.1:7000", []Range{{5, 5}, {0, 3}}}}
	if err != nil || !reflect.DeepEqual(list, want) || list[1].Slots() != 5 {
		t.Errorf("%v, %v", list, err)
	}
	for in, want := range map[string]string{
		"":                           "no node owns a slot",
		"hello\n":                    "line 1 is not a line of CLUSTER NODES",
		master + "16384":             "from 0 to 16383",
		master + "5-4":               `line 1: "5-4"`,
		master + "1 1":               "line 1: slot 1 has an owner",
		master + "\n" + master + "x": `line 2: "x"`,
		strings.Repeat("x", 100_000): "too long",
	} {
		if _, err := Parse(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80q: %v, want %q", in, err, want)
		}
	}
}
