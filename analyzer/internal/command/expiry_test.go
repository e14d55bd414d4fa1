package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// expiring are calls of every command with keys that Redis 7.0 knows, marked as in
// parse, which succeed on keys that hold what values has. A time to live is one of 50
// seconds, or at the time far in the future.
var expiring = []string{
	"COPY *a *b REPLACE", "DEL *k", "DUMP *k", "EXISTS *a *b", "EXPIRE *k 50", "EXPIREAT *k 9999999999",
	"EXPIRETIME *k", "OBJECT ENCODING *k", "OBJECT IDLETIME *k", "OBJECT REFCOUNT *k",
	"PERSIST *k", "PEXPIRE *k 50000", "PEXPIREAT *k 9999999999000", "PEXPIRETIME *k", "PTTL *k",
	"RENAME *a *b", "RENAMENX *a *missing", "SORT *k ALPHA", "SORT *k ALPHA STORE *d", "SORT_RO *k ALPHA",
	"TOUCH *k", "TTL *k", "TYPE *k", "UNLINK *k", "MEMORY USAGE *k",
	"RESTORE *k 50000 DUMP REPLACE", "RESTORE *k 0 DUMP REPLACE", "RESTORE *k 9999999999000 DUMP REPLACE ABSTTL",

	"APPEND *k v", "DECR *k", "DECRBY *k 2", "GET *k", "GETDEL *k", "GETEX *k", "GETEX *k EX 50", "GETEX *k PX 50000",
	"GETEX *k EXAT 9999999999", "GETEX *k PXAT 9999999999000", "GETEX *k PERSIST", "GETRANGE *k 0 1", "GETSET *k v",
	"INCR *k", "INCRBY *k 2", "INCRBYFLOAT *k 1.5", "LCS *a *b", "MGET *a *b", "MSET *a 1 *b 2", "MSETNX *missing 1",
	"PSETEX *k 50000 v", "SET *k v", "SET *k v XX GET", "SET *k v EX 50", "SET *k EX px 50000 XX", "SET *k v EXAT 9999999999",
	"SET *k v PXAT 9999999999000", "SET *k v KEEPTTL", "SETEX *k 50 v", "SETNX *missing v", "SETRANGE *k 1 v", "STRLEN *k", "SUBSTR *k 0 1",

	"BITCOUNT *k", "BITFIELD *k SET u8 0 1", "BITFIELD_RO *k GET u8 0", "BITOP AND *d *a *b", "BITPOS *k 1", "GETBIT *k 1", "SETBIT *k 1 1",

	"HDEL *k f", "HEXISTS *k f", "HGET *k f", "HGETALL *k", "HINCRBY *k f 1", "HINCRBYFLOAT *k f 1.5", "HKEYS *k", "HLEN *k",
	"HMGET *k f", "HMSET *k f 2", "HRANDFIELD *k", "HSCAN *k 0", "HSET *k f 2", "HSETNX *k other 2", "HSTRLEN *k f", "HVALS *k",

	"BLMOVE *a *b LEFT RIGHT 1", "BLMPOP 1 2 *a *b LEFT", "BLPOP *a *b 1", "BRPOP *a *b 1", "BRPOPLPUSH *a *b 1", "LINDEX *k 0",
	"LINSERT *k BEFORE 1 0", "LLEN *k", "LMOVE *a *b LEFT RIGHT", "LMPOP 2 *a *b LEFT", "LPOP *k", "LPOS *k 1", "LPUSH *k 1",
	"LPUSHX *k 1", "LRANGE *k 0 -1", "LREM *k 0 1", "LSET *k 0 9", "LTRIM *k 1 1", "RPOP *k", "RPOPLPUSH *a *b", "RPUSH *k 9", "RPUSHX *k 9",

	"SADD *k 9", "SCARD *k", "SDIFF *a *b", "SDIFFSTORE *d *a *missing", "SINTER *a *b", "SINTERCARD 2 *a *b", "SINTERSTORE *d *a *b",
	"SISMEMBER *k 1", "SMEMBERS *k", "SMISMEMBER *k 1 2", "SMOVE *a *b 1", "SPOP *k", "SRANDMEMBER *k", "SREM *k 1", "SSCAN *k 0",
	"SUNION *a *b", "SUNIONSTORE *d *a *b",

	"BZMPOP 1 2 *a *b MIN", "BZPOPMAX *a *b 1", "BZPOPMIN *a *b 1", "ZADD *k 9 z", "ZCARD *k", "ZCOUNT *k 0 9", "ZDIFF 2 *a *b",
	"ZDIFFSTORE *d 2 *a *missing", "ZINCRBY *k 1 1", "ZINTER 2 *a *b", "ZINTERCARD 2 *a *b", "ZINTERSTORE *d 2 *a *b", "ZLEXCOUNT *k - +",
	"ZMPOP 2 *a *b MIN", "ZMSCORE *k 1", "ZPOPMAX *k", "ZPOPMIN *k", "ZRANDMEMBER *k", "ZRANGE *k 0 -1", "ZRANGEBYLEX *k - +",
	"ZRANGEBYSCORE *k 0 9", "ZRANGESTORE *d *a 0 -1", "ZRANK *k 1", "ZREM *k 1", "ZREMRANGEBYLEX *k - (2", "ZREMRANGEBYRANK *k 0 0",
	"ZREMRANGEBYSCORE *k 1 1", "ZREVRANGE *k 0 -1", "ZREVRANGEBYLEX *k + -", "ZREVRANGEBYSCORE *k 9 0", "ZREVRANK *k 1", "ZSCAN *k 0",
	"ZSCORE *k 1", "ZUNION 2 *a *b", "ZUNIONSTORE *d 2 *a *b",

	"XACK *k g 1-1", "XADD *k * f v", "XAUTOCLAIM *k g c 0 0", "XCLAIM *k g c 0 1-1", "XDEL *k 1-1", "XGROUP CREATE *k h 0",
	"XGROUP CREATECONSUMER *k g d", "XGROUP DELCONSUMER *k g c", "XGROUP DESTROY *k g", "XGROUP SETID *k g 0", "XINFO CONSUMERS *k g",
	"XINFO GROUPS *k", "XINFO STREAM *k", "XLEN *k", "XPENDING *k g", "XRANGE *k - +", "XREAD STREAMS *k 0", "XREADGROUP GROUP g c STREAMS *k >",
	"XREVRANGE *k + -", "XSETID *k 9-9", "XTRIM *k MAXLEN 1",

	"PFADD *k 9", "PFCOUNT *a *b", "PFMERGE *d *a *b", "PFDEBUG ENCODING *k",

	"GEOADD *k 1 1 z", "GEODIST *k 1 2", "GEOHASH *k 1", "GEOPOS *k 1", "GEORADIUS *k 1 1 9 m", "GEORADIUS *k 1 1 9 m STORE *d",
	"GEORADIUS *k 1 1 9 m STOREDIST *d", "GEORADIUSBYMEMBER *k 1 9 m", "GEORADIUSBYMEMBER *k 1 9 m STORE *d",
	"GEORADIUSBYMEMBER_RO *k 1 9 m", "GEORADIUS_RO *k 1 1 9 m", "GEOSEARCH *k FROMMEMBER 1 BYRADIUS 9 m ASC", "GEOSEARCHSTORE *d *a FROMMEMBER 1 BYRADIUS 9 m",

	"WATCH *k",
}

