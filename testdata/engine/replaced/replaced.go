// Package replaced has strings of which parts are replaced, trimmed or changed in
// case, on one side only and on both.
package replaced

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

type sess struct{ id string }

func (s sess) key(x string) string { return "{sess:" + s.id + "}:" + x }

func field(c C, s sess) error {
	return c.Rename(ctx, strings.ReplaceAll(s.key("a"), "-", ""), s.key("b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func fieldBoth(c C, s sess) error {
	return c.Rename(ctx, strings.ReplaceAll(s.key("a"), "-", ""), strings.ReplaceAll(s.key("b"), "-", "")).Err()
}

func fieldBothNoTag(c C, id string) error {
	return c.Rename(ctx, strings.ReplaceAll("s:"+id+":a", "-", ""), strings.ReplaceAll("s:"+id+":b", "-", "")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func clean(s string) string { return strings.ReplaceAll(s, " ", "_") }

func helperOneSide(c C, n string) error {
	return c.Rename(ctx, "{u:"+clean(n)+"}:a", "{u:"+n+"}:b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func helperBoth(c C, n string) error {
	return c.Rename(ctx, "{u:"+clean(n)+"}:a", clean("{u:"+n+"}:b")).Err()
}

func intHole(c C, n int) error {
	return c.Rename(ctx, strings.ReplaceAll(fmt.Sprintf("{u:%d}:a b", n), " ", "_"), fmt.Sprintf("{u:%d}:b", n)).Err()
}

func intMinus(c C, n int) error {
	return c.Rename(ctx, strings.ReplaceAll(fmt.Sprintf("{u:%d}:a", n), "-", "m"), fmt.Sprintf("{u:%d}:b", n)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func trimOne(c C, n string) error {
	return c.Rename(ctx, "{u:"+strings.TrimSpace(n)+"}:a", "{u:"+n+"}:b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func trimBoth(c C, n string) error {
	return c.Rename(ctx, "{u:"+strings.TrimSpace(n)+"}:a", "{u:"+strings.TrimSpace(n)+"}:b").Err()
}

func trimTwice(c C, n string) error {
	m := strings.TrimSpace(n)
	return c.Rename(ctx, "{u:"+strings.TrimSpace(m)+"}:a", "{u:"+m+"}:b").Err()
}

func trimLower(c C, n string) error {
	return c.Rename(ctx, "{u:"+strings.TrimSpace(strings.ToLower(n))+"}:a", "{u:"+strings.ToLower(strings.TrimSpace(n))+"}:b").Err()
}

func trimWhole(c C, n string) error {
	return c.Rename(ctx, strings.TrimSpace(" {u:"+n+"}:a"), "{u:"+n+"}:b").Err()
}

func trimPrefixOne(c C, n string) error {
	return c.Rename(ctx, "{u:"+strings.TrimPrefix(n, "id-")+"}:a", "{u:"+n+"}:b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

var repl = strings.NewReplacer("-", "", ":", "_")

func replacerOne(c C, n string) error {
	return c.Rename(ctx, repl.Replace("{u-"+n+"}a"), "{u"+n+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func replacerBoth(c C, n string) error {
	return c.Rename(ctx, repl.Replace("{u-"+n+"}a"), repl.Replace("{u"+n+"}b")).Err()
}

func replacerBothNoTag(c C, n string) error {
	return c.Rename(ctx, repl.Replace("u-"+n+".a"), repl.Replace("u"+n+".b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func replacerConst(c C) error {
	return c.Rename(ctx, "{"+repl.Replace("a-b:c")+"}x", "{ab_c}y").Err()
}

func replacerLocal(c C, id int) error {
	r := strings.NewReplacer("{id}", strconv.Itoa(id))
	return c.Rename(ctx, r.Replace("user:{id}:a"), r.Replace("user:{id}:b")).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func replacerTwo(c C, n string) error {
	r := strings.NewReplacer("-", "_")
	q := strings.NewReplacer("-", "")
	return c.Rename(ctx, "{"+r.Replace(n)+"}a", "{"+q.Replace(n)+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func replacerSame(c C, n string) error {
	r := strings.NewReplacer("-", "_")
	q := strings.NewReplacer("-", "_")
	return c.Rename(ctx, "{"+r.Replace(n)+"}a", "{"+q.Replace(n)+"}b").Err()
}

func lowerOne(c C, n string) error {
	return c.Rename(ctx, strings.ToLower("{U:"+n+"}a"), "{u:"+n+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func upperBool(c C, b bool) error {
	return c.Rename(ctx, "{"+strings.ToUpper(strconv.FormatBool(b))+"}a", fmt.Sprintf("{%t}b", b)).Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func lowerUpper(c C, n string) error {
	return c.Rename(ctx, "{"+strings.ToLower(n)+"}a", "{"+strings.ToUpper(strings.ToLower(n))+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

// What is replaced depends on the value: nothing is certain.
func replaceOnce(c C, n string) error {
	return c.Rename(ctx, strings.Replace("{u:"+n+"}-a", "-", "", 1), "{u:"+n+"}-b").Err()
}

func loop(c C, ids []string) error {
	for _, id := range ids {
		k := strings.ToLower(id)
		if err := c.Rename(ctx, "{"+strings.ToLower(k)+"}a", "{"+k+"}b").Err(); err != nil { // GOOD
			return err
		}
	}
	return nil
}

// What is replaced depends on the value: nothing is certain.
func straddle(c C, n string) error {
	return c.Rename(ctx, strings.ReplaceAll("{u-"+n+"}a", "--", ""), "{u-"+n+"}b").Err()
}

func closureOne(c C, n string) error {
	norm := func(s string) string { return strings.ReplaceAll(s, ".", "") }
	return c.Rename(ctx, norm("{m:"+n+"}a"), "{m:"+n+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}

func mapper(c C, n string) error {
	f := strings.ToUpper
	return c.Rename(ctx, "{m:"+f(n)+"}a", "{m:"+n+"}b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for 1 value)`
}
