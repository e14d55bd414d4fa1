package live

import (
	"fmt"

	"github.com/gomodule/redigo/redis"

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
// go or slots move meanwhile. A key is valid until each returns.
func Read(c *Config, q Query, each func(key []byte), progress Progress) (res Result, err error) {
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
		if m.size, err = redis.Uint64(m.conn.Do("DBSIZE")); err != nil {
			return res, fmt.Errorf("%s: %w", m.addr, c.explain(err))
		}
		res.Total += m.size
	}
	res.Sampled = q.Sample > 0 && q.Pattern == "" && uint64(q.Sample) < res.Total
	var keys uint64
	count := func(key []byte) {
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
	conn redis.Conn
	size uint64 // keys
}

// scan reads all keys.
func (m *master) scan(q Query, each func([]byte), tell func()) error {
	cursor := "0"
	for {
		args := redis.Args{cursor, "COUNT", q.Batch}
		if q.Pattern != "" {
			args = args.Add("MATCH", q.Pattern)
		}
		reply, err := redis.Values(m.conn.Do("SCAN", args...))
		if err != nil {
			return err
		}
		var keys [][]byte
		if _, err := redis.Scan(reply, &cursor, &keys); err != nil {
			return fmt.Errorf("SCAN has an answer that is none: %w", err)
		}
		for _, k := range keys {
			each(k)
		}
		tell()
		if cursor == "0" {
			return nil
		}
	}
}

// draw reads n random keys, and fewer if the server runs empty. A key may come
// more than once.
//
// The first n keys of SCAN would be fewer commands, but no sample: since Redis
// 7.4 a cluster's node scans slot by slot.
func (m *master) draw(n, batch int, each func([]byte), tell func()) error {
	for n > 0 {
		some := min(n, batch)
		for range some {
			if err := m.conn.Send("RANDOMKEY"); err != nil {
				return err
			}
		}
		if err := m.conn.Flush(); err != nil {
			return err
		}
		for range some {
			key, err := redis.Bytes(m.conn.Receive())
			if err == redis.ErrNil {
				n = some // nothing is left; read the other answers, and stop
				continue
			}
			if err != nil {
				return err
			}
			each(key)
		}
		n -= some
		tell()
	}
	return nil
}