// unexpired are the commands that are not called.
var unexpired = map[string]string{
	"MIGRATE": "needs another server", "MOVE": "takes the key to another database, with its time to live",
	"OBJECT FREQ": "needs another policy of the server", "RESTORE-ASKING": "is RESTORE, between the nodes of a cluster",
	"EVAL": "a script", "EVALSHA": "a script", "EVALSHA_RO": "a script", "EVAL_RO": "a script", "FCALL": "a script", "FCALL_RO": "a script",
	"SPUBLISH": "a channel", "SSUBSCRIBE": "a channel", "SUNSUBSCRIBE": "a channel",
}

// values make a key of a type, with more elements than one call of a command removes.
var values = map[Types][]string{
	None: {"SET K 5"}, String: {"SET K 5"}, Bitmap: {"SET K 5"}, HyperLogLog: {"PFADD K 1 2"},
	Hash: {"HSET K f 1 g 2"}, List: {"RPUSH K 1 2 3"}, Set: {"SADD K 1 2 3"}, ZSet: {"ZADD K 1 1 2 2 3 3"},
	Geo:    {"GEOADD K 1 1 1 1 1 2"},
	Stream: {"XADD K 1-1 f v", "XADD K 2-1 f v", "XGROUP CREATE K g 0", "XGROUP CREATECONSUMER K g c"},
}

