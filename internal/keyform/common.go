package keyform

import "strings"

// An Item is a part of a name: a text, or, where Values is not nil, a value.
type Item struct {
	Text   string
	Values *Values
}

// Values are the texts that a value may be. None of them is empty.
type Values struct {
	// Bytes has those that the texts are made of. It counts for neither Int nor Bool.
	Bytes Bytes
	Int   bool // a decimal integer
	Bool  bool // true or false
	// Encoded says that a function has made the text of something else, as a sum or an
	// identifier: no word of the source is one.
	Encoded bool
	// Fixed, if not empty, says that there is one text, which is not known. Two values
	// of one Fixed have the same.
	Fixed string
	// Pair says that the text is put together of two.
	Pair bool
}

// Bytes is a set of bytes.
type Bytes [256]bool

// BytesOf returns the set of the bytes of a text.
func BytesOf(text string) (b Bytes) {
	for i := range len(text) {
		b[text[i]] = true
	}
	return b
}

// Without returns the set without the bytes of a text.
func (b Bytes) Without(text string) Bytes {
	for i := range len(text) {
		b[text[i]] = false
	}
	return b
}

// Alphabets that values have.
const (
	Digits  = "0123456789"
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	// Alphanumeric are the digits and letters of ASCII.
	Alphanumeric = Digits + letters
)

// Printable returns the bytes of a text of which nothing is known but that it holds no
// brace and nothing that is not printed.
func Printable() (b Bytes) {
	for c := byte(' ') + 1; c < 0x7f; c++ {
		b[c] = true
	}
	return b.Without(braces)
}

// Union returns the texts of both, as far as one set of bytes tells them.
func (v Values) Union(w Values) Values {
	if v == w {
		return v
	}
	out := Values{Bytes: v.bytes(), Encoded: v.Encoded && w.Encoded, Pair: v.Pair && w.Pair}
	for c, in := range w.bytes() {
		out.Bytes[c] = out.Bytes[c] || in
	}
	return out
}

// Beside returns the texts of two values side by side.
func (v Values) Beside(w Values) Values {
	out := Values{Bytes: v.bytes()}.Union(Values{Bytes: w.bytes()})
	out.Encoded, out.Pair = v.Encoded && w.Encoded, true
	return out
}

func (v *Values) bytes() Bytes {
	switch {
	case v.Int:
		return BytesOf("-" + Digits)
	case v.Bool:
		return BytesOf(letters)
	}
	return v.Bytes
}

// A Common is a name that two lists of items make, with the values that make it.
type Common struct {
	Name   string // with <…> for a value that is fixed
	Values [2][]string
}

// Meet returns the shortest name that two lists of items make; ok is false if there is
// none.
func Meet(f, g []Item) (c Common, ok bool) {
	a, b := automatonOf(f), automatonOf(g)
	start := pair{0, 0}
	came := map[pair]step{start: {}}
	queue := []pair{start}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if at == (pair{a.end, b.end}) {
			return common(a, b, came, at), true
		}
		visit := func(to pair, s step) {
			if _, seen := came[to]; !seen {
				s.from = at
				came[to] = s
				queue = append(queue, to)
			}
		}
		for i, e := range a.edges[at.a] {
			if e.free {
				visit(pair{e.to, at.b}, step{})
				continue
			}
			for j, d := range b.edges[at.b] {
				if d.free {
					continue
				}
				if text := meets(e, d); text != "" {
					visit(pair{e.to, d.to}, step{text: text, a: a.edges[at.a][i].item, b: b.edges[at.b][j].item})
				}
			}
		}
		for _, d := range b.edges[at.b] {
			if d.free {
				visit(pair{at.a, d.to}, step{})
			}
		}
	}
	return Common{}, false
}

type pair struct{ a, b int }

// A step is how a pair of states was reached: by a text that belongs to an item of each
// side, or by none.
type step struct {
	from pair
	text string
	a, b int
}

// common follows the steps back.
func common(a, b *automaton, came map[pair]step, at pair) (c Common) {
	c.Values = [2][]string{make([]string, a.values), make([]string, b.values)}
	for at != (pair{}) {
		s := came[at]
		c.Name = s.text + c.Name
		for side, item := range [2]int{s.a, s.b} {
			if s.text != "" && item >= 0 {
				c.Values[side][item] = s.text + c.Values[side][item]
			}
		}
		at = s.from
	}
	return c
}

// An edge takes a byte of a set, a fixed value, or nothing.
type edge struct {
	to      int
	bytes   Bytes
	fixed   string
	free    bool
	literal bool // a byte of a text
	encoded bool
	item    int // which value takes it, -1 for a text
}

// preferred are the bytes that examples are made of, the first first.
const preferred = "x1" + Alphanumeric

// meets returns what both edges take, "" if there is nothing.
func meets(e, d edge) string {
	switch {
	case e.fixed != "" || d.fixed != "":
		if e.fixed == d.fixed {
			return "<" + e.fixed + ">"
		}
		return ""
	case e.literal && d.encoded || d.literal && e.encoded:
		return ""
	}
	for i := range len(preferred) {
		if c := preferred[i]; e.bytes[c] && d.bytes[c] {
			return string(c)
		}
	}
	for c := range e.bytes {
		if e.bytes[c] && d.bytes[c] {
			return string([]byte{byte(c)})
		}
	}
	return ""
}

// An automaton accepts the names that a list of items makes: from state 0 to its end.
type automaton struct {
	edges  [][]edge // by state
	end    int
	values int
}

func automatonOf(items []Item) *automaton {
	a := &automaton{edges: make([][]edge, 1)}
	for _, it := range items {
		if it.Values == nil {
			a.end = a.text(a.end, it.Text, edge{literal: true, item: -1})
			continue
		}
		a.value(it.Values)
		a.values++
	}
	return a
}

// add adds a state with an edge to it.
func (a *automaton) add(from int, e edge) int {
	a.edges = append(a.edges, nil)
	e.to = len(a.edges) - 1
	a.edges[from] = append(a.edges[from], e)
	return e.to
}

// join adds an edge to a state that there is.
func (a *automaton) join(from, to int, e edge) {
	e.to = to
	a.edges[from] = append(a.edges[from], e)
}

func (a *automaton) text(from int, text string, like edge) int {
	for i := range len(text) {
		like.bytes = BytesOf(text[i : i+1])
		from = a.add(from, like)
	}
	return from
}

// value adds the states of a value.
func (a *automaton) value(v *Values) {
	e := edge{item: a.values, encoded: v.Encoded}
	set := func(text string) edge {
		e.bytes = BytesOf(text)
		return e
	}
	free := edge{free: true, item: -1}
	from := a.end
	switch {
	case v.Fixed != "":
		e.fixed = v.Fixed
		a.end = a.add(from, e)
	case v.Int: // 0, or one without zeros in front
		number := a.add(from, set(strings.TrimPrefix(Digits, "0")))
		zero := a.add(from, set("0"))
		minus := a.add(from, set("-"))
		a.join(minus, number, set(strings.TrimPrefix(Digits, "0")))
		a.join(number, number, set(Digits))
		a.end = a.add(number, free)
		a.join(zero, a.end, free)
	case v.Bool:
		yes := a.text(from, "true", e)
		a.end = a.add(yes, free)
		a.join(a.text(from, "false", e), a.end, free)
	default:
		e.bytes = v.Bytes
		if v.Pair {
			from = a.add(from, e)
		}
		a.end = a.add(from, e)
		a.join(a.end, a.end, e)
	}
}
