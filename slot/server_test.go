package slot_test

import (
	"math/rand/v2"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/slot"
)

// TestServer compares with the answers of a real server.
func TestServer(t *testing.T) {
	conn, err := redistest.Dial(redistest.Cluster(t)[0]) // KEYSLOT needs cluster mode
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()

	const total, batch = 200_000, 1000
	seed := rand.Uint64()
	t.Logf("seed %#x", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	tagged, bytes := 0, 0
	cmds := make([][]string, 0, batch)
	for n := 0; n < total; n += batch {
		cmds = cmds[:0]
		for range batch {
			cmds = append(cmds, []string{"CLUSTER", "KEYSLOT", randomKey(rnd)})
		}
		replies, err := conn.Pipeline(cmds)
		if err != nil {
			t.Fatal(err)
		}
		for i, reply := range replies {
			key := cmds[i][2]
			bytes += len(key)
			if _, ok := slot.Tag(key); ok {
				tagged++
			}
			got, raw := slot.Of(key), slot.OfBytes([]byte(key))
			if reply != int64(got) || raw != got {
				t.Fatalf("Of(%.200q) = %d, OfBytes = %d, the server says %v (%d bytes)", key, got, raw, reply, len(key))
			}
		}
	}
	t.Logf("compared %d keys with the server: %d with a hash tag, %d bytes", total, tagged, bytes)
}

// randomKey returns a key of one of several kinds: text and binary, with a
// well formed tag, with braces anywhere, empty, and very long.
func randomKey(rnd *rand.Rand) string {
	const (
		text   = "abcdefghijklmnopqrstuvwxyz0123456789:._-"
		braces = "{}{}ab"
		lines  = "\x00\r\n{}\xff$*"
	)
	from := func(alphabet string, n int) []byte {
		key := make([]byte, n)
		for i := range key {
			if alphabet == "" {
				key[i] = byte(rnd.Uint32())
			} else {
				key[i] = alphabet[rnd.IntN(len(alphabet))]
			}
		}
		return key
	}
	length := rnd.IntN(48)
	switch kind := rnd.IntN(1000); {
	case kind < 2:
		return string(from("", rnd.IntN(64<<10+1)))
	case kind < 4: // no brace that cuts the long text
		return string(from(text, rnd.IntN(64<<10+1)))
	case kind < 6:
		return ""
	case kind < 250:
		return string(from(text, length))
	case kind < 450:
		return string(from("", length))
	case kind < 650:
		return string(from(braces, rnd.IntN(12)))
	case kind < 750:
		return string(from(lines, rnd.IntN(24)))
	case kind < 900:
		return string(from(text, rnd.IntN(9))) + "{" + string(from(text, length)) + "}" + string(from(text, rnd.IntN(9)))
	default:
		return string(from("", rnd.IntN(9))) + "{" + string(from("", length)) + "}" + string(from("", rnd.IntN(9)))
	}
}
