package patterns

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

func concatenation(ctx context.Context, c redis.UniversalClient, id string) {
	c.Rename(ctx, "user:"+id+":a", "user:"+id+":b") // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: the tag holds all that differs between entities.
	c.Rename(ctx, "{user:"+id+"}:a", "{user:"+id+"}:b")

	// += grows one variable; the key before and the key after are two.
	k := "user:" + id
	first := k
	k += ":a"
	c.Rename(ctx, first, k) // want `RENAME: keys user:<id> and user:<id>:a share a slot for`
	// Right: += behind a tag.
	t := "{user:" + id + "}"
	head := t
	t += ":a"
	c.Rename(ctx, head, t)
}

func sprint(ctx context.Context, c redis.UniversalClient, id string, n int) {
	// Operands that are strings are put side by side.
	c.Rename(ctx, "u:"+fmt.Sprint(n)+":a", "u:"+fmt.Sprint(n)+":b")             // want `RENAME: keys u:<n>:a and u:<n>:b never share a slot.*proven`
	c.Rename(ctx, fmt.Sprint("user:", id, ":a"), fmt.Sprint("user:", id, ":b")) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: the same with a tag; and Sprint is Itoa for a number.
	c.Rename(ctx, fmt.Sprint("{user:", id, "}:a"), fmt.Sprint("{user:", id, "}:b"))
	c.Rename(ctx, "{"+fmt.Sprint(n)+"}:a", "{"+strconv.Itoa(n)+"}:b")
	// Right: between two numbers Sprint puts a space, so these are one key.
	c.Rename(ctx, fmt.Sprint("n:", 1, 2), fmt.Sprint("n:", "1 2"))
}

func join(ctx context.Context, c redis.UniversalClient, id string, parts []string) {
	c.Rename(ctx, strings.Join([]string{"user", id, "a"}, ":"), strings.Join([]string{"user", id, "b"}, ":")) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: the tag is one of the parts.
	c.Rename(ctx, strings.Join([]string{"user", "{" + id + "}", "a"}, ":"), strings.Join([]string{"{" + id + "}", "b"}, ":"))
	// Right: of the parts of a list nothing is known, but it is the same list.
	c.Rename(ctx, strings.Join(parts, ":"), strings.Join(parts, ":"))
	// A list of parts that was put together before.
	names := []string{"user", id}
	names = append(names, "a")
	c.Rename(ctx, strings.Join(names, ":"), "user:"+id+":b") // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
}

func builder(ctx context.Context, c redis.UniversalClient, id string, n int) {
	var a, b strings.Builder
	a.WriteString("user:")
	a.WriteString(id)
	a.WriteByte(':')
	a.WriteRune('a')
	b.Grow(64)
	fmt.Fprintf(&b, "user:%s:b", id)
	c.Rename(ctx, a.String(), b.String()) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`

	// Right: the builders write a tag.
	var x, y strings.Builder
	x.WriteString("{")
	x.WriteString(id)
	x.WriteString("}:a")
	fmt.Fprint(&y, "{", id, "}:b")
	c.Rename(ctx, x.String(), y.String())

	// One builder, read twice while it grows.
	var z strings.Builder
	z.WriteString("user:")
	z.WriteString(id)
	first := z.String()
	z.WriteString(":a")
	c.Rename(ctx, first, z.String()) // want `RENAME: keys user:<id> and user:<id>:a share a slot for`

	// Right: written by somebody else, it may hold anything.
	var o strings.Builder
	o.WriteString("user:")
	fill(&o)
	c.Rename(ctx, o.String(), "user:"+id+":b")

	// Right: begun anew, it holds only what came after.
	var r strings.Builder
	r.WriteString("user:9")
	r.Reset()
	r.WriteString("user:1")
	c.Rename(ctx, r.String(), "user:1")
}

func fill(b *strings.Builder) { b.WriteString("x") }

// A builder that is written in one branch only.
func builderBranch(ctx context.Context, c redis.UniversalClient, id string, long bool) {
	var b strings.Builder
	b.WriteString("{user:" + id + "}")
	if long {
		b.WriteString(":long")
	}
	// Right: in either branch the tag is the same.
	c.Rename(ctx, b.String(), "{user:"+id+"}:b")
	// In neither branch it is the tag of this key.
	c.Rename(ctx, b.String(), "{order:"+id+"}:b") // want `RENAME: keys \{user:<id>\}.* and \{order:<id>\}:b`
}

// A builder that is written in a loop holds a text that is not known.
func builderLoop(ctx context.Context, c redis.UniversalClient, ids []string) {
	var b strings.Builder
	b.WriteString("{all}")
	for _, id := range ids {
		b.WriteString(":" + id)
	}
	// Right: whatever the loop adds, it may be this.
	c.Rename(ctx, b.String(), "{all}:b")
}

func buffer(ctx context.Context, c redis.UniversalClient, id string) {
	var a, b bytes.Buffer
	a.WriteString("user:" + id)
	a.Write([]byte(":a"))
	b.WriteString("user:" + id)
	b.WriteByte(':')
	b.WriteByte('b')
	c.Rename(ctx, a.String(), string(b.Bytes())) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`

	// Right: with a tag.
	var x bytes.Buffer
	fmt.Fprintf(&x, "{%s}:a", id)
	c.Rename(ctx, x.String(), "{"+id+"}:b")
}

