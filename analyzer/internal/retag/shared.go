package retag

import (
	"maps"
	"slices"
)

// maxShared bounds the steps of the search for parts that keys share.
const maxShared = 2000

// shared chooses, for keys that do not begin alike, the longest part that all
// keys of a site have between separators, as an ID in keys of several kinds:
// "order:<id>" and "invoice:<id>:sum". A family has one tag in all sites.
func (sep Separators) shared(sites []Site) (tags map[Family]Cut, ok bool) {
	var options [][]map[Family]Cut
	for _, s := range sites {
		options = append(options, sep.parts(s))
	}
	tags, steps := make(map[Family]Cut), 0
	var choose func(i int) bool
	choose = func(i int) bool {
		if i == len(sites) {
			return true
		}
		for _, option := range options[i] {
			if steps++; steps > maxShared {
				return false
			}
			clash := false
			for f, cut := range option {
				old, has := tags[f]
				clash = clash || has && old != cut
			}
			if clash {
				continue
			}
			before := maps.Clone(tags)
			if maps.Copy(tags, option); choose(i + 1) {
				return true
			}
			tags = before
		}
		return false
	}
	if !choose(0) {
		return nil, false
	}
	return tags, true
}

// parts returns the ways to put a tag around a part that all keys of a site
// share, the longest first. The part holds a value that tells things apart.
func (sep Separators) parts(s Site) (out []map[Family]Cut) {
	keys := make([][]item, len(s.Keys))
	for i, p := range s.Keys {
		keys[i] = flatten(p)
	}
	for _, part := range sep.windows(keys[0]) {
		cuts, ok := make(map[Family]Cut), true
		for i, p := range s.Keys {
			var cut Cut
			if cut, ok = sep.find(keys[i], part); !ok {
				break
			}
			f := FamilyOf(p)
			if old, has := cuts[f]; has && old != cut {
				ok = false
				break
			}
			cuts[f] = cut
		}
		if ok {
			out = append(out, cuts)
		}
	}
	return out
}

// windows returns the parts of a key that have separators or its ends around them,
// and hold a value that tells things apart; the longest first.
func (sep Separators) windows(key []item) (out [][]item) {
	for i := range key {
		if sep.is(key[i]) || i > 0 && !sep.is(key[i-1]) {
			continue
		}
		for end := i + 1; end <= len(key); end++ {
			if sep.fits(key, end) && tells(key[i:end]) {
				out = append(out, key[i:end])
			}
		}
	}
	slices.SortStableFunc(out, func(a, b []item) int { return len(b) - len(a) })
	return out
}

// find returns where a key has a part, with separators or its ends around it:
// once, and not as a whole.
func (sep Separators) find(key, part []item) (cut Cut, ok bool) {
	if braced(key) || len(part) == len(key) {
		return Cut{}, false
	}
	for i := 0; i+len(part) <= len(key); i++ {
		end := i + len(part)
		if !slices.EqualFunc(key[i:end], part, item.same) {
			continue
		}
		if ok || sep.is(key[i]) || i > 0 && !sep.is(key[i-1]) || !sep.fits(key, end) {
			return Cut{}, false
		}
		cut, ok = Cut{i, end}, true
	}
	return cut, ok
}
