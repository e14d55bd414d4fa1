package live

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
	"github.com/crossslotlint/crossslotlint/slot"
)

// topology asks a node for the masters of its cluster and their slots. The
// result is empty for a server that is in no cluster.
//
// CLUSTER SLOTS is answered by every version since 3.0; its newer form, CLUSTER
// SHARDS, by Redis 7 only.
func topology(conn *resp.Conn, addr string) ([]nodes.Node, error) {
	reply, err := conn.Do("CLUSTER", "SLOTS")
	if reply, ok := errors.AsType[resp.Error](err); ok && alone(string(reply)) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, ok := reply.([]any)
	if !ok {
		return nil, odd("CLUSTER SLOTS", reply)
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	byName := make(map[string]int)
	var out []nodes.Node
	for _, entry := range list {
		r, name, err := parseEntry(entry, host)
		if err != nil {
			return nil, err
		}
		i, ok := byName[name]
		if !ok {
			i = len(out)
			byName[name] = i
			out = append(out, nodes.Node{Name: name})
		}
		out[i].Ranges = append(out[i].Ranges, r)
	}
	if len(out) == 0 {
		return nil, errors.New("the cluster has no slots yet")
	}
	for _, n := range out {
		nodes.SortRanges(n.Ranges)
	}
	nodes.Sort(out)
	return out, nil
}

// alone reports whether an error says that the server is in no cluster: it has
// the mode off, or does not know the command, as some servers and proxies.
func alone(reply string) bool {
	text := strings.ToLower(reply)
	return strings.Contains(text, "cluster support disabled") || strings.Contains(text, "unknown command") ||
		strings.Contains(text, "unknown subcommand")
}

// parseEntry reads the first slot, the last slot and the master of one entry of
// CLUSTER SLOTS. A node that gives no host has the one that was asked.
func parseEntry(entry any, asked string) (r nodes.Range, name string, err error) {
	bad := odd("CLUSTER SLOTS", entry)
	list, ok := entry.([]any)
	if !ok || len(list) < 3 {
		return r, "", bad
	}
	first, ok1 := list[0].(int64)
	last, ok2 := list[1].(int64)
	master, ok3 := list[2].([]any)
	if !ok1 || !ok2 || !ok3 || len(master) < 2 || first < 0 || last < first || last >= slot.Count {
		return r, "", bad
	}
	host, _ := master[0].(string) // nil where the server knows none
	port, ok := master[1].(int64)
	if !ok {
		return r, "", bad
	}
	if host == "?" {
		return r, "", errors.New("the cluster announces nodes without their names (cluster-announce-hostname is empty)")
	}
	if host == "" {
		host = asked
	}
	return nodes.Range{First: uint16(first), Last: uint16(last)}, net.JoinHostPort(host, strconv.FormatInt(port, 10)), nil
}

// odd is the error for a reply that the command never has.
func odd(command string, reply any) error {
	return resp.ProtocolError(fmt.Sprintf("to %s it says %.100q", command, fmt.Sprint(reply)))
}
