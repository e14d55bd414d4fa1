package confine

import (
	"encoding/json"
	"os"
	"sync"
)

// Maps that the program fills with keys of its own, and that nobody else has.

type double struct {
	values map[string]string
	sets   sync.Map
}

type doubled interface {
	SetValue(k, v string)
	GetValue(k string) string
}

func newDouble() *double { return &double{values: make(map[string]string)} }

func (d *double) SetValue(k, v string) {
	d.values[k] = v
	d.sets.Store(k, v) // note "is a key of a map in memory"
}

func (d *double) GetValue(k string) string {
	if _, ok := d.sets.Load(k); ok { // note "is a key of a map in memory"
		delete(d.values, k) // note "is a key of a map in memory"
	}
	return d.values[k] // note "is a key of a map in memory"
}

func (d *double) flush() {
	if len(d.values) > 0 {
		d.values = map[string]string{}
		d.sets = *new(sync.Map)
	}
}

var own = []string{"session:a", "session:b"}

func doubles(d doubled) {
	d.SetValue("user:1", "x")
	d.SetValue("session:"+d.GetValue("user:2"), "x")
	for _, k := range own {
		d.SetValue(k, "x")
	}
}

// Others of which a key comes from elsewhere.

type settings struct {
	limits map[string]int
	seen   sync.Map
	ready  map[string]int
	shared map[string]bool
	given  map[string]bool
}

func newSettings(given map[string]bool) *settings {
	s := &settings{limits: map[string]int{}, shared: map[string]bool{}, given: given}
	s.limits[os.Getenv("LIMITED")] = 1
	s.seen.Store(os.Args[1], true)
	s.ready = map[string]int{"x": 1}
	share(s.shared)
	return s
}

func share(m map[string]bool) { m[os.Args[2]] = true }

func (s *settings) of(k string) (int, bool) {
	_, ok := s.seen.Load(k)             // escape "is given to (*sync.Map).Load"
	ok = ok || s.shared[k]              // escape "is looked up in a map"
	ok = ok || s.given[k]               // escape "is looked up in a map"
	return s.limits[k] + s.ready[k], ok // escape "is looked up in a map"
}

// A decoder fills an exported field.

type config struct{ Limits map[string]int }

func limitOf(data []byte, k string) int {
	var c config
	_ = json.Unmarshal(data, &c)
	return c.Limits[k] // escape "is looked up in a map"
}

func configured() { limitOf(nil, "user:4") }

func setting() { newSettings(nil).of("user:3") }
