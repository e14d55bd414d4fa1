package command

import "strings"

// Types are the types that the value under a key may have, as a set. What a
// command calls a bitmap, a HyperLogLog or a geospatial index is stored as a string
// or a sorted set: see [Types.Stored].
type Types uint32

// None is of commands that take keys of any type.
const None Types = 0

// The types, by the groups of commands in the Redis documentation.
const (
	String Types = 1 << iota
	Bitmap
	HyperLogLog
	Hash
	List
	Set
	ZSet
	Geo
	Stream
	Array
	JSON
	Bloom
	Cuckoo
	CountMin
	TopK
	TDigest
	TimeSeries
	Vector
	Suggestions
)

var typeNames = [...]string{
	"string", "bitmap", "hyperloglog", "hash", "list", "set", "zset", "geo", "stream", "array", "json",
	"bloom filter", "cuckoo filter", "count-min sketch", "top-k", "t-digest", "time series", "vector set", "suggestions",
}

// storedAs holds the types that the server stores as another one.
var storedAs = map[Types]Types{Bitmap: String, HyperLogLog: String, Geo: ZSet}

// String returns the names of the types, joined by "or"; "any" for [None].
func (t Types) String() string {
	if t == None {
		return "any"
	}
	var names []string
	for i, name := range typeNames {
		if t&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, " or ")
}

// Stored returns the types as the command TYPE tells them: a bitmap is a string.
// A command for one type works on the values of another if the two are stored
// alike.
func (t Types) Stored() Types {
	for special, plain := range storedAs {
		if t&special != 0 {
			t = t&^special | plain
		}
	}
	return t
}

// One reports whether the set has one type.
func (t Types) One() bool { return t != 0 && t&(t-1) == 0 }
