package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// testdata holds Go modules that the program runs on.
const testdata = "../../testdata"

var toolDir string

func TestMain(m *testing.M) {
	code := func() int {
		dir, err := os.MkdirTemp("", "crossslotlint")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		toolDir = dir
		return m.Run()
	}()
	os.Exit(code)
}

// buildTool builds the program as its users do.
var buildTool = sync.OnceValues(func() (string, error) {
	path := filepath.Join(toolDir, "crossslotlint")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

func tool(t *testing.T) string {
	t.Helper()
	path, err := buildTool()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// An output is what a command printed, and how it ended.
type output struct {
	stdout, stderr string
	code           int
}

// run runs a command in a directory. For the program itself, what the go command
// builds does not depend on the directory, so that the build cache has it for the
// next copy of a module. go vet keeps what the tool prints, too, which does depend
// on it.
func run(t *testing.T, dir, name string, args ...string) output {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	flags := "-trimpath"
	if name == "go" {
		flags = ""
	}
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS="+flags)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatal(err)
	}
	return output{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// vet runs the program under go vet.
func vet(t *testing.T, dir string, args ...string) output {
	t.Helper()
	return run(t, dir, "go", append([]string{"vet", "-vettool=" + tool(t)}, args...)...)
}

// writeModule writes the files of a txtar-like list into a new directory: name
// and content in turns.
func writeModule(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
