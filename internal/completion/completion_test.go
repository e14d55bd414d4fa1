package completion

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// demo is a program with everything that can be completed.
var demo = Program{
	Name: "demo",
	Command: Command{
		Flags: []Flag{
			{Name: "level", Doc: "lowest `level`: low or high; more", Words: []string{"low", "high"}},
			{Name: "kinds", Doc: "kinds, separated [by] commas", Words: []string{"red", "green", "-red"}, List: true},
			{Name: "config", Doc: "it's a FILE", File: true, Words: []string{"none"}},
			{Name: "name", Doc: "any name"},
			{Name: "quick", Doc: "be quick", Bool: true},
		},
		Words: []string{"./..."}, Folders: true,
	},
	Commands: []Command{
		{Name: "explain", Doc: "explain: a color", Words: []string{"red", "green"}},
		{Name: "show", Doc: "show a file", Flags: []Flag{{Name: "as", Doc: "form", Words: []string{"text", "json"}}, {Name: "all", Doc: "all", Bool: true}}, Files: true},
		{Name: "key", Doc: "keys", Words: []string{"of", "split"}, Flags: []Flag{
			{Name: "quick", Doc: "be quick", Bool: true}, {Name: "by", Doc: "one command", Words: []string{"slot", "node"}, With: []string{"split"}},
		}},
		{Name: "version", Doc: "the version"},
	},
}

// wants are command lines, with the cursor at their end, and what is offered
// there. The folder has a folder dir and a file f.txt.
var wants = []struct{ line, want string }{
	{"demo ", "./... ./dir explain key show version"},
	{"demo e", "explain"},
	{"demo -", "-config -kinds -level -name -quick"},
	{"demo -l", "-level"},
	{"demo -level ", "high low"},
	{"demo -level h", "high"},
	{"demo -level=h", "high"},
	{"demo -level=", "high low"},
	{"demo -kinds re", "red"},
	{"demo -kinds=red,gr", "red,green"},
	{"demo -config f", "f.txt"},
	{"demo -config n", "none"},
	{"demo -config=f", "f.txt"},
	{"demo -name ", ""},
	{"demo -quick di", "./dir"},
	{"demo -level high ./", "./... ./dir"},
	{"demo explain ", "green red"},
	{"demo explain g", "green"},
	{"demo show -", "-all -as"},
	{"demo show -as ", "json text"},
	{"demo show -as=j", "json"},
	{"demo show f", "f.txt"},
	{"demo key of -", "-quick"},
	{"demo key split -", "-by -quick"},
	{"demo key split -by ", "node slot"},
	{"demo version ", ""},
}

// folder makes the folder that completes.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, err := range []error{os.Mkdir(filepath.Join(dir, "dir"), 0o777), os.Mkdir(filepath.Join(dir, ".git"), 0o777), os.WriteFile(filepath.Join(dir, "f.txt"), nil, 0o666)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shell runs a shell on a script with arguments, or skips the test.
func shell(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir+"/.config", "XDG_DATA_HOME="+dir+"/.data", "TERM=dumb")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v\n%s%s", name, err, out, stderr.String())
	}
	return string(out)
}