func editing(ctx context.Context, c redis.UniversalClient, id string) {
	// A place holder in braces is no hash tag once it is replaced.
	const template = "user:{id}:"
	c.Rename(ctx, strings.ReplaceAll(template, "{id}", id)+"a", strings.Replace(template, "{id}", id, 1)+"b") // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: what is put in brings the braces.
	c.Rename(ctx, strings.ReplaceAll("user:ID:a", "ID", "{"+id+"}"), strings.ReplaceAll("user:ID:b", "ID", "{"+id+"}"))

	c.Rename(ctx, strings.ToLower("USER:1"), strings.ToUpper("user:2")) // want `RENAME: keys "user:1" .*"USER:2" .*different slots.*proven`
	// Right: case does not make another key of these.
	c.Rename(ctx, strings.ToLower("USER:1"), ada)
	// Right: one value, folded twice.
	c.Rename(ctx, "{"+strings.ToLower(id)+"}:a", strings.ToLower("{"+id+"}:B"))

	c.Rename(ctx, strings.TrimSuffix("user:1:", ":"), strings.TrimPrefix("/user:2", "/"))             // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, strings.TrimSpace(" user:1\n"), strings.Trim("::user:2::", ":"))                    // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, strings.TrimRight("user:"+id+":a/", "/"), strings.TrimLeft("//user:"+id+":b", "/")) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: trimmed, they are one key.
	c.Rename(ctx, strings.TrimSuffix("user:1:", ":"), strings.TrimPrefix("/user:1", "/"))
	// Right: trimming takes the same from one value twice.
	c.Rename(ctx, "{"+strings.TrimPrefix(id, "u")+"}:a", "{"+strings.TrimPrefix(id, "u")+"}:b")
	// Right: trimming takes the braces away from neither.
	c.Rename(ctx, strings.TrimSuffix("{"+id+"}:", ":"), "{"+id+"}:b")
}

func numbers(ctx context.Context, c redis.UniversalClient, n int, ok bool, f float64) {
	c.Rename(ctx, "user:"+strconv.Itoa(n)+":a", "user:"+strconv.FormatInt(int64(n), 10)+":b")                   // want `RENAME: keys user:<n>:a and user:<n>:b never share a slot.*proven`
	c.Rename(ctx, "b:"+strconv.FormatBool(ok)+":a", "b:"+strconv.FormatBool(ok)+":b")                           // want `RENAME: keys b:<ok>:a and b:<ok>:b never share a slot.*proven`
	c.Rename(ctx, "f:"+strconv.FormatFloat(f, 'g', -1, 64)+":a", "f:"+strconv.FormatFloat(f, 'g', -1, 64)+":b") // want `RENAME: keys f:<.*>:a and f:<.*>:b never share a slot.*proven`
	c.Rename(ctx, "user:"+strconv.Itoa(1), "user:"+strconv.Itoa(2))                                             // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: four ways to spell one number.
	c.Rename(ctx, "{"+strconv.Itoa(n)+"}:a", "{"+strconv.FormatInt(int64(n), 10)+"}:b")
	c.Rename(ctx, "{"+strconv.Itoa(n)+"}:a", fmt.Sprintf("{%d}:b", n))
	c.Rename(ctx, "{"+strconv.Itoa(n)+"}:a", "{"+fmt.Sprint(n)+"}:b")
	// Another base is another text.
	c.Rename(ctx, "{"+strconv.Itoa(n)+"}:a", "{"+strconv.FormatInt(int64(n), 16)+"}:a") // want `RENAME: .*likely`
	// Another number is another text.
	c.Rename(ctx, "{"+strconv.Itoa(n)+"}:a", "{"+strconv.Itoa(n+1)+"}:a") // want `RENAME: .*likely`
	// Right: the same sum.
	c.Rename(ctx, "{"+strconv.Itoa(n+1)+"}:a", "{"+strconv.Itoa(n+1)+"}:b")
}
