package command

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Key is an argument of a command that decides its slot.
type Key struct {
	// Index is the place of the argument; the command's name has place 0.
	Index int

	// NotKey says that the argument is a sharded channel. It has a slot, by the
	// rule for keys, but names no key (the flag "not_key" of key
	// specifications: SPUBLISH, SSUBSCRIBE, SUNSUBSCRIBE).
	NotKey bool

	// Pattern says that the argument is no key, but the server derives keys
	// from it: by replacing the first '*' (SORT ... BY and GET).
	Pattern bool

	// Role says what the command does with the key: see [Command.Role].
	Role int
}

// maxArgs is the most arguments that a command can have. The server bounds a
// request so (networking.c, processMultibulkBuffer: "invalid multibulk length",
// beyond 1024*1024 until Redis 6.2), and no source code comes near.
const maxArgs = 1024 * 1024

// Keys returns the arguments of one call of c that decide its slot, ordered by
// their index. The call has n arguments, the command's name and its subcommand
// included; text(i) is the text of argument i, 0 <= i < n, and whether it is
// known. Keys asks for as few texts as it can: the number of keys where the
// command has one, options where they can name keys, and the subcommand if c is
// a container. It holds no reference to text.
//
// ok is false when the keys depend on a text that is not known, when the server
// would refuse the call because keys are missing (numkeys is no number,
// negative, or larger than the number of arguments; XREAD with fewer ids than
// keys), and when n < 1 or n > 1048576. If ok is true the result does not
// depend on the texts that were unknown, but for patterns: one without '*' in
// it names no key and is left out if its text is known.
//
// Keys names what a cluster checks and the command uses, which for some calls
// is not what COMMAND GETKEYS says: of several STORE options the last one
// counts. It checks nothing else; a call whose keys are known can be wrong in
// other ways (MSET with a key and no value).
func (c *Command) Keys(n int, text func(i int) (string, bool)) (keys []Key, ok bool) {
	if n < 1 || n > maxArgs {
		return nil, false
	}
	if c.Has(Container) && !c.Keyless() {
		if n < 2 {
			return nil, false
		}
		name, known := text(1)
		if !known {
			return nil, false
		}
		if c, ok = c.sub(name); !ok {
			return nil, false
		}
	}
	a := args{n, text}
	role := 0
	for i := range c.specs {
		first := len(keys)
		if keys, ok = c.specs[i].keys(keys, a); !ok {
			return nil, false
		}
		for j := range keys[first:] {
			keys[first+j].Role = role
		}
		if c.specs[i].flags&pattern == 0 {
			role++
		}
	}
	slices.SortFunc(keys, func(a, b Key) int { return cmp.Compare(a.Index, b.Index) })
	return keys, true
}

// args are the arguments of a call, as Keys gets them.
type args struct {
	n    int
	text func(i int) (string, bool)
}

// keys appends the keys that s finds in a, unless they cannot be told.
func (s *keySpec) keys(keys []Key, a args) ([]Key, bool) {
	begins, ok := s.begins(a)
	if !ok {
		return nil, false
	}
	for _, first := range begins {
		count, ok := s.find.count(first, a)
		if !ok {
			return nil, false
		}
		if s.find.counted {
			first++
		}
		for i := range count {
			k := Key{Index: first + i*s.find.step, NotKey: s.flags&notKey != 0, Pattern: s.flags&pattern != 0}
			if k.Pattern {
				if t, known := a.text(k.Index); known && !strings.Contains(t, "*") {
					continue
				}
			}
			keys = append(keys, k)
		}
	}
	return keys, true
}

// begins returns the places where the search for keys begins, if they can be
// told: none, one, or one for each of several options.
func (s *keySpec) begins(a args) ([]int, bool) {
	if s.options == nil {
		return []int{s.index}, true
	}
	found, ok := s.options.scan(a)
	if !ok {
		return nil, false
	}
	var begins []int
	for _, o := range found {
		switch {
		case s.index != 0 && o.word == s.unless:
			return nil, true
		case s.index == 0 && (o.word == s.keyword || slices.Contains(s.words, o.word)):
			begins = append(begins, o.at+1)
		}
	}
	if s.index != 0 {
		begins = append(begins, s.index)
	}
	return begins, true
}

// count returns how many keys there are when their search begins at first. It
// fails if that cannot be told, or if not all of them are there.
func (f find) count(first int, a args) (int, bool) {
	size := a.n - first // of the arguments from first on
	switch {
	case f.counted:
		if size < 1 {
			return 0, false
		}
		t, known := a.text(first)
		if !known {
			return 0, false
		}
		count, err := strconv.Atoi(t)
		// The server reads integers strictly: no sign but a minus, no leading
		// zeros (util.c, string2ll).
		if err != nil || strconv.Itoa(count) != t {
			return 0, false
		}
		return count, 0 <= count && count <= (size-1)/f.step
	case f.half:
		return size / 2, size >= 2 && size%2 == 0
	case f.last >= 0:
		return f.last/f.step + 1, f.last < size
	default:
		// No key at all is no error here: some commands take keys that are
		// optional (PFMERGE dest, SUNSUBSCRIBE), and the others are refused for
		// the number of their arguments.
		last := size + f.last
		return (last + f.step) / f.step, last >= -1
	}
}

// An option is a word of a call that the grammar of its options lists.
type option struct {
	word string // in upper case
	at   int    // its index
}

// scan finds the options in a. It fails when it comes to a text that is not
// known where a word may be, and where the server would find an error.
func (o *options) scan(a args) (found []option, ok bool) {
	hasRest := false
	for i := o.from; i < a.n && !hasRest; i++ {
		t, known := a.text(i)
		if !known {
			return nil, false
		}
		word := upper(t)
		operands, listed := o.operands[word]
		if !listed {
			if o.strict {
				return nil, false
			}
			continue
		}
		if operands >= a.n-i {
			return nil, false // too few of them
		}
		found = append(found, option{word, i})
		i += max(operands, 0)
		hasRest = operands == rest
	}
	if o.strict && !hasRest {
		return nil, false
	}
	return o.keepLast(found), true
}

// keepLast removes all options of o.last from found but the last one.
func (o *options) keepLast(found []option) []option {
	var kept []option
	seen := false
	for _, f := range slices.Backward(found) {
		if slices.Contains(o.last, f.word) {
			if seen {
				continue
			}
			seen = true
		}
		kept = append(kept, f)
	}
	slices.Reverse(kept)
	return kept
}
