package lua

import "strings"

// Bounds of the server's own matcher, and of this one.
const (
	maxCaptures  = 32
	maxMatchWork = 10_000 // steps of one call of a string function
	maxMatchNest = 200    // nesting of one match
)

// A matcher matches a text with a Lua pattern, as lstrlib.c of Lua 5.1 does. Where
// the pattern is malformed, or too much work, failed is set and nothing else counts.
type matcher struct {
	text, pattern string
	captures      []capture
	work, nest    int
	failed        bool
}

// A capture is text[start:end], or where end is below zero one of those:
type capture struct{ start, end int }

const (
	captureOpen     = -1
	capturePosition = -2
)

const noMatch = -1

// find returns the first match at or after from: text[start:end]. The pattern is
// taken without its anchor.
func (m *matcher) find(from int, anchored bool) (start, end int, ok bool) {
	for ; from <= len(m.text); from++ {
		m.captures = m.captures[:0]
		if end = m.match(from, 0); m.failed {
			return 0, 0, false
		} else if end != noMatch {
			return from, end, true
		}
		if anchored {
			break
		}
	}
	return 0, 0, false
}

func (m *matcher) fail() int {
	m.failed = true
	return noMatch
}

// match returns where the match of pattern[p:] at text[s:] ends.
func (m *matcher) match(s, p int) int {
	if m.nest++; m.nest > maxMatchNest {
		return m.fail()
	}
	defer func() { m.nest-- }()
	for {
		if m.work++; m.failed || m.work > maxMatchWork {
			return m.fail()
		}
		if p == len(m.pattern) {
			return s
		}
		next, at, how := m.special(s, p)
		switch how {
		case matched:
			return next
		case skipped:
			s, p = next, at
			continue
		}
		end := m.classEnd(p)
		if m.failed {
			return noMatch
		}
		here := s < len(m.text) && m.single(m.text[s], p, end)
		var suffix byte
		if end < len(m.pattern) {
			suffix = m.pattern[end]
		}
		switch suffix {
		case '?':
			if here {
				if r := m.match(s+1, end+1); r != noMatch || m.failed {
					return r
				}
			}
			p = end + 1
		case '*':
			return m.most(s, p, end)
		case '+':
			if !here {
				return noMatch
			}
			return m.most(s+1, p, end)
		case '-':
			return m.fewest(s, p, end)
		default:
			if !here {
				return noMatch
			}
			s, p = s+1, end
		}
	}
}

// How special went on.
type step uint8

const (
	single  step = iota // the pattern has a single character or class there
	skipped             // something was matched that has no suffix
	matched             // the whole rest was
)

// special matches what is no single character or class: captures, the end, and the
// items that begin with a percent sign. It returns where text and pattern go on or,
// where the rest is matched too, the end of the match.
func (m *matcher) special(s, p int) (text, pattern int, how step) {
	rest := m.pattern[p+1:]
	switch c := m.pattern[p]; {
	case c == '(' && strings.HasPrefix(rest, ")"):
		return m.capture(capture{s, capturePosition}, s, p+2), 0, matched
	case c == '(':
		return m.capture(capture{s, captureOpen}, s, p+1), 0, matched
	case c == ')':
		return m.close(s, p+1), 0, matched
	case c == '$' && rest == "":
		if s != len(m.text) {
			s = noMatch
		}
		return s, 0, matched
	case c != '%' || rest == "":
		return s, p, single
	case rest[0] == 'b':
		s, p = m.balance(s, p+2), p+4
	case rest[0] == 'f':
		s, p = m.frontier(s, p+2)
	case isDigit(rest[0]):
		s, p = m.backReference(s, rest[0]), p+2
	default:
		return s, p, single
	}
	if s == noMatch {
		return noMatch, 0, matched
	}
	return s, p, skipped
}

// frontier matches %f: a place before which a set does not match, and behind which
// it does.
func (m *matcher) frontier(s, p int) (text, pattern int) {
	if p >= len(m.pattern) || m.pattern[p] != '[' {
		return m.fail(), p
	}
	end := m.classEnd(p)
	if m.failed {
		return noMatch, p
	}
	var before, at byte
	if s > 0 {
		before = m.text[s-1]
	}
	if s < len(m.text) {
		at = m.text[s]
	}
	if m.inSet(before, p, end-1) || !m.inSet(at, p, end-1) {
		return noMatch, p
	}
	return s, end
}

// most matches as many of a single as it can, and then what is behind it.
func (m *matcher) most(s, p, end int) int {
	n := 0
	for s+n < len(m.text) && m.single(m.text[s+n], p, end) {
		n++
	}
	for ; n >= 0; n-- {
		if r := m.match(s+n, end+1); r != noMatch || m.failed {
			return r
		}
	}
	return noMatch
}

