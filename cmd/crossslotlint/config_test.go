package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// found returns the lines of client, in which findings are.
func found(r output) string {
	lineNumber := regexp.MustCompile(`^\S+\.go:(\d+):\d+: [A-Z]`)
	var lines []string
	for _, f := range findings(r.stdout + r.stderr) {
		if m := lineNumber.FindStringSubmatch(f); m != nil {
			lines = append(lines, m[1])
		}
	}
	return strings.Join(lines, " ")
}

// TestConfig shows that the stand-alone program reads the configuration file, and
// that flags count more.
func TestConfig(t *testing.T) {
	dir := clientModule(t, "shop.go", client,
		".crossslotlint.yml", "certainty: proven\nclients: [cluster]\n",
		"sub/sub.go", "package sub\n",
		"other.yml", "clients: ring\n", "bad.yml", "clients: [ring,\n  many]\n")
	for _, test := range []struct{ args, lines, err string }{
		{".", "11 12 21", ""},
		{"-certainty=likely .", "11 12 13 21", ""},
		{"-clients=ring -certainty=likely .", "20 21", ""},
		{"-config none .", "11 12 13 18 19 20 21", ""},
		{"-config other.yml .", "20 21", ""},
		{"-config=bad.yml .", "", "crossslotlint: -config: bad.yml:2: clients: unknown client type \"many\": want cluster, universal, ring, single, or all\n"},
		{"-config=no.yml .", "", "crossslotlint: -config: open no.yml: no such file or directory\n"},
	} {
		r := run(t, dir, tool(t), strings.Fields(test.args)...)
		if test.err != "" {
			if r.stderr != test.err || r.code != statusUsage || r.stdout != "" {
				t.Errorf("%s: status %d\n%s%s", test.args, r.code, r.stdout, r.stderr)
			}
		} else if got := found(r); got != test.lines || r.code != statusFindings {
			t.Errorf("%s: status %d, findings in the lines %s, want %s\n%s", test.args, r.code, got, test.lines, r.stderr)
		}
	}
}

// TestConfigUnderVet shows that go vet reads the file that -config names, and that
// it has no results of settings that have changed since.
func TestConfigUnderVet(t *testing.T) {
	dir := clientModule(t, "shop.go", client, ".crossslotlint.yml", "certainty: proven\nclients: [cluster]\n")
	file := filepath.Join(dir, ".crossslotlint.yml")
	if got := found(vet(t, dir, "-config="+file, ".")); got != "11 12 21" {
		t.Errorf("go vet with a configuration file: findings in the lines %s", got)
	}
	if got := found(vet(t, dir, "-config", file, "-clients=ring", ".")); got != "20 21" {
		t.Errorf("go vet with a flag besides: findings in the lines %s", got)
	}
	if err := os.WriteFile(file, []byte("clients: single\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := found(vet(t, dir, "-config="+file, ".")); got != "19 21" {
		t.Errorf("go vet with a changed file: findings in the lines %s", got)
	}
	flags := run(t, dir, tool(t), "config", "-flags").stdout
	if got := found(vet(t, dir, append(strings.Fields(flags), ".")...)); got != "19 21" {
		t.Errorf("go vet with the flags %s: findings in the lines %s", flags, got)
	}
	if r := vet(t, dir, "-config=.crossslotlint.yml", "."); r.code == 0 || !strings.Contains(r.stderr, "want an absolute path") {
		t.Errorf("go vet with a relative path: %s", r.stderr)
	}
	if r := vet(t, dir, "-config="+filepath.Join(dir, "no.yml"), "."); r.code == 0 || !strings.Contains(r.stderr, "no.yml: no such file") {
		t.Errorf("go vet with no such file: %s", r.stderr)
	}
}
