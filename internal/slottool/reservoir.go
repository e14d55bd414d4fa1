package slottool

import (
	"math/rand/v2"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
)

// A reservoir draws a sample of a stream: each key has the same chance to be in
// it. The draw is the same each time, so that the same input gives the same
// output.
type reservoir struct {
	size int
	keys []keyio.Key
	seen uint64
	rnd  *rand.Rand
}

// maxDrawn is how many bytes of each key are held.
const maxDrawn = 1 << 10

func newReservoir(size int) *reservoir {
	return &reservoir{size: size, rnd: rand.New(rand.NewPCG(1, 2))}
}

func (r *reservoir) add(k keyio.Key) {
	r.seen++
	at := uint64(len(r.keys))
	if len(r.keys) < r.size {
		r.keys = append(r.keys, keyio.Key{})
	} else if at = r.rnd.Uint64N(r.seen); at >= uint64(r.size) {
		return
	}
	k.Text = append(r.keys[at].Text[:0], k.Text[:min(len(k.Text), maxDrawn)]...)
	r.keys[at] = k
}

func (r *reservoir) each(f func(keyio.Key)) {
	for _, k := range r.keys {
		f(k)
	}
}
