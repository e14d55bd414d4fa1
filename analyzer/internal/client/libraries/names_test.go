package libraries_test

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// names matches what only the package of a client library may name: the library,
// and things of it.
var names = regexp.MustCompile(`(?i:go-?redis)|github\.com/redis/|redis\.(Ring|Client|Options|UniversalOptions|Cmdable)\b|ForEach(Master|Slave|Shard|Node)|NewScript|SetNX|SetCommandInfoResolver|UniversalOptions|Pipeliner\b|TxPipeline`)

// exceptions are the places that may name a library all the same.
var exceptions = []struct{ file, text, reason string }{
	{"analyzer/analyzer.go", "through go-redis whose keys do not share a slot", "the documentation of the analyzer says what is known"},
	{"analyzer/settings.go", `{Name: "go-redis", `, "the setting is named after the library"},
	{"analyzer/settings.go", "oldest go-redis `version`", "the documentation of that setting"},
	{"analyzer/settings.go", "goRedis", "the field of that setting"},
}

// TestNames shows that no code outside the package of a library names it.
func TestNames(t *testing.T) {
	const root = "../../../.."
	used := make([]bool, len(exceptions))
	files := 0
	for _, dir := range []string{"analyzer", "internal", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			file, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			file = filepath.ToSlash(file)
			// The source of package ssatest is what tests analyze, as testdata is.
			if d.IsDir() && (d.Name() == "testdata" || file == "analyzer/internal/client" || file == "analyzer/internal/ssatest") {
				return filepath.SkipDir
			}
			if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			src, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			files++
			for i, line := range strings.Split(string(code(src)), "\n") {
				for j, e := range exceptions {
					if e.file == file && strings.Contains(line, e.text) {
						line, used[j] = strings.ReplaceAll(line, e.text, ""), true
					}
				}
				if name := names.FindString(line); name != "" {
					t.Errorf("%s:%d: names %s: make it data of the library", file, i+1, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for j, e := range exceptions {
		if !used[j] {
			t.Errorf("%s does not say %q any more (%s)", e.file, e.text, e.reason)
		}
	}
	if files < 100 {
		t.Errorf("only %d files", files)
	}
}

// TestCode shows that the walk sees names in code, and not in comments.
func TestCode(t *testing.T) {
	const src = "package p // go-redis\n\nvar x = \"// go-redis\" + y.NewScript /* goredis */\n"
	lines := strings.Split(string(code([]byte(src))), "\n")
	if len(lines) != 4 || names.MatchString(lines[0]) || len(names.FindAllString(lines[2], -1)) != 2 {
		t.Errorf("%q", lines)
	}
}

// code returns Go source with blanks in place of the comments.
func code(src []byte) []byte {
	out := []byte(strings.Clone(string(src)))
	file := token.NewFileSet().AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, scanner.ScanComments)
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return out
		}
		if tok != token.COMMENT {
			continue
		}
		at := file.Offset(pos)
		for i := at; i < at+len(text) && i < len(out); i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
}
