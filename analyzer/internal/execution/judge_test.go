package execution

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// certainties are the words of the linter, in ascending order; the first is its
// silence.
var certainties = []string{"silent", "possible", "likely", "proven"}

// A judge holds the linter's words against the answers of the cluster.
type judge struct {
	*program
	code   *code
	sites  map[string]*site
	lines  map[string][]*report    // by "file:line"
	funcs  map[*function][]*report // by the function that they are in
	rights map[string][]*report    // what is proved right, by "file:line"
	server *redistest.Conn

	units   map[string]*unit
	faults  []*fault
	likely  []*fault // not refused though likely
	silent  []*fault // refused though silent: silence is no proof
	shared  int      // met the stated share of values
	met     int      // not refused though likely, for a reason that the word allows
	assumed int      // against what the linter says it assumes
}

// A unit is a call site: a line of a site that sends a command.
type unit struct {
	site     *site
	word     int // index into certainties
	executed int // with two distinct keys
	refused  int
	example  *fault
}

// A fault is an execution that the linter's word does not fit.
type fault struct {
	what    string
	record  *record
	sent    *sent
	keys    []string
	reports []*report
}

func newJudge(p *program, reports []*report, nodes []string) (*judge, error) {
	server, err := redistest.Dial(nodes[0])
	if err != nil {
		return nil, err
	}
	code, err := parse(p)
	if err != nil {
		return nil, err
	}
	j := &judge{
		program: p, code: code, server: server, sites: map[string]*site{}, units: map[string]*unit{},
		lines: map[string][]*report{}, rights: map[string][]*report{}, funcs: map[*function][]*report{},
	}
	for _, s := range p.sites {
		j.sites[s.name] = s
	}
	for _, r := range reports {
		line := fmt.Sprintf("%s:%d", r.file, r.line)
		if r.certainty == "right" {
			j.rights[line] = append(j.rights[line], r)
			continue
		}
		j.lines[line] = append(j.lines[line], r)
		if fn := code.at(line); fn != nil {
			j.funcs[fn] = append(j.funcs[fn], r)
		}
	}
	return j, nil
}

// judge holds one execution against the reports.
func (j *judge) judge(r *record) error {
	for i := range r.Sent {
		if err := j.sent(r, &r.Sent[i]); err != nil {
			return err
		}
	}
	if refusal(r.Err, false) && !slices.ContainsFunc(r.Sent, func(s sent) bool { return s.Err == r.Err }) {
		// The client refuses a Watch before its hooks see it.
		s := j.sites[r.Site]
		if fn := j.code.function(s.file, s.fn); fn != nil {
			j.refused(r, &sent{Err: r.Err, Cmds: [][]string{{"WATCH"}}, Batch: true, Stack: []string{fn.pos}})
		}
	}
	return nil
}

func (j *judge) sent(r *record, s *sent) error {
	if refusal(s.Err, s.Tx) {
		j.refused(r, s)
		return nil
	}
	keys, err := j.keys(s)
	if err != nil {
		return err
	}
	if len(keys) < 2 || strings.HasPrefix(s.Err, "MOVED") {
		return nil
	}
	reports := j.words(s)
	u := j.unit(r, s, reports)
	u.executed++
	for _, w := range reports {
		if w.check != "crossslot" && w.check != "txslot" || w.certainty != "proven" && w.certainty != "likely" || !w.covers(keys) {
			continue
		}
		f := &fault{"not refused, though " + w.certainty, r, s, keys, []*report{w}}
		switch {
		case strings.Contains(w.message, "share a slot for "):
			j.shared++
		case w.certainty == "proven" && braceInside(r, w):
			j.assumed++
		case w.certainty == "proven":
			j.faults = append(j.faults, f)
		case j.explained(r, w):
			j.met++
		default:
			j.likely = append(j.likely, f)
		}
	}
	return nil
}

// refused judges a call that the cluster, or the client for it, refused.
func (j *judge) refused(r *record, s *sent) {
	reports := j.words(s)
	u := j.unit(r, s, reports)
	u.executed++
	u.refused++
	keys, err := j.keys(s)
	if err != nil {
		keys = []string{err.Error()}
	}
	f := &fault{"refused, though silent", r, s, keys, nil}
	for _, line := range s.Stack {
		for _, w := range j.rights[line] {
			if w.check == "txslot" && s.Batch || slices.ContainsFunc(s.Cmds, w.about) {
				f = &fault{"refused, though proved right", r, s, keys, []*report{w}}
			}
		}
	}
	if u.example == nil {
		u.example = f
	}
	if len(reports) > 0 {
		return
	}
	for _, fn := range j.code.reach(j.sites[r.Site]) {
		if len(j.funcs[fn]) > 0 {
			u.word = max(u.word, 1) // reported elsewhere
			return
		}
	}
	if emptyTag(keys) || slices.Contains(keys, "") || len(keys) == 0 && slices.ContainsFunc(r.Inputs, func(in given) bool { return in.Value == `""` }) {
		// The client sends the key "" anywhere.
		j.assumed++
		return
	}
	if len(f.reports) == 0 {
		j.silent = append(j.silent, f)
		return
	}
	if slices.ContainsFunc(r.Inputs, func(in given) bool { return in.Name == "prefix" && strings.Contains(in.Value, "{") }) {
		j.assumed++ // a hole is taken to hold no brace
		return
	}
	j.faults = append(j.faults, f)
}

