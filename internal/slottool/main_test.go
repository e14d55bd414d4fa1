package slottool

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the commands print into the golden files")

// A result is what a command printed, and how it ended.
type result struct {
	stdout, stderr string
	status         int
}

func run(stdin string, args ...string) result {
	var stdout, stderr bytes.Buffer
	status := Main(args, strings.NewReader(stdin), &stdout, &stderr)
	return result{stdout.String(), stderr.String(), status}
}

// TestTranscripts runs the commands in testdata/transcripts.txtar: each file of
// the archive holds a command line, what it prints, and its exit status if that
// is not 0. A file whose name has no "$" is one that the commands read.
//
// In the command line \n, \r and \0 stand for these bytes.
func TestTranscripts(t *testing.T) {
	golden, err := filepath.Abs("testdata/transcripts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	t.Setenv("REDISCLI_AUTH", "")
	var lines []string
	for i, f := range archive.Files {
		line, ok := strings.CutPrefix(f.Name, "$ ")
		if !ok {
			if err := os.WriteFile(f.Name, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		lines = append(lines, line)
		got := transcript(t, line)
		if *update {
			archive.Files[i].Data = []byte(got)
		} else if got != string(f.Data) {
			t.Errorf("$ %s\n%s\nwant\n%s", line, got, f.Data)
		}
	}
	if *update {
		if err := os.WriteFile(golden, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	// Each flag of each command has its line.
	for _, c := range commands {
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.define(fs)
		fs.VisitAll(func(f *flag.Flag) {
			if !slices.ContainsFunc(lines, func(line string) bool {
				words := strings.Fields(line)
				return slices.Contains(words, c.name) && slices.Contains(words, "-"+f.Name)
			}) {
				t.Errorf("no transcript of slot %s -%s", c.name, f.Name)
			}
		})
	}
}

// transcript runs a line: "printf '...' | crossslotlint slot ..." or without the
// first command, and maybe with a redirection from a file.
func transcript(t *testing.T, line string) string {
	t.Helper()
	stdin := ""
	before, command, ok := strings.Cut(line, " | ")
	if ok {
		text, isPrintf := strings.CutPrefix(before, "printf '")
		if !isPrintf {
			t.Fatalf("%s: not printf", line)
		}
		stdin = strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\0`, "\x00", `\\`, `\`).Replace(strings.TrimSuffix(text, "'"))
	} else {
		command = line
	}
	command, file, ok := strings.Cut(command, " < ")
	if ok {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stdin = string(text)
	}
	args, ok := strings.CutPrefix(command, "crossslotlint slot")
	if !ok {
		t.Fatalf("%s: not crossslotlint slot", line)
	}
	r := run(stdin, words(args)...)
	out := r.stdout
	if r.stderr != "" {
		out += "stderr: " + r.stderr
	}
	if r.status != 0 {
		out += fmt.Sprintf("exit status %d\n", r.status)
	}
	return out
}

// words splits a command line, in which '...' is one word, as a shell does.
func words(line string) (list []string) {
	var word strings.Builder
	in, some := false, false
	for _, r := range line + " " {
		switch {
		case r == '\'':
			in, some = !in, true
		case r == ' ' && !in:
			if some {
				list = append(list, word.String())
			}
			word.Reset()
			some = false
		default:
			word.WriteRune(r)
			some = true
		}
	}
	return list
}
