package move

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/internal/resp"
)

// DUMP has several forms of one value: sets and hashes are written in the order of a
// hash table, which differs between servers, and small values may be stored in a large
// form. Where two dumps differ, what is read of the keys is compared.

// A kind is a type of values whose content one command reads.
type kind struct {
	types   string   // the first bytes of its dumps: RDB_TYPE_… in Redis's rdb.h
	command []string // with the key behind its first word
	group   int      // so many elements of the reply belong together and have no order, 0 if it has one
}

// kinds are the types that can be compared so. Streams have one form only; hashes with
// times of their fields, and modules' types, are not read in full by one command.
var kinds = []kind{
	{"\x00", []string{"GET"}, 0},
	{"\x01\x0a\x0e\x12", []string{"LRANGE", "0", "-1"}, 0},
	{"\x02\x0b\x14", []string{"SMEMBERS"}, 1},
	{"\x03\x05\x0c\x11", []string{"ZRANGE", "0", "-1", "WITHSCORES"}, 0},
	{"\x04\x0d\x10", []string{"HGETALL"}, 2},
}

// kindOf returns the kind of a dump, or nil.
func kindOf(dump string) *kind {
	for i := range kinds {
		for j := range len(kinds[i].types) {
			if dump != "" && dump[0] == kinds[i].types[j] {
				return &kinds[i]
			}
		}
	}
	return nil
}

// read is the command that reads the value of a key.
func (k *kind) read(key string) []string {
	return slices.Insert(slices.Clone(k.command), 1, key)
}

// content is a reply to read in an order of its own; ok is false for other replies.
func (k *kind) content(reply any) (list [][]string, ok bool) {
	if s, ok := reply.(string); ok {
		return [][]string{{s}}, true
	}
	values, ok := resp.Strings(reply)
	if !ok || k.group > 0 && len(values)%k.group != 0 {
		return nil, false
	}
	if k.group == 0 {
		return [][]string{values}, true
	}
	list = slices.Collect(slices.Chunk(values, k.group))
	slices.SortFunc(list, slices.Compare[[]string])
	return list, true
}

// equal compares two replies.
func (k *kind) equal(a, b any) bool {
	x, ok1 := k.content(a)
	y, ok2 := k.content(b)
	return ok1 && ok2 && slices.EqualFunc(x, y, slices.Equal[[]string])
}
