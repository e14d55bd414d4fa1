package family

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

func TestShape(t *testing.T) {
	for key, want := range map[string]string{
		"":                                       "",
		"user:17:profile":                        "user|:<int>|:profile",
		"{user:17}:profile":                      "{user|:<int>|}:profile",
		"user_17_profile":                        "user|_<int>|_profile",
		"user_17:a.b":                            "user_<int>|:a.b",
		"a-b.c":                                  "a|-b|.c",
		"{a-b}.c":                                "{a|-b|}.c",
		"{a-b}:c":                                "{a-b|}:c",
		"x:":                                     "x|:",
		"}":                                      "}",
		"s:9f86d081-884c-4d63-a159-1a2b3c4d5e6f": "s|:<uuid>",
		"9F86D081-884C-4D63-A159-1A2B3C4D5E6F.x": "<uuid>|.x",
		"9f86d081-884c-4d63-a159-1a2b3c4d5e6f0":  "<hex>|-<int>c|-<int>d<int>|-a<int>|-<hex>",
		"9f86d081-884c-4d63-a159-1a2b3c4d5e6":    "<hex>|-<int>c|-<int>d<int>|-a<int>|-<hex>",
		"h:9f86d081":                             "h|:<hex>",
		"h:9F86d081":                             "h|:<id>",
		"h:deadbeef":                             "h|:deadbeef",
		"t:x9Fk2LmQ":                             "t|:<id>",
		"shard12:v2":                             "shard<int>|:v<int>",
		"a1b2":                                   "a<int>b<int>",
		"log:2024-01-31":                         "log|:<int>-<int>-<int>",
		"ключ:1":                                 "ключ|:<int>",
		"a\x00\xff:1":                            "a\x00\xff|:<int>",
		"a b":                                    "a| b",
	} {
		var s shape
		s.scan([]byte(key))
		var parts []string
		from := 0
		for _, seg := range s.segs {
			if strings.HasPrefix(want, "!") {
				break
			}
			parts = append(parts, string(s.form[from:seg.form]))
			from = seg.form
		}
		if got := strings.Join(parts, "|"); got != want || from != len(s.form) {
			t.Errorf("%q: %s, want %s", key, got, want)
		}
	}
}

func FuzzTree(f *testing.F) {
	f.Add([]byte("user:17:profile\n{user:17}:x\n<a>:<text>\n"))
	f.Add([]byte(strings.Repeat(":", 1000) + "\n" + strings.Repeat("a1:", 400)))
	f.Fuzz(func(t *testing.T, list []byte) {
		var tree Tree
		n := uint64(0)
		for key := range strings.SplitSeq(string(list), "\n") {
			tree.Add([]byte(key), slot.Of(key))
			n++
		}
		families, other := tree.Families()
		sum := other
		for _, f := range families {
			sum += f.Keys
			text := ""
			for _, p := range f.parts {
				text += p.seps + p.body
			}
			if text != f.Form {
				t.Errorf("%q is in parts %q", f.Form, text)
			}
		}
		if sum != n {
			t.Errorf("%d keys, families have %d", n, sum)
		}
		FindApart(families)
	})
}

// add adds a key and returns the tree.
func add(t *Tree, format string, args ...any) {
	key := fmt.Sprintf(format, args...)
	t.Add([]byte(key), slot.Of(key))
}

// forms returns "keys form" of each family.
func forms(t *Tree) (list []string) {
	families, other := t.Families()
	for _, f := range families {
		list = append(list, fmt.Sprint(f.Keys, " ", f.Form))
	}
	if other > 0 {
		list = append(list, fmt.Sprint(other, " other"))
	}
	return list
}

// name is a word without a digit that stands for n.
func name(n int) string {
	b := []byte{}
	for i := range 6 {
		b = append(b, byte('g'+n>>(3*i)&7))
	}
	return string(b)
}

func TestFamilies(t *testing.T) {
	var tree Tree
	for i := range 3000 {
		add(&tree, "user:%d:profile", i)
		add(&tree, "user:%s:mail", name(i))
		if i < 100 {
			add(&tree, "user:admin:mail")
		}
		if i%2 == 0 {
			add(&tree, "flags")
			add(&tree, "{app}:queue%d", i%4)
		}
	}
	want := []string{
		"3000 user:<int>:profile", "3000 user:<text>:mail", "1500 flags", "1500 {app}:queue<int>",
		"100 user:admin:mail",
	}
	if got := forms(&tree); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	families, _ := tree.Families()
	for _, f := range families {
		one := f.Form == "flags" || f.Form == "{app}:queue<int>" || f.Form == "user:admin:mail"
		if f.Spread == one || one && f.Slot != slot.Of(f.Example) {
			t.Errorf("%+v", f)
		}
	}
}

// TestFew sorts lists that are too short for the bounds of a long one.
func TestFew(t *testing.T) {
	var tree Tree
	for i := range 50 {
		for _, what := range []string{"profile", "settings"} {
			add(&tree, "user:%s:%s", name(i), what)
		}
		add(&tree, "%s:%d", name(i%10), i)
	}
	got := forms(&tree)
	if len(got) != 12 || got[0] != "50 user:<text>:profile" || got[1] != "50 user:<text>:settings" {
		t.Errorf("%q", got)
	}
}

// TestBounded gives a tree what it cannot sort.
func TestBounded(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rnd := rand.New(rand.NewPCG(1, 2))
	var tree Tree
	const n = 1_000_000
	key := make([]byte, 40)
	for range n {
		for i := range key {
			key[i] = "ghijklm:{}._-0"[rnd.IntN(14)]
		}
		tree.Add(key, slot.OfBytes(key))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	grown := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	families, other := tree.Families()
	t.Logf("%d families, %d other, %d KiB", len(families), other, grown>>10)
	if len(families) > maxFamilies || grown > 64<<20 {
		t.Errorf("%d families in %d bytes", len(families), grown)
	}
	sum := other
	for _, f := range families {
		sum += f.Keys
	}
	if sum != n {
		t.Errorf("families have %d keys of %d", sum, n)
	}
}

// TestSame adds the same keys twice.
func TestSame(t *testing.T) {
	run := func() (out string) {
		rnd := rand.New(rand.NewPCG(3, 4))
		var tree Tree
		for range 20_000 {
			add(&tree, "%s:%s:%d:%s", name(rnd.IntN(30)), name(rnd.IntN(9000)), rnd.IntN(100), name(rnd.IntN(50)))
		}
		families, other := tree.Families()
		for _, f := range families {
			out += fmt.Sprint(*f, "\n")
		}
		return out + fmt.Sprint(other, FindApart(families) == nil)
	}
	if run() != run() {
		t.Error("two runs differ")
	}
}

func TestSketch(t *testing.T) {
	var a, b, all sketch
	shared := map[uint64]bool{}
	for i := range 10_000 {
		v := sample{hash: hash(fmt.Append(nil, i))}
		if i%10 < 4 {
			a.add(v)
		}
		if i%10 > 2 {
			b.add(v)
		}
		shared[v.hash] = i%10 == 3
		all.add(v)
	}
	n := 0
	inA, inB := overlap(&a, &b, func(x, y sample) {
		if x != y || !shared[x.hash] {
			t.Error("a value that is not shared")
		}
		n++
	})
	// A quarter of a is in b, and a seventh of b in a.
	t.Log(n, inA, inB)
	if n == 0 || n > inA/2 || inA < 10 || inB < sampled-1 {
		t.Errorf("%d of %d and %d", n, inA, inB)
	}
	if len(all.low) != sampled || !all.full {
		t.Error("not full")
	}
}