// TestServerExpiry runs calls of every command on keys with times to live, and compares
// those afterwards with what the table says; then on keys that do not exist.
func TestServerExpiry(t *testing.T) {
	conn := redistest.Server(t)
	do := func(words ...string) any {
		t.Helper()
		reply, err := conn.Do(words...)
		if err != nil {
			t.Errorf("%q: %v", words, err)
		}
		return reply
	}
	do("SET", "dumped", "5")
	dump := do("DUMP", "dumped").(string)
	called := make(map[string]bool)
	for _, line := range expiring {
		m := parse(t, line)
		c := lookup(t, m.call)
		called[c.Name] = true
		keys, ok := c.Keys(len(m.args), m.text)
		if !ok {
			t.Errorf("%s: its keys are not known", line)
			continue
		}
		words := slices.Clone(m.args)
		if i := slices.Index(words, "DUMP"); i > 0 {
			words[i] = dump
		}
		for _, fresh := range []bool{false, true} {
			do("FLUSHALL")
			ttl := make(map[string]int)
			for i, k := range keys {
				name := words[k.Index]
				if role := c.Role(k.Role); name == "missing" || fresh && role.Effects&Writes != 0 {
					continue
				} else {
					for _, v := range values[single(role.Types)] {
						do(strings.Fields(strings.Replace(v, "K", name, 1))...)
					}
				}
				ttl[name] = 1000 * (i + 1)
				do("EXPIRE", name, strconv.Itoa(ttl[name]))
			}
			if _, err := conn.Do(words...); err != nil {
				if !fresh || c.Role(0).Makes && c.Name != "XGROUP CREATE" { // that makes one with MKSTREAM
					t.Errorf("%s: %v", line, err)
				}
				continue // it needs the key
			}
			for i, k := range keys {
				role := c.Role(k.Role)
				e, known := c.Expiration(k.Role, len(m.args), m.text)
				if !known {
					t.Errorf("%s: its expiry is not known", line)
				}
				role.Expiry = e.Expiry
				name := words[k.Index]
				left, _ := strconv.Atoi(fmt.Sprint(do("TTL", name)))
				if made := left != -2; fresh && role.Effects&Writes != 0 && made != role.Makes && !slices.Contains(words, "XX") {
					t.Errorf("%s: it made a key: %t", line, made)
				}
				if bad := unlike(role, left, ttl[name], 1000); bad != "" {
					t.Errorf("%s: key %d, of which there was one before: %t: %s", line, i, !fresh, bad)
				}
			}
		}
		do("UNWATCH")
	}
	for _, info := range serverCommands(t, conn) {
		name, sub, _ := strings.Cut(info.name, " ")
		if c, ok := Lookup(name, sub); ok && !c.Keyless() && !c.Has(Container) && called[c.Name] == (unexpired[c.Name] != "") {
			t.Errorf("%s: has to be called, or not", c.Name)
		}
	}
	t.Logf("%d calls of %d commands", len(expiring), len(called))
}

// single returns one of the types.
func single(types Types) Types {
	if types.One() || types == None {
		return types
	}
	return types & -types
}

// unlike says how a time to live differs from what a role promises, "" if it does
// not. before is what the key had, 0 if there was none, and source that of the first
// key of the command.
func unlike(role Role, left, before, source int) string {
	const gone, none = -2, -1
	near := func(n int) bool { return n-5 <= left && left <= n }
	ok := false
	switch role.Expiry {
	case Keeps:
		ok = left == gone && (role.Removes || before == 0) || before == 0 && left == none || before > 0 && near(before)
	case Clears:
		ok = left == none || before == 0 && left == gone
	case Sets:
		ok = near(50) || left > 1e9 || before == 0 && left == gone
	case Carries:
		ok = near(source)
	}
	if ok {
		return ""
	}
	return fmt.Sprintf("the time to live was %d and is %d; the table has %d", before, left, role.Expiry)
}

// TestExpirationUnknown has calls of which too little is known, and their twins.
func TestExpirationUnknown(t *testing.T) {
	for _, test := range []struct {
		line string
		want Expiration
		ok   bool
	}{
		{"SET *k ?", Expiration{Expiry: Clears}, true},
		{"SET *k v ?", Expiration{}, false},
		{"SET *k v EX ?", Expiration{Sets, 4, Seconds}, true},
		{"GETEX *k ? 5", Expiration{}, false},
		{"MSETEX 1 *k EX EX 5", Expiration{Sets, 5, Seconds}, true},
		{"MSETEX 1 *k EX", Expiration{Expiry: Clears}, true},
		{"RESTORE *k ? v", Expiration{Sets, 2, Milliseconds}, true},
		{"HEXPIRE *k 5 FIELDS 1 f", Expiration{Expiry: Fields}, true},
	} {
		m := parse(t, test.line)
		got, ok := lookup(t, m.call).Expiration(0, len(m.args), m.text)
		if ok != test.ok || ok && got != test.want {
			t.Errorf("%s: %+v, %t, want %+v, %t", test.line, got, ok, test.want, test.ok)
		}
	}
}
