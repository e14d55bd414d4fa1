package keyio

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Show spells a key for a person: as it is, or in the quotes and escapes of
// redis-cli where it holds what a terminal would not show or a reader of
// columns would misread (control characters, bytes that are no UTF-8, a space at
// an end, a quote at the start, nothing at all), and where package quote would
// escape it. [Unquote] is the way back.
func Show[T string | []byte](key T) string {
	s := string(key)
	plain := s != "" && s[0] != '"' && s[0] != ' ' && s[len(s)-1] != ' ' && utf8.ValidString(s)
	if plain && quote.Line(s) == s && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0 {
		return s
	}
	return Quote(s)
}

// Quote writes a key as redis-cli does on a terminal, and reads on its input:
// in double quotes, with every byte outside of printable ASCII escaped, and the
// second of two # too: they could start a command of a CI system.
func Quote(s string) string {
	out := make([]byte, 0, len(s)+2)
	out = append(out, '"')
	for i := range len(s) {
		b := s[i]
		switch at := strings.IndexByte(escaped, b); {
		case at >= 0:
			out = append(out, '\\', letters[at])
		case b < ' ' || b > '~', b == '#' && i > 0 && s[i-1] == '#':
			out = fmt.Appendf(out, `\x%02x`, b)
		default:
			out = append(out, b)
		}
	}
	return string(append(out, '"'))
}

// The escapes of sdscatrepr in the source of Redis, but for \xHH.
const (
	escaped = "\\\"\n\r\t\a\b"
	letters = `\"nrtab`
)

// Unquote decodes, in place, a string as [Quote] and redis-cli write it, with
// the number that redis-cli puts before each element of a list, or without. ok
// is false if line is no such string; it is unchanged then.
func Unquote(line []byte) (text []byte, ok bool) {
	s := bytes.TrimLeft(line, " ")
	if n := bytes.IndexByte(s, ')'); n > 0 && len(bytes.Trim(s[:n], "0123456789")) == 0 {
		s = bytes.TrimLeft(s[n+1:], " ")
	}
	if len(s) < 2 || s[0] != '"' {
		return line, false
	}
	// Twice over the text: a line that is refused is shown as it was.
	n, ok := unescape(nil, s[1:])
	if !ok {
		return line, false
	}
	text = s[1 : 1+n]
	unescape(text, s[1:])
	return text, true
}

// unescape decodes s, which must end in the one quote that is not escaped,
// into dst unless it is nil, and returns the length of the result. A dst at the
// place of s is right: what is read is never before what is written.
func unescape(dst, s []byte) (n int, ok bool) {
	put := func(b byte) {
		if dst != nil {
			dst[n] = b
		}
		n++
	}
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == '"':
			return n, i == len(s)-1
		case b != '\\':
			put(b)
		case i+3 < len(s) && s[i+1] == 'x' && isHex(s[i+2]) && isHex(s[i+3]):
			put(nibble(s[i+2])<<4 | nibble(s[i+3]))
			i += 3
		case i+1 < len(s) && strings.IndexByte(letters, s[i+1]) >= 0:
			put(escaped[strings.IndexByte(letters, s[i+1])])
			i++
		default:
			return 0, false
		}
	}
	return 0, false
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'f'
}

func nibble(b byte) byte {
	if b <= '9' {
		return b - '0'
	}
	return b | 0x20 - 'a' + 10
}

// Clip returns text, or its first n bytes and an ellipsis, without half a
// character at the end.
func Clip[T string | []byte](text T, n int) string {
	if len(text) <= n {
		return string(text)
	}
	cut := string(text[:n])
	for i := 1; i <= utf8.UTFMax && i <= len(cut); i++ {
		if r := cut[len(cut)-i]; utf8.RuneStart(r) {
			if !utf8.FullRuneInString(cut[len(cut)-i:]) {
				cut = cut[:len(cut)-i]
			}
			break
		}
	}
	return cut + "…"
}
