package execution

import (
	"fmt"
	"slices"
	"strings"
)

// A command is a method of the client that sends several keys: some of them are
// arguments of their own, the rest is a list.
type command struct {
	name  string
	fixed int
	rest  rest
	// write is the call: $c is the client, $1 and $2 are the keys with an
	// argument of their own, $k is the list.
	write string
	// full marks what redis.Cmdable does not have.
	full bool
}

// A rest says how a command takes a list of keys.
type rest int

const (
	noRest   rest = iota
	variadic      // keys ...string
	slice         // keys []string
	pairs         // keys and values
	words         // any
	streams       // keys []string, each of which has an ID further back
)

var commands = []command{
	{name: "DEL", rest: variadic, write: "$c.Del(ctx, $k)"},
	{name: "UNLINK", rest: variadic, write: "$c.Unlink(ctx, $k)"},
	{name: "EXISTS", rest: variadic, write: "$c.Exists(ctx, $k)"},
	{name: "TOUCH", rest: variadic, write: "$c.Touch(ctx, $k)"},
	{name: "MGET", rest: variadic, write: "$c.MGet(ctx, $k)"},
	{name: "MSET", rest: pairs, write: "$c.MSet(ctx, $k)"},
	{name: "MSETNX", rest: pairs, write: "$c.MSetNX(ctx, $k)"},
	{name: "SINTER", rest: variadic, write: "$c.SInter(ctx, $k)"},
	{name: "SUNION", rest: variadic, write: "$c.SUnion(ctx, $k)"},
	{name: "SDIFF", rest: variadic, write: "$c.SDiff(ctx, $k)"},
	{name: "SINTERCARD", rest: variadic, write: "$c.SInterCard(ctx, 5, $k)"},
	{name: "SINTERSTORE", fixed: 1, rest: variadic, write: "$c.SInterStore(ctx, $1, $k)"},
	{name: "SUNIONSTORE", fixed: 1, rest: variadic, write: "$c.SUnionStore(ctx, $1, $k)"},
	{name: "SDIFFSTORE", fixed: 1, rest: variadic, write: "$c.SDiffStore(ctx, $1, $k)"},
	{name: "ZDIFF", rest: variadic, write: "$c.ZDiff(ctx, $k)"},
	{name: "ZINTER", rest: slice, write: "$c.ZInter(ctx, &redis.ZStore{Keys: $k})"},
	{name: "ZUNIONSTORE", fixed: 1, rest: slice, write: "$c.ZUnionStore(ctx, $1, &redis.ZStore{Keys: $k})"},
	{name: "ZINTERSTORE", fixed: 1, rest: slice, write: "$c.ZInterStore(ctx, $1, &redis.ZStore{Keys: $k, Aggregate: \"MAX\"})"},
	{name: "PFCOUNT", rest: variadic, write: "$c.PFCount(ctx, $k)"},
	{name: "PFMERGE", fixed: 1, rest: variadic, write: "$c.PFMerge(ctx, $1, $k)"},
	{name: "BITOP", fixed: 1, rest: variadic, write: "$c.BitOpOr(ctx, $1, $k)"},
	{name: "RENAME", fixed: 2, write: "$c.Rename(ctx, $1, $2)"},
	{name: "RENAMENX", fixed: 2, write: "$c.RenameNX(ctx, $1, $2)"},
	{name: "COPY", fixed: 2, write: "$c.Copy(ctx, $1, $2, 0, true)"},
	{name: "SMOVE", fixed: 2, write: "$c.SMove(ctx, $1, $2, \"m\")"},
	{name: "RPOPLPUSH", fixed: 2, write: "$c.RPopLPush(ctx, $1, $2)"},
	{name: "LMOVE", fixed: 2, write: "$c.LMove(ctx, $1, $2, \"LEFT\", \"RIGHT\")"},
	{name: "LCS", fixed: 2, write: "$c.LCS(ctx, &redis.LCSQuery{Key1: $1, Key2: $2, Len: true})"},
	{name: "SORT", fixed: 2, write: "$c.SortStore(ctx, $1, $2, &redis.Sort{Alpha: true})"},
	{name: "ZRANGESTORE", fixed: 2, write: "$c.ZRangeStore(ctx, $1, redis.ZRangeArgs{Key: $2, Start: 0, Stop: 3})"},
	{name: "LMPOP", rest: variadic, write: "$c.LMPop(ctx, \"left\", 1, $k)"},
	{name: "EVAL", rest: slice, write: "$c.Eval(ctx, \"return #KEYS\", $k, 1)"},
	{name: "EVALSHA", rest: slice, write: "$c.EvalSha(ctx, \"ffffffffffffffffffffffffffffffffffffffff\", $k)"},
	{name: "EVALSHA", rest: slice, write: "redis.NewScript(\"return KEYS[1]\").Run(ctx, $c, $k)"},
	{name: "SINTER", rest: words, write: "$c.Do(ctx, \"SINTER\", $k)", full: true},
	{name: "SUNIONSTORE", fixed: 1, rest: words, write: "$c.Do(ctx, \"sunionstore\", $1, $k)", full: true},
	{name: "RENAME", fixed: 2, write: "$c.Do(ctx, \"RENAME\", $1, $2)", full: true},
}

