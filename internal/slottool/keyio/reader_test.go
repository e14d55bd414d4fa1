package keyio

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/crossslotlint/crossslotlint/slot"
)

// readAll returns the keys of src, each as its size, slot and text.
func readAll(r *Reader) (keys []string, err error) {
	for {
		k, err := r.Next()
		if err == io.EOF {
			return keys, nil
		}
		if err != nil {
			return keys, err
		}
		keys = append(keys, fmt.Sprintf("%d %d %q", k.Size, k.Slot, k.Text))
	}
}

// split is what a Reader with a buffer of size bytes must do, without a thought
// of memory.
func split(src []byte, format Format, size int) (keys []string) {
	end := []byte("\n")
	if format.NUL {
		end = []byte{0}
	}
	for len(src) > 0 {
		text, rest, ended := bytes.Cut(src, end)
		src = rest
		long := len(text) >= size
		if ended && !format.NUL {
			text = bytes.TrimSuffix(text, []byte("\r"))
		}
		shown := text
		if long {
			shown = text[:size/2]
		}
		keys = append(keys, fmt.Sprintf("%d %d %q", len(text), slot.OfBytes(text), shown))
	}
	return keys
}

func FuzzReader(f *testing.F) {
	for _, src := range []string{
		"", "\n", "a", "a\n", "a\r\nb\r\n", "\r\n\r", "a\x00b\x00\n", "{a}x\n{}\n", "\n\n",
		"0123456789012345678901234567890\n", "{123456789012345678901}\r\nb", "01234567890123{}{a}789\r",
	} {
		f.Add([]byte(src), false, uint8(1))
		f.Add([]byte(src), true, uint8(7))
	}
	f.Fuzz(func(t *testing.T, src []byte, nul bool, step uint8) {
		const size = 16
		format := Format{NUL: nul}
		want := split(src, format, size)
		for _, r := range []io.Reader{
			bytes.NewReader(src),
			iotest.OneByteReader(bytes.NewReader(src)),
			iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(src))),
		} {
			got, err := readAll(newReader(r, format, size))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%q\ngot  %q\nwant %q", src, got, want)
			}
		}
		// Quoted input is refused or decoded; it does not panic.
		readAll(newReader(bytes.NewReader(src), Format{Quoted: true}, size))
	})
}

func TestReaderErrors(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(io.ErrUnexpectedEOF))
	keys, err := readAll(NewReader(broken, Format{}))
	if len(keys) != 1 || err != io.ErrUnexpectedEOF {
		t.Errorf("%v, %v", keys, err)
	}
	_, err = readAll(newReader(io.MultiReader(strings.NewReader(strings.Repeat("a", 50)), iotest.ErrReader(io.ErrUnexpectedEOF)), Format{}, 16))
	if err != io.ErrUnexpectedEOF {
		t.Errorf("in a long key: %v", err)
	}
	_, err = readAll(NewReader(strings.NewReader("\"a\"\nb\n"), Format{Quoted: true}))
	if err == nil || !strings.Contains(err.Error(), "line 2 ") {
		t.Error(err)
	}
	_, err = readAll(newReader(strings.NewReader(`"`+strings.Repeat("a", 50)), Format{Quoted: true}, 16))
	if err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Error(err)
	}
}

// TestEndless reads a line that does not end: memory must not grow with it.
func TestEndless(t *testing.T) {
	zeros := io.LimitReader(zeroReader{}, 64<<20)
	k, err := NewReader(zeros, Format{}).Next()
	if err != nil || k.Size != 64<<20 || len(k.Text) > MaxText || k.Slot != slot.Of(strings.Repeat("\x00", 64<<20)) {
		t.Errorf("%d bytes, slot %d, %v", k.Size, k.Slot, err)
	}
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		`"user:1"`:             "user:1",
		`""`:                   "",
		`12) "a b"`:            "a b",
		` 1) "\x00\xFf\n\r\t"`: "\x00\xff\n\r\t",
		`"\"\\\a\b"`:           "\"\\\a\b",
		`"x`:                   "!",
		`x"`:                   "!",
		`"`:                    "!",
		`"a"b"`:                "!",
		`"a\"`:                 "!",
		`"\xg0"`:               "!",
		`"\q"`:                 "!",
		`) "a"`:                "!",
		``:                     "!",
		`(empty array)`:        "!",
	} {
		got, ok := Unquote([]byte(in))
		if !ok {
			if string(got) != in {
				t.Errorf("%s: changed to %q", in, got)
			}
			got = []byte("!")
		}
		if string(got) != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func FuzzQuote(f *testing.F) {
	f.Add("user:1")
	f.Add("\"\\\n\xff{}")
	f.Fuzz(func(t *testing.T, key string) {
		if got, ok := Unquote([]byte(Quote(key))); !ok || string(got) != key {
			t.Errorf("%q: %s is read as %q", key, Quote(key), got)
		}
		if s := Show(key); s != key && s != Quote(key) || strings.ContainsAny(s, "\t\n") {
			t.Errorf("%q is shown as %s", key, s)
		}
		Clip(key, 3)
	})
}

func TestClip(t *testing.T) {
	for _, test := range []struct {
		in   string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "abc…"}, {"aäb", 2, "a…"}, {"äöü", 4, "äö…"}, {"\xff\xff", 1, "\xff…"}} {
		if got := Clip(test.in, test.n); got != test.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", test.in, test.n, got, test.want)
		}
	}
}
