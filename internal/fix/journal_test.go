package fix

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

const (
	killAfter = "CROSSSLOTLINT_TEST_KILL_AFTER" // so many steps of Write
	killDir   = "CROSSSLOTLINT_TEST_DIR"
)

// The last of the files is new.
var journalNames = []string{"a.go", "b.go", "sub/c.go", "sub/d.go"}

const newFile = 3

func journalText(state string, i int) string {
	return fmt.Sprintf("package p\n\nvar key%d = %q\n", i, state)
}

// TestMain is the program that TestKilled kills.
func TestMain(m *testing.M) {
	dir := os.Getenv(killDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	left, _ := strconv.Atoi(os.Getenv(killAfter))
	step = func() {
		if left--; left == 0 {
			p, _ := os.FindProcess(os.Getpid())
			p.Kill()
			select {}
		}
	}
	p := &Plan{}
	for i, name := range journalNames {
		f := File{filepath.Join(dir, name), []byte(journalText("old", i)), []byte(journalText("new", i))}
		if i == newFile {
			f.Old = nil
		}
		p.Files = append(p.Files, f)
	}
	if err := p.Write(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// TestKilled kills a program after each step of writing several files. The next run
// finds, or makes, either all of the change or nothing of it.
func TestKilled(t *testing.T) {
	for n := 1; ; n++ {
		dir := t.TempDir()
		for i, name := range journalNames {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if i == newFile {
				continue
			}
			if err := os.WriteFile(path, []byte(journalText("old", i)), 0o640); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), killDir+"="+dir, killAfter+"="+strconv.Itoa(n))
		out, err := cmd.CombinedOutput()
		killed := err != nil
		if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
			t.Fatalf("%s", out)
		}
		if _, err := Recover(dir); err != nil {
			t.Fatalf("after %d steps: %v", n, err)
		}
		states := make(map[string]int)
		for i, name := range journalNames {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if i == newFile && errors.Is(err, fs.ErrNotExist) {
				states["old"]++
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, state := range []string{"old", "new"} {
				if string(data) == journalText(state, i) {
					states[state]++
				}
			}
		}
		// One step for the journal, one for each new file, one for the journal again.
		want := "old"
		if n >= len(journalNames)+2 {
			want = "new"
		}
		if states[want] != len(journalNames) {
			t.Errorf("killed after %d steps: %v, want all %s", n, states, want)
		}
		for _, folder := range []string{dir, filepath.Join(dir, "sub")} {
			list, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range list {
				if filepath.Ext(e.Name()) == ".tmp" {
					t.Errorf("killed after %d steps: %s is left", n, e.Name())
				}
			}
		}
		if !killed {
			if n != 2*len(journalNames)+3 {
				t.Errorf("%d steps, want %d", n-1, 2*len(journalNames)+2)
			}
			return
		}
	}
}

// TestRecoverEdited shows that a file which was edited after an interruption is not
// overwritten.
func TestRecoverEdited(t *testing.T) {
	dir := t.TempDir()
	name, temp := filepath.Join(dir, "a.go"), filepath.Join(dir, ".a.go.1.tmp")
	for file, text := range map[string]string{name: "edited", temp: "new"} {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	j := &journal{Version: 1, Process: -1, Complete: true, Files: []journalFile{{name, temp, sum([]byte("old")), sum([]byte("new"))}}}
	if err := j.write(dir); err != nil {
		t.Fatal(err)
	}
	if changed, err := Recover(dir); err == nil || len(changed) > 0 {
		t.Errorf("changed %v, error %v", changed, err)
	}
	if data, _ := os.ReadFile(name); string(data) != "edited" {
		t.Errorf("the file holds %q", data)
	}
	if err := os.WriteFile(filepath.Join(dir, JournalName), []byte("not a journal"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Recover(dir); err == nil {
		t.Error("no error for a file that is no journal")
	}
}
