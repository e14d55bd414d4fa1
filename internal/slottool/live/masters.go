package live

import (
	"fmt"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
	"github.com/crossslotlint/crossslotlint/slot"
)

// Masters are the servers that keys are written to: those of a cluster, or a single
// one. It is safe for concurrent use.
type Masters struct {
	conf   *Config
	addrs  []string
	owners *nodes.Table // nil for a single server
}

// Find asks a server for the masters of its cluster.
func Find(c *Config) (*Masters, error) {
	first, err := c.dial(c.Addr)
	if err != nil {
		return nil, err
	}
	defer first.Close()
	list, err := topology(first, c.Addr)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Addr, c.explain(err))
	}
	m := &Masters{conf: c}
	if len(list) == 0 {
		m.addrs = []string{c.Addr}
		return m, nil
	}
	for _, n := range list {
		m.addrs = append(m.addrs, n.Name)
	}
	m.owners = nodes.Owners(list)
	return m, nil
}

// Addrs returns the addresses, in the order of the first slots.
func (m *Masters) Addrs() []string { return m.addrs }

// Owner returns the index of the master that has a key, or -1 if no one has its slot.
func (m *Masters) Owner(key string) int {
	if m.owners == nil {
		return 0
	}
	return int(m.owners[slot.Of(key)])
}

// Dial connects to the i-th master.
func (m *Masters) Dial(i int) (*resp.Conn, error) { return m.conf.dial(m.addrs[i]) }

// Explain adds to an error of the i-th master which one it is, and what to do.
func (m *Masters) Explain(i int, err error) error {
	return fmt.Errorf("%s: %w", m.addrs[i], m.conf.explain(err))
}
