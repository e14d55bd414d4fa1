// Package iterators has lists that are filled by iterators, by function literals and
// from channels, and the parts that package slices makes of them.
package iterators

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

type C = *redis.ClusterClient

var ctx = context.Background()

func seq(ids []int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, id := range ids {
			if !yield(fmt.Sprintf("it:%d", id)) {
				return
			}
		}
	}
}
func tagged(ids []int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, id := range ids {
			if !yield(fmt.Sprintf("{it}:%d", id)) {
				return
			}
		}
	}
}
func one(id int) iter.Seq[string] {
	return func(yield func(string) bool) { yield(fmt.Sprint("it:", id)) }
}
func a1(c C, ids []int) { c.Del(ctx, slices.Collect(seq(ids))...) } // want `DEL: keys of the form it:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
func a2(c C, ids []int) { c.Del(ctx, slices.Sorted(seq(ids))...) }  // want `DEL: keys of the form it:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
func a3(c C, ids []int) { c.Del(ctx, slices.Collect(tagged(ids))...) }
func a4(c C, id int)    { c.Del(ctx, slices.Collect(one(id))...) }
func a5(c C, ids []int) {
	var ks []string
	for k := range seq(ids) {
		ks = append(ks, k)
	}
	c.Del(ctx, ks...) // want `DEL: keys of the form it:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
}
func a6(c C, ids []int) {
	var ks []string
	for k := range tagged(ids) {
		ks = append(ks, k)
	}
	c.Del(ctx, ks...)
}
func a7(c C, ids []int) {
	for k := range seq(ids) {
		c.Del(ctx, k)
	}
}
func a8(c C, ids []int) {
	for k := range seq(ids) {
		c.Del(ctx, k+":a", k+":b") // want `DEL: keys it:<ids\[i\]>:a and it:<ids\[i\]>:b never share a slot.*proven`
	}
}
func a9(c C, ids []int) {
	for k := range seq(ids) {
		c.Del(ctx, "{"+k+"}:a", "{"+k+"}:b")
	}
}
func ks(ids []int) (out []string) {
	for _, id := range ids {
		out = append(out, fmt.Sprint("user:", id))
	}
	return
}
func b1(c C, ids []int) {
	for p := range slices.Chunk(ks(ids), 2) {
		c.Del(ctx, p...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
	}
}
func b2(c C, ids []int) {
	for p := range slices.Chunk(ks(ids), 1) {
		c.Del(ctx, p...)
	}
}
func b3(c C, ids []int) { c.Del(ctx, slices.Insert(ks(ids), 0, "a")...) } // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
func b4(c C, ids []int) { c.Del(ctx, slices.Insert([]string{"{a}1"}, 0, "{a}2")...) }
func b5(c C, ids []int) { c.Del(ctx, slices.Concat(ks(ids), []string{"x"})...) }  // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
func b6(c C, ids []int) { c.Del(ctx, slices.AppendSeq([]string{}, seq(ids))...) } // want `DEL: keys of the form it:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
func b7(c C) {
	set := map[string]struct{}{"a:1": {}, "b:2": {}}
	var l []string
	for k := range set {
		l = append(l, k)
	}
	c.Del(ctx, l...) // want `DEL: keys "a:1" \(slot \d+\) and "b:2" \(slot \d+\) are in different slots.*likely`
}
func b8(c C) {
	set := map[string]struct{}{"{a}:1": {}, "{a}:2": {}}
	var l []string
	for k := range set {
		l = append(l, k)
	}
	c.Del(ctx, l...)
}
func b9(c C) {
	for k := range map[string]struct{}{"a:1": {}, "b:2": {}} {
		c.Del(ctx, k)
	}
}
func b10(c C) { c.Del(ctx, slices.Sorted(maps.Keys(map[string]bool{"a": true, "b": true}))...) } // want `DEL: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
func c1(c C, ch chan string) {
	var l []string
	for id := range ch {
		l = append(l, "user:"+id)
	}
	c.Del(ctx, l...) // want `DEL: keys of the form user:<ch> hash to different slots for different ch.*likely`
}
func c2(c C, ch chan string) {
	for id := range ch {
		c.Del(ctx, "{"+id+"}:a", "{"+id+"}:b")
	}
}
func c3(c C, s string) {
	var l []string
	for id := range strings.SplitSeq(s, ",") {
		l = append(l, "user:"+id)
	}
	c.Del(ctx, l...) // want `DEL: keys of the form user:<strings\.SplitSeq\(…\)\[i\]> hash to different slots for different strings\.SplitSeq\(…\)\[i\].*likely`
}
func c4(c C, s string) {
	for id := range strings.SplitSeq(s, ",") {
		c.Del(ctx, "{"+id+"}:a", "{"+id+"}:b")
	}
}
func c5(c C, m *sync.Map) {
	var l []string
	m.Range(func(k, v any) bool {
		l = append(l, "user:"+k.(string))
		return true
	})
	c.Del(ctx, l...) // want `DEL: keys of the form user:<k> hash to different slots for different k.*likely`
}
func c6(c C, m *sync.Map) {
	var l []string
	m.Range(func(k, v any) bool {
		l = append(l, "{user}:"+k.(string))
		return true
	})
	c.Del(ctx, l...)
}
func c8(c C, ids []string) {
	l := make([]string, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l[i] = "{user}:" + id
		}()
	}
	wg.Wait()
	c.Del(ctx, l...)
}
func c10(c C) {
	l := []string{"{a}1", "{a}2"}
	l[0], l[1] = l[1], l[0]
	c.Del(ctx, l...)
}
func two(a, b []string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for i := range a {
			if !yield("a:"+a[i], b[i]) {
				return
			}
		}
	}
}
func d1(c C, a, b []string) {
	var l []string
	for k := range two(a, b) {
		l = append(l, k)
	}
	c.Del(ctx, l...) // want `DEL: keys of the form a:<a\[i\]> hash to different slots for different a\[i\].*likely`
}