// fewest matches as few of a single as it can, and then what is behind it.
func (m *matcher) fewest(s, p, end int) int {
	for {
		if r := m.match(s, end+1); r != noMatch || m.failed {
			return r
		}
		if s >= len(m.text) || !m.single(m.text[s], p, end) {
			return noMatch
		}
		s++
	}
}

// capture opens a capture, and takes it back if what is behind it does not match.
func (m *matcher) capture(c capture, s, p int) int {
	if len(m.captures) >= maxCaptures {
		return m.fail()
	}
	m.captures = append(m.captures, c)
	r := m.match(s, p)
	if r == noMatch && !m.failed {
		m.captures = m.captures[:len(m.captures)-1]
	}
	return r
}

func (m *matcher) close(s, p int) int {
	i := len(m.captures) - 1
	for ; i >= 0 && m.captures[i].end != captureOpen; i-- {
	}
	if i < 0 {
		return m.fail()
	}
	m.captures[i].end = s
	r := m.match(s, p)
	if r == noMatch && !m.failed {
		m.captures[i].end = captureOpen
	}
	return r
}

func (m *matcher) balance(s, p int) int {
	if p+1 >= len(m.pattern) {
		return m.fail()
	}
	if s >= len(m.text) || m.text[s] != m.pattern[p] {
		return noMatch
	}
	open, end, depth := m.pattern[p], m.pattern[p+1], 1
	for i := s + 1; i < len(m.text); i++ {
		switch m.text[i] {
		case end:
			if depth--; depth == 0 {
				return i + 1
			}
		case open:
			depth++
		}
	}
	return noMatch
}

func (m *matcher) backReference(s int, digit byte) int {
	i := int(digit) - '1'
	if i < 0 || i >= len(m.captures) || m.captures[i].end == captureOpen {
		return m.fail()
	}
	c := m.captures[i]
	if c.end == capturePosition {
		return m.fail() // the server compares with what lies behind the text
	}
	if !strings.HasPrefix(m.text[s:], m.text[c.start:c.end]) {
		return noMatch
	}
	return s + c.end - c.start
}

// classEnd returns where the single that begins at pattern[p] ends.
func (m *matcher) classEnd(p int) int {
	c := m.pattern[p]
	p++
	switch c {
	case '%':
		if p == len(m.pattern) {
			return m.fail()
		}
		return p + 1
	case '[':
		if p < len(m.pattern) && m.pattern[p] == '^' {
			p++
		}
		for first := true; first || p >= len(m.pattern) || m.pattern[p] != ']'; first = false {
			if p >= len(m.pattern) {
				return m.fail()
			}
			if m.pattern[p] == '%' && p+1 < len(m.pattern) {
				p++
			}
			p++
		}
		return p + 1
	}
	return p
}

// single reports whether the single pattern[p:end] matches c.
func (m *matcher) single(c byte, p, end int) bool {
	if m.work++; m.work > maxMatchWork {
		m.fail()
		return false
	}
	switch m.pattern[p] {
	case '.':
		return true
	case '%':
		return inClass(c, m.pattern[p+1])
	case '[':
		return m.inSet(c, p, end-1)
	}
	return m.pattern[p] == c
}

// inSet reports whether c is in the set that begins at pattern[p] with a [ and
// ends at pattern[end] with a ].
func (m *matcher) inSet(c byte, p, end int) bool {
	is := true
	if p++; m.pattern[p] == '^' {
		is = false
		p++
	}
	for ; p < end; p++ {
		m.work++
		switch {
		case m.pattern[p] == '%':
			if p++; inClass(c, m.pattern[p]) {
				return is
			}
		case m.pattern[p+1] == '-' && p+2 < end:
			if m.pattern[p] <= c && c <= m.pattern[p+2] {
				return is
			}
			p += 2
		case m.pattern[p] == c:
			return is
		}
	}
	return !is
}

// inClass reports whether c is in the class that the letter names, as in the C
// locale; another character names itself.
func inClass(c, class byte) bool {
	var in bool
	switch class | 0x20 {
	case 'a':
		in = isLetter(c)
	case 'c':
		in = c < ' ' || c == 0x7f
	case 'd':
		in = isDigit(c)
	case 'l':
		in = 'a' <= c && c <= 'z'
	case 'p':
		in = ' ' < c && c < 0x7f && !isLetter(c) && !isDigit(c)
	case 's':
		in = c == ' ' || '\t' <= c && c <= '\r'
	case 'u':
		in = 'A' <= c && c <= 'Z'
	case 'w':
		in = isLetter(c) || isDigit(c)
	case 'x':
		in = isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f'
	case 'z':
		in = c == 0
	default:
		return class == c
	}
	return in == (class >= 'a')
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
