package command

import (
	"slices"
	"strings"
	"testing"
)

// newer are calls of the commands that Redis 7.0 does not have, by the syntax
// in the Redis documentation, with marks as in parse.
var newer = []string{
	// Strings.
	"DELEX *k",
	"DELEX *k IFEQ v",
	"DIGEST *k",
	"INCREX *k",
	"INCREX *k BYINT 5 SATURATE UBOUND 9 EX 10",
	"MSETEX 1 *a 1",
	"MSETEX 2 *a 1 *b 2 NX EX 10",
	"msetex 3 *a 2 *b 2 *nx 2",

	// Hashes.
	"HEXPIRE *k 10 NX FIELDS 2 a b",
	"HEXPIREAT *k 1700000000 FIELDS 1 a",
	"HEXPIRETIME *k FIELDS 1 a",
	"HGETDEL *k FIELDS 2 a b",
	"HGETEX *k PERSIST FIELDS 1 a",
	"HIMPORT SET *k fieldset 1 2",
	"HPERSIST *k FIELDS 1 a",
	"HPEXPIRE *k 10 FIELDS 1 a",
	"HPEXPIREAT *k 1700000000000 FIELDS 1 a",
	"HPEXPIRETIME *k FIELDS 1 a",
	"HPTTL *k FIELDS 1 a",
	"HSETEX *k FNX EX 10 FIELDS 2 a 1 b 2",
	"HTTL *k FIELDS 1 a",

	// Lists and sets.
	"BLMOVEM *a *b LEFT RIGHT 0.5 COUNT 2 OBO",
	"LMOVEM *a *b LEFT RIGHT EXACTLY 2 BULK",
	"SDIFFCARD 2 *a *b LIMIT 10",
	"SUNIONCARD 3 *a *b *c APPROX",

	// Streams.
	"XACKDEL *k group DELREF IDS 2 0-1 0-2",
	"XCFGSET *k IDMP-DURATION 10",
	"XDELEX *k ACKED IDS 1 0-1",
	"XIDMPRECORD *k producer id 0-1",
	"XNACK *k group FAIL IDS 1 0-1 FORCE",
	"XREAD MAXCOUNT 5 MAXSIZE 10 COUNT 2 STREAMS *a *b 0 0",
	"XREADGROUP GROUP g c CLAIM 10 MAXSIZE 10 STREAMS *a >",

	// Arrays.
	"ARCOUNT *k",
	"ARDEL *k 1 2",
	"ARDELRANGE *k 0 9 20 29",
	"ARGET *k 1",
	"ARGETRANGE *k 0 9",
	"ARGREP *k 0 9 MATCH a WITHVALUES",
	"ARINFO *k FULL",
	"ARINSERT *k a b",
	"ARLASTITEMS *k 5 REV",
	"ARLEN *k",
	"ARMGET *k 1 2",
	"ARMSET *k 1 a 2 b",
	"ARNEXT *k",
	"AROP *k 0 9 SUM",
	"ARRING *k 10 a b",
	"ARSCAN *k 0 9 LIMIT 5",
	"ARSEEK *k 1",
	"ARSET *k 1 a b",

	// Vector sets.
	"VADD *k VALUES 2 0.1 0.2 element",
	"VCARD *k",
	"VDIM *k",
	"VEMB *k element RAW",
	"VGETATTR *k element",
	"VINFO *k",
	"VISMEMBER *k element",
	"VLINKS *k element WITHSCORES",
	"VRANDMEMBER *k 5",
	"VRANGE *k - + 10",
	"VREM *k element",
	"VSETATTR *k element {}",
	"VSIM *k ELE element COUNT 5",

	// JSON.
	"JSON.ARRAPPEND *k $ 1 2",
	"JSON.ARRINDEX *k $ 1 0 5",
	"JSON.ARRINSERT *k $ 0 1",
	"JSON.ARRLEN *k",
	"JSON.ARRPOP *k $ 0",
	"JSON.ARRTRIM *k $ 0 1",
	"JSON.CLEAR *k $",
	"JSON.DEBUG MEMORY *k $",
	"JSON.DEL *k $",
	"JSON.FORGET *k $",
	"JSON.GET *k INDENT _ $.a $.b",
	"JSON.MERGE *k $ {}",
	"JSON.MGET *a $",
	"JSON.MGET *a *b *c $",
	"JSON.MSET *a $ 1",
	"JSON.MSET *a $ 1 *b $.x 2",
	"JSON.NUMINCRBY *k $ 1",
	"JSON.NUMMULTBY *k $ 2",
	"JSON.NUMPOWBY *k $ 2",
	"JSON.OBJKEYS *k $",
	"JSON.OBJLEN *k $",
	"JSON.RESP *k",
	"JSON.SET *k $ 1 NX",
	"JSON.STRAPPEND *k $ \"a\"",
	"JSON.STRLEN *k $",
	"JSON.TOGGLE *k $",
	"JSON.TYPE *k $",

	// Time series.
	"TS.ADD *k 1 2.5 LABELS a b",
	"TS.ALTER *k RETENTION 10",
	"TS.CREATE *k LABELS a b",
	"TS.CREATERULE *a *b AGGREGATION avg 60000",
	"TS.DECRBY *k 1",
	"TS.DEL *k 0 9",
	"TS.DELETERULE *a *b",
	"TS.GET *k LATEST",
	"TS.INCRBY *k 1 TIMESTAMP 5",
	"TS.INFO *k DEBUG",
	"TS.MADD *a 1 2.5",
	"TS.MADD *a 1 2.5 *b 1 2.5 *c 1 2.5",
	"TS.NRANGE 2 *a *b - + COUNT 5",
	"TS.NREVRANGE 1 *a 0 9",
	"TS.RANGE *k - + FILTER_BY_TS 1 2",
	"TS.READ *k 0 BLOCK 100 1",
	"TS.REVRANGE *k - +",

	// Probabilistic types.
	"BF.ADD *k a",
	"BF.CARD *k",
	"BF.DEBUG *k",
	"BF.EXISTS *k a",
	"BF.INFO *k CAPACITY",
	"BF.INSERT *k CAPACITY 10 ITEMS a b",
	"BF.LOADCHUNK *k 1 data",
	"BF.MADD *k a b",
	"BF.MEXISTS *k a b",
	"BF.RESERVE *k 0.01 100",
	"BF.SCANDUMP *k 0",
	"CF.ADD *k a",
	"CF.ADDNX *k a",
	"CF.COMPACT *k",
	"CF.COUNT *k a",
	"CF.DEBUG *k",
	"CF.DEL *k a",
	"CF.EXISTS *k a",
	"CF.INFO *k",
	"CF.INSERT *k NOCREATE ITEMS a b",
	"CF.INSERTNX *k ITEMS a b",
	"CF.LOADCHUNK *k 1 data",
	"CF.MEXISTS *k a b",
	"CF.RESERVE *k 100 BUCKETSIZE 2",
	"CF.SCANDUMP *k 0",
	"CMS.INCRBY *k a 1 b 2",
	"CMS.INFO *k",
	"CMS.INITBYDIM *k 100 5",
	"CMS.INITBYPROB *k 0.01 0.01",
	"CMS.MERGE *d 1 *a",
	"CMS.MERGE *d 2 *a *b WEIGHTS 1 2",
	"CMS.QUERY *k a b",
	"TDIGEST.ADD *k 1 2",
	"TDIGEST.BYRANK *k 1 2",
	"TDIGEST.BYREVRANK *k 1 2",
	"TDIGEST.CDF *k 1 2",
	"TDIGEST.CREATE *k COMPRESSION 100",
	"TDIGEST.INFO *k",
	"TDIGEST.MAX *k",
	"TDIGEST.MERGE *d 1 *a",
	"TDIGEST.MERGE *d 2 *a *b COMPRESSION 100 OVERRIDE",
	"TDIGEST.MIN *k",
	"TDIGEST.QUANTILE *k 0.5 0.9",
	"TDIGEST.RANK *k 1 2",
	"TDIGEST.RESET *k",
	"TDIGEST.REVRANK *k 1 2",
	"TDIGEST.TRIMMED_MEAN *k 0.1 0.9",
	"TOPK.ADD *k a b",
	"TOPK.COUNT *k a b",
	"TOPK.INCRBY *k a 1 b 2",
	"TOPK.INFO *k",
	"TOPK.LIST *k WITHCOUNT",
	"TOPK.QUERY *k a b",
	"TOPK.RESERVE *k 10 8 7 0.9",

	// Search. Indexes have no slot.
	"FT.ADD idx *doc 1.0 FIELDS a b",
	"FT.DEL idx *doc DD",
	"FT.GET idx *doc",
	"FT.SAFEADD idx *doc 1.0 FIELDS a b",
	"FT.SUGADD *k text 1",
	"FT.SUGDEL *k text",
	"FT.SUGGET *k te FUZZY",
	"FT.SUGLEN *k",
	"FT.CREATE idx ON HASH PREFIX 1 user: SCHEMA name TEXT",
	"FT.SEARCH idx query",
	"FT.AGGREGATE idx query LOAD 1 name",
	"FT.ALIASADD alias idx",
	"FT.CURSOR READ idx 1",
	"FT.DICTADD dict a b",
	"FT.MGET idx a b",
	"TS.MGET FILTER a=b",
	"TS.MRANGE - + FILTER a=b",
	"TS.QUERYINDEX a=b",
}

