package execution

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/fixtest"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// quietHarness stands in for the harness where a program is linted. The real one has
// a hook that prints what is sent, so that no key of the program would be confined.
const quietHarness = `package harness

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/redis/go-redis/v9"
)

type T struct {
	Ctx    context.Context
	Client redis.UniversalClient
	Single bool
}

var sites []func(*T) error

func Add(name string, run func(*T) error) { sites = append(sites, run) }

func (t *T) Int(name string) int64   { return int64(len(os.Args)) }
func (t *T) Word(name string) string { return os.Args[0] }

func (t *T) Step(name string, run func() (any, error)) {
	found, err := run()
	if err != nil {
		log.Print(err)
	}
	_ = json.NewEncoder(os.Stdout).Encode(found)
}

func Main() {
	for _, run := range sites {
		_ = run(&T{context.Background(), redis.NewUniversalClient(&redis.UniversalOptions{}), false})
	}
}
`

const (
	usedPrograms = 26 // of a seed: 20 seeds are 520 programs
	usedRounds   = 2  // executions of each
	// leastSafe is how many percent of the harmless programs with advice get a safe fix,
	// at least: some two thirds do over many seeds, but few are of one seed.
	leastSafe = 25
)

// TestUses generates programs that use their keys in other ways, too, each a module
// of its own. It applies the safe fixes, and runs the programs before and after. What
// they find, send and store must be the same, but for the names of keys.
func TestUses(t *testing.T) {
	trimmed(t)
	server := redistest.ServerAddr(t)
	seed := seedOf(t, today())
	count := usedPrograms
	if testing.Short() {
		count = 10
	}
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	j := &usesJudge{dir: dir, before: &program{dir: filepath.Join(dir, "before"), module: newModule(seed)}, after: &program{dir: filepath.Join(dir, "after"), module: newModule(seed)}}
	for _, p := range []*program{j.before, j.after} {
		if err := p.write(); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.generate(seed, count); err != nil {
		t.Fatal(err)
	}
	was, err := j.run(j.before, server, seed)
	if err != nil {
		t.Fatal(err)
	}
	is, err := j.run(j.after, server, seed)
	if err != nil {
		t.Fatal(err)
	}
	j.judge(was, is)
	j.report(t)
}

// A usesJudge compares what programs do before and after their fixes.
type usesJudge struct {
	dir           string
	before, after *program
	programs      []*usedProgram
}

// A usedProgram is a program with one group of families.
type usedProgram struct {
	*program
	site   *site
	found  *result.Result
	answer string // to the findings whose advice names a tag: the worst of them
	why    string
	faults []string
}

// generate generates, fixes and adds programs, some at a time: most of the time goes
// to the go command.
func (j *usesJudge) generate(seed uint64, count int) error {
	errs := make([]error, count)
	var busy sync.WaitGroup
	turn := make(chan bool, runtime.GOMAXPROCS(0))
	for i := range count {
		m := used(seed, i)
		p := &usedProgram{program: &program{module: m, dir: filepath.Join(j.dir, fmt.Sprint("p", i))}}
		for _, f := range m.files {
			if len(f.sites) > 0 {
				p.site = f.sites[0]
			}
		}
		j.programs = append(j.programs, p)
		busy.Go(func() {
			turn <- true
			defer func() { <-turn }()
			errs[i] = j.add(p)
		})
	}
	busy.Wait()
	return errors.Join(errs...)
}

// add writes a program to a folder of its own, fixes it there, and adds both versions
// to the modules that are run.
func (j *usesJudge) add(p *usedProgram) error {
	if err := p.write(); err != nil {
		return err
	}
	files := map[string]string{"harness/harness.go": quietHarness}
	maps.Copy(files, p.texts)
	for name, text := range files {
		path := filepath.Join(p.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return err
		}
	}
	for _, name := range []string{"data.go", "input.go", "record.go"} {
		if err := os.Remove(filepath.Join(p.dir, "harness", name)); err != nil {
			return err
		}
	}
	if err := p.copyTo(j.before.dir); err != nil {
		return err
	}
	var err error
	if p.found, err = fixtest.Program(p.dir); err != nil {
		return fmt.Errorf("%s: %w", p.site.name, err)
	}
	p.answers()
	if _, err := fixtest.Apply(p.found); err != nil {
		return fmt.Errorf("%s: %w", p.site.name, err)
	}
	return p.copyTo(j.after.dir)
}

// copyTo copies the generated files as they are now.
func (p *usedProgram) copyTo(dir string) error {
	for _, f := range p.files {
		if f.decls.Len() == 0 {
			continue
		}
		src, err := os.ReadFile(filepath.Join(p.dir, f.name))
		if err != nil {
			return err
		}
		to := filepath.Join(dir, f.name)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(to, src, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// answers notes the worst answer to the findings that advise a hash tag.
func (p *usedProgram) answers() {
	order := []string{"", "safe", "review", "manual"}
	for _, f := range p.found.Findings {
		if slices.Index(order, f.Answer()) > slices.Index(order, p.answer) {
			p.answer, p.why = f.Answer(), f.Unfixed
			if f.Fix != nil {
				p.why = strings.Join(f.Fix.Review, ", ")
			}
		}
	}
}

func (j *usesJudge) run(p *program, server string, seed uint64) (map[string][]*record, error) {
	binary := filepath.Join(p.dir, "execution")
	if err := p.build(binary); err != nil {
		return nil, err
	}
	c, err := redistest.Dial(server)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if _, err := c.Do("SCRIPT", "FLUSH"); err != nil {
		return nil, err
	}
	list, err := p.execute(binary, seed, usedRounds, "-flush", "-data", "-single="+server)
	out := make(map[string][]*record)
	for _, r := range list {
		out[r.Site] = append(out[r.Site], r)
	}
	return out, err
}

func (j *usesJudge) judge(was, is map[string][]*record) {
	for _, p := range j.programs {
		before, after := was[p.site.name], is[p.site.name]
		r := retagJudge{program: p.program}
		r.same("the server", before, after)
		r.renamed(before, after)
		for _, f := range r.faults {
			p.fault("%s: %s\n%s", f.what, f.step, f.detail)
		}
		for i := range before {
			p.stored(before[i].Data, after[i].Data)
			p.names(before[i], after[i])
		}
	}
}

func (p *usedProgram) fault(format string, args ...any) {
	p.faults = append(p.faults, fmt.Sprintf(format, args...))
}

// stored reports what is not stored as before, under a name that differs by braces.
func (p *usedProgram) stored(before, after map[string]string) {
	renamed := make(map[string]string)
	for key := range after {
		renamed[plainError(key)] = key
	}
	if len(renamed) != len(after) || len(before) != len(after) {
		p.fault("stored under two names: before %q\nafter  %q", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
		return
	}
	for key, held := range before {
		if name := renamed[plainError(key)]; after[name] != held {
			p.fault("stored something else: %q held %s, %q holds %s", key, held, name, after[name])
		}
	}
}

// names reports keys that another file names and that have another name now.
func (p *usedProgram) names(before, after *record) {
	if p.named == nil {
		return
	}
	for k := range before.Steps {
		x, y := before.during(k), after.during(k)
		inOneOrder(x)
		inOneOrder(y)
		for n := range min(len(x), len(y)) {
			if x[n] != y[n] && p.named.MatchString(x[n]) {
				p.fault("a file names %q, which is %q now: the fix is not safe", x[n], y[n])
			}
		}
	}
}

// report tells the answers, and fails the test for wrong fixes, and if too few are
// offered.
func (j *usesJudge) report(t *testing.T) {
	answers := make(map[mix]map[string]int)
	for _, p := range j.programs {
		if answers[p.mix] == nil {
			answers[p.mix] = make(map[string]int)
		}
		answers[p.mix][p.answer]++
		if p.mix == harmless && p.answer != "safe" && p.answer != "" {
			t.Logf("%s: harmless, and %s: %s (%s)", p.site.name, p.answer, p.why, p.used())
		}
		for i, f := range p.faults {
			if i < *quote {
				t.Errorf("%s (%s), %s: %s", p.site.name, p.used(), p.dir, f)
			}
		}
	}
	for m, what := range []string{"harmless", "used otherwise", "named in a file"} {
		n := answers[mix(m)]
		t.Logf("%s: no advice of a tag %d, safe %d, review %d, manual %d", what, n[""], n["safe"], n["review"], n["manual"])
	}
	n := answers[harmless]
	if advised := n["safe"] + n["review"] + n["manual"]; 100*n["safe"] < leastSafe*advised {
		t.Errorf("%d of %d harmless programs get a safe fix, want %d%%", n["safe"], advised, leastSafe)
	}
}

// used lists the uses of keys that a program has.
func (p *usedProgram) used() string {
	var out []string
	for u := range p.site.uses {
		if strings.HasPrefix(u, "use: ") || strings.HasPrefix(u, "file ") || strings.HasPrefix(u, "group: ") {
			out = append(out, u)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
