package live

import (
	"fmt"
	"net"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
)

// answer returns a connection whose other side answers one command.
func answer(t *testing.T, text string) *resp.Conn {
	t.Helper()
	here, there := net.Pipe()
	t.Cleanup(func() { here.Close(); there.Close() })
	go func() {
		there.Read(make([]byte, 1<<10))
		there.Write([]byte(text))
	}()
	return resp.New(here, time.Minute)
}

func entry(first, last int, host string, port int) string {
	return fmt.Sprintf("*3\r\n:%d\r\n:%d\r\n*4\r\n%s\r\n:%d\r\n$2\r\nid\r\n*0\r\n", first, last, host, port)
}

// TestTopology reads answers that the cluster of the tests does not give.
func TestTopology(t *testing.T) {
	for _, test := range []struct {
		answer string
		want   []nodes.Node
		err    string
	}{
		{"-ERR This instance has cluster support disabled\r\n", nil, ""},
		{"-ERR unknown command 'CLUSTER'\r\n", nil, ""},
		{"-ERR Unknown subcommand or wrong number of arguments for 'slots'\r\n", nil, ""},
		{"-NOPERM no\r\n", nil, "NOPERM"},
		{"*0\r\n", nil, "no slots yet"},
		{"+OK\r\n", nil, `to CLUSTER SLOTS it says "OK"`},
		// Ranges in any order, a host that the node does not know, and IPv6.
		{"*4\r\n" + entry(9, 9, "$-1", 7001) + entry(5, 7, "$3\r\n::1", 7002) + entry(0, 3, "$0\r\n", 7001) + entry(4, 4, "$1\r\nb", 7002), []nodes.Node{
			{Name: "[fe80::2]:7001", Ranges: []nodes.Range{{First: 0, Last: 3}, {First: 9, Last: 9}}},
			{Name: "b:7002", Ranges: []nodes.Range{{First: 4, Last: 4}}},
			{Name: "[::1]:7002", Ranges: []nodes.Range{{First: 5, Last: 7}}},
		}, ""},
		{"*1\r\n" + entry(0, 1, "$1\r\n?", 1), nil, "without their names"},
		{"*1\r\n" + entry(0, 16384, "$1\r\na", 1), nil, "to CLUSTER SLOTS it says"},
		{"*1\r\n" + entry(-1, 1, "$1\r\na", 1), nil, "to CLUSTER SLOTS it says"},
		{"*1\r\n" + entry(2, 1, "$1\r\na", 1), nil, "to CLUSTER SLOTS it says"},
	} {
		got, err := topology(answer(t, test.answer), "[fe80::2]:6379")
		if !reflect.DeepEqual(got, test.want) || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%q: %v, %v", test.answer, got, err)
		}
	}
}
