package analyzer

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/denied"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// denied reports the calls of one function that a cluster refuses whatever
// their keys are, and those that reach one node of it only. What a function of
// the program sends is reported where it calls the client.
func (c *checker) denied(fn *ssa.Function) {
	if !c.checks.runs("clusterdenied") {
		return
	}
	for _, s := range c.finder.Sends(fn) {
		if s.Guarded || !s.Direct() || !c.counts(s.Class) {
			continue
		}
		c.eval.Begin()
		c.deny(s)
	}
	c.databases(fn)
}

// deny reports s if a row objects to it: by the one that is most certain.
func (c *checker) deny(s site.Send) {
	var worst *objection
	var by *denied.Row
	for _, row := range denied.Of(s.Command) {
		certainty, ok := c.certainty(row, s)
		if !ok {
			continue
		}
		if o := c.objection(row, s.Words()); o != nil {
			o.certainty = min(o.certainty, certainty)
			if worst == nil || o.certainty > worst.certainty {
				worst, by = o, row
			}
		}
	}
	if worst == nil || worst.certainty < c.lowest.value {
		return
	}
	d := analysis.Diagnostic{
		Pos:      s.Pos(),
		Category: "clusterdenied",
		Message:  report.Denied(by, worst.what, worst.unless, worst.certainty),
	}
	if expr := c.finder.CallExpr(s); expr != nil {
		d.Pos, d.End = expr.Pos(), expr.End()
	}
	c.report(d)
}

// certainty returns how certain it is from the client alone that s goes wrong,
// and whether it can.
func (c *checker) certainty(row *denied.Row, s site.Send) (prove.Certainty, bool) {
	certainty, ok := row.Certainty(s.Class)
	switch {
	case !ok,
		row.FansOut && !s.Raw() && !s.Piped,
		row.Resolver && c.resolver && !s.Piped:
		return 0, false
	}
	if row.Refusal != "" || s.Class == client.Cluster {
		return certainty, true
	}
	if c.test(s.Pos()) {
		return 0, false
	}
	if s.Class == client.Universal {
		switch o := c.finder.Origins(s); {
		case o.Cluster || !o.Single:
		case !o.Unknown:
			return row.Certainty(client.Single)
		default:
			certainty = min(certainty, prove.Possible)
		}
	}
	return certainty, true
}

