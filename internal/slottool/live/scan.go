package live

import (
	"fmt"
	"iter"
	"strconv"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
)

// A Query says which keys to read.
type Query struct {
	Pattern string // of SCAN's MATCH; empty for all
	Batch   int    // SCAN's COUNT, at least 1
	// Sample, if it is not 0, asks for so many keys drawn by RANDOMKEY, of
	// each master in proportion to its keys. It is left alone where there are no
	// more keys than that, and with a pattern, of which RANDOMKEY knows nothing:
	// then all keys come, and the caller has to draw.
	Sample int
}

// Progress is told now and then how far a reading is. keys counts what came so
// far of the total, as DBSIZE gave it at the start; node is the n-th of the
// masters.
type Progress func(keys, total uint64, node, masters int)

// A Result is what Read found besides the keys.
type Result struct {
	Nodes   []nodes.Node // of a cluster; empty for a single server
	Total   uint64       // keys that the masters held at the start
	Sampled bool         // the keys came from RANDOMKEY
}

// Read calls each for every key of a server, or of all masters of the cluster
// that it belongs to, one master after the other. The keys are those of SCAN:
// all that are there the whole time, and some more than once, if keys come and
// go or slots move meanwhile.
func Read(c *Config, q Query, each func(key string), progress Progress) (res Result, err error) {
	first, err := c.dial(c.Addr)
	if err != nil {
		return res, err
	}
	defer first.Close()
	if res.Nodes, err = topology(first, c.Addr); err != nil {
		return res, fmt.Errorf("%s: %w", c.Addr, c.explain(err))
	}
	masters := []master{{addr: c.Addr, conn: first}}
	if len(res.Nodes) > 0 {
		masters = nil
		for _, n := range res.Nodes {
			conn, err := c.dial(n.Name)
			if err != nil {
				return res, fmt.Errorf("a node that %s names: %w", c.Addr, err)
			}
			defer conn.Close()
			masters = append(masters, master{addr: n.Name, conn: conn})
		}
	}
	for i := range masters {
		m := &masters[i]
		if m.size, err = m.count(); err != nil {
			return res, fmt.Errorf("%s: %w", m.addr, c.explain(err))
		}
		res.Total += m.size
	}
	res.Sampled = q.Sample > 0 && q.Pattern == "" && uint64(q.Sample) < res.Total
	var keys uint64
	count := func(key string) {
		keys++
		each(key)
	}
	total, before, drawn := res.Total, uint64(0), 0
	if res.Sampled {
		total = uint64(q.Sample)
	}
	for i, m := range masters {
		tell := func() { progress(keys, total, i+1, len(masters)) }
		if res.Sampled {
			before += m.size
			upTo := int(float64(q.Sample)*float64(before)/float64(res.Total) + 0.5)
			err = m.draw(upTo-drawn, q.Batch, count, tell)
			drawn = upTo
		} else {
			err = m.scan(q, count, tell)
		}
		if err != nil {
			return res, fmt.Errorf("%s: %w", m.addr, c.explain(err))
		}
	}
	return res, nil
}

type master struct {
	addr string
	conn *resp.Conn
	size uint64 // keys
}

// count asks for the number of keys.
func (m *master) count() (uint64, error) {
	reply, err := m.conn.Do("DBSIZE")
	if err != nil {
		return 0, err
	}
	n, ok := reply.(int64)
	if !ok || n < 0 {
		return 0, odd("DBSIZE", reply)
	}
	return uint64(n), nil
}

// scan reads all keys.
func (m *master) scan(q Query, each func(string), tell func()) error {
	for keys, err := range Scan(m.conn, q) {
		if err != nil {
			return err
		}
		for _, k := range keys {
			each(k)
		}
		tell()
	}
	return nil
}

// Scan returns the answers of SCAN, one after the other, to the last or to an error.
func Scan(conn *resp.Conn, q Query) iter.Seq2[[]string, error] {
	cmd := []string{"SCAN", "0", "COUNT", strconv.Itoa(q.Batch)}
	if q.Pattern != "" {
		cmd = append(cmd, "MATCH", q.Pattern)
	}
	return func(yield func([]string, error) bool) {
		for {
			keys, cursor, err := page(conn, cmd)
			if !yield(keys, err) || err != nil || cursor == "0" {
				return
			}
			cmd[1] = cursor
		}
	}
}

// page returns the keys of one answer, and the cursor of the next one.
func page(conn *resp.Conn, cmd []string) (keys []string, cursor string, err error) {
	reply, err := conn.Do(cmd...)
	if err != nil {
		return nil, "", err
	}
	pair, _ := reply.([]any)
	if len(pair) != 2 {
		return nil, "", odd("SCAN", reply)
	}
	cursor, ok := pair[0].(string)
	keys, ok2 := resp.Strings(pair[1])
	if !ok || !ok2 {
		return nil, "", odd("SCAN", reply)
	}
	return keys, cursor, nil
}

// draw reads n random keys, and fewer if the server runs empty. A key may come
// more than once.
//
// The first n keys of SCAN would be fewer commands, but no sample: since Redis
// 7.4 a cluster's node scans slot by slot.
func (m *master) draw(n, batch int, each func(string), tell func()) error {
	for n > 0 {
		cmds := make([][]string, min(n, batch))
		for i := range cmds {
			cmds[i] = []string{"RANDOMKEY"}
		}
		replies, err := m.conn.Pipeline(cmds)
		if err != nil {
			return err
		}
		for _, r := range replies {
			switch r := r.(type) {
			case string:
				each(r)
			case nil:
				return nil // nothing is left
			case resp.Error:
				return r
			default:
				return odd("RANDOMKEY", r)
			}
		}
		n -= len(replies)
		tell()
	}
	return nil
}
