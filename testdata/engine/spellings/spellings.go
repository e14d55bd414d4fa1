// Package spellings has strings that functions without effects make: one value makes
// one string, however it is spelled, if nothing is written in between.
package spellings

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"strconv"
	"strings"
	"text/template"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

func digest(s string) string {
	h := sha1.New()
	h.Write([]byte(s))
	return hex.EncodeToString(h.Sum(nil))
}

func hashTwice(c C, s string) error {
	return c.Del(ctx, "{"+digest(s)+"}:a", "{"+digest(s)+"}:b").Err()
}

func hashSumNew(c C, s string) error {
	return c.Del(ctx, "{"+digest(s)+"}:a", fmt.Sprintf("{%x}:b", sha1.Sum([]byte(s)))).Err()
}

func hashOther(c C, s, t string) error {
	return c.Del(ctx, "{"+digest(s)+"}:a", "{"+digest(t)+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func hashKinds(c C, s string) error {
	return c.Del(ctx, "{"+digest(s)+"}:a", fmt.Sprintf("{%x}:b", md5.Sum([]byte(s)))).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func hashMore(c C, s string) error {
	h := sha256.New()
	io.WriteString(h, s)
	a := hex.EncodeToString(h.Sum(nil))
	io.WriteString(h, "x")
	return c.Del(ctx, "{"+a+"}:a", "{"+hex.EncodeToString(h.Sum(nil))+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func hashUntagged(c C, s string) error {
	return c.Del(ctx, digest(s)+":a", digest(s)+":b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func shard(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64() % 16
}

func shards(c C, s string) error {
	return c.Del(ctx, fmt.Sprintf("{s:%d}:a", shard(s)), fmt.Sprintf("{s:%d}:b", shard(s))).Err()
}

func encodeChanged(c C, q string) error {
	v := url.Values{}
	v.Set("q", q)
	a := v.Encode()
	v.Set("p", "1")
	return c.Del(ctx, "s:{"+a+"}:a", "s:{"+v.Encode()+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func encodeParam(c C, v url.Values) error {
	return c.Del(ctx, "s:{"+v.Encode()+"}:a", "s:{"+v.Encode()+"}:b").Err()
}

func encodeParamChanged(c C, v url.Values) error {
	a := v.Encode()
	v.Set("p", "1")
	return c.Del(ctx, "s:{"+a+"}:a", "s:{"+v.Encode()+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func encodeUntagged(c C, q string) error {
	v := url.Values{"q": {q}}
	return c.Del(ctx, "s:"+v.Encode()+":a", "s:"+v.Encode()+":b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func joined(c C, parts []string) error {
	return c.Del(ctx, "{"+strings.Join(parts, ":")+"}:a", "{"+strings.Join(parts, ":")+"}:b").Err()
}

func joinedOther(c C, parts []string) error {
	return c.Del(ctx, "{"+strings.Join(parts, ":")+"}:a", "{"+strings.Join(parts, "/")+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func builtInLoop(c C, parts []string) error {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p)
	}
	return c.Del(ctx, "{"+b.String()+"}:a", "{"+b.String()+"}:b").Err()
}

func builtInLoopBetween(c C, parts []string) error {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p)
	}
	a := b.String()
	b.WriteString("x")
	return c.Del(ctx, "{"+a+"}:a", "{"+b.String()+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func encoder(c C, f map[string]any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	_ = enc.Encode(f)
	return c.Del(ctx, "q:"+b.String()+":a", "q:"+b.String()+":b").Err()
}

func product(c C, a, b int) error {
	return c.Del(ctx, fmt.Sprintf("{%d}:a", a*b), fmt.Sprintf("{%d}:b", b*a)).Err()
}

func difference(c C, a, b int) error {
	return c.Del(ctx, fmt.Sprintf("{%d}:a", a-b), fmt.Sprintf("{%d}:b", b-a)).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func minMax(c C, a, b int) error {
	return c.Del(ctx, fmt.Sprintf("{%d}:a", min(a, b)), fmt.Sprintf("{%d}:b", max(a, b))).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func minSwapped(c C, a, b int64) error {
	return c.Del(ctx, fmt.Sprintf("{%d}:a", min(a, b)), fmt.Sprintf("{%d}:b", min(b, a))).Err()
}

type data struct {
	ID   int
	User struct{ Name string }
}

var tpl = template.Must(template.New("k").Parse("user:{{.ID}}:"))

func templ(c C, d data) error {
	var b bytes.Buffer
	_ = tpl.Execute(&b, d)
	return c.Rename(ctx, b.String()+"a", b.String()+"b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

var tagTpl = template.Must(template.New("k").Parse("{user:{{ .User.Name }}}:"))

func templTag(c C, d *data) error {
	var a, b strings.Builder
	_ = tagTpl.Execute(&a, d)
	_ = tagTpl.Execute(&b, d)
	return c.Rename(ctx, a.String()+"a", b.String()+"b").Err()
}

var condTpl = template.Must(template.New("k").Parse("{{if .ID}}{user}{{end}}:"))

func templCond(c C, d *data) error {
	var a strings.Builder
	_ = condTpl.Execute(&a, d)
	return c.Rename(ctx, "x:"+a.String()+"a", "x:"+a.String()+"b").Err()
}

func escapes(c C, s string) error {
	return c.Del(ctx, "{"+url.QueryEscape(s)+"}:a", "{"+url.QueryEscape(s)+"}:b").Err()
}

func escapesBad(c C, s string) error {
	return c.Del(ctx, "u:"+url.PathEscape(s)+":a", "u:"+url.PathEscape(s)+":b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func escapesOne(c C, s string) error {
	return c.Del(ctx, "{"+url.PathEscape(s)+"}:a", "{"+s+"}:b").Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func quoteInt(c C, n int) error {
	return c.Del(ctx, "{"+url.QueryEscape(strconv.Itoa(n))+"}:a", fmt.Sprintf("{%d}:b", n)).Err()
}

func once(c C, n int, ids []string) error {
	k := "{" + digest(strconv.Itoa(n)) + "}:"
	keys := make([]string, 0, len(ids))
	for _, id := range ids {
		keys = append(keys, k+id)
	}
	return c.Del(ctx, keys...).Err()
}
