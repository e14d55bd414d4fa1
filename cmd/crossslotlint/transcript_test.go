package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// TestTranscripts runs the commands of each file in testdata/transcripts, and
// compares all that they print, and the exit status, with what is written there.
//
// A file begins with the commands, each on a line with "$ " in front, with their
// output below: standard output as it is, then standard error with "! " in front
// of its lines, then "[exit N]" if N is not 0. Files may follow, as in a txtar
// archive; the commands run in a folder with these, and with the program of
// testdata/example if no go.mod is among them, which has the client that stands in
// for the real one. "-update" writes the outputs anew.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts: ", err)
	}
	path := filepath.Dir(tool(t)) + string(os.PathListSeparator) + os.Getenv("PATH")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Parse(data)
			dir := transcriptDir(t, archive)
			var out strings.Builder
			inOutput := false
			for line := range strings.Lines(string(archive.Comment)) {
				command, ok := strings.CutPrefix(line, "$ ")
				switch {
				case ok:
					inOutput = true
					out.WriteString(line + runCommand(t, dir, path, strings.TrimSuffix(command, "\n")))
				case strings.HasPrefix(line, "# "):
					inOutput = false
					out.WriteString("\n" + line)
				case !inOutput:
					out.WriteString(line)
				}
			}
			archive.Comment = []byte(strings.TrimPrefix(out.String(), "\n"))
			got := txtar.Format(archive)
			if *update {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if string(got) != string(data) {
				t.Errorf("got:\n%s\nwant:\n%s\n(go test ./cmd/crossslotlint -update writes it)", got, data)
			}
		})
	}
}

// TestEveryFlagShown shows that each flag is given in a transcript.
func TestEveryFlagShown(t *testing.T) {
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var commands string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "$ ") {
				commands += line
			}
		}
	}
	flags, _ := newFlagSet(analyzer.NewSettings())
	flags.VisitAll(func(f *flag.Flag) {
		if !regexp.MustCompile(` -` + f.Name + `\b`).MatchString(commands) {
			t.Errorf("-%s is in no transcript", f.Name)
		}
	})
}

// transcriptDir makes the folder that the commands of a transcript run in.
func transcriptDir(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	example := filepath.Join(testdata, "example")
	hasModule := false
	for _, f := range archive.Files {
		hasModule = hasModule || f.Name == "go.mod"
	}
	if hasModule {
		example = t.TempDir()
	}
	if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	if !hasModule {
		useStandIn(t, dir)
	}
	for _, f := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// builtVersion is the version of the program, which every commit changes.
var builtVersion = regexp.MustCompile(`"tool":"[^"]*"`)

// runCommand runs a command line, and returns what a transcript says of it.
func runCommand(t *testing.T, dir, path, command string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+path, "GOWORK=off", "GOFLAGS=-trimpath", "NO_COLOR=", "CLICOLOR_FORCE=", "TERM=xterm",
		cacheVariable+"="+filepath.Join(toolDir, "cache"))
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatal(err)
	}
	out := stdout.String()
	if out != "" && !strings.HasSuffix(out, "\n") {
		out += "\n(no line break)\n"
	}
	for line := range strings.Lines(stderr.String()) {
		out += "! " + strings.TrimSuffix(line, "\n") + "\n"
	}
	if code := cmd.ProcessState.ExitCode(); code != 0 {
		out += fmt.Sprintf("[exit %d]\n", code)
	}
	out = strings.ReplaceAll(out, dir, "DIR")
	return builtVersion.ReplaceAllString(out, `"tool":"VERSION"`)
}
