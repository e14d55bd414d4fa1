package execution

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/fixtest"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

var whole = flag.Bool("whole", false, "fix generated programs as the stand-alone program does, which sees all packages")

// TestRetags generates programs that write and read the keys of the commands
// that a cluster refuses in other places too, applies all fixes, and runs them
// before and after, on a cluster and on a single server.
func TestRetags(t *testing.T) {
	trimmed(t)
	nodes, server := redistest.Cluster(t), redistest.ServerAddr(t)
	seed := seedOf(t, 1)
	size, rounds := size{packages: 12, files: 6, sites: 2}, 3
	if testing.Short() {
		size, rounds = sizeShort, 2
		size.sites = 2
	}
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	find := fixtest.Finder(fixtest.Packages)
	if *whole {
		find = fixtest.Program
	}
	j := &retagJudge{program: &program{dir: dir, module: families(seed, size)}, find: find}
	if err := j.write(); err != nil {
		t.Fatal(err)
	}
	code, err := parse(j.program)
	if err != nil {
		t.Fatal(err)
	}
	j.code = code
	var before, after version
	j.version(t, &before, nodes, server, seed, rounds)
	if before.found, err = j.find(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := fixtest.Apply(before.found); err != nil {
		t.Fatal(err)
	}
	j.version(t, &after, nodes, server, seed, rounds)
	if after.found, err = j.find(dir); err != nil {
		t.Fatal(err)
	}
	j.judge(&before, &after)
	j.report(t)
}

// A version is what a program did before or after the fixes.
type version struct {
	single, cluster []*record
	tests           []string // what the tests said
	found           *result.Result
}

var failed = regexp.MustCompile(`--- FAIL: \w+`)

// version builds the program and runs it everywhere.
func (j *retagJudge) version(t *testing.T, v *version, nodes []string, server string, seed uint64, rounds int) {
	t.Helper()
	binary := filepath.Join(j.dir, "execution")
	if err := j.build(binary); err != nil {
		t.Fatal(err)
	}
	for _, addr := range append(nodes[:len(nodes):len(nodes)], server) {
		c, err := redistest.Dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Do("SCRIPT", "FLUSH"); err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
	var err error
	if v.cluster, err = j.execute(binary, seed, rounds, "-flush", "-addrs="+strings.Join(nodes, ",")); err != nil {
		t.Fatal(err)
	}
	if v.single, err = j.execute(binary, seed, rounds, "-flush", "-single="+server); err != nil {
		t.Fatal(err)
	}
	// A test may fail, but it has to do so before and after. Those that compile
	// are told by others that fail.
	out, err := j.command("go", "test", "-vet=off", "./...")
	if err != nil && strings.Contains(err.Error(), "[build failed]") || strings.Contains(string(out), "[build failed]") {
		t.Fatalf("the tests do not compile: %v\n%s", err, out)
	}
	text := string(out)
	if err != nil {
		text += err.Error()
	}
	v.tests = failed.FindAllString(text, -1)
}

// source returns lines of a file as it is now.
func (j *retagJudge) source(file string, first, last int) string {
	src, err := os.ReadFile(filepath.Join(j.dir, filepath.FromSlash(file)))
	if err != nil {
		return err.Error()
	}
	lines := strings.SplitAfter(string(src), "\n")
	return strings.Join(lines[first-1:min(last, len(lines))], "")
}
