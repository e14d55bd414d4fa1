package client

import (
	"strings"
	"sync"
)

// A Word is a part of the command that a method sends.
type Word struct {
	// Option is the word itself where Arg is nil; else the word that is sent
	// before each value that Arg selects, "" if none is.
	Option string
	Arg    *Selector
}

// Words returns the command that m sends, word for word, where more than its
// keys decides what a cluster does with it; nil for all other methods.
func Words(m *Method) []Word { return wordIndex()[m.Name] }

// wordRows say what the methods send: words, selectors, and options before what
// a selector names ("GET=1.Get[]"). The words are those of the methods' code in
// go-redis v6 to v9. An option of SORT that is empty is not sent.
var wordRows = []struct{ name, words string }{
	{"Copy", "COPY 0 1 DB=2"},
	{"Keys", "KEYS 0"},
	{"Move", "MOVE 0 1"},
	{"Scan", "SCAN 0 MATCH=1?"},
	{"ScanType", "SCAN 0 MATCH=1?"},
	{"Select", "SELECT 0"},
	{"Sort", "SORT 0 BY=1.By? GET=1.Get[]"},
	{"SortInterfaces", "SORT 0 BY=1.By? GET=1.Get[]"},
	{"SortRO", "SORT_RO 0 BY=1.By? GET=1.Get[]"},
	{"SortStore", "SORT 0 STORE=1? BY=2.By? GET=2.Get[]"},
}

var wordIndex = sync.OnceValue(func() map[string][]Word {
	index := make(map[string][]Word)
	for _, r := range wordRows {
		for text := range strings.FieldsSeq(r.words) {
			index[r.name] = append(index[r.name], parseWord(text))
		}
	}
	return index
})

func parseWord(text string) Word {
	option, selector, ok := strings.Cut(text, "=")
	if !ok {
		option, selector = "", text
	}
	s, err := ParseSelector(selector)
	if err != nil {
		if ok {
			panic(text + ": " + err.Error()) // a test reads the whole table
		}
		return Word{Option: text}
	}
	return Word{Option: option, Arg: &s}
}

// EachNode holds the methods of ClusterClient and Ring that call a function for
// each node (go-redis v6 to v9).
var EachNode = map[string]bool{"ForEachMaster": true, "ForEachSlave": true, "ForEachShard": true, "ForEachNode": true}
