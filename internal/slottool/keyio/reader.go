// Package keyio reads lists of keys that other programs wrote, and spells keys
// for people.
package keyio

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/crossslotlint/crossslotlint/slot"
)

// MaxText is how many bytes of a key a [Reader] holds: 1 MiB. Redis takes keys
// of up to 512 MiB; the slot of a longer one is right all the same.
const MaxText = 1 << 20

// A Format is how a list of keys is written. The zero Format is one key a line,
// as redis-cli --scan and the tools that read RDB files print it.
type Format struct {
	// NUL says that each key ends in a NUL byte, as find -print0 writes names.
	// It serves keys that hold an end of line.
	NUL bool
	// Quoted says that each line is a string as redis-cli prints it on a
	// terminal: "user:\xff", maybe after a number, 12) "user:\xff".
	Quoted bool
}

// A Key is one key of a list.
type Key struct {
	// Text is the key, or its first MaxText bytes if it is longer. The next
	// call of Next overwrites it.
	Text []byte
	// Size is the length of the key in bytes.
	Size int64
	// Slot is the slot of the whole key, at most slot.Count-1.
	Slot uint16
}

// A Reader reads keys, in memory that does not depend on the input.
//
// In the formats of lines a key ends at "\n", at "\r\n", or at the end of the
// input; all other bytes belong to the key, and an empty line is the empty key,
// which Redis knows too. With Format.NUL a key ends at a NUL byte or at the end
// of the input, and all other bytes belong to it.
type Reader struct {
	src    io.Reader
	format Format
	buf    []byte
	r, w   int // buf[r:w] is read and not yet returned
	line   int64
	cr     int64
	err    error // that ended the input
}

// NewReader returns a Reader of src.
func NewReader(src io.Reader, format Format) *Reader {
	return newReader(src, format, MaxText+2) // the end of the line too
}

func newReader(src io.Reader, format Format, size int) *Reader {
	return &Reader{src: src, format: format, buf: make([]byte, size)}
}

// CRLF returns how many keys ended in "\r\n" so far.
func (r *Reader) CRLF() int64 { return r.cr }

// Next returns the next key, and io.EOF after the last one. Another error is
// that of the source, or names the line that is not in the format.
func (r *Reader) Next() (Key, error) {
	end := byte('\n')
	if r.format.NUL {
		end = 0
	}
	at := bytes.IndexByte(r.buf[r.r:r.w], end)
	for at < 0 {
		if r.w-r.r == len(r.buf) {
			return r.long(end)
		}
		if r.err != nil {
			if r.r == r.w || r.err != io.EOF {
				return Key{}, r.err
			}
			return r.key(r.w, r.w)
		}
		seen := r.w - r.r
		r.fill()
		if at = bytes.IndexByte(r.buf[r.r+seen:r.w], end); at >= 0 {
			at += seen
		}
	}
	return r.key(r.r+at, r.r+at+1)
}

// fill reads more, and makes room for it. It does not return before there is
// something, or the source has ended.
func (r *Reader) fill() {
	if r.r > 0 {
		copy(r.buf, r.buf[r.r:r.w])
		r.w -= r.r
		r.r = 0
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.w:])
		r.w += n
		r.err = err
		if n > 0 || err != nil {
			return
		}
	}
	r.err = io.ErrNoProgress
}

// key returns the key that starts at r.r and ends at end; next is the start of
// the one behind it.
func (r *Reader) key(end, next int) (Key, error) {
	text := r.buf[r.r:end]
	r.r = next
	r.line++
	if !r.format.NUL && next > end && len(text) > 0 && text[len(text)-1] == '\r' {
		text = text[:len(text)-1]
		r.cr++
	}
	if r.format.Quoted {
		var ok bool
		if text, ok = Unquote(text); !ok {
			return Key{}, fmt.Errorf("line %d is not a string in quotes, as redis-cli prints it on a terminal: %s", r.line, Show(Clip(text, 60)))
		}
	}
	return Key{text, int64(len(text)), slot.OfBytes(text)}, nil
}

// errQuotedLong is for a quoted line that would have to be decoded piece by
// piece; no terminal shows such a key.
var errQuotedLong = errors.New("a line in quotes is longer than 1 MiB")

// long returns the key that fills the buffer and goes on, and whose slot is
// computed while it is read.
func (r *Reader) long(end byte) (Key, error) {
	r.line++
	if r.format.Quoted {
		return Key{}, fmt.Errorf("line %d: %w", r.line, errQuotedLong)
	}
	half := len(r.buf) / 2 // the first half is what Text returns
	var h hasher
	h.add(r.buf[:half])
	keep := r.w
	rest := r.buf[half:]
	held := copy(rest, r.buf[half:keep])
	for {
		at := bytes.IndexByte(rest[:held], end)
		if at >= 0 || r.err != nil {
			if at < 0 && r.err != io.EOF {
				return Key{}, r.err
			}
			next := at + 1
			if at < 0 {
				at, next = held, held
			} else if end == '\n' && at > 0 && rest[at-1] == '\r' {
				at--
				r.cr++
			}
			h.add(rest[:at])
			r.r, r.w = half+next, half+held
			return Key{r.buf[:half], h.size, h.slot()}, nil
		}
		// The last byte stays: it may be the \r of an end of line.
		h.add(rest[:held-1])
		rest[0] = rest[held-1]
		n, err := r.src.Read(rest[1:])
		held, r.err = 1+n, err
	}
}
