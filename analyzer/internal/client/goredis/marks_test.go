package goredis

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// keysIn returns the words that the selectors of a row name, in their order.
func keysIn(m *method, words []string, named map[*method]map[string]bool) (keys []string) {
	for _, w := range words {
		for _, s := range m.Keys {
			if !names(s, w, words) {
				continue
			}
			if named != nil {
				if named[m] == nil {
					named[m] = make(map[string]bool)
				}
				named[m][s.String()] = true
			}
			if !s.Pattern {
				keys = append(keys, w)
			}
		}
	}
	return keys
}

// names reports whether a selector names the argument that the program has
// marked with its place: "p1.Keys.0" is the first element of the field Keys of
// the parameter 1, "p0.0.k1" and "p0.0.v1" the second key and value of the map
// that is the first element of the parameter 0.
func names(s client.Selector, mark string, words []string) bool {
	rest, ok := strings.CutPrefix(mark, "p"+strconv.Itoa(s.Param))
	if !ok {
		return false
	}
	for _, step := range s.Steps {
		switch step.Op {
		case client.Field:
			rest, ok = strings.CutPrefix(rest, "."+step.Name)
			if !ok {
				return false
			}
			continue
		case client.MapKeys:
			rest, ok = strings.CutPrefix(rest, ".k")
			if !ok {
				return false
			}
			rest = strings.TrimLeft(rest, "0123456789")
			continue
		}
		rest, ok = strings.CutPrefix(rest, ".")
		tail := strings.TrimLeft(rest, "0123456789")
		n, err := strconv.Atoi(rest[:len(rest)-len(tail)])
		if !ok || err != nil {
			return false
		}
		switch step.Op {
		case client.Index:
			ok = n == step.N
		case client.Stride:
			ok = n%step.N == 0
		case client.Half:
			list := mark[:len(mark)-len(rest)]
			size := 0
			for _, w := range words {
				if strings.HasPrefix(w, list) {
					size++
				}
			}
			field := list[:strings.LastIndexByte(strings.TrimSuffix(list, "."), '.')+1] + step.Name
			ok = n < size/2 || step.Name != "" && slices.Contains(words, field)
		case client.Pairs:
			switch {
			case tail == "":
				ok = n%2 == 0
			case strings.HasPrefix(tail, ".k"):
				tail = strings.TrimLeft(tail[2:], "0123456789")
			default:
				n, err := strconv.Atoi(strings.TrimPrefix(tail, "."))
				ok, tail = err == nil && n%2 == 0, ""
			}
		}
		if !ok {
			return false
		}
		rest = tail
	}
	return rest == ""
}
