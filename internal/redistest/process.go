package redistest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// watchdog runs the server ($2 and what follows) and outlives the test
// process: its standard input is a pipe that only the test process holds, so
// read returns when that process is gone, whether it ended, panicked, ran
// into the test timeout or was killed. Then the server and its directory ($1)
// go too. A parent-death signal would need Linux and a locked OS thread, and
// would leave the directory.
//
// The signals that a terminal sends to the whole group are ignored, or the
// watchdog would be gone before its work is done; the server installs
// handlers of its own. Standard output is left to the server alone, so that
// its end tells the test process that the server exited.
const watchdog = `
trap '' HUP INT QUIT TERM
dir=$1; shift
"$@" 2>&1 &
exec >/dev/null 2>&1
read -r line
kill -9 $!
wait
rm -rf "$dir"
`

// startTimeout bounds the start of one server, on a loaded machine.
const startTimeout = 2 * time.Minute

// errNotFound reports that there is no server program on this machine.
var errNotFound = errors.New("redis-server not found: install it (apt-get install redis-server) to run the tests against a real server")

// find returns the server program and the shell that watches over it.
func find() (server, shell string, err error) {
	server, err = exec.LookPath("redis-server")
	if err != nil {
		return "", "", errNotFound
	}
	shell, err = exec.LookPath("sh")
	return server, shell, err
}

// leashes holds the pipes of the running servers: one that the garbage
// collector closed would end its server.
var leashes struct {
	sync.Mutex
	open []io.Closer
}

// start runs a server that listens on 127.0.0.1:port with the given further
// options, and returns when it accepts connections. The result ends the
// server; without a call the server lives as long as this process.
func start(port int, options ...string) (stop func(), err error) {
	server, shell, err := find()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "redistest")
	if err != nil {
		return nil, err
	}
	args := append([]string{"-c", watchdog, "redistest", dir, server,
		"--bind", "127.0.0.1",
		"--port", fmt.Sprint(port),
		"--dir", dir,
		"--save", "",
		"--appendonly", "no",
	}, options...)
	cmd := exec.Command(shell, args...)
	leash, err := cmd.StdinPipe()
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	// The watchdog is the one who removes dir from here on.
	stop = sync.OnceFunc(func() {
		leash.Close()
		cmd.Wait() // the status is that of a killed server
	})

	ready := make(chan error, 1)
	go awaitReady(out, ready)
	select {
	case err = <-ready:
	case <-time.After(startTimeout):
		err = fmt.Errorf("redis-server is not ready after %v", startTimeout)
	}
	if err != nil {
		stop()
		return nil, err
	}
	leashes.Lock()
	leashes.open = append(leashes.open, leash)
	leashes.Unlock()
	return stop, nil
}

// awaitReady reads the log of a server and sends nil when it accepts
// connections, or an error with the log when it exits before. To ask the
// log, and not the port, is what tells our server from another process's
// that was faster to take the port. It reads on to the end of the log: a
// full pipe would stop the server.
func awaitReady(log io.Reader, ready chan<- error) {
	var lines []string
	waiting := true
	for sc := bufio.NewScanner(log); sc.Scan(); {
		switch {
		case !waiting:
		case strings.Contains(sc.Text(), "Ready to accept connections"):
			ready <- nil
			waiting = false
		default:
			lines = append(lines, sc.Text())
		}
	}
	if waiting {
		ready <- fmt.Errorf("redis-server exited at start:\n%s", strings.Join(lines, "\n"))
	}
}
