// Package slot computes the hash slot of a Redis Cluster key and groups keys
// by slot.
//
// A cluster maps each key to one of 16384 slots, and refuses a command whose
// keys do not share one: "CROSSSLOT Keys in request don't hash to the same
// slot". The rules are in the Redis cluster specification, sections "Key
// distribution model" and "Hash tags": the slot is the CRC16 of the hashed
// part of the key, modulo 16384. The hashed part is the key, or only its hash
// tag if it has one, so that {user:7}:name and {user:7}:mail share a slot.
//
// Keys are binary: nothing here looks for valid UTF-8, and no key is an error.
//
// [GroupKeys] splits the keys of a command such as MGET, DEL or UNLINK into one
// command a slot. [State] and [Map] are the algebra of the checksum; they are
// for programs that reason about keys that are known in part only.
package slot

import (
	"bytes"
	"strings"
)

// Count is the number of slots of a cluster. Slots are numbered from 0 to
// Count-1. As Count is a power of two, Count-1 is also the mask that selects
// the slot from a checksum.
const Count = 16384

// Of returns the slot of key, at most Count-1. It is the answer of the
// command CLUSTER KEYSLOT, for the empty key (slot 0) too.
func Of(key string) uint16 {
	// The rule of Tag, written out: the calls would cost as much as to hash a
	// short key.
	if open := strings.IndexByte(key, '{'); open >= 0 {
		rest := key[open+1:]
		if end := strings.IndexByte(rest, '}'); end > 0 {
			key = rest[:end]
		}
	}
	return update(0, key).Slot()
}

// OfBytes is [Of] for a key that is held as bytes. It neither keeps nor
// changes key.
func OfBytes(key []byte) uint16 {
	if open := bytes.IndexByte(key, '{'); open >= 0 {
		rest := key[open+1:]
		if end := bytes.IndexByte(rest, '}'); end > 0 {
			key = rest[:end]
		}
	}
	return update(0, key).Slot()
}

// Hashed returns the part of key that decides its slot: the hash tag if key
// has one, else key.
func Hashed(key string) string {
	if tag, ok := Tag(key); ok {
		return tag
	}
	return key
}

// Tag returns the hash tag of key, without the braces, and reports whether key
// has one. The tag is the text between the first '{' and the first '}' after
// it. If there is no such pair, or nothing between the two, the key has no tag,
// whatever follows: foo{}{bar} is hashed as a whole. The tag of foo{{bar}}zap
// is {bar, and that of foo{bar}{zap} is bar.
func Tag(key string) (tag string, ok bool) {
	open := strings.IndexByte(key, '{')
	if open < 0 {
		return "", false
	}
	rest := key[open+1:]
	end := strings.IndexByte(rest, '}')
	if end <= 0 {
		return "", false
	}
	return rest[:end], true
}

// Same reports whether all keys have the same slot, as they must for one
// command, transaction or script. It is true for one key and for none.
func Same(keys ...string) bool {
	for i := 1; i < len(keys); i++ {
		if Of(keys[i]) != Of(keys[0]) {
			return false
		}
	}
	return true
}