// explained reports whether an execution is one for which a report that is
// likely only does not hold: a prefix has a tag, values are equal or empty, or
// a format pads a value that needs no padding.
func (j *judge) explained(r *record, w *report) bool {
	if j.sites[r.Site].uses[otherVerb] {
		return true
	}
	seen := map[string]bool{}
	for _, in := range r.Inputs {
		if in.Value == `""` || seen[in.Value] || strings.Contains(in.Value, "{") && in.Name == "prefix" {
			return true
		}
		seen[in.Value] = true
	}
	return false
}

// braceInside reports whether an input with a brace went into the keys of a
// report, and not at their start: inside of a key a text is taken to hold none.
func braceInside(r *record, w *report) bool {
	for _, in := range r.Inputs {
		if strings.Contains(in.Value, "{") && in.Name == "prefix" {
			return !slices.ContainsFunc(w.keys, func(k string) bool { return strings.HasPrefix(k, "<") })
		}
	}
	return false
}

// emptyTag reports whether a key has an empty tag, which the inputs of a tag
// are taken not to give.
func emptyTag(keys []string) bool {
	return slices.ContainsFunc(keys, func(k string) bool {
		open := strings.IndexByte(k, '{')
		return open >= 0 && strings.HasPrefix(k[open+1:], "}")
	})
}

// refusal reports whether an error says that keys are in different slots. A
// transaction on the connection of one node is also refused if that node does
// not have the keys.
func refusal(err string, tx bool) bool {
	return strings.HasPrefix(err, "CROSSSLOT") || strings.Contains(err, "requires all keys to be in the same slot") ||
		tx && (strings.HasPrefix(err, "MOVED") || strings.HasPrefix(err, "EXECABORT"))
}

// words returns the reports about what was sent.
func (j *judge) words(s *sent) []*report {
	var out []*report
	add := func(r *report) {
		if !slices.Contains(out, r) && (r.check == "txslot" && s.Batch || slices.ContainsFunc(s.Cmds, r.about)) {
			out = append(out, r)
		}
	}
	for _, line := range s.Stack {
		list := j.lines[line]
		if s.Batch {
			list = j.funcs[j.code.at(line)]
		}
		for _, r := range list {
			add(r)
		}
	}
	return out
}

// about reports whether r is about a command.
func (r *report) about(cmd []string) bool {
	name, of := strings.ToUpper(cmd[0]), strings.ToUpper(r.command)
	return of == name || strings.HasPrefix(of, "EVAL") && strings.HasPrefix(name, "EVAL")
}

var hole = regexp.MustCompile(`<[^<>]*(?:<[^<>]*>[^<>]*)*>`)

// covers reports whether two distinct keys have the first two patterns that r names:
// its certainty is about these. Those of a list have the only one.
func (r *report) covers(keys []string) bool {
	if len(r.keys) == 0 {
		return true
	}
	var forms []*regexp.Regexp
	for _, k := range r.keys {
		form := "(?s)^"
		for i, text := range hole.Split(k, -1) {
			if i > 0 {
				form += ".*"
			}
			form += regexp.QuoteMeta(text)
		}
		forms = append(forms, regexp.MustCompile(form+"$"))
	}
	other := forms[min(1, len(forms)-1)]
	for _, a := range keys {
		for _, b := range keys {
			if a != b && forms[0].MatchString(a) && other.MatchString(b) {
				return true
			}
		}
	}
	return false
}

// keys returns the distinct keys of what was sent, as the server names them.
func (j *judge) keys(s *sent) ([]string, error) {
	var ask [][]string
	for _, cmd := range s.Cmds {
		ask = append(ask, append([]string{"COMMAND", "GETKEYS"}, cmd...))
	}
	answers, err := j.server.Pipeline(ask)
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, a := range answers {
		list, _ := a.([]any)
		for _, k := range list {
			if key := fmt.Sprint(k); !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys, nil
}

// unit returns the call site of what was sent.
func (j *judge) unit(r *record, s *sent, reports []*report) *unit {
	site := j.sites[r.Site]
	name := r.Site
	for _, line := range s.Stack {
		if fn := j.code.at(line); fn != nil && fn.name == site.fn && !s.Batch {
			name += " " + line
			break
		}
	}
	u := j.units[name]
	if u == nil {
		u = &unit{site: site}
		j.units[name] = u
	}
	for _, w := range reports {
		u.word = max(u.word, slices.Index(certainties, w.certainty))
	}
	return u
}
