package command

import "slices"

// sampled is the number of elements with which a list of unknown length is taken:
// enough to see which of them are keys, and whether they can differ.
const sampled = 4

// A ListKey is a word of a call with lists of unknown length among its words.
type ListKey struct {
	Word    int  // the index of the word
	Repeat  bool // several elements of the list are keys
	NotKey  bool // see [Key]
	Pattern bool
	Role    int // see [Key]
}

// KeysIn is [Command.Keys] for a call of n words of which some are repeated: lists
// of elements that are alike, and of a length that is not known. Repeated words side
// by side may be what each round of one loop adds, or one list after the other. A
// word is a key only if it is one either way. exact is false where more of the words
// would have to be known to say which elements are keys.
func (c *Command) KeysIn(n int, repeated func(i int) bool, text func(i int) (string, bool)) (keys []ListKey, exact, ok bool) {
	row, rounds := readings(n, repeated)
	find := func(words []int) ([]Key, bool) {
		return c.Keys(len(words), func(i int) (string, bool) {
			if repeated(words[i]) {
				return "", false
			}
			return text(words[i])
		})
	}
	places, ok := find(row)
	if !ok {
		return nil, false, false
	}
	least := count(n, row, places)
	exact = true
	if len(row) > n { // there are lists
		other, ok := find(rounds)
		if !ok {
			return nil, false, false
		}
		for i, times := range count(n, rounds, other) {
			whole := times == sampled && least[i] == sampled
			exact = exact && (!repeated(i) || whole || times == 0 && least[i] == 0)
			if least[i] = min(least[i], times); repeated(i) && !whole && i > 0 && repeated(i-1) {
				least[i] = 0 // how many others stand before it is not known
			}
		}
	}
	seen := make([]bool, n)
	for _, p := range places {
		i := row[p.Index]
		if least[i] == 0 || seen[i] {
			continue
		}
		seen[i] = true
		keys = append(keys, ListKey{Word: i, Repeat: repeated(i) && least[i] > 1, NotKey: p.NotKey, Pattern: p.Pattern, Role: p.Role})
	}
	return keys, exact, true
}

// count returns how often each word is a key.
func count(n int, words []int, places []Key) []int {
	out := make([]int, n)
	for _, p := range places {
		out[words[p.Index]]++
	}
	return out
}

// readings returns the words of a call with its lists one after the other, and with
// lists side by side taken as what the rounds of one loop add.
func readings(n int, repeated func(i int) bool) (row, rounds []int) {
	for i := 0; i < n; i++ {
		var round []int
		for ; i < n && repeated(i); i++ {
			round = append(round, i)
			row = append(row, slices.Repeat([]int{i}, sampled)...)
		}
		rounds = append(rounds, slices.Repeat(round, sampled)...)
		if i < n {
			row, rounds = append(row, i), append(rounds, i)
		}
	}
	return row, rounds
}
