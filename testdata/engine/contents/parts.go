package contents

import (
	"slices"
	"strings"
)

func halves(c C, key string) {
	p := strings.Split(key, ":")
	c.Rename(ctx, "{"+strings.Join(p[2:], ":")+"}:a", "{"+strings.Join(p[:2], ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts2(c C, p []string) {
	c.Rename(ctx, "{"+strings.Join(p[2:], ":")+"}:a", "{"+strings.Join(p[:2], ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts3(c C, p []string) {
	c.Rename(ctx, "{"+strings.Join(p[2:], ":")+"}:a", "{"+strings.Join(p, ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts4(c C, p []string) {
	c.Rename(ctx, "{"+strings.Join(p[2:], ":")+"}:a", "{"+strings.Join(p[2:], ":")+"}:b") // want `RENAME: the keys share a slot`
}
func parts5(c C, p []string, n int) {
	c.Rename(ctx, "{"+strings.Join(p[n:], ":")+"}:a", "{"+strings.Join(p[:n], ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts6(c C, p []string, n int) {
	c.Rename(ctx, "{"+strings.Join(p[n:], ":")+"}:a", "{"+strings.Join(p[n:], ":")+"}:b") // want `RENAME: the keys share a slot`
}
func parts7(c C, p []string, n int) {
	q := p[:len(p)-1]
	c.Rename(ctx, "{"+strings.Join(q, ":")+"}:a", "{"+strings.Join(p, ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts8(c C, p []string, x string) {
	q := append(p, x)
	c.Rename(ctx, "{"+strings.Join(q, ":")+"}:a", "{"+strings.Join(p, ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts9(c C, p []string) {
	q := slices.Clone(p)
	slices.Reverse(q)
	c.Rename(ctx, "{"+strings.Join(q, ":")+"}:a", "{"+strings.Join(p, ":")+"}:b")
}
func parts10(c C, p []string) {
	a := strings.Join(p, ":")
	slices.Sort(p)
	c.Rename(ctx, "{"+a+"}:a", "{"+strings.Join(p, ":")+"}:b")
}
func parts11(c C, p []string) {
	a := strings.Join(p, ":")
	p[0] = "x"
	c.Rename(ctx, "{"+a+"}:a", "{"+strings.Join(p, ":")+"}:b")
}
func parts12(c C, ids []string) {
	var q []string
	var r []string
	for _, id := range ids {
		q = append(q, id)
		if len(id) > 3 {
			r = append(r, id)
		}
	}
	c.Rename(ctx, "{"+strings.Join(q, ":")+"}:a", "{"+strings.Join(r, ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts13(c C, rows [][]string) {
	var keys []string
	for _, row := range rows {
		keys = append(keys, "{"+strings.Join(row, ":")+"}")
	}
	c.Del(ctx, keys...) // want `DEL: keys .*likely`
}
func parts14(c C, rows [][]string) {
	var keys []string
	for _, row := range rows {
		var ps []string
		for _, x := range row {
			ps = append(ps, x+"!")
		}
		keys = append(keys, "{"+strings.Join(ps, ":")+"}")
	}
	c.Del(ctx, keys...) // want `DEL: keys .*likely`
}
func parts15(c C, ids []string, xs []string) {
	var ps []string
	for _, x := range xs {
		ps = append(ps, x+"!")
	}
	t := strings.Join(ps, ":")
	var keys []string
	for _, id := range ids {
		keys = append(keys, "{"+t+"}:"+id)
	}
	c.Del(ctx, keys...) // want `DEL: the keys share a slot`
}
func parts16(c C, ids []string, xs []string) {
	t := strings.Join(xs[1:], ":")
	var keys []string
	for _, id := range ids {
		keys = append(keys, "{"+t+"}:"+id)
	}
	c.Del(ctx, keys...) // want `DEL: the keys share a slot`
}
func parts17(c C, key string) {
	p := strings.Split(key, ":")
	c.Rename(ctx, "{"+strings.Join(p[2:], ":")+"}:a", "{"+strings.Join(p[1:], ":")+"}:b") // want `RENAME: keys .*likely`
}
func parts18(c C, ids []string) {
	for i := range ids {
		t := strings.Join(ids[i:], ":")
		c.Del(ctx, "{"+t+"}:a", "{"+t+"}:b") // want `DEL: the keys share a slot`
	}
}
func parts19(c C, ids []string) {
	var keys []string
	for i := range ids {
		keys = append(keys, "{"+strings.Join(ids[i:], ":")+"}")
	}
	c.Del(ctx, keys...) // want `DEL: keys .*likely`
}
func head(p []string) []string { return p[:1] }
func parts20(c C, p []string) {
	c.Rename(ctx, "{"+strings.Join(head(p), ":")+"}:a", "{"+strings.Join(p, ":")+"}:b") // want `RENAME: keys .*likely`
}