func sorted(lines string) string {
	list := slices.DeleteFunc(strings.Split(lines, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
	for i := range list {
		list[i] = strings.TrimRight(strings.TrimSpace(list[i]), "/")
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), " ")
}

// TestBash has bash run the function as it does when tab is pressed.
func TestBash(t *testing.T) {
	dir := folder(t)
	script := string(Script(demo, "bash"))
	for _, test := range wants {
		// Bash splits words at "=" as well.
		words := strings.Fields(strings.ReplaceAll(test.line, "=", " = "))
		if strings.HasSuffix(test.line, " ") {
			words = append(words, "")
		}
		if strings.HasSuffix(test.line, "=") {
			words = words[:len(words):len(words)]
		}
		var b strings.Builder
		b.WriteString("compopt() { :; }\n" + script + "\nCOMP_WORDS=(")
		for _, w := range words {
			b.WriteString(quote(w) + " ")
		}
		b.WriteString(")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_demo\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n")
		got := sorted(shell(t, dir, "bash", "-c", b.String()))
		if got != test.want {
			t.Errorf("%q: %s, want %s", test.line, got, test.want)
		}
	}
	if got := strings.TrimSpace(shell(t, dir, "bash", "-c", script+"\ncomplete -p demo")); got != "complete -F _demo demo" {
		t.Errorf("bash completes demo by: %s", got)
	}
}

// TestFish asks fish what it would offer.
func TestFish(t *testing.T) {
	dir := folder(t)
	file := filepath.Join(t.TempDir(), "demo.fish")
	if err := os.WriteFile(file, Script(demo, "fish"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range wants {
		var lines []string
		for line := range strings.Lines(shell(t, dir, "fish", "-N", "-c", "source "+file+"; complete -C "+fishQuote(test.line))) {
			word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if strings.Contains(test.line, "=") { // fish offers the whole word
				_, word, _ = strings.Cut(word, "=")
			}
			lines = append(lines, word)
		}
		want := test.want
		if !strings.HasSuffix(test.line, "./") { // fish keeps what begins with a dot until that is typed
			want = strings.TrimPrefix(strings.TrimPrefix(want, "./... "), "./dir")
			want = strings.TrimSpace(want)
		}
		if got := sorted(strings.Join(lines, "\n")); got != want {
			t.Errorf("%q: %s, want %s", test.line, got, test.want)
		}
	}
}

// capture has an interactive zsh complete a line, and prints what is offered: its
// function compadd, to which all offers go, is replaced by one that prints them.
const capture = `
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT= RPROMPT=; cd $1; unsetopt zle_bracketed_paste 2>/dev/null"
zpty -w z 'autoload -Uz compinit; compinit -D -u; zstyle ":completion:*" verbose no'
zpty -w z "source $2"
zpty -w z 'bindkey "^I" complete-word; zle -C complete-word complete-word _hits'
zpty -w z '_hits() { compadd() { local -a h a; local o=0 p= q=; for x in "$@"; do case $x in (-O|-A|-D) o=1;; esac; if [[ $q == -P ]]; then p=$x; fi; q=$x; done; if ((o)); then builtin compadd "$@"; else builtin compadd -A h "$@"; for x in $h; do print -r -- "<HIT>$p${IPREFIX}$x"; done; builtin compadd "$@"; fi; }; _main_complete; print -r -- "<END>"; }'
zpty -w z 'print READY""NOW'
zpty -r -m z out '*READYNOW*'
zpty -w -n z "$3"$'\t'
zpty -r -m z out '*<END>*'
print -r -- "$out" | tr '\r' '\n' | sed -n 's/.*<HIT>//p'
zpty -d z
`

// TestZsh presses tab in a real zsh.
func TestZsh(t *testing.T) {
	dir := folder(t)
	file := filepath.Join(t.TempDir(), "_demo")
	if err := os.WriteFile(file, Script(demo, "zsh"), 0o666); err != nil {
		t.Fatal(err)
	}
	shell(t, dir, "zsh", "-n", file)
	for _, test := range wants {
		var lines []string
		for line := range strings.Lines(shell(t, dir, "zsh", "-f", "-c", capture, "capture", dir, file, test.line)) {
			if _, value, ok := strings.Cut(line, "="); ok {
				line = value
			}
			lines = append(lines, line)
		}
		want := test.want
		if strings.HasSuffix(test.line, "./") {
			want = strings.ReplaceAll(want, "./dir", "dir") // zsh has what stands in front elsewhere
		}
		if got := sorted(strings.Join(lines, "\n")); got != want {
			t.Errorf("%q: %s, want %s", test.line, got, test.want)
		}
	}
}

// TestScripts compares the scripts with golden files.
func TestScripts(t *testing.T) {
	for _, sh := range Shells {
		file := "testdata/demo." + sh
		got := Script(demo, sh)
		if *update {
			if err := os.WriteFile(file, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs (%v); -update writes it:\n%s", file, err, got)
		}
	}
}

func TestMainStatus(t *testing.T) {
	for _, test := range []struct {
		args, out, err string
		code           int
	}{
		{"bash", "# bash completion for demo\n", "", 0},
		{"-h", "usage: demo completion bash|zsh|fish\n", "", 0},
		{"", "", "demo completion: want one shell: bash, zsh, fish\n", 2},
		{"tcsh", "", "demo completion: want one shell: bash, zsh, fish\n", 2},
		{"bash zsh", "", "demo completion: want one shell: bash, zsh, fish\n", 2},
	} {
		var out, err bytes.Buffer
		code := Main(demo, strings.Fields(test.args), &out, &err)
		if code != test.code || !strings.HasPrefix(out.String(), test.out) || err.String() != test.err {
			t.Errorf("completion %s: status %d\n%s%s", test.args, code, out.String(), err.String())
		}
	}
}
