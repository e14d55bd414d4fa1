package format

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

var update = flag.Bool("update", false, "write the golden files")

// sources are the files that the results of these tests are about, relative to
// the working directory, which is a folder of a repository.
var sources = map[string]string{
	"cart.go": `package shop

// Größe: one line with letters of two bytes, and a tab.
func total(ctx context.Context) {
	/* ü */ rdb.Rename(ctx, "straße:"+id, "cart:"+id)
	rdb.MGet(ctx,
		a,
		b,
	)
	rdb.Rename(ctx, "straße:"+id, "cart:"+id)
}
`,
	"my keys/k,e:y%s.go": "package keys\n\nfunc Cart(id string) string { return \"cart:\" + id }\nfunc Sum(id string) string { return \"sum:\" + id }\n",
}

// at returns the range of the nth text (from 0) in a source.
func at(t *testing.T, root, file, text string, n int) result.Range {
	t.Helper()
	src := sources[file]
	offset := -1
	for i, from := 0, 0; i <= n; i++ {
		j := strings.Index(src[from:], text)
		if j < 0 {
			t.Fatalf("%s: no %q", file, text)
		}
		offset, from = from+j, from+j+1
	}
	position := func(offset int) (line, column int) {
		before := src[:offset]
		return 1 + strings.Count(before, "\n"), offset - strings.LastIndex(before, "\n")
	}
	rng := result.Range{File: filepath.Join(root, filepath.FromSlash(file)), Offset: offset, End: offset + len(text)}
	rng.Line, rng.Column = position(offset)
	rng.EndLine, rng.EndColumn = position(rng.End)
	return rng
}

// repo makes a repository, and returns it and the working directory in it.
func repo(t *testing.T) (top, root string) {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	root = filepath.Join(top, "the shop")
	for _, dir := range []string{filepath.Join(top, ".git"), root} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return top, root
}

