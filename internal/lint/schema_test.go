package lint

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/schemafmt"
)

const schemaDir = "../../testdata/schema"

// schemaOf returns the schema of packages of testdata/schema.
func schemaOf(t *testing.T, patterns ...string) *analyzer.KeySchema {
	t.Helper()
	dir, err := filepath.Abs(schemaDir)
	if err != nil {
		t.Fatal(err)
	}
	settings := analyzer.NewSettings()
	p, err := load.Load(load.Config{Dir: dir, Tests: true, IsClient: settings.IsClient, Directive: "//crossslot:"}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	s, r, err := Schema(settings.Analyzer(), p, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Failures {
		t.Errorf("%s: %s", f.Package, f.Message)
	}
	return s
}

// TestSchema compares the schemas of testdata/schema with what somebody has read
// against the source.
func TestSchema(t *testing.T) {
	for name, patterns := range map[string][]string{
		"store.golden": {".", "./store", "./keys", "./kv"},
		"cases.golden": {"./cases", "./kv"},
	} {
		var b bytes.Buffer
		if err := schemafmt.Text(&b, schemaOf(t, patterns...), schemafmt.Options{}); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join(schemaDir, name)
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: another schema:\n%s", name, b.String())
		}
	}
}

// TestSchemaTruth runs the program of testdata/schema on a real server, and compares
// every key that it makes with the schema: its pattern, its type and its expiry.
func TestSchemaTruth(t *testing.T) {
	conn := redistest.Server(t)
	do := func(words ...string) any {
		t.Helper()
		reply, err := conn.Do(words...)
		if err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		return reply
	}
	do("FLUSHALL")
	run := exec.Command("go", "run", ".", redistest.ServerAddr(t))
	run.Dir = schemaDir
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s := schemaOf(t, ".", "./store", "./keys", "./kv")
	found := make(map[string]map[bool]int) // by pattern, keys with and without an expiry
	keys := do("KEYS", "*").([]any)
	for _, k := range keys {
		key := k.(string)
		f := familyOf(s, key)
		if f == nil {
			t.Errorf("%s: no family has it", key)
			continue
		}
		ttl, _ := strconv.Atoi(fmt.Sprint(do("TTL", key)))
		if found[f.Pattern] == nil {
			found[f.Pattern] = make(map[bool]int)
		}
		found[f.Pattern][ttl >= 0]++
		if got := do("TYPE", key); f.Type != "" && got != storedType(f.Type) {
			t.Errorf("%s: %s is a %s, the schema says %s", f.Pattern, key, got, f.Type)
		}
		if f.Expiry.State == "always" && ttl < 0 || f.Expiry.State == "never" && ttl >= 0 {
			t.Errorf("%s: %s has %d seconds to live, the schema says %s", f.Pattern, key, ttl, f.Expiry.State)
		}
	}
	typed, expiring := 0, 0
	for _, f := range s.Families {
		if found[f.Pattern] == nil && len(f.Removers) == 0 {
			t.Errorf("%s: the program has made no such key", f.Pattern)
		}
		if f.Type != "" {
			typed++
		}
		if f.Expiry.State != "unknown" {
			expiring++
		}
		if keys := do("KEYS", f.Glob).([]any); len(keys) == 0 && len(f.Removers) == 0 {
			t.Errorf("%s: %s finds no key", f.Pattern, f.Glob)
		}
	}
	if len(s.Families) < 50 || typed < len(s.Families)-1 || expiring < len(s.Families)-1 {
		t.Errorf("%d families, the type of %d and the expiry of %d are known", len(s.Families), typed, expiring)
	}
	t.Logf("%d keys of %d families agree with the schema", len(keys), len(found))
}

// familyOf returns the family of a key: of several the one with the most text.
func familyOf(s *analyzer.KeySchema, key string) (found *analyzer.KeyFamily) {
	for i := range s.Families {
		f := &s.Families[i]
		if ok, _ := path.Match(f.Glob, key); ok && (found == nil || len(strings.ReplaceAll(f.Glob, "*", "")) > len(strings.ReplaceAll(found.Glob, "*", ""))) {
			found = f
		}
	}
	return found
}

// storedType returns what TYPE says of a type.
func storedType(name string) string {
	switch name {
	case "bitmap", "hyperloglog":
		return "string"
	case "geo":
		return "zset"
	}
	return name
}

// TestReadme holds the family that the README shows to what the program prints of the
// example.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "## What it shows")
	_, rest, _ = strings.Cut(rest, "```text\n")
	family, _, found := strings.Cut(rest, "```")
	printed, err := os.ReadFile("../../cmd/crossslotlint/testdata/transcripts/schema.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !found || !strings.Contains(string(printed), family) {
		t.Errorf("README.md shows what nobody prints:\n%s", family)
	}
}

// TestSchemaPage holds what the page shows to what the program prints.
func TestSchemaPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/schema.md")
	if err != nil {
		t.Fatal(err)
	}
	var printed string
	for _, name := range []string{schemaDir + "/store.golden", schemaDir + "/cases.golden", "../../cmd/crossslotlint/testdata/transcripts/schema.txt", "../../cmd/crossslotlint/testdata/transcripts/against.txt", schemaDir + "/keys/keys.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		printed += string(text)
	}
	blocks := 0
	for i, block := range strings.Split(string(page), "\n```") {
		language, text, _ := strings.Cut(block, "\n")
		if i%2 == 0 || language != "text" && language != "go" {
			continue
		}
		if blocks++; !strings.Contains(printed, text) {
			t.Errorf("docs/schema.md shows what nobody prints:\n%s", text)
		}
	}
	if blocks < 5 {
		t.Errorf("%d blocks", blocks)
	}
}
