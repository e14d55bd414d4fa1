package redistest

import (
	"net"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/resp"
)

// callTimeout bounds one Do or Pipeline, so that a server that stops
// answering fails the test instead of hanging it.
const callTimeout = 30 * time.Second

// An Error is an error reply of the server, without the leading '-':
// "CROSSSLOT Keys in request don't hash to the same slot".
type Error = resp.Error

// A Conn is a connection to one server. Each call may take 30 seconds.
type Conn = resp.Conn

// Dial connects to the server at addr ("host:port"). It fails when the server
// does not accept within five seconds.
func Dial(addr string) (*Conn, error) {
	conn, err := net.DialTimeout("tcp", addr, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return resp.New(conn, callTimeout), nil
}
