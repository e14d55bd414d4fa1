package schemadiff

import (
	"slices"
	"testing"
)

// carts are families that most pairs have.
const carts = `
cart:<user>:items hash never w:Add.HINCRBY r:Show.HGETALL x:Clear.DEL
cart:<user>:total string never w:Add.INCRBY r:Show.GET x:Clear.DEL
`

// tests are what a change does: the schema before and after it, and the changes in their
// order, each as rule and pattern. Those without changes are twins: they must say nothing.
var tests = []struct {
	name, before, after string
	want                []string
}{
	// Names of keys.
	{"no change", carts, carts, nil},
	{"one family renamed", "session:<id> hash always:30m w:Login.HSET r:Me.HGETALL x:Logout.DEL", "login:<id> hash always:30m w:Login.HSET r:Me.HGETALL x:Logout.DEL",
		[]string{"data renamed login:<id>"}},
	{"a prefix in front of all", carts, `
shop:cart:<user>:items hash never w:Add.HINCRBY r:Show.HGETALL x:Clear.DEL
shop:cart:<user>:total string never w:Add.INCRBY r:Show.GET x:Clear.DEL
`, []string{"data renamed shop:cart:<user>:items", "data renamed shop:cart:<user>:total"}},
	{"another version of two families of one function", `
session:v1:<id> string never w:F.SET r:F.GET
user:v1:<id> string never w:F.SET r:F.GET
`, `
session:v2:<id> string never w:F.SET r:F.GET
user:v2:<id> string never w:F.SET r:F.GET
`, []string{"data renamed session:v2:<id>", "data renamed user:v2:<id>"}},
	{"renamed, with a part of the places", "a:<id> hash never w:A.HSET r:B.HGETALL x:C.DEL", "b:<id> hash never w:A.HSET r:B.HGET x:C.DEL",
		[]string{"data renamed b:<id>"}},
	{"renamed, in another package", "a:<id> hash never w:old/x.go/A.HSET r:old/x.go/B.HGETALL", "b:<id> hash never w:new/y.go/A.HSET r:new/y.go/B.HGETALL",
		[]string{"data renamed b:<id>"}},
	{"renamed, with its functions", "cart:<id>:items hash never w:p/x.go/A.HSET", "cart:<id>:lines hash never w:p/x.go/B.HSET",
		[]string{"data renamed cart:<id>:lines"}},
	{"renamed, as the annotation says", "a:<id> hash never w:A.HSET name:carts", "quite:<id>:else hash never w:X.HMSET name:carts",
		[]string{"data renamed quite:<id>:else"}},
	{"the value goes elsewhere", "user:<id> hash never w:A.HSET", "user:<tenant>:<id> hash never w:A.HSET",
		[]string{"data renamed user:<tenant>:<id>"}},
	{"one of two meets in its place", `
a:<id> set never w:A.SADD one:SINTER=c:<id>
c:<id> set never w:C.SADD one:SINTER=a:<id>
`, `
b:<id> set never w:A.SADD one:SINTER=c:<id>
c:<id> set never w:C.SADD one:SINTER=b:<id>
`, []string{"data renamed b:<id>"}},

	// Hash tags.
	{"hash tag put in", "cart:<user>:items hash never w:Add.HINCRBY", "{cart:<user>}:items hash never w:Put.HSET",
		[]string{"data tag-added {cart:<user>}:items"}},
	{"hash tag taken out", "{cart:<user>}:items hash never w:Add.HINCRBY", "cart:<user>:items hash never w:Add.HINCRBY",
		[]string{"data tag-removed cart:<user>:items"}},
	{"hash tag moved", "{cart:<user>}:items hash never w:Add.HINCRBY", "cart:{<user>}:items hash never w:Add.HINCRBY",
		[]string{"data tag-moved cart:{<user>}:items"}},
	{"with and without a hash tag, and a prefix for both", "dp:<id>:x set never w:A.SADD\n{dp:<id>}:x set never w:A.SADD", "<prefix>:<id>:x set never w:A.SADD\n{<prefix>:<id>}:x set never w:A.SADD",
		[]string{"data renamed <prefix>:<id>:x", "data renamed {<prefix>:<id>}:x"}},
	{"with and without a hash tag, as before", "dp:<id>:x set never w:A.SADD\n{dp:<id>}:x set never w:A.SADD", "{dp:<n>}:x set never w:B.SADD\ndp:<n>:x set never w:B.SADD", nil},
	{"hash tag put in, and another name", "cart:<user>:items hash never w:Add.HINCRBY", "{basket:<user>}:items hash never w:Add.HINCRBY",
		[]string{"data renamed {basket:<user>}:items"}},

	// Not sure: removed and added.
	{"used elsewhere", "a:<id> hash never w:A.HSET", "b:<id> hash never w:B.HSET",
		[]string{"orphan removed a:<id>", "note added b:<id>"}},
	{"used for another type", "a:<id> hash never w:A.HSET", "b:<id> string never w:A.SET",
		[]string{"orphan removed a:<id>", "note added b:<id>"}},
	{"one of two it could be", "a:<id> string never w:A.SET", "b:<id> string never w:A.SET\nc:<id> string never w:A.SET",
		[]string{"orphan removed a:<id>", "note added b:<id>", "note added c:<id>"}},
	{"one function of many stays", "a:<id> string never w:A.SET r:B.GET x:C.DEL", "b:<id> string never w:A.SET",
		[]string{"orphan removed a:<id>", "note added b:<id>"}},
	{"other functions of another file", "cart:<id>:items hash never w:p/x.go/A.HSET", "cart:<id>:lines hash never w:q/y.go/B.HSET",
		[]string{"orphan removed cart:<id>:items", "note added cart:<id>:lines"}},

	{"other functions, and meets another", "cart:<id>:items hash never w:A.HSET one:MULTI=o:<id>\no:<id> string never w:O.SET", "cart:<id>:lines hash never w:B.HSET\no:<id> string never w:O.SET",
		[]string{"orphan removed cart:<id>:items", "note added cart:<id>:lines"}},
	{"other functions, and fewer commands", "cart:<id>:items hash never w:A.HSET r:B.HGETALL", "cart:<id>:lines hash never w:C.HSET",
		[]string{"orphan removed cart:<id>:items", "note added cart:<id>:lines"}},
	{"the same command for another type", "a:<id> string never x:A.DEL", "b:<id> set never x:A.DEL",
		[]string{"orphan removed a:<id>", "note added b:<id>"}},
	{"two that it could have been", "a:<id> string never w:A.SET\nc:<id> string never w:A.SET", "b:<id> string never w:A.SET",
		[]string{"orphan removed a:<id>", "orphan removed c:<id>", "note added b:<id>"}},

	// Types.
	{"type changed", "a:<id> string never w:A.SET", "a:<id> hash never w:A.HSET", []string{"data type-changed a:<id>"}},
	{"used as two types", "a:<id> string never w:A.SET", "a:<id> string|hash never w:A.SET r:B.HGETALL types:hash,string", []string{"data type-changed a:<id>"}},
	{"a bitmap is a string", "a:<id> string never w:A.SET", "a:<id> bitmap never w:A.SETBIT", nil},
	{"a geo index is a zset", "a:<id> zset never w:A.ZADD", "a:<id> geo never w:A.GEOADD", nil},
	{"a type of two is known", "a:<id> set|zset never w:A.ZUNIONSTORE", "a:<id> zset never w:A.ZADD", nil},
	{"a type that was not known", "a:<id> - never w:A.RESTORE", "a:<id> zset never w:A.ZADD", nil},
	{"two types as before", "a:<id> string|hash never w:A.SET types:hash,string", "a:<id> string|hash never w:B.SET types:hash,string", nil},

	// Expiry.
	{"expiry taken away", "a:<id> string always:30m w:A.SET", "a:<id> string never w:A.SET", []string{"leak expiry-removed a:<id>"}},
	{"expiry taken away in one place", "a:<id> string always:30m w:A.SET", "a:<id> string sometimes:30m w:A.SET w:B.SET", []string{"leak expiry-removed a:<id>"}},
	{"expiry put in", "a:<id> string never w:A.SET", "a:<id> string always:1h w:A.SET", []string{"data expiry-added a:<id>"}},
	{"a leak is mended", "a:<id> string sometimes:30m w:A.SET w:B.SET", "a:<id> string always:30m w:A.SET w:B.SET", nil},
	{"another expiry", "a:<id> string always:30m w:A.SET", "a:<id> string always:24h w:A.SET", []string{"note expiry-changed a:<id>"}},
	{"an expiry of another name", "a:<id> string always:<ttl> w:A.SET", "a:<id> string always:<lifetime> w:A.SET", nil},
	{"an expiry that is not known", "a:<id> string always:30m w:A.SET", "a:<id> string unknown:<ttl> w:A.SET", nil},
	{"renamed, and the expiry is gone", "a:<id> string always:30m w:A.SET", "b:<id> string never w:A.SET", []string{"data renamed b:<id>", "leak expiry-removed b:<id>"}},
	{"renamed, with an expiry that it had not", "a:<id> string never w:A.SET", "b:<id> string always:1h w:A.SET", []string{"data renamed b:<id>"}},

	// Readers and writers.
	{"last writer removed", "a:<id> string never w:A.SET r:B.GET", "a:<id> string never r:B.GET", []string{"orphan writer-removed a:<id>"}},
	{"last reader removed", "a:<id> string never w:A.SET r:B.GET", "a:<id> string never w:A.SET", []string{"orphan reader-removed a:<id>"}},
	{"one of two readers removed", "a:<id> string never w:A.SET r:B.GET r:C.GET", "a:<id> string never w:A.SET r:C.GET", nil},
	{"a script reads now", "a:<id> string never w:A.SET r:B.GET", "a:<id> string never w:A.SET u:B.EVALSHA", nil},
	{"what is left is deleted", "a:<id> string never w:A.SET r:B.GET", "a:<id> string never x:C.DEL", nil},
	{"never read", "a:<id> string never w:A.SET", "a:<id> string never w:B.SET", nil},
	{"family removed", carts + "a:<id> string never w:A.SET", carts, []string{"orphan removed a:<id>"}},
	{"a key that is not known any more", "a:<id> string never w:A.SET r:B.GET", "unknown B.GET", []string{"orphan unseen a:<id>"}},
	{"a key that was not known before", "a:<id> string never w:A.SET r:B.GET\nunknown B.GET", "unknown B.GET", []string{"orphan removed a:<id>"}},
	{"keys of others that are not known", "a:<id> string never w:A.SET r:B.GET", "unknown B.SET C.GET", []string{"orphan removed a:<id>"}},
	{"family added", carts, carts + "a:<id> string never w:A.SET", []string{"note added a:<id>"}},

	// What meets.
	{"families meet now", "a:<id> set never w:A.SADD\nb:<id> set never w:A.SADD", "a:<id> set never w:A.SADD apart:SINTER=b:<id>\nb:<id> set never w:A.SADD apart:SINTER=a:<id>",
		[]string{"cluster cross-slot a:<id>"}},
	{"families meet in one slot", "{a}:x set never w:A.SADD\n{a}:y set never w:A.SADD", "{a}:x set never w:A.SADD one:SINTER={a}:y\n{a}:y set never w:A.SADD one:SINTER={a}:x", nil},
	{"families meet as before", "a:<id> set never w:A.SADD apart:SINTER=b:<id>\nb:<id> set never w:A.SADD", "a:<id> set never w:B.SADD apart:SINTER=b:<x>\nb:<x> set never w:B.SADD apart:SINTER=a:<id>", nil},
	{"families meet, not on a cluster", "a:<id> set never w:A.SADD\nb:<id> set never w:A.SADD", "a:<id> set never w:A.SADD apart:SINTER=b:<id>~\nb:<id> set never w:A.SADD", nil},
	{"a family meets itself", "a:<id> string never r:A.GET", "a:<id> string never r:A.GET apart:MGET=a:<id>", []string{"cluster cross-slot a:<id>"}},
	{"a hash tag less", "{a}:x set never w:A.SADD one:SINTER={a}:y\n{a}:y set never w:B.SADD", "a:x set never w:A.SADD apart:SINTER={a}:y\n{a}:y set never w:B.SADD apart:SINTER=a:x",
		[]string{"data tag-removed a:x", "cluster cross-slot a:x"}},
	{"renamed, and meets what it met", "a:<id> set never w:A.SADD apart:SINTER=b:<id>\nb:<id> set never w:B.SADD apart:SINTER=a:<id>",
		"c:<id> set never w:A.SADD apart:SINTER=b:<id>\nb:<id> set never w:B.SADD apart:SINTER=c:<id>", []string{"data renamed c:<id>"}},

	// Twins: only Go has changed.
	{"functions, files and packages renamed", "a:<id> hash never w:p/x.go/A.HSET r:p/x.go/B.HGETALL", "a:<id> hash never w:q/y.go/C.HSET r:q/z.go/D.HGETALL", nil},
	{"values of other names", "a:<id>:<part> hash never w:A.HSET", "a:<u.ID>:<name> hash never w:A.HSET", nil},
	{"another order", "a:<id> hash never w:A.HSET r:B.HGETALL\nb:<id> hash never w:A.HSET", "b:<id> hash never w:A.HSET\na:<id> hash never r:B.HGETALL w:A.HSET", nil},
	{"another command of the type", "a:<id> hash never w:A.HSET", "a:<id> hash never w:A.HMSET", nil},
	{"a constant that a number takes", "shard:0 string never w:A.SET", "shard:<n> string never w:A.SET also:shard:0", nil},
	{"a number that is a constant now", "shard:<n> string never w:A.SET also:shard:0", "shard:0 string never w:A.SET", nil},
	{"a last part that may be empty", "f:<id>: string never w:A.SET", "f:<id>:<part> string never w:A.SET also:f:<n>:", nil},
}

func TestCompare(t *testing.T) {
	silent := 0
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after := parse(t, test.before), parse(t, test.after)
			if got := list(Compare(before, after)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := list(Compare(after, after)); len(got) > 0 {
				t.Errorf("a schema has changes against itself: %q", got)
			}
		})
		if test.want == nil {
			silent++
		}
	}
	if silent < 20 || len(tests)-silent < 25 {
		t.Errorf("%d pairs with changes and %d without", len(tests)-silent, silent)
	}
}
