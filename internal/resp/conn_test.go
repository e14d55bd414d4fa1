package resp

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func reader(text string) *Conn { return &Conn{r: bufio.NewReader(strings.NewReader(text))} }

func TestRead(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for text, want := range map[string]any{
		"+OK\r\n":            "OK",
		"-ERR no\r\n":        Error("ERR no"),
		":-7\r\n":            int64(-7),
		"$-1\r\n":            nil,
		"*-1\r\n":            nil,
		"$0\r\n\r\n":         "",
		"$4\r\na\r\nb\r\n":   "a\r\nb",
		"*2\r\n*0\r\n-E\r\n": []any{[]any{}, Error("E")},
		fmt.Sprintf("$%d\r\n%s\r\n", 1<<20, long): long,
	} {
		if got, err := reader(text).read(maxDepth); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%.40q: %.40v, %v", text, got, err)
		}
	}
	if s, ok := Strings([]any{"a", "b"}); !ok || !reflect.DeepEqual(s, []string{"a", "b"}) {
		t.Error(s, ok)
	}
	for _, v := range []any{nil, "a", []any{"a", int64(1)}} {
		if s, ok := Strings(v); ok {
			t.Error(v, s)
		}
	}
}

func TestMalformed(t *testing.T) {
	for _, reply := range []string{
		"\n", "+OK\n", "?x\r\n", ":x\r\n", "$-2\r\n", "*-2\r\n", "$2\r\nabcd", "$9999999999\r\n", "$99999999999999999999\r\n",
		"HTTP/1.1 400 Bad Request\r\n", strings.Repeat("*1\r\n", 1000), strings.Repeat("x", 1<<20),
	} {
		v, err := reader(reply).read(maxDepth)
		if _, ok := errors.AsType[ProtocolError](err); !ok || len(err.Error()) > 500 {
			t.Errorf("%.40q: read %#v, %.600v", reply, v, err)
		}
	}
	for _, reply := range []string{"", "*2\r\n:1\r\n", "$5\r\na", "+"} {
		if v, err := reader(reply).read(maxDepth); err == nil {
			t.Errorf("%q: read %#v", reply, v)
		}
	}
}

// TestClaims reads answers that claim to be long.
func TestClaims(t *testing.T) {
	for _, reply := range []string{"$536870912\r\nabc", "*9223372036854775807\r\n:1\r\n"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if v, err := reader(reply).read(maxDepth); err == nil {
			t.Errorf("%q: read %#v", reply, v)
		}
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
			t.Errorf("%q: took %d bytes", reply, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("*2\r\n$1\r\na\r\n:1\r\n"))
	f.Add([]byte("$-1\r\n-ERR\r\n+\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c := &Conn{r: bufio.NewReader(bytes.NewReader(text))}
		for {
			if _, err := c.read(maxDepth); err != nil {
				return
			}
		}
	})
}
