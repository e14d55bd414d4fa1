package refused

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// databases reports the options of clients that name a constant database other
// than 0. What the program is told from outside is its user's business.
//
// Options of a client of one server say nothing of a cluster. Those of a universal
// client make one of a cluster, which ignores the database, where they have two
// addresses or say that it is a cluster, and nothing of Sentinel.
func (c *Check) databases(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			store, ok := in.(*ssa.Store)
			if !ok {
				continue
			}
			field, ok := store.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			if o, f, ok := site.OptionsField(field); ok && f == o.Database && c.Counts(o.Class) {
				c.database(store, field, o)
			}
		}
	}
}

// database reports one assignment of a database.
func (c *Check) database(store *ssa.Store, field *ssa.FieldAddr, options client.Options) {
	c.Eval.ResetBudget()
	db, ok := c.Eval.Expand(c.Eval.Eval(store.Val)).Constant()
	if !ok || db == "0" || c.Finder.GuardedAt(store) {
		return
	}
	certainty, several := prove.Possible, false
	if options.Class == client.Universal {
		set := site.OptionsSet(field.X)
		if len(set[options.Sentinel]) > 0 {
			return // what sentinels look after is no cluster
		}
		several = c.several(set, options)
		certainty = prove.Likely
		if several {
			certainty = prove.Proven
		}
	}
	if certainty < c.Lowest || !several && c.test(field.Pos()) {
		return
	}
	pos := store.Pos()
	if pos == token.NoPos {
		pos = field.Pos()
	}
	f := report.DeniedDB(options.Name, db, options.Class == client.Universal, several, certainty)
	f.Pos = pos
	c.Report(f)
}

// several reports whether all that is assigned makes the client one of a
// cluster.
func (c *Check) several(set map[string][]ssa.Value, o client.Options) bool {
	every := func(field string, is func(v *value.Value) bool) bool {
		vals := set[field]
		return len(vals) > 0 && !slices.ContainsFunc(vals, func(v ssa.Value) bool { return !is(c.Eval.Eval(v)) })
	}
	return every(o.Cluster, func(v *value.Value) bool { text, ok := v.Constant(); return ok && text == "true" }) ||
		every(o.Addresses, func(v *value.Value) bool {
			list := v.AsList()
			return list != nil && !list.Partial && len(list.Items) > 1 &&
				!slices.ContainsFunc(list.Items, func(it value.Item) bool { return it.Repeat })
		})
}