// test reports whether the code at pos is for tests: it looks after the server
// that it starts.
func (c *checker) test(pos token.Pos) bool {
	for _, file := range c.pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return strings.HasSuffix(c.pass.Fset.Position(pos).Filename, "_test.go") ||
				slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"testing"` })
		}
	}
	return false
}

// An objection is what is wrong with a call.
type objection struct {
	what      string // the command with the argument that is to blame
	unless    string // when nothing is
	certainty prove.Certainty
}

// objection returns what a row objects to in a command, nil if that is nothing.
func (c *checker) objection(row *denied.Row, words []site.Key) *objection {
	switch row.When {
	case denied.OtherDB:
		at := 1
		if row.Command == "COPY" {
			at = option(words, 3, "DB")
		}
		return c.otherDB(row, words, at)
	case denied.By:
		return c.sorted(row, words, option(words, 2, "BY"))
	case denied.Get:
		var worst *objection
		for at := option(words, 2, "GET"); at > 0; at = option(words, at+1, "GET") {
			if o := c.sorted(row, words, at); o != nil && (worst == nil || o.certainty > worst.certainty) {
				worst = o
			}
		}
		return worst
	}
	o := &objection{what: row.Command, certainty: prove.Proven}
	if row.Command == "KEYS" && len(words) > 1 && c.tagged(words[1]) && !c.goRedis.atLeast(9, 20) {
		o.certainty = prove.Likely
		o.unless = "go-redis is one of v9.1 to v9.19, which take the pattern for a key and its hash tag for what it is"
	}
	return o
}

// operands holds how many words belong to the options of COPY, SCAN and SORT.
var operands = map[string]int{"BY": 1, "COUNT": 1, "DB": 1, "GET": 1, "LIMIT": 2, "MATCH": 1, "STORE": 1, "TYPE": 1}

// option returns the place of the operand of an option, looking from the place
// of an option on; -1 if there is none.
func option(words []site.Key, from int, name string) int {
	for i := from; i < len(words)-1; i++ {
		if words[i].Repeat {
			return -1 // what follows is anywhere
		}
		text, _ := words[i].Value.Constant()
		text = strings.ToUpper(text)
		if text == name {
			return i + 1
		}
		i += operands[text]
	}
	return -1
}

// otherDB judges the number of a database.
func (c *checker) otherDB(row *denied.Row, words []site.Key, at int) *objection {
	if at < 1 || at >= len(words) {
		return nil
	}
	texts := c.eval.Expand(words[at].Value).Texts()
	if len(texts) == 0 {
		return nil
	}
	certainty, some := prove.Proven, ""
	for _, alt := range texts {
		db, ok := alt.Pattern.Text()
		_, err := strconv.Atoi(db)
		switch {
		case !ok:
			return &objection{row.Command + " to database " + alt.Pattern.String(), "that is 0", prove.Possible}
		case db == "0" || err != nil:
			certainty = prove.Likely
		default:
			some = db
		}
	}
	if some == "" {
		return nil
	}
	return &objection{row.Command + " to database " + some, "", certainty}
}

// sorted judges a pattern of SORT. Redis 7.0 and 7.2 refuse every pattern but a
// BY without a wildcard. From 7.4 on they accept one that has a hash tag of the
// key's slot before the first wildcard (redis/redis#12728), and from 8.0 on
// "GET #", the element itself (redis/redis#13607).
func (c *checker) sorted(row *denied.Row, words []site.Key, at int) *objection {
	if at < 2 || at >= len(words) {
		return nil
	}
	v := c.eval.Expand(words[at].Value)
	alts := v.Texts()
	if len(alts) == 0 || v.Kind == value.Sym {
		return nil // it may well not be sent
	}
	p := alts[0].Pattern
	text, constant := p.Text()
	has := func(chars string) bool {
		return slices.ContainsFunc(p, func(part pattern.Part) bool { return strings.ContainsAny(part.Lit, chars) })
	}
	o := &objection{what: row.Command + " with " + optionName[row.When] + " " + p.String(), certainty: prove.Proven}
	if len(alts) > 1 {
		o.certainty = prove.Likely
	}
	switch {
	case row.When == denied.By && !has("*"):
		if constant {
			return nil
		}
		o.certainty, o.unless = prove.Possible, "the pattern has no *"
	case row.When == denied.Get && constant && text == "#" && c.server.atLeast(8, 0):
		return nil
	case !c.server.atLeast(7, 4):
		return o
	}
	if has(wildcards) && !tagFirst(p) {
		return o
	}
	found := c.finder.Differ(words[1], words[at])
	if found == nil || found.Silent {
		return nil
	}
	if found.Unknown {
		o.certainty = prove.Possible
	}
	o.certainty = min(o.certainty, found.Verdict.Certainty)
	if o.unless == "" && o.certainty < prove.Proven {
		o.unless = "its hash tag is that of " + found.First.String()
	}
	return o
}

var optionName = map[denied.Condition]string{denied.By: "BY", denied.Get: "GET"}

// tagged reports whether a pattern of keys is one of a single slot.
func (c *checker) tagged(k site.Key) bool {
	alts := c.eval.Expand(k.Value).Texts()
	return len(alts) > 0 && !slices.ContainsFunc(alts, func(a value.Alt) bool { return !tagFirst(a.Pattern) })
}

// wildcards are the characters of a pattern of keys that stand for others, or
// change the meaning of the next.
const wildcards = `*?[\\`

// tagFirst reports whether a hash tag is complete before the first wildcard of a
// pattern of keys, as the server's patternHashSlot asks for.
func tagFirst(p pattern.Pattern) bool {
	if _, tag, _ := p.Hashed(); !tag {
		return false
	}
	for _, part := range p {
		if i := strings.IndexAny(part.Lit, wildcards); i >= 0 {
			return strings.Contains(part.Lit[:i], "}")
		}
		if strings.Contains(part.Lit, "}") {
			return true
		}
	}
	return true
}
