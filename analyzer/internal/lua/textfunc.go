package lua

import (
	"crypto/sha1"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
)

// textFunctions are the functions without effects that make texts of texts. Each
// returns its results, or false where the server reports an error, where it returns
// nil, and where this package does not compute what it does.
var textFunctions = map[string]func(args []string) ([]string, bool){
	"redis.sha1hex": func(args []string) ([]string, bool) {
		sum := sha1.Sum([]byte(args[0]))
		return []string{hex.EncodeToString(sum[:])}, true
	},
	// Operators, as far as positions in texts are made by them.
	"#": func(args []string) ([]string, bool) { return []string{strconv.Itoa(len(args[0]))}, true },
	"+": func(args []string) ([]string, bool) { return added(args, 1) },
	"-": func(args []string) ([]string, bool) { return added(args, -1) },

	"string.char":    char,
	"string.find":    find,
	"string.format":  formatted,
	"string.gsub":    gsub,
	"string.lower":   perByte('A', 'Z'),
	"string.match":   match,
	"string.rep":     rep,
	"string.reverse": reverse,
	"string.sub":     sub,
	"string.upper":   perByte('a', 'z'),
}

// Apply returns what a function that makes a text of texts returns. ok is false
// where that is not known.
func Apply(name string, args []string) (results []string, ok bool) {
	f := textFunctions[name]
	if f == nil || len(args) == 0 {
		return nil, false
	}
	return f(args)
}

// number returns the whole number that an argument is, alone where there is none.
func number(args []string, i, alone int) (n int, ok bool) {
	if i >= len(args) {
		return alone, true
	}
	n, err := strconv.Atoi(args[i])
	return n, err == nil && strconv.Itoa(n) == args[i] && n == int(int32(n))
}

func added(args []string, sign int) ([]string, bool) {
	a, ok := number(args, 0, 0)
	b, ok2 := number(args, 1, 0)
	return []string{strconv.Itoa(a + sign*b)}, ok && ok2
}

// perByte changes the case of the letters from first to last.
func perByte(first, last byte) func([]string) ([]string, bool) {
	return func(args []string) ([]string, bool) {
		out := []byte(args[0])
		for i, c := range out {
			if first <= c && c <= last {
				out[i] ^= 0x20
			}
		}
		return []string{string(out)}, true
	}
}

func char(args []string) ([]string, bool) {
	var out []byte
	for i := range args {
		n, ok := number(args, i, 0)
		if !ok || n < 0 || n > 255 {
			return nil, false
		}
		out = append(out, byte(n))
	}
	return []string{string(out)}, true
}

func rep(args []string) ([]string, bool) {
	n, ok := number(args, 1, 0)
	if !ok || len(args) < 2 || n > maxLength || n*len(args[0]) > maxLength {
		return nil, false
	}
	return []string{strings.Repeat(args[0], max(n, 0))}, true
}

func reverse(args []string) ([]string, bool) {
	out := []byte(args[0])
	slices.Reverse(out)
	return []string{string(out)}, true
}

func sub(args []string) ([]string, bool) {
	from, ok := number(args, 1, 0)
	to, ok2 := number(args, 2, -1)
	if !ok || !ok2 || len(args) < 2 {
		return nil, false
	}
	n := len(args[0])
	if from < 0 {
		from += n + 1
	}
	if to < 0 {
		to += n + 1
	}
	from, to = max(from, 1), min(to, n)
	if from > to {
		return []string{""}, true
	}
	return []string{args[0][from-1 : to]}, true
}

// newMatcher returns what matches the first argument with the second, and whether
// the pattern is anchored.
func newMatcher(args []string) (m *matcher, anchored, ok bool) {
	if len(args) < 2 || len(args[0])+len(args[1]) > maxLength || strings.Contains(args[1], "\x00") { // with which the server ends a pattern
		return nil, false, false
	}
	p, anchored := strings.CutPrefix(args[1], "^")
	return &matcher{text: args[0], pattern: p}, anchored, true
}

// captured returns the captures of a match, the whole match where there are none.
func (m *matcher) captured(start, end int) (out []string, ok bool) {
	if len(m.captures) == 0 {
		return []string{m.text[start:end]}, true
	}
	for _, c := range m.captures {
		switch c.end {
		case captureOpen:
			return nil, false
		case capturePosition:
			out = append(out, strconv.Itoa(c.start+1))
		default:
			out = append(out, m.text[c.start:c.end])
		}
	}
	return out, true
}

// first returns the first match of the arguments, from where they say.
func first(args []string) (m *matcher, start, end int, ok bool) {
	m, anchored, ok := newMatcher(args)
	from, ok2 := number(args, 2, 1)
	if !ok || !ok2 {
		return nil, 0, 0, false
	}
	if from < 0 {
		from += len(args[0]) + 1
	}
	start, end, ok = m.find(min(max(from-1, 0), len(args[0])), anchored)
	return m, start, end, ok
}

