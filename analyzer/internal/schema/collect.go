package schema

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/comment"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Package is what one package adds to a schema.
type Package struct {
	path  string
	named bool
	uses  []use
	meets []meeting
	names []name
	scans []scan
	// Ignores are the comments of the package that are for a gate.
	Ignores []comment.Ignore
}

// A use is one command on a key, in one of the strings that the key may be.
type use struct {
	inventory.Use
	pattern  pattern.Pattern
	place    Place
	argument int
	chain    string // the places of the calls that lead to the client's method
	exported bool   // others can call the function around it
	given    bool   // the key begins with what that function is given
	judged   bool   // it is known to the caller for the transaction only
	test     bool
}

// A meeting is two arguments that meet.
type meeting struct {
	inventory.Meeting
	place Place
	test  bool
}

// A name is what an annotation says of the families that one of the patterns spells.
type name struct {
	comment.Family
	patterns []pattern.Pattern
	prefix   string // a constant that keys may begin with
}

// Of returns what a package adds to the schema of its program. The unit is one for a
// schema.
func Of(u *unit.Unit, inv *inventory.Inventory, families []comment.Family) *Package {
	p := &Package{path: u.Pass.Pkg.Path()}
	c := &collector{u, p}
	for _, list := range [][]inventory.Key{inv.Keys, inv.Made} {
		for i := range list {
			c.key(&list[i], inv.Queued[list[i].Argument])
		}
	}
	c.scan()
	for _, m := range inv.Meetings {
		place := c.place(m.Send.Function(), m.Send.Pos(), m.In)
		place.Guarded = m.Send.Guarded
		p.meets = append(p.meets, meeting{m, place, u.InTest(m.Send.Pos())})
	}
	for _, f := range families {
		p.names = append(p.names, c.named(f))
	}
	return p
}

// A collector collects one package.
type collector struct {
	*unit.Unit
	*Package
}

func (c *collector) key(k *inventory.Key, queued bool) {
	if k.Wildcard || k.Channel || len(k.Pattern) == 0 {
		return
	}
	fn := k.Declared()
	one := use{
		pattern: k.Pattern, place: c.place(fn, k.Site, ""), argument: k.Argument, chain: k.Chain,
		exported: fn != nil && exported(fn) && c.Pass.Pkg.Name() != "main", given: given(k.Pattern),
		judged: k.Judged, test: k.Test,
	}
	one.place.Guarded = k.Guarded
	for _, u := range k.Uses {
		one.Use = u
		one.place.Command, one.place.In = u.Command, ""
		switch {
		case u.Line > 0 || u.Unseen && k.Kind == client.Script:
			one.place.In = "script"
		case queued:
			one.place.In = "MULTI"
		}
		c.uses = append(c.uses, one)
	}
}

// given reports whether a key begins with what the function around is given.
func given(p pattern.Pattern) bool { return p[0].Hole != nil && value.HasParam(p[0].Hole.ID) }

// exported reports whether other packages can call a function.
func exported(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	if !ok || !obj.Exported() {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return true
	}
	n := client.Named(recv.Type())
	return n == nil || n.Obj().Exported()
}

// place returns the place of a command in a function, which may be nil.
func (c *collector) place(fn *ssa.Function, pos token.Pos, command string) Place {
	at := c.Pass.Fset.Position(pos)
	for fn != nil && fn.Parent() != nil {
		fn = fn.Parent()
	}
	return Place{Package: c.path, Function: functionName(fn), File: at.Filename, Line: at.Line, Command: command}
}

// functionName spells a function as its package does: "Store.AddToCart".
func functionName(fn *ssa.Function) string {
	if fn == nil {
		return ""
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if recv := obj.Signature().Recv(); recv != nil {
			if n := client.Named(recv.Type()); n != nil {
				return n.Obj().Name() + "." + obj.Name()
			}
		}
	}
	return fn.Name()
}

// named returns the keys that an annotation is for.
func (c *collector) named(f comment.Family) name {
	n := name{Family: f}
	switch obj := f.Object.(type) {
	case *types.Const:
		if obj.Val().Kind() == constant.String {
			n.prefix = constant.StringVal(obj.Val())
		}
	case *types.Func:
		if c.Eval == nil {
			break
		}
		for _, fn := range c.Funcs {
			if fn.Object() != types.Object(obj) {
				continue
			}
			c.Eval.ResetBudget()
			if sum := c.Eval.Summary(fn); sum != nil && len(sum.Results) > 0 && sum.Results[0] != nil {
				for _, alt := range c.Finder.Texts(site.Key{Value: sum.Results[0]}) {
					n.patterns = append(n.patterns, alt.Pattern)
				}
			}
		}
	}
	return n
}
