package site

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// moving has the commands that bring what some keys hold to another one, besides
// those that store a result. A program that sends one knows both names.
var moving = map[string]bool{
	"RENAME": true, "RENAMENX": true, "COPY": true, "SMOVE": true,
	"LMOVE": true, "BLMOVE": true, "RPOPLPUSH": true, "BRPOPLPUSH": true,
}

// ByChance returns a finding of which nothing is known as one that is likely: a
// command moves a value between two different parameters, on a client that is
// one of a cluster for certain, and no call that is seen gives them one slot. No
// design relies on two names that share a slot by chance. It is nil for others.
func (f *Finder) ByChance(s Send, v *Finding) *Finding {
	if !v.Unknown || v.Silent || v.A == v.B || !s.Direct() || s.Piped || s.Class != client.Cluster || !moving[s.Command] && !strings.HasSuffix(s.Command, "STORE") {
		return nil
	}
	fn := s.call.Parent()
	if fn.Parent() != nil {
		return nil
	}
	for _, call := range f.eval.Callers(fn) {
		for _, bound := range f.through(call, fn, call.Common().Args, []Send{s}) {
			if v := Judge(f, bound); v == nil || v.Silent {
				return nil // the names have a tag, or share a slot
			}
		}
	}
	if fn.Signature.Recv() != nil && strings.EqualFold(fn.Name(), s.Command) {
		return nil // it passes the command on
	}
	if a, b := parameterOf(v.First), parameterOf(v.Second); a == "" || b == "" || a == b {
		return nil
	}
	likely := *v
	likely.Unknown, likely.Chance = false, true
	likely.Verdict.Relation, likely.Verdict.Certainty = prove.Independent, prove.Likely
	return &likely
}

// parameterOf returns the identity of a key that is a parameter and nothing else.
func parameterOf(p pattern.Pattern) string {
	if len(p) == 1 && p[0].Hole != nil && value.IsParam(p[0].Hole.ID) {
		return p[0].Hole.ID
	}
	return ""
}

// SaidAtCallers reports whether the callers of the function that sends s decide
// its keys, all of them are seen, and of each it is known what it passes: what is
// wrong is reported there.
func (f *Finder) SaidAtCallers(s Send) bool {
	if s.call == nil {
		return false
	}
	fn := s.call.Parent()
	calls := f.eval.Callers(fn)
	if fn.Parent() != nil || len(calls) == 0 {
		return false
	}
	for _, call := range calls {
		if !f.known(s, call, fn) {
			return false
		}
	}
	return true
}

// known reports whether something is known of the keys that a call makes fn send.
func (f *Finder) known(s Send, call ssa.CallInstruction, fn *ssa.Function) bool {
	for _, bound := range f.through(call, fn, call.Common().Args, []Send{s}) {
		if len(bound.Keys) == 1 && !bound.Keys[0].Repeat {
			continue
		}
		if v := Judge(f, bound); v != nil && v.Unknown {
			return false
		}
	}
	return true
}
