// Package redistest starts real servers for the tests of this module, and
// talks to them.
//
// Whether two keys share a slot, which arguments of a command are keys, and
// what a cluster refuses are questions that a server answers; tests that
// compare with one cannot repeat a misunderstanding of the code under test.
//
// The servers listen on loopback only, keep nothing on disk, are started when
// a test first asks for them and shared by all tests of the test binary, and
// end with it, however it ends. Tests that store data should use keys of their
// own. Where redis-server is not installed such tests are skipped, unless the
// environment variable CROSSSLOTLINT_REQUIRE_SERVER is set to anything: then
// they fail, so that a continuous integration job cannot lose them silently.
package redistest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"testing"
)

// requireEnv names the environment variable that turns the skip of a test
// without a server into a failure.
const requireEnv = "CROSSSLOTLINT_REQUIRE_SERVER"

// attempts is how often a start is repeated on other ports. A port that was
// free when we looked can be taken before the server binds it.
const attempts = 5

var startServer = sync.OnceValues(func() (string, error) {
	var errs []error
	for range attempts {
		port, err := freePort()
		if err != nil {
			return "", err
		}
		if _, err = start(port); err == nil {
			return address(port), nil
		}
		if errors.Is(err, errNotFound) {
			return "", err
		}
		errs = append(errs, err)
	}
	return "", errors.Join(errs...)
})

// Server returns a new connection to the single server of this test binary,
// which is not in cluster mode: it takes keys of any slots together, and
// refuses CLUSTER KEYSLOT, which a node of [Cluster] answers. The connection
// is closed when the test ends.
//
// Without redis-server on the PATH the test is skipped, or fails where the
// package comment says so.
func Server(tb testing.TB) *Conn {
	tb.Helper()
	c, err := Dial(ServerAddr(tb))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { c.Close() })
	return c
}

// ServerAddr returns the address ("127.0.0.1:port") of the server that
// [Server] connects to, for tests that bring a client of their own. It skips
// and fails as Server does.
func ServerAddr(tb testing.TB) string {
	tb.Helper()
	addr, err := startServer()
	check(tb, err)
	return addr
}

// check ends the test if there is no server.
func check(tb testing.TB, err error) {
	tb.Helper()
	switch {
	case err == nil:
	case errors.Is(err, errNotFound) && os.Getenv(requireEnv) == "":
		tb.Skip(err)
	default:
		tb.Fatal(err)
	}
}

// freePort returns a loopback port on which nobody listens at the moment.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func address(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// ServerWith starts a server of this test's own, and returns its address. options
// returns further options of redis-server for the port that it listens on, such
// as "--requirepass", "secret"; the server ends with the test. It skips and fails
// as [Server] does.
func ServerWith(tb testing.TB, options func(port int) []string) string {
	tb.Helper()
	var errs []error
	for range attempts {
		port, err := freePort()
		check(tb, err)
		stop, err := start(port, options(port)...)
		if err == nil {
			tb.Cleanup(stop)
			return address(port)
		}
		if errors.Is(err, errNotFound) {
			check(tb, err)
		}
		errs = append(errs, err)
	}
	tb.Fatal(errors.Join(errs...))
	return ""
}