// TestNewer checks the commands that a server of version 7.0 cannot judge, all
// of them.
func TestNewer(t *testing.T) {
	tested := make(map[*Command]bool)
	keys := 0
	for _, line := range newer {
		checkMarked(t, line)
		m := parse(t, line)
		tested[lookup(t, m.call)] = true
		keys += len(m.want)
	}
	rows := 0
	for c := range All() {
		if c.Keyless() || c.Has(Container) {
			continue
		}
		after70 := c.Module != "" || c.Since[0] > '7' || strings.HasPrefix(c.Since, "7.") && c.Since > "7.1"
		if after70 {
			rows++
			if !tested[c] {
				t.Errorf("%s, since %s %s, is in no call", c.Name, c.Module, c.Since)
			}
		}
	}
	t.Logf("%d commands with keys after Redis 7.0 and of modules, %d calls, %d keys", rows, len(newer), keys)
}

// TestUnchecked holds the rows that differ from what the module declares.
func TestUnchecked(t *testing.T) {
	var names []string
	for c := range All() {
		if c.Has(Unchecked) {
			names = append(names, c.Name)
		}
	}
	if want := []string{"JSON.MGET", "CMS.MERGE"}; !slices.Equal(names, want) {
		t.Errorf("unchecked are %v, want %v", names, want)
	}
}
