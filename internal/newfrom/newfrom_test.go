package newfrom

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A repo is a git work tree for a test.
type repo struct {
	*testing.T
	dir string
}

func newRepo(t *testing.T) repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	// No settings of the machine.
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+who+"_NAME", "x")
		t.Setenv("GIT_"+who+"_EMAIL", "x@example.com")
	}
	r := repo{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repo) git(args ...string) {
	r.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		r.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

func (r repo) write(name string, lines ...string) {
	r.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
		r.Fatal(err)
	}
}

func (r repo) commit() {
	r.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "x")
}

// finding is one in the lines of a file, with related lines of files.
func (r repo) finding(message, name string, first, last int, related ...result.Range) result.Finding {
	f := result.Finding{Message: message, Range: r.lines(name, first, last)}
	for _, rel := range related {
		f.Related = append(f.Related, result.Related{Range: rel})
	}
	return f
}

func (r repo) lines(name string, first, last int) result.Range {
	return result.Range{File: filepath.Join(r.dir, name), Line: first, EndLine: last}
}

// new returns the messages of the findings that are new.
func (r repo) new(dir, rev string, findings ...result.Finding) string {
	r.Helper()
	c, err := Since(dir, rev)
	if err != nil {
		r.Fatal(err)
	}
	res := &result.Result{Findings: findings}
	c.Filter(res)
	var list []string
	for _, f := range res.Findings {
		list = append(list, f.Message)
	}
	return strings.Join(list, " ")
}

var ten = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}

// with returns the ten lines with one replaced; with none if the new one is empty.
func with(n int, line ...string) []string {
	return slices.Replace(slices.Clone(ten), n-1, n, line...)
}

// each returns a finding for each of ten lines of a file.
func (r repo) each(name string) (list []result.Finding) {
	for i, n := range ten {
		list = append(list, r.finding(n, name, i+1, i+1))
	}
	return list
}

