package families

import (
	"fmt"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
)

// tells holds the commands that write, and whose reply tells what was there: a program
// may want no more.
var tells = []string{
	"SADD", "SREM", "SMOVE", "ZADD", "ZREM", "HDEL", "HSET", "PFADD", "DEL", "UNLINK", "EXPIRE", "PEXPIRE", "RENAMENX", "COPY",
}

// Orphans returns the families that nothing reads, and those that nothing writes.
func Orphans(p *Program) (out []Finding) {
	for i := range p.Schema.Families {
		f := &p.Schema.Families[i]
		if f.Orphan == "" || other(p, f) {
			continue
		}
		read := f.Orphan == "never read" // else it is never written
		uses := f.Readers
		if read {
			uses = f.Writers
		}
		at, ok := p.first(uses)
		if !ok {
			continue
		}
		does, lacks, comes := "reads", "writes", "it finds nothing, unless another program writes it"
		advice := "compare the key with those that are written, or remove the command"
		if read {
			does, lacks, comes = "writes", "reads", "it is stored for nobody, unless another program reads it"
			advice = "compare the key with those that are read, or remove the command"
		}
		doubt := doubtOf(p, f, read)
		one := Finding{At: at, Finding: report.Finding{
			Check: "orphan", Certainty: certainty(doubt == ""), Subject: subject(at), Keys: []report.Key{key(f)},
			Problem: fmt.Sprintf("%s %s %s, and nothing in the packages that were loaded %s it", subject(at), does, f.Pattern, lacks),
			Detail:  doubt, Consequence: comes, Advice: advice,
		}}
		for _, u := range uses {
			if u != at {
				one.Trace = append(one.Trace, Step{u, u.Command + " " + does + " it, too"})
			}
		}
		out = append(out, one)
	}
	return out
}

// doubtOf says what may read an orphan after all, or write it; "" if nothing is seen that
// may.
func doubtOf(p *Program, f *schema.Family, read bool) string {
	want := command.Writes
	if read {
		want = command.Reads
	}
	for _, s := range p.Schema.Strays {
		types := s.Role.Types.Stored()
		fits := types == command.None || f.Stored == command.None || types&f.Stored != 0
		if s.Role.Effects&want != 0 && fits {
			return fmt.Sprintf("unless the %s at %s does, of whose key nothing is known", subject(s.Place), where(s.Place))
		}
	}
	if !p.Whole {
		return "unless a package of the module does that was not loaded"
	}
	places := slices.Concat(f.Writers, f.Removers)
	if i := slices.IndexFunc(places, func(at schema.Place) bool { return slices.Contains(tells, at.Command) }); i >= 0 && read {
		return fmt.Sprintf("unless the reply of %s is all that is wanted", places[i].Command)
	}
	return ""
}

// other reports whether another family with the same keys is used as well, so that the
// two are no orphans together.
func other(p *Program, f *schema.Family) bool {
	return slices.ContainsFunc(p.Schema.Families, func(g schema.Family) bool {
		if g.Glob == f.Glob {
			return false
		}
		does := len(g.Writers) + len(g.Unseen)
		if f.Orphan == "never read" {
			does = len(g.Readers) + len(g.Unseen)
		}
		if does == 0 {
			return false
		}
		if f.Items[0].Values != nil || g.Items[0].Values != nil || opens(f) || opens(&g) {
			return form(f).Meets(form(&g))
		}
		return form(f).MeetsApart(form(&g), p.Separators)
	})
}

// Wanted reports whether a finding is certain enough.
func (f *Finding) Wanted(lowest prove.Certainty) bool { return f.Certainty >= lowest }