// full returns a result with one of everything.
func full(t *testing.T, root string) *result.Result {
	t.Helper()
	const keys = "my keys/k,e:y%s.go"
	cart, sum := at(t, root, keys, `"cart:" + id`, 0), at(t, root, keys, `"sum:" + id`, 0)
	insert := func(rng result.Range, text string) result.Edit {
		rng.End, rng.EndLine, rng.EndColumn = rng.Offset, rng.Line, rng.Column
		return result.Edit{Range: rng, New: text}
	}
	behind := func(rng result.Range) result.Range {
		rng.Offset, rng.Line, rng.Column = rng.End, rng.EndLine, rng.EndColumn
		return rng
	}
	rename := at(t, root, "cart.go", `rdb.Rename(ctx, "straße:"+id, "cart:"+id)`, 0)
	r := &result.Result{
		Root:     root,
		Packages: 3,
		Findings: []result.Finding{
			{
				Check: "crossslot", Certainty: "proven", Package: "example.com/shop", Range: rename,
				Message: `RENAME: keys straße:<id> and cart:<id> <never> share a slot & "that" is 100%; as in {straße:<id>} (crossslot, proven)`,
				Subject: "RENAME", Keys: []result.Key{{Pattern: "straße:<id>", Slot: -1}, {Pattern: "cart:<id>", Slot: -1}}, Relation: "<never> share a slot",
				Problem: `RENAME: keys straße:<id> and cart:<id> <never> share a slot & "that" is 100%`, Advice: "as in {straße:<id>}",
				Renames: []result.Rename{{Old: "cart:<id>", New: "cart:{<id>}", Match: "cart:*", Others: []result.Family{{Name: "cart:total", Match: "cart:total"}}}},
				Related: []result.Related{
					{Message: "key straße:<id>", Range: at(t, root, "cart.go", `"straße:"+id`, 0)},
					{Message: "key cart:<id>, built here", Range: cart},
				},
				Fix: &result.Fix{Message: "give them one hash tag", Edits: []result.Edit{
					{Range: at(t, root, "cart.go", `"straße:"+id`, 0), New: `"{straße:"+id+"}"`},
					{Range: at(t, root, "cart.go", `"cart:"+id`, 0), New: `"cart:{straße:"+id+"}"`},
				}},
			},
			{
				Check: "crossslot", Certainty: "possible", Package: "example.com/shop",
				Problem: "MGET: two\r\nlines", Message: "MGET: two\r\nlines (crossslot, possible)", Range: at(t, root, "cart.go", "rdb.MGet(ctx,\n\t\ta,\n\t\tb,\n\t)", 0),
				Fix: &result.Fix{Message: "in another file", Edits: []result.Edit{insert(cart, "tag("), insert(sum, "tag(")}},
			},
			{
				Check: "crossslot", Certainty: "likely", Package: "example.com/shop",
				Problem: "RENAME: once more", Message: "RENAME: once more (crossslot, likely)", Range: at(t, root, "cart.go", `rdb.Rename(ctx, "straße:"+id, "cart:"+id)`, 1),
				Fix: &result.Fix{Message: "with a look at other files", Edits: []result.Edit{insert(cart, "x(")}, Review: []string{"Makefile:2", "worker/keys.py:17"}, Printed: []string{"cart.go:12 (is logged)"}},
			},
			{
				Check: "txslot", Certainty: "proven", Package: "example.com/shop/my keys", Range: cart,
				Problem: "EXEC: by hand", Message: "EXEC: by hand (txslot, proven)", Unfixed: "at cart.go:6 the key is cut",
				Manual: &result.Manual{
					Stop: result.Range{File: filepath.Join(root, "cart.go"), Line: 6},
					Edits: []result.Edit{
						{Range: at(t, root, keys, "cart:", 0), Old: "cart:", New: "{cart:"}, insert(behind(cart), ` + "}"`),
						{Range: at(t, root, keys, "sum:", 0), Old: "sum:", New: "{sum:"},
					},
				},
			},
			{
				Check: "new-check", Package: "example.com/shop/my keys",
				Problem: "no certainty, and the start only (new-check)", Message: "no certainty, and the start only (new-check)", Range: insert(sum, "").Range,
			},
		},
		Failures: []result.Failure{
			{Package: "example.com/shop/broken", Message: "undefined: x", Range: at(t, root, "cart.go", "Größe", 0)},
			{Package: "example.com/shop/gone", Message: "no such package: 50%"},
		},
	}
	// The last place is outside of the repository.
	outside := result.Range{File: filepath.Join(filepath.Dir(filepath.Dir(root)), "else where.go"), Line: 7, Column: 2, EndLine: 7, EndColumn: 2}
	r.Findings[0].Related = append(r.Findings[0].Related, result.Related{Message: "sent here", Range: outside})
	return r
}

var rules = []Rule{
	{"crossslot", "The keys of one command do not share a slot.", "# crossslot\n\n`<id>` is **not** HTML.", "https://example.com/crossslot"},
	{"txslot", "The commands of one transaction do not share a slot.", "", ""},
}

// options reads the sources.
func options(root string) Options {
	return Options{Version: "v1.2.3", Rules: rules, Source: func(file string) ([]byte, error) {
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return nil, err
		}
		text, ok := sources[filepath.ToSlash(rel)]
		if !ok {
			return nil, errors.New("not there")
		}
		return []byte(text), nil
	}}
}

// written returns what a format writes of a result, with the repository's folder
// called /repo.
func written(t *testing.T, write Writer, top string, r *result.Result, opts Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, r, opts); err != nil {
		t.Fatal(err)
	}
	got := bytes.ReplaceAll(b.Bytes(), []byte(filepath.ToSlash(top)), []byte("/repo"))
	return bytes.ReplaceAll(got, []byte(filepath.ToSlash(filepath.Dir(top))), []byte("/elsewhere"))
}

// TestGolden compares each format with a file, which the module in ../consumers
// gives to the programs that the formats are for.
func TestGolden(t *testing.T) {
	top, root := repo(t)
	for _, f := range Formats {
		for name, r := range map[string]*result.Result{
			"full":  full(t, root),
			"empty": {Root: root, Packages: 3},
		} {
			got := written(t, f.Write, top, r, options(root))
			golden := filepath.Join("testdata", f.Name+"-"+name+".golden")
			if *update {
				if err := os.WriteFile(golden, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs (go test ./internal/format -update writes it): got\n%s\nwant\n%s", golden, got, want)
			}
			// Without the sources something may be missing, but nothing fails.
			opts := options(root)
			opts.Source = nil
			written(t, f.Write, top, r, opts)
		}
	}
}
