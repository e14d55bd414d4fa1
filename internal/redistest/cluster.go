package redistest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	masters   = 3     // the smallest cluster that redis-cli would create
	slotCount = 16384 // not slot.Count: the tests of package slot are judged by this package
	busOffset = 10000 // from the port of a node to the one of its cluster bus
)

// clusterTimeout bounds the time until all nodes know each other. A node
// refuses to serve for its first two seconds in any case.
const clusterTimeout = 2 * time.Minute

var startCluster = sync.OnceValues(func() ([]string, error) {
	var errs []error
	for range attempts {
		addrs, err := newCluster()
		if err == nil || errors.Is(err, errNotFound) {
			return addrs, err
		}
		errs = append(errs, err)
	}
	return nil, errors.Join(errs...)
})

// Cluster returns the addresses ("127.0.0.1:port") of the three masters of a
// cluster without replicas, which is ready: each node serves, and knows the
// node of each slot. The masters own slots 0-5460, 5461-10921 and
// 10922-16383, in the order of the result, which belongs to the caller. The
// first call takes some three seconds.
//
// Without redis-server on the PATH the test is skipped, or fails where the
// package comment says so.
func Cluster(tb testing.TB) []string {
	tb.Helper()
	addrs, err := startCluster()
	check(tb, err)
	return slices.Clone(addrs)
}

// newCluster starts the nodes and joins them. When it fails none is left.
func newCluster() (addrs []string, err error) {
	var ports []int
	var stops []func()
	defer func() {
		if err != nil {
			for _, stop := range stops {
				stop()
			}
		}
	}()
	for range masters {
		port, err := freeNodePort()
		if err != nil {
			return nil, err
		}
		stop, err := start(port, "--cluster-enabled", "yes")
		if err != nil {
			return nil, err
		}
		ports = append(ports, port)
		addrs = append(addrs, address(port))
		stops = append(stops, stop)
	}

	var nodes []*Conn
	for _, addr := range addrs {
		node, err := Dial(addr)
		if err != nil {
			return nil, err
		}
		defer node.Close()
		nodes = append(nodes, node)
	}
	for i, node := range nodes {
		if err := join(node, i, ports[0]); err != nil {
			return nil, err
		}
	}
	deadline := time.Now().Add(clusterTimeout)
	for _, node := range nodes {
		for {
			info, err := node.Do("CLUSTER", "INFO")
			if err != nil {
				return nil, err
			}
			if ready(fmt.Sprint(info)) {
				break
			}
			if time.Now().After(deadline) {
				return nil, fmt.Errorf("the cluster is not ready after %v:\n%v", clusterTimeout, info)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	return addrs, nil
}

// join gives node its share of the slots and introduces it to the first node.
// Distinct configuration epochs spare the nodes the time to settle who of them
// changes its own ("Cluster specification", section "Hash slots configuration
// propagation").
func join(node *Conn, i, firstPort int) error {
	first, last := i*slotCount/masters, (i+1)*slotCount/masters-1
	cmds := [][]string{
		{"CLUSTER", "ADDSLOTSRANGE", strconv.Itoa(first), strconv.Itoa(last)},
		{"CLUSTER", "SET-CONFIG-EPOCH", strconv.Itoa(i + 1)},
	}
	if i > 0 {
		cmds = append(cmds, []string{"CLUSTER", "MEET", "127.0.0.1", strconv.Itoa(firstPort)})
	}
	for _, cmd := range cmds {
		if _, err := node.Do(cmd...); err != nil {
			return fmt.Errorf("%s: %w", strings.Join(cmd, " "), err)
		}
	}
	return nil
}

// ready reports whether a node that answers CLUSTER INFO with info serves all
// slots and knows all nodes.
func ready(info string) bool {
	fields := strings.Fields(info)
	return slices.Contains(fields, "cluster_state:ok") &&
		slices.Contains(fields, fmt.Sprintf("cluster_slots_ok:%d", slotCount)) &&
		slices.Contains(fields, fmt.Sprintf("cluster_known_nodes:%d", masters))
}

// freeNodePort returns a port that is free and whose cluster bus port is too.
// It looks below 32768 for both: the ports that systems hand out for outgoing
// connections start there at the earliest, and some exceed 65535 as a bus
// port.
func freeNodePort() (int, error) {
	var errs []error
	for range 100 {
		port := 10000 + rand.IntN(32768-busOffset-10000)
		err := errors.Join(tryPort(port), tryPort(port+busOffset))
		if err == nil {
			return port, nil
		}
		errs = append(errs, err)
	}
	return 0, fmt.Errorf("no free port for a cluster node: %w", errs[0])
}

func tryPort(port int) error {
	l, err := net.Listen("tcp", address(port))
	if err != nil {
		return err
	}
	return l.Close()
}
