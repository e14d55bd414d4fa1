package goredis

import (
	"strings"
	"sync"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

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

// wordIndex holds the words by the names of the methods.
var wordIndex = sync.OnceValue(func() map[string][]client.Word {
	index := make(map[string][]client.Word)
	for _, r := range wordRows {
		for text := range strings.FieldsSeq(r.words) {
			index[r.name] = append(index[r.name], parseWord(text))
		}
	}
	return index
})

func parseWord(text string) client.Word {
	option, selector, ok := strings.Cut(text, "=")
	if !ok {
		option, selector = "", text
	}
	s, err := client.ParseSelector(selector)
	if err != nil {
		if ok {
			panic(text + ": " + err.Error()) // a test reads the whole table
		}
		return client.Word{Option: text}
	}
	return client.Word{Option: option, Arg: &s}
}