// TestSince changes files in every way that there is.
func TestSince(t *testing.T) {
	r := newRepo(t)
	const odd = "a \"b\"\tü\\.go" // a name that git quotes
	for _, name := range []string{"committed.go", "staged.go", "worktree.go", "same.go", "removed.go", "old name.go", odd, "sub/s.go", "ignored.go", "cut.go", "theirs.go"} {
		r.write(name, ten...)
	}
	r.write("plus.go", ten...)
	r.write(".gitignore", "*_gen.go")
	r.write(".gitattributes", "*.go -diff")
	r.commit()
	r.git("branch", "base")

	// What base gets later is not ours.
	r.git("checkout", "-q", "base")
	r.write("theirs.go", with(5, "five")...)
	r.commit()
	r.git("checkout", "-q", "main")

	r.write("committed.go", with(2, "two", "and", "more")...)
	r.git("rm", "-q", "removed.go")
	r.git("mv", "old name.go", "new name.go")
	r.commit()
	r.write("staged.go", with(10, "ten")...)
	r.write("added.go", strings.Split("a b c d e f g h i j", " ")...)
	r.git("add", "-A")
	r.write("worktree.go", with(1, "one")...)
	r.write("new name.go", with(7, "seven")...)
	r.write(odd, with(3, "three")...)
	r.write("sub/s.go", with(4, "four")...)
	r.write("sub/untracked ü.go", ten...)
	r.write("untracked.go", ten...)
	r.write("x_gen.go", ten...)
	r.write("cut.go", with(5)...)
	// Added and removed lines that look like a diff.
	r.write("plus.go", "++ b/same.go", "@@ -1,9 +1,9 @@", "3", "4", "5", "6", "7", "8", "nine", "10")

	for name, want := range map[string]string{
		"committed.go": "2 3 4", "staged.go": "10", "worktree.go": "1", "same.go": "", "new name.go": "7", odd: "3", "theirs.go": "",
		"sub/s.go": "4", "sub/untracked ü.go": strings.Join(ten, " "), "added.go": strings.Join(ten, " "), "untracked.go": strings.Join(ten, " "), "x_gen.go": "", "cut.go": "",
		"plus.go": "1 2 9", "nosuch.go": "",
	} {
		// From any folder of the work tree, all of it is looked at.
		for _, dir := range []string{r.dir, filepath.Join(r.dir, "sub")} {
			if got := r.new(dir, "base", r.each(name)...); got != want {
				t.Errorf("%s, seen from %s: new are the lines %q, want %q", name, filepath.Base(dir), got, want)
			}
		}
	}

	// Which lines of a finding count.
	if got := r.new(r.dir, "base",
		r.finding("before", "committed.go", 1, 1),
		r.finding("over", "committed.go", 1, 9),
		r.finding("in", "committed.go", 3, 3),
		r.finding("touching", "committed.go", 4, 6),
		r.finding("behind", "committed.go", 5, 6),
		r.finding("related", "same.go", 1, 1, r.lines("same.go", 2, 2), r.lines("committed.go", 2, 2)),
		r.finding("unrelated", "same.go", 1, 1, r.lines("committed.go", 1, 1)),
		r.finding("cut-out", "cut.go", 4, 5),
		r.finding("above-cut", "cut.go", 3, 4),
		r.finding("below-cut", "cut.go", 5, 6),
	); got != "over in touching related cut-out" {
		t.Errorf("new are %q", got)
	}

	// Revisions of other kinds, settings that change diffs, and a symbolic link.
	for _, set := range []string{"diff.noprefix=true", "diff.mnemonicPrefix=true", "color.ui=always", "diff.context=9", "diff.external=false", "diff.renames=false", "diff.relative=true"} {
		name, value, _ := strings.Cut(set, "=")
		r.git("config", name, value)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(r.dir, link); err != nil {
		t.Fatal(err)
	}
	for _, rev := range []string{"base", "HEAD~1", "main~1", "HEAD^", "base^{commit}"} {
		if got := (repo{t, link}).new(filepath.Join(link, "sub"), rev, (repo{t, link}).each("new name.go")...); got != "7" {
			t.Errorf("-new-from %s: new are %q", rev, got)
		}
	}
	if got := r.new(r.dir, "HEAD", r.each("committed.go")...); got != "" {
		t.Errorf("since HEAD: %q", got)
	}
}

// TestErrors asks what cannot be answered. Each is one line that says what to do.
func TestErrors(t *testing.T) {
	r := newRepo(t)
	check := func(what, dir, rev string, want ...string) {
		t.Helper()
		_, err := Since(dir, rev)
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", what, err)
			return
		}
		for _, text := range want {
			if !strings.Contains(err.Error(), text) {
				t.Errorf("%s: %v; want %q", what, err, text)
			}
		}
	}
	check("no repository", t.TempDir(), "main", "is in no git work tree: run crossslotlint in a clone")
	bare := repo{t, t.TempDir()}
	bare.git("init", "-q", "--bare")
	check("no work tree", bare.dir, "main", "git rev-parse: fatal: this operation must be run in a work tree")
	check("no commit", r.dir, "main", "has no commit yet")
	r.write("a.go", ten...)
	r.commit()
	check("unknown", r.dir, "nosuch", `unknown revision "nosuch"`, "git fetch origin nosuch")
	check("unknown branch", r.dir, "origin/release", `unknown revision "origin/release"`, "git fetch origin release")
	check("an option", r.dir, "--output=x", `unknown revision "--output=x"`)
	check("nothing", r.dir, "", `unknown revision ""`)
	if _, err := os.Stat(filepath.Join(r.dir, "x^{commit}")); err == nil {
		t.Error("the revision was taken for an option")
	}
	r.git("checkout", "-q", "--orphan", "other")
	r.write("a.go", "other")
	r.commit()
	check("no common commit", r.dir, "main", "no commit that main and HEAD have both grown from")

	// A shallow clone of a branch that left main before.
	r.git("checkout", "-q", "main")
	r.git("checkout", "-q", "-b", "feature")
	for _, n := range []int{1, 2, 3} {
		r.write("a.go", with(n, "x")...)
		r.commit()
	}
	r.git("checkout", "-q", "main")
	for _, n := range []int{8, 9} {
		r.write("a.go", with(n, "x")...)
		r.commit()
	}
	shallow := repo{t, filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "--depth=1", "--branch=feature", "file://"+filepath.ToSlash(r.dir), shallow.dir)
	check("shallow", shallow.dir, "origin/main", "shallow", "git fetch --unshallow", "git fetch origin main", "fetch-depth: 0")
	shallow.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
	check("shallow with both ends", shallow.dir, "origin/main", "shallow", "git fetch --unshallow", "fetch-depth: 0")
	shallow.git("fetch", "-q", "--unshallow")
	if got := shallow.new(shallow.dir, "origin/main", shallow.each("a.go")...); got != "3" {
		t.Errorf("with all history: new are %q", got)
	}

	t.Setenv("PATH", t.TempDir())
	check("no git", r.dir, "main", "the program git is needed")
}
