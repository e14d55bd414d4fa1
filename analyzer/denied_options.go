package analyzer

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// databases reports the options of clients that name a constant database other
// than 0. What the program is told from outside is its user's business.
//
// A redis.Options is for one server, and says nothing of a cluster. Of
// UniversalOptions NewUniversalClient makes a cluster client, which ignores the
// database, where they have two addresses or IsClusterMode, and no MasterName
// (go-redis v9.23, universal.go; v6 to v8 have no IsClusterMode).
func (c *checker) databases(fn *ssa.Function) {
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
			if name, f := optionsField(field); f == "DB" && c.counts(optionsClass[name]) {
				c.database(store, field, name)
			}
		}
	}
}

// optionsClass holds the classes of the clients that the options make.
var optionsClass = map[string]client.Class{"UniversalOptions": client.Universal, "Options": client.Single}

// optionsField returns the names of the struct of options that a field is of,
// and of the field.
func optionsField(a *ssa.FieldAddr) (options, field string) {
	t := a.X.Type().Underlying().(*types.Pointer).Elem()
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || !client.IsClientPackage(n.Obj().Pkg().Path()) {
		return "", ""
	}
	if _, ok := optionsClass[n.Obj().Name()]; !ok {
		return "", ""
	}
	return n.Obj().Name(), n.Underlying().(*types.Struct).Field(a.Field).Name()
}

// database reports one assignment of a database.
func (c *checker) database(store *ssa.Store, field *ssa.FieldAddr, options string) {
	c.eval.Begin()
	db, ok := c.eval.Expand(c.eval.Eval(store.Val)).Constant()
	if !ok || db == "0" || c.finder.GuardedAt(store) {
		return
	}
	certainty, several := prove.Possible, false
	if options == "UniversalOptions" {
		set := assigned(field.X)
		if len(set["MasterName"]) > 0 {
			return // what sentinels look after is no cluster
		}
		several = c.several(set)
		certainty = prove.Likely
		if several {
			certainty = prove.Proven
		}
	}
	if certainty < c.lowest.value || !several && c.test(field.Pos()) {
		return
	}
	pos := store.Pos()
	if pos == token.NoPos {
		pos = field.Pos()
	}
	c.report(analysis.Diagnostic{
		Pos: pos, Category: "clusterdenied",
		Message: report.DeniedDB("redis."+options, db, several, certainty),
	})
}

// assigned returns what a function assigns to the fields of a struct, by their
// names.
func assigned(base ssa.Value) map[string][]ssa.Value {
	out := make(map[string][]ssa.Value)
	if base.Referrers() == nil {
		return out
	}
	for _, ref := range *base.Referrers() {
		a, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		_, name := optionsField(a)
		for _, use := range *a.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == ssa.Value(a) {
				out[name] = append(out[name], s.Val)
			}
		}
	}
	return out
}

// several reports whether all that is assigned makes the client one of a
// cluster.
func (c *checker) several(set map[string][]ssa.Value) bool {
	every := func(field string, is func(v *value.Value) bool) bool {
		vals := set[field]
		return len(vals) > 0 && !slices.ContainsFunc(vals, func(v ssa.Value) bool { return !is(c.eval.Eval(v)) })
	}
	return every("IsClusterMode", func(v *value.Value) bool { text, ok := v.Constant(); return ok && text == "true" }) ||
		every("Addrs", func(v *value.Value) bool {
			list := v.AsList()
			return list != nil && !list.Partial && len(list.Items) > 1 &&
				!slices.ContainsFunc(list.Items, func(it value.Item) bool { return it.Repeat })
		})
}

// namesDatabase reports whether v is the field DB of a client's options: a
// package may do no more than to make a client.
func namesDatabase(v *types.Var) bool {
	return v.IsField() && v.Name() == "DB" && v.Pkg() != nil && client.IsClientPackage(v.Pkg().Path())
}
