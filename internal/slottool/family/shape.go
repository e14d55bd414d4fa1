// Package family finds out, from the keys alone, which families they belong to:
// user:17:profile and user:18:profile are of the family user:<int>:profile.
//
// What it says is inferred. The rules are simple, written down where they are
// applied, and the same for all keys. Memory is bounded whatever the keys are.
package family

// The kinds of values that one key is enough to see. Of a place in the keys that
// has had many different words a [Tree] makes Text.
const (
	Int  = "<int>"  // decimal digits
	Hex  = "<hex>"  // eight or more hexadecimal digits in one case, among them both digits and letters
	UUID = "<uuid>" // 8-4-4-4-12 hexadecimal digits
	ID   = "<id>"   // six or more letters and digits in turns
	Text = "<text>"
	rest = "…" // what is behind the bounds below
)

const (
	maxScan     = 512 // bytes of a key that are looked at
	maxSegments = 12
	minHex      = 8
	minID       = 6
	uuidLen     = 36
)

// The kinds of bytes.
const (
	word uint8 = iota // letters, bytes that are not ASCII, control characters
	digit
	lowHex
	upHex
	minor // punctuation that separates words where there is no other separator
	major // what most keys are separated by
	brace // of a hash tag
)

var kinds = func() (t [256]uint8) {
	for b := '!'; b <= '~'; b++ {
		switch {
		case '0' <= b && b <= '9':
			t[b] = digit
		case 'a' <= b && b <= 'f':
			t[b] = lowHex
		case 'A' <= b && b <= 'F':
			t[b] = upHex
		case b == ':' || b == '/' || b == '|':
			t[b] = major
		case b == '{' || b == '}':
			t[b] = brace
		case 'g' <= b && b <= 'z' || 'G' <= b && b <= 'Z':
		default:
			t[b] = minor
		}
	}
	t[' '] = minor
	return t
}()

// A segment is a part of a key, with the separators before it: ":17".
type segment struct {
	body, end int  // key[body:end] is what follows the separators
	form      int  // the segment's form ends there, and starts where the one before ended
	formBody  int  // where its form's separators end
	value     bool // the form has a value in it
}

// A shape is a key cut into segments, with its values replaced by their kinds.
// It serves one key after the other.
type shape struct {
	form []byte // "user:<int>:profile"
	segs []segment
	// The same key may be cut at all separators, or at the major ones and the
	// braces only, where it has one of these.
	fine, coarse []segment
}

// scan sets s to the shape of key.
func (s *shape) scan(key []byte) {
	s.form, s.fine, s.coarse = s.form[:0], s.fine[:0], s.coarse[:0]
	cut := len(key) > maxScan
	if cut {
		key = key[:maxScan]
	}
	majors := false
	for i := 0; i < len(key); {
		if len(s.fine) == maxSegments {
			cut = true
			break
		}
		begin, found := i, uint8(0)
		for i < len(key) && kinds[key[i]] >= minor {
			found = max(found, kinds[key[i]])
			majors = majors || kinds[key[i]] == major
			i++
		}
		s.form = append(s.form, key[begin:i]...)
		seg := segment{body: i, formBody: len(s.form)}
		i, seg.value = s.token(key, i)
		seg.end, seg.form = i, len(s.form)
		s.fine = append(s.fine, seg)
		if n := len(s.coarse); n > 0 && found < major {
			last := &s.coarse[n-1]
			last.end, last.form, last.value = seg.end, seg.form, last.value || seg.value
		} else {
			s.coarse = append(s.coarse, seg)
		}
	}
	s.segs = s.fine
	if majors {
		s.segs = s.coarse
	}
	if cut {
		s.form = append(s.form, rest...)
		s.segs = append(s.segs, segment{body: len(key), end: len(key), form: len(s.form), formBody: len(s.form) - len(rest)})
	}
}

// token appends the form of the run of letters and digits at key[i:], and
// returns its end, and whether it is or holds a value.
func (s *shape) token(key []byte, i int) (end int, value bool) {
	begin := i
	var digits, turns int
	var seen [3 + 1]bool // by kind
	last := -1
	for ; i < len(key); i++ {
		k := kinds[key[i]]
		if k >= minor {
			break
		}
		seen[k] = true
		is := 0
		if k == digit {
			digits++
			is = 1
		}
		if is != last && last >= 0 {
			turns++
		}
		last = is
	}
	n := i - begin
	if n == 8 && i < len(key) && key[i] == '-' && isUUID(key[begin:]) {
		s.form = append(s.form, UUID...)
		return begin + uuidLen, true
	}
	switch {
	case digits == 0:
		s.form = append(s.form, key[begin:i]...)
		return i, false
	case digits == n:
		s.form = append(s.form, Int...)
	case n >= minHex && !seen[word] && !(seen[lowHex] && seen[upHex]):
		s.form = append(s.form, Hex...)
	case n >= minID && (turns > 1 || last == 0):
		s.form = append(s.form, ID...)
	default: // shard12, v2, a1b2
		for at, b := range key[begin:i] {
			switch {
			case kinds[b] != digit:
				s.form = append(s.form, b)
			case at == 0 || kinds[key[begin+at-1]] != digit:
				s.form = append(s.form, Int...)
			}
		}
	}
	return i, true
}

// isUUID reports whether key starts with a UUID that ends where a word does.
func isUUID(key []byte) bool {
	if len(key) < uuidLen || len(key) > uuidLen && kinds[key[uuidLen]] < minor {
		return false
	}
	for i, b := range key[:uuidLen] {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if b != '-' {
				return false
			}
		} else if k := kinds[b]; k < digit || k > upHex {
			return false
		}
	}
	return true
}
