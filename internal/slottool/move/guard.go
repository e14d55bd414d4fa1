package move

import (
	"fmt"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// clientName is the name of a connection that a move keeps to every master. Two moves
// at once could each take the other's copy for one of an interrupted move.
const clientName = "crossslotlint-slot-move"

// A connection of a process that was killed may be there for a moment.
const (
	guardLooks = 20
	guardPause = 100 * time.Millisecond
)

// guard connects to all masters, and makes sure that they know the commands, and that
// no other move is under way. unseen says that a server does not tell the latter.
func guard(m *live.Masters) (conns []*resp.Conn, absolute, unseen bool, err error) {
	defer func() {
		if err != nil {
			for _, c := range conns {
				c.Close()
			}
		}
	}()
	absolute = true
	for i := range m.Addrs() {
		conn, err := m.Dial(i)
		if err != nil {
			return conns, false, false, err
		}
		conns = append(conns, conn)
		replies, err := conn.Pipeline([][]string{{"CLIENT", "SETNAME", clientName}, {"EVAL", "return 1", "0"}, {"COMMAND", "INFO", "PEXPIRETIME"}})
		if err != nil {
			return conns, false, false, m.Explain(i, err)
		}
		if e, ok := replies[1].(resp.Error); ok {
			return conns, false, false, fmt.Errorf("slot move needs EVAL, to remove a key only if it still holds what was copied: %w", m.Explain(i, e))
		}
		info, _ := replies[2].([]any)
		absolute = absolute && len(info) == 1 && info[0] != nil
	}
	for i, conn := range conns {
		for look := 1; ; look++ {
			reply, err := conn.Do("CLIENT", "LIST")
			if _, refused := err.(resp.Error); refused {
				unseen = true
				break
			}
			if err != nil {
				return conns, false, false, m.Explain(i, err)
			}
			list, _ := reply.(string)
			if strings.Count(list, " name="+clientName+" ") <= 1 {
				break
			}
			if look == guardLooks {
				return conns, false, false, fmt.Errorf("%s: another slot move is under way there (CLIENT LIST shows it as %s)", m.Addrs()[i], clientName)
			}
			time.Sleep(guardPause)
		}
	}
	return conns, absolute, unseen, nil
}
