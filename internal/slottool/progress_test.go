package slottool

import (
	"bytes"
	"os"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&out)
	p.next = time.Time{}
	p.tell(1, 2, "")
	p.clear()
	if out.Len() > 0 {
		t.Errorf("%q, and there is no terminal", out.String())
	}
	p.w = &out
	p.tell(50, 200, "node 1 of 3")
	p.tell(60, 200, "node 1 of 3") // too soon
	p.next = time.Time{}
	p.tell(300, 0, "")
	p.clear()
	const want = "\r50 of about 200 keys (25%), node 1 of 3\x1b[K\r300 keys\x1b[K\r\x1b[K"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}

	// A character device is taken for a terminal; a pipe and a file are not.
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	t.Setenv("TERM", "xterm")
	if newProgress(null).w == nil {
		t.Error("a character device is no terminal")
	}
	t.Setenv("TERM", "dumb")
	if newProgress(null).w != nil {
		t.Error("TERM=dumb gets escapes")
	}
	_, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close()
	t.Setenv("TERM", "xterm")
	if newProgress(pipe).w != nil {
		t.Error("a pipe is a terminal")
	}
}
