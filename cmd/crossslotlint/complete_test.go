package main

import (
	"flag"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// TestCompletion shows that the scripts offer all commands and flags that there
// are, and the values that the settings take: in bash, as it runs them.
func TestCompletion(t *testing.T) {
	p := completed()
	fs, _ := newFlagSet(analyzer.NewSettings())
	n := 0
	fs.VisitAll(func(*flag.Flag) { n++ })
	if len(p.Flags) != n || len(p.Commands) != len(commands()) {
		t.Errorf("%d of %d flags, %d of %d commands", len(p.Flags), n, len(p.Commands), len(commands()))
	}
	dir := writeModule(t, "x.html", "", "sub/x.go", "")
	script := filepath.Join(t.TempDir(), "crossslotlint.bash")
	r := run(t, ".", "sh", "-c", tool(t)+" completion bash > "+script)
	if r.code != 0 {
		t.Fatal(r.stderr)
	}
	for _, test := range []struct{ words, want string }{
		{"-certainty pos", "possible"},
		{"-checks clu", "clusterdenied"},
		{"-checks all,-hots", "all,-hotslot"},
		{"-conf", "-config"},
		{"-config no", "none"},
		{"-format js", "json"},
		{"slot co", "count"},
		{"slot count -html x.h", "x.html"},
		{"-baseline x.h", "x.html"},
		{"expl", "explain"},
		{"explain lua", "luaslot"},
		{"config -fl", "-flags"},
		{"completion f", "fish"},
		{"help exp", "explain"},
		{"slot split -comm", "-command"},
		{"slot same -comm", ""},
		{"slot mo", "move"},
		{"slot move -dry", "-dry-run"},
		{"slot count -dry", ""},
		{"schema -format mer", "mermaid"},
		{"schema -format gitl", "gitlab"},
		{"schema -format sar", "sarif"},
		{"schema -format mig", ""},
		{"schema -format ht", "html"},
		{"-format ht", ""},
		{"schema -breaking le", "leak"},
		{"", "./sub"},
	} {
		words := strings.Fields(test.words)
		if test.words == "" {
			words = []string{""}
		}
		cmd := exec.Command("bash", append([]string{"-c", `compopt() { :; }; source "$0"; COMP_WORDS=(crossslotlint "$@"); COMP_CWORD=$#; _crossslotlint; printf '%s\n' "${COMPREPLY[@]}"`, script}, words...)...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || !strings.Contains("\n"+got+"\n", "\n"+test.want+"\n") {
			t.Errorf("crossslotlint %s: %s, %v; want %s", test.words, got, err, test.want)
		}
	}
}