func match(args []string) ([]string, bool) {
	m, start, end, ok := first(args)
	if !ok || len(args) > 3 {
		return nil, false
	}
	return m.captured(start, end)
}

func find(args []string) ([]string, bool) {
	if len(args) > 3 {
		return nil, false // plain, or not
	}
	m, start, end, ok := first(args)
	if !ok {
		return nil, false
	}
	out := []string{strconv.Itoa(start + 1), strconv.Itoa(end)}
	if len(m.captures) == 0 {
		return out, true
	}
	captures, ok := m.captured(start, end)
	return append(out, captures...), ok
}

func gsub(args []string) ([]string, bool) {
	m, anchored, ok := newMatcher(args)
	if !ok || len(args) < 3 || len(args) > 4 {
		return nil, false
	}
	most, ok := number(args, 3, len(args[0])+1)
	if !ok {
		return nil, false
	}
	var out strings.Builder
	n, at := 0, 0
	for n < most {
		m.captures = m.captures[:0]
		end := m.match(at, 0)
		if m.failed || out.Len() > maxLength {
			return nil, false
		}
		if end != noMatch {
			n++
			if !m.replacement(&out, args[2], at, end) {
				return nil, false
			}
		}
		if end > at {
			at = end
		} else if at < len(m.text) {
			out.WriteByte(m.text[at])
			at++
		} else {
			break
		}
		if anchored {
			break
		}
	}
	out.WriteString(m.text[at:])
	return []string{out.String(), strconv.Itoa(n)}, true
}

// replacement writes what gsub puts in the place of a match.
func (m *matcher) replacement(out *strings.Builder, with string, start, end int) bool {
	for i := 0; i < len(with); i++ {
		if with[i] != '%' {
			out.WriteByte(with[i])
			continue
		}
		switch i++; {
		case i == len(with):
			return false // the server takes what lies behind the text
		case !isDigit(with[i]):
			out.WriteByte(with[i])
		case with[i] == '0':
			out.WriteString(m.text[start:end])
		default:
			captures, ok := m.captured(start, end)
			n := int(with[i] - '1')
			if !ok || n >= len(captures) {
				return false
			}
			out.WriteString(captures[n])
		}
	}
	return true
}

// formatted is string.format with texts and whole numbers.
func formatted(args []string) ([]string, bool) {
	var out strings.Builder
	f, n := args[0], 0
	for {
		before, verb, found := strings.Cut(f, "%")
		if out.WriteString(before); !found {
			return []string{out.String()}, true
		}
		flags := len(verb) - len(strings.TrimLeft(verb, "-0123456789."))
		if flags == len(verb) || flags > 4 || out.Len() > maxLength {
			return nil, false
		}
		options, c := verb[:flags], verb[flags]
		if f = verb[flags+1:]; c == '%' && options == "" {
			out.WriteByte('%')
			continue
		}
		if n++; n >= len(args) {
			return nil, false
		}
		text, ok := formatOne(options, c, args[n])
		if !ok {
			return nil, false
		}
		out.WriteString(text)
	}
}

func formatOne(options string, verb byte, arg string) (string, bool) {
	width, precision, exact := strings.Cut(strings.TrimLeft(options, "-0"), ".")
	flags := options[:len(options)-len(strings.TrimLeft(options, "-0"))]
	w, err := strconv.Atoi("0" + width)
	p, err2 := strconv.Atoi("0" + precision)
	if err != nil || err2 != nil || w > 99 || p > 99 {
		return "", false
	}
	text := arg
	switch verb {
	case 's':
		if strings.Contains(flags, "0") || strings.Contains(arg, "\x00") {
			return "", false
		}
		if exact {
			text = text[:min(p, len(text))]
		}
	case 'd', 'i', 'x', 'X', 'o', 'u':
		x, err := strconv.ParseFloat(arg, 64)
		if err != nil || strings.Trim(arg, "-0123456789") != "" || math.Abs(x) >= 1<<53 || x < 0 && verb != 'd' && verb != 'i' || exact {
			return "", false
		}
		base := map[byte]int{'x': 16, 'X': 16, 'o': 8}[verb]
		if base == 0 {
			base = 10
		}
		text = strconv.FormatInt(int64(x), base)
		if verb == 'X' {
			text = strings.ToUpper(text)
		}
		if strings.Contains(flags, "0") && !strings.Contains(flags, "-") {
			digits, negative := strings.CutPrefix(text, "-")
			for sign := len(text) - len(digits); len(digits)+sign < w; {
				digits = "0" + digits
			}
			if text = digits; negative {
				text = "-" + digits
			}
		}
	default:
		return "", false
	}
	for len(text) < w {
		if strings.Contains(flags, "-") {
			text += " "
		} else {
			text = " " + text
		}
	}
	return text, true
}
