package harness

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/redis/go-redis/v9"
)

// An Input is a value that a site was given.
type Input struct{ Name, Value string }

// A T gives an execution its clients and inputs. The texts hold no brace, but
// for those of Prefix; they and the numbers are rarely equal.
type T struct {
	Ctx     context.Context
	Client  redis.UniversalClient
	Cluster *redis.ClusterClient // nil if Client is that of a single server
	Single  bool                 // Client is that of a single server

	rec    *recorder
	steps  []Step
	rand   *rand.Rand
	inputs []Input
	texts  []string
	ints   []int64
}

// seeded returns t for one execution.
func (t T) seeded(seed uint64, site, round int) *T {
	t.rand = rand.New(rand.NewPCG(seed, uint64(site)<<16|uint64(round)))
	return &t
}

// Step calls a function, and records what it finds. Lists are told in the order
// of their texts.
func (t *T) Step(name string, run func() (any, error)) {
	s := Step{Name: name, Sent: len(t.rec.sent)}
	found, err := run()
	if list, ok := found.([]string); ok {
		list = slices.Clone(list)
		slices.Sort(list)
		found = list
	}
	if found != nil {
		s.Found = fmt.Sprintf("%q", found)
	}
	if err != nil {
		s.Err = err.Error()
	}
	t.steps = append(t.steps, s)
}

func (t *T) input(name string, v any) {
	t.inputs = append(t.inputs, Input{name, fmt.Sprintf("%#v", v)})
}

// Int returns a number, most often one that looks like an ID.
func (t *T) Int(name string) int64 {
	n := t.int()
	t.input(name, n)
	return n
}

func (t *T) int() int64 {
	var n int64
	switch k := t.rand.IntN(100); {
	case k < 3 && len(t.ints) > 0:
		n = t.ints[t.rand.IntN(len(t.ints))]
	case k < 15:
		n = t.rand.Int64N(10)
	case k < 20:
		n = -t.rand.Int64N(1000)
	case k < 80:
		n = t.rand.Int64N(1e6)
	default:
		n = t.rand.Int64N(1 << 31)
	}
	t.ints = append(t.ints, n)
	return n
}

const (
	letters  = "abcdefghijklmnopqrstuvwxyz0123456789"
	specials = letters + "ABCXYZ-_.:/|# é日"
)

// Text returns a text without braces.
func (t *T) Text(name string) string {
	s := t.text()
	t.input(name, s)
	return s
}

func (t *T) text() string {
	var s string
	switch k := t.rand.IntN(100); {
	case k < 3 && len(t.texts) > 0:
		s = t.texts[t.rand.IntN(len(t.texts))]
	case k < 7:
	case k < 80:
		s = t.of(letters, 1+t.rand.IntN(10))
	default:
		s = t.of(specials, 1+t.rand.IntN(16))
	}
	t.texts = append(t.texts, s)
	return s
}

func (t *T) of(alphabet string, n int) string {
	chars := []rune(alphabet)
	out := make([]rune, n)
	for i := range out {
		out[i] = chars[t.rand.IntN(len(chars))]
	}
	return string(out)
}

// Word returns a text of letters.
func (t *T) Word(name string) string {
	s := t.of(letters[:26], 3+t.rand.IntN(6))
	t.input(name, s)
	return s
}

// Prefix returns a text that keys may begin with: at times it is empty, at
// times it holds a hash tag.
func (t *T) Prefix(name string) string {
	var s string
	switch k := t.rand.IntN(100); {
	case k < 10:
	case k < 25:
		s = "{" + t.of(letters, 1+t.rand.IntN(6)) + "}:"
	default:
		s = t.of(letters, 1+t.rand.IntN(6)) + ":"
	}
	t.input(name, s)
	return s
}

// Bool returns true or false.
func (t *T) Bool(name string) bool {
	b := t.rand.IntN(2) == 0
	t.input(name, b)
	return b
}

// Texts returns up to four texts.
func (t *T) Texts(name string) []string {
	list := make([]string, t.rand.IntN(5))
	for i := range list {
		list[i] = t.text()
	}
	t.input(name, list)
	return list
}

// Ints returns up to four numbers.
func (t *T) Ints(name string) []int64 {
	list := make([]int64, t.rand.IntN(5))
	for i := range list {
		list[i] = t.int()
	}
	t.input(name, list)
	return list
}

// Pick returns one of the texts.
func (t *T) Pick(name string, of ...string) string {
	s := of[t.rand.IntN(len(of))]
	t.input(name, s)
	return s
}
