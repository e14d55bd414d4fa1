package command

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// An argument is an argument in the reply of COMMAND DOCS, which is a grammar
// of valid calls.
type argument struct {
	name, kind    string
	token         string // a word before the argument, or the argument itself
	hasToken      bool
	optional      bool
	multiple      bool
	multipleToken bool // the token comes before each of several
	subs          []argument
}

// serverArguments reads a list of arguments of the server.
func serverArguments(reply any) []argument {
	if reply == nil {
		return nil
	}
	var args []argument
	for _, r := range reply.([]any) {
		m := mapOf(r)
		token, hasToken := m["token"].(string)
		flags := stringsOf(m["flags"])
		args = append(args, argument{
			name:          m["name"].(string),
			kind:          m["type"].(string),
			token:         token,
			hasToken:      hasToken,
			optional:      slices.Contains(flags, "optional"),
			multiple:      slices.Contains(flags, "multiple"),
			multipleToken: slices.Contains(flags, "multiple_token"),
			subs:          serverArguments(m["arguments"]),
		})
	}
	return args
}

// A grammar has the arguments of each command, by its name as in Command.Name.
type grammar map[string][]argument

// serverGrammar reads the reply of COMMAND DOCS.
func serverGrammar(docs map[string]any) grammar {
	g := make(grammar)
	for name, doc := range docs {
		m := mapOf(doc)
		g[strings.ToUpper(strings.ReplaceAll(name, "|", " "))] = serverArguments(m["arguments"])
		for sub, args := range serverGrammar(mapOf(m["subcommands"])) {
			g[sub] = args
		}
	}
	return g
}

// A call is a command with arguments, and the places of those that the grammar
// takes for keys.
type call struct {
	args []string
	keys []int
}

func (c call) String() string { return fmt.Sprintf("%q", c.args) }

// text is the function that Command.Keys expects.
func (c call) text(i int) (string, bool) { return c.args[i], true }

// generator writes random calls. All its keys differ from all other arguments.
type generator struct {
	rand *rand.Rand
	call call
	n    int // arguments so far, to make them differ
}

// generate returns a random call of the command, valid by its grammar.
func generate(r *rand.Rand, name string, args []argument) call {
	g := &generator{rand: r}
	for _, word := range strings.Fields(name) {
		g.add(g.anyCase(word))
	}
	g.sequence(args)
	c := g.call
	switch {
	case strings.HasPrefix(name, "GEORADIUS") && len(c.keys) == 3:
		// The grammar of Redis 7.0 cannot say that STOREDIST excludes STORE.
		c.args = slices.Delete(c.args, c.keys[1]-1, c.keys[1]+1)
		c.keys = []int{c.keys[0], c.keys[2] - 2}
	case name == "MIGRATE":
		// The grammar cannot say that "" stands for the key if, and only if,
		// keys follow.
		keyed := slices.ContainsFunc(c.args[6:], func(s string) bool { return upper(s) == "KEYS" })
		switch {
		case keyed && c.args[3] != "":
			c.args[3] = ""
			c.keys = c.keys[1:]
		case !keyed && c.args[3] == "":
			c.args[3] = "key-0"
			c.keys = []int{3}
		}
	}
	return c
}

func (g *generator) add(arg string) { g.call.args = append(g.call.args, arg) }

func (g *generator) anyCase(word string) string {
	b := []byte(word)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' && g.rand.IntN(2) == 0 {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

// sequence adds args one after the other.
func (g *generator) sequence(args []argument) {
	numkeys := -1 // the place of an argument that counts the keys
	var last int  // how often the argument before was added
	for _, a := range args {
		before := len(g.call.keys)
		switch {
		case a.name == "numkeys":
			numkeys = len(g.call.args)
			g.add("0")
			continue
		case numkeys >= 0 && a.kind == "key", numkeys >= 0 && a.kind == "block":
			g.repeat(a, g.times(a))
			g.call.args[numkeys] = strconv.Itoa(len(g.call.keys) - before)
			numkeys = -1
		case strings.EqualFold(a.name, "id") && a.multiple && last > 0 && before > 0:
			g.repeat(a, last) // XREAD: as many ids as keys
		default:
			last = g.times(a)
			g.repeat(a, last)
		}
	}
}

// times returns how often to add a.
func (g *generator) times(a argument) int {
	if a.optional && g.rand.IntN(2) == 0 {
		return 0
	}
	if a.multiple {
		return 1 + g.rand.IntN(4)
	}
	return 1
}

func (g *generator) repeat(a argument, times int) {
	for i := range times {
		if a.hasToken && (i == 0 || a.multipleToken) {
			g.add(g.anyCase(a.token))
		}
		g.value(a)
	}
}

// value adds one argument without its token.
func (g *generator) value(a argument) {
	g.n++
	switch a.kind {
	case "pure-token":
	case "key":
		g.call.keys = append(g.call.keys, len(g.call.args))
		g.add(fmt.Sprintf("key-%d", g.n))
	case "pattern":
		g.add(fmt.Sprintf("pattern-%d-*->field", g.n))
	case "integer", "unix-time":
		g.add(strconv.Itoa(1 + g.rand.IntN(1e6)))
	case "double":
		g.add(fmt.Sprintf("%d.5", g.rand.IntN(1000)))
	case "block":
		g.sequence(a.subs)
	case "oneof":
		sub := a.subs[g.rand.IntN(len(a.subs))]
		g.repeat(sub, max(1, g.times(sub)))
	default:
		g.add(fmt.Sprintf("%s-%d", a.kind, g.n))
	}
}

// cut returns the keys of c and its channels, by Command.Keys.
func cut(t *testing.T, cmd *Command, c call) (keys, channels []int, ok bool) {
	t.Helper()
	all, ok := cmd.Keys(len(c.args), c.text)
	for _, k := range all {
		switch {
		case k.NotKey:
			channels = append(channels, k.Index)
		case !k.Pattern:
			keys = append(keys, k.Index)
		}
	}
	return keys, channels, ok
}

func TestKeysIn(t *testing.T) {
	// A word with a dot is a list of unknown length.
	for _, test := range []struct{ words, want string }{
		{"DEL .", "1... exact"},
		{"DEL . .", "1... 2... exact"},
		{"MSET .", "1..."},
		{"MSET . .", "1..."},
		{"MSET a 1 . .", "1 3..."},
		{"XREAD STREAMS .", "2..."},
		{"XREAD STREAMS . .", "2..."},
		{"XREAD STREAMS a 0", "2 exact"},
		{"EVAL s 1 .", "3"},
		{"EVAL s 2 a .", "3 4"},
		{"EVAL s . a", "unknown"},
		{"SADD a .", "1 exact"},
	} {
		words := strings.Fields(test.words)
		cmd, ok := Lookup(words[0], "")
		if !ok {
			t.Fatal(test.words)
		}
		keys, exact, ok := cmd.KeysIn(len(words), func(i int) bool { return words[i] == "." }, func(i int) (string, bool) { return words[i], true })
		var got []string
		for _, k := range keys {
			text := strconv.Itoa(k.Word)
			if k.Repeat {
				text += "..."
			}
			got = append(got, text)
		}
		if exact {
			got = append(got, "exact")
		}
		if !ok {
			got = []string{"unknown"}
		}
		if text := strings.Join(got, " "); text != test.want {
			t.Errorf("%s: %s, want %s", test.words, text, test.want)
		}
	}
}
