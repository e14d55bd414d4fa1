package refused

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/denied"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Run reports the calls of a package that a cluster refuses whatever their keys
// are, and those that reach one node only. What a function of the program sends is
// reported where it calls the client.
func Run(u *unit.Unit) {
	c := &Check{u}
	for _, fn := range u.Funcs {
		for _, s := range c.Finder.Sends(fn) {
			if s.Guarded || !s.Direct() || !c.Counts(s.Class) {
				continue
			}
			c.Eval.ResetBudget()
			c.deny(s)
		}
		c.databases(fn)
	}
}

// A Check judges commands by the table of package denied.
type Check struct{ *unit.Unit }

// deny reports s if a row objects to it: by the one that is most certain.
func (c *Check) deny(s site.Send) {
	var worst *Objection
	var by *denied.Row
	for _, row := range denied.Of(s.Command) {
		certainty, ok := c.certainty(row, s)
		if !ok {
			continue
		}
		if o := c.Objection(row, s.Client(), s.Words()); o != nil {
			o.Certainty = min(o.Certainty, certainty)
			if worst == nil || o.Certainty > worst.Certainty {
				worst, by = o, row
			}
		}
	}
	if worst == nil || worst.Certainty < c.Lowest {
		return
	}
	d := report.Denied(by.For(s.Client()), worst.What, worst.Unless, worst.Certainty)
	d.Pos, d.End = c.Extent(s)
	c.Report(d)
}

// certainty returns how certain it is from the client alone that s goes wrong,
// and whether it can.
func (c *Check) certainty(row *denied.Row, s site.Send) (prove.Certainty, bool) {
	certainty, ok := row.Certainty(s.Class)
	switch {
	case !ok,
		s.Client().AllNodes[row.Command] != "" && !s.Raw() && !s.Piped,
		s.Client().Resolved[row.Command] && c.Splits && !s.Piped:
		return 0, false
	}
	if row.Refusal != "" || s.Class == client.Cluster {
		return certainty, true
	}
	if c.test(s.Pos()) {
		return 0, false
	}
	if s.Class == client.Universal {
		switch o := c.Finder.Origins(s); {
		case !o.Cluster && o.Handed:
			certainty = min(certainty, prove.Possible)
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
func (c *Check) test(pos token.Pos) bool {
	for _, file := range c.Pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return strings.HasSuffix(c.Pass.Fset.Position(pos).Filename, "_test.go") ||
				slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == `"testing"` })
		}
	}
	return false
}

// An Objection is what is wrong with a call.
type Objection struct {
	What      string // the command with the argument that is to blame
	Unless    string // when nothing is wrong; "" if something always is
	Certainty prove.Certainty
}

// Objection returns what a row objects to in a command that a client of a library
// sends, nil if that is nothing.
func (c *Check) Objection(row *denied.Row, lib *client.About, words []site.Key) *Objection {
	switch row.When {
	case denied.OtherDB:
		at := 1
		if row.Command == "COPY" {
			at = Option(words, 3, "DB")
		}
		return c.otherDB(row, words, at)
	case denied.By:
		return c.sorted(row, words, Option(words, 2, "BY"))
	case denied.Get:
		var worst *Objection
		for at := Option(words, 2, "GET"); at > 0; at = Option(words, at+1, "GET") {
			if o := c.sorted(row, words, at); o != nil && (worst == nil || o.Certainty > worst.Certainty) {
				worst = o
			}
		}
		return worst
	}
	o := &Objection{What: row.Command, Certainty: prove.Proven}
	if row.Command == "KEYS" && len(words) > 1 && c.tagged(words[1]) {
		if versions := c.May(lib, lib.TaggedPattern); versions != "" {
			o.Certainty = prove.Likely
			o.Unless = versions + ", which take the pattern for a key and its hash tag for what it is"
		}
	}
	return o
}

// operands holds how many words belong to the options of COPY, SCAN and SORT.
var operands = map[string]int{"BY": 1, "COUNT": 1, "DB": 1, "GET": 1, "LIMIT": 2, "MATCH": 1, "STORE": 1, "TYPE": 1}

// Option returns the index of the operand of an option among the words of a
// command, searching from index from, which holds an option; -1 if there is none.
func Option(words []site.Key, from int, name string) int {
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
func (c *Check) otherDB(row *denied.Row, words []site.Key, at int) *Objection {
	if at < 1 || at >= len(words) {
		return nil
	}
	texts := c.Eval.Expand(words[at].Value).Texts()
	if len(texts) == 0 {
		return nil
	}
	certainty, some := prove.Proven, ""
	for _, alt := range texts {
		db, ok := alt.Pattern.Text()
		_, err := strconv.Atoi(db)
		switch {
		case !ok:
			return &Objection{row.Command + " to database " + report.Plain(alt.Pattern), "that is 0", prove.Possible}
		case db == "0" || err != nil:
			certainty = prove.Likely
		default:
			some = db
		}
	}
	if some == "" {
		return nil
	}
	return &Objection{row.Command + " to database " + quote.Text(some), "", certainty}
}

// sorted judges a pattern of SORT. Redis 7.0 and 7.2 refuse every pattern but a
// BY without a wildcard. From 7.4 on they accept one that has a hash tag of the
// key's slot before the first wildcard (redis/redis#12728), and from 8.0 on
// "GET #", the element itself (redis/redis#13607).
func (c *Check) sorted(row *denied.Row, words []site.Key, at int) *Objection {
	if at < 2 || at >= len(words) {
		return nil
	}
	v := c.Eval.Expand(words[at].Value)
	alts := v.Texts()
	if len(alts) == 0 || v.Kind == value.Sym {
		return nil // it may well not be sent
	}
	p := alts[0].Pattern
	text, constant := p.Text()
	has := func(chars string) bool {
		return slices.ContainsFunc(p, func(part pattern.Part) bool { return strings.ContainsAny(part.Lit, chars) })
	}
	o := &Objection{What: row.Command + " with " + optionName[row.When] + " " + report.Plain(p), Certainty: prove.Proven}
	if len(alts) > 1 {
		o.Certainty = prove.Likely
	}
	switch {
	case row.When == denied.By && !has("*"):
		if constant {
			return nil
		}
		o.Certainty, o.Unless = prove.Possible, "the pattern has no *"
	case row.When == denied.Get && constant && text == "#" && c.Server.AtLeast(8, 0):
		return nil
	case !c.Server.AtLeast(7, 4):
		return o
	}
	if has(wildcards) && !tagFirst(p) {
		return o
	}
	found := c.Finder.Differ(words[1], words[at])
	if found == nil || found.Silent {
		return nil
	}
	if found.Unknown {
		o.Certainty = prove.Possible
	}
	o.Certainty = min(o.Certainty, found.Verdict.Certainty)
	if o.Unless == "" && o.Certainty < prove.Proven {
		o.Unless = "its hash tag is that of " + report.Plain(found.First)
	}
	return o
}

var optionName = map[denied.Condition]string{denied.By: "BY", denied.Get: "GET"}

// tagged reports whether a pattern of keys is one of a single slot.
func (c *Check) tagged(k site.Key) bool {
	alts := c.Eval.Expand(k.Value).Texts()
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