// freeCommands are those of calls that are judged alone.
var freeCommands = slices.Concat(pointers(commands), pointers([]command{
	{name: "XREAD", rest: streams, write: "$c.XRead(ctx, &redis.XReadArgs{Streams: $k, Block: -1})"},
	{name: "XREAD", rest: streams, write: "$c.XRead(ctx, &redis.XReadArgs{Streams: $k, Block: -1, Count: 2})"},
	{name: "DEL", rest: words, write: "process(ctx, $c, redis.NewIntCmd(ctx, \"del\", $k))", full: true},
	{name: "RENAME", fixed: 2, write: "process(ctx, $c, redis.NewStatusCmd(ctx, \"rename\", $1, $2))", full: true},
	{name: "EVAL", rest: slice, write: "$c.Eval(ctx, $s, $k, 1, 2)"},
	{name: "EVAL", rest: slice, write: "redis.NewScript($s).Run(ctx, $c, $k, 1, 2)"},
	{name: "EVAL", rest: slice, write: "redis.NewScript($s).Eval(ctx, $c, $k, 1, 2)"},
}))

func pointers(list []command) (out []*command) {
	for i := range list {
		out = append(out, &list[i])
	}
	return out
}

// call writes the call itself. A list of words must be known element by element.
func (f *fn) call(c *command, client string, fixed []string, l list) string {
	keys := ""
	switch c.rest {
	case variadic:
		keys = l.variadic()
	case slice:
		keys = l.slice()
	case pairs:
		keys = f.pairs(l)
	case words:
		keys = strings.Join(l.elems, ", ")
	case streams:
		keys = f.streams(l)
	}
	out := strings.NewReplacer("$c", client, "$k", keys).Replace(c.write)
	if strings.Contains(out, "$s") {
		out = strings.ReplaceAll(out, "$s", f.script())
	}
	if strings.Contains(out, "process(") {
		f.once("process", "func process(ctx context.Context, c redis.UniversalClient, cmd redis.Cmder) redis.Cmder {\n_ = c.Process(ctx, cmd)\nreturn cmd\n}")
	}
	for i, key := range fixed {
		out = strings.Replace(out, fmt.Sprint("$", i+1), key, 1)
	}
	return out
}

// pairs writes the arguments of MSET.
func (f *fn) pairs(l list) string {
	if l.expr != "" {
		name := f.fresh("pairs")
		switch f.rand.IntN(3) {
		case 0:
			f.use("MSET of a map")
			f.line("%s := map[string]any{}\nfor i, k := range %s {\n%s[k] = i\n}", name, l.expr, name)
			return name
		case 1:
			f.use("MSET of a flat list")
			f.line("var %s []any\nfor i, k := range %s {\n%s = append(%s, k, i)\n}", name, l.expr, name, name)
			return name + "..."
		}
		f.use("MSET of a list of texts")
		f.line("%s := make([]string, 0, 2*len(%s))\nfor _, k := range %s {\n%s = append(%s, k, \"v\")\n}", name, l.expr, l.expr, name, name)
		return name
	}
	var out []string
	for i, e := range l.elems {
		out = append(out, e, fmt.Sprint(i))
	}
	if f.chance(25) {
		f.use("MSET of a map literal")
		name := f.fresh("pairs")
		f.line("%s := map[string]any{}", name)
		for i, e := range l.elems {
			f.line("%s[%s] = %d", name, e, i)
		}
		return name
	}
	return strings.Join(out, ", ")
}

// streams writes the arguments of XREAD: the keys, and an ID for each.
func (f *fn) streams(l list) string {
	if l.expr == "" && f.chance(60) {
		return "[]string{" + strings.Join(l.elems, ", ") + strings.Repeat(`, "0"`, len(l.elems)) + "}"
	}
	f.once("streams", "func streams(keys []string) []string {\nout := slices.Clone(keys)\nfor range keys {\nout = append(out, \"0\")\n}\nreturn out\n}")
	return fmt.Sprintf("streams(%s)", l.slice())
}
