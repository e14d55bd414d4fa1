package schemafmt

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

var update = flag.Bool("update", false, "write docs/schema.schema.json and the golden files")

// place returns a place in a line.
func place(function string, line int) analyzer.KeyPlace {
	return analyzer.KeyPlace{Package: "example.com/shop/store", Function: function, File: "store/cart.go", Line: line, Command: "HSET"}
}

// sample is a schema with all that there may be in one, hostile texts among it.
func sample() *analyzer.KeySchema {
	slot := 7
	places := []analyzer.KeyPlace{place("Add", 3), place("Add", 9), place("Take", 12)}
	var families = []analyzer.KeyFamily{
		{
			Pattern: "a|`b`<id>::error::", Name: "carts", Doc: "what *is* in a_cart | or not", Glob: "a|`b`*", Example: "a|`b`1\x1b[31m",
			Tag: "a", Slot: &slot, TagFrom: "prefix", Type: "hash or string", Orphan: "never read", Owner: []string{"@shop"},
			Spellings: []string{"a|`b`<x>"}, Readers: []analyzer.KeyPlace{}, Writers: places, Removers: []analyzer.KeyPlace{}, Unseen: places[:1],
			Expiry: analyzer.KeyFamily{}.Expiry,
		},
		{
			Pattern: "plain", Glob: "plain", Example: "plain", Type: "string", Readers: places, Writers: []analyzer.KeyPlace{}, Removers: places,
		},
	}
	f := &families[0]
	f.Expiry.State, f.Expiry.Values, f.Expiry.With, f.Expiry.Without, f.Expiry.Fields = "sometimes", []string{"1h", "<ttl>"}, places[:1], places[1:], true
	families[1].Expiry.State = "unknown"
	var s analyzer.KeySchema
	text := `{"holes":[{"name":"id","kind":"int","grows":true}],"meets":[{"pattern":"plain","in":"MULTI","slots":"different slots","places":[]}],
		"types":[{"type":"hash","places":[]},{"type":"string","places":[]}]}`
	if err := json.Unmarshal([]byte(text), f); err != nil {
		panic(err)
	}
	families[1].Holes = f.Holes[:0]
	s.Version, s.Families, s.Unknown = analyzer.KeySchemaVersion, families, places[:1]
	if err := json.Unmarshal([]byte(`[{"package":"example.com/lib/v3","name":"Store.Get"}]`), &s.Takers); err != nil {
		panic(err)
	}
	return &s
}

// TestGolden compares the formats with files that somebody has read.
func TestGolden(t *testing.T) {
	for _, f := range Formats {
		if f.Name == "html" {
			continue // a browser judges it
		}
		var b bytes.Buffer
		if err := f.Write(&b, sample(), Options{}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\r") {
			t.Errorf("%s: a control character is printed", f.Name)
		}
		golden(t, filepath.Join("testdata", f.Name+".golden"), b.Bytes())
	}
	var b bytes.Buffer
	if err := Text(&b, sample(), Options{Color: true}); err != nil || !strings.Contains(b.String(), "\x1b[1m") {
		t.Errorf("no colour: %v", err)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is another (-update writes it):\n%s", name, got)
	}
}

// TestStable shows that what is kept does not change with lines.
func TestStable(t *testing.T) {
	for _, name := range []string{"json", "markdown"} {
		f, err := Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		var before, after bytes.Buffer
		moved := sample()
		for i := range moved.Families {
			for _, list := range [][]analyzer.KeyPlace{moved.Families[i].Writers, moved.Families[i].Readers} {
				for j := range list {
					list[j].Line += 100
				}
			}
		}
		if err := f.Write(&before, sample(), Options{}); err != nil {
			t.Fatal(err)
		}
		if err := f.Write(&after, moved, Options{}); err != nil {
			t.Fatal(err)
		}
		if before.String() != after.String() {
			t.Errorf("%s changes with the lines", name)
		}
	}
}

// TestJSONSchema holds the published schema to the types, and what is written to the
// schema.
func TestJSONSchema(t *testing.T) {
	data, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/schema.schema.json", data)
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*analyzer.KeySchema{"full": sample(), "empty": {Version: analyzer.KeySchemaVersion, Families: []analyzer.KeyFamily{}}} {
		if name == "empty" {
			s.Takers, s.Unknown = sample().Takers[:0], []analyzer.KeyPlace{}
		}
		fits(t, schema, name, func(w io.Writer) error { return JSON(w, s, Options{}) })
	}
	// A value that does not fit is one that the schema refuses.
	if wrong := misfits(schema, schema, map[string]any{"version": 2.0, "families": []any{map[string]any{"typo": true}}}, ""); len(wrong) < 3 {
		t.Errorf("the schema takes everything: %q", wrong)
	}
}

// fits shows that what write writes is as a JSON Schema has it.
func fits(t *testing.T, schema map[string]any, name string, write func(w io.Writer) error) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(b.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range misfits(schema, schema, v, name) {
		t.Error(wrong)
	}
}

// misfits validates a value by the words of JSON Schema that the generator uses.
func misfits(root, schema map[string]any, v any, at string) (out []string) {
	if ref, ok := schema["$ref"].(string); ok {
		return misfits(root, root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any), v, at)
	}
	if c, ok := schema["const"]; ok && c != v {
		out = append(out, fmt.Sprintf("%s: %v, want %v", at, v, c))
	}
	if enum, ok := schema["enum"].([]any); ok && !slices.Contains(enum, v) {
		out = append(out, fmt.Sprintf("%s: %v is none of %v", at, v, enum))
	}
	kind := map[string]string{"object": "map[string]interface {}", "array": "[]interface {}", "string": "string", "integer": "float64", "boolean": "bool"}
	if want, ok := schema["type"].(string); ok && kind[want] != fmt.Sprintf("%T", v) {
		return append(out, fmt.Sprintf("%s: %T, want %s", at, v, want))
	}
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			out = append(out, misfits(root, schema["items"].(map[string]any), e, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case map[string]any:
		properties := schema["properties"].(map[string]any)
		for name, e := range v {
			p, ok := properties[name].(map[string]any)
			if !ok {
				out = append(out, fmt.Sprintf("%s.%s is not in the schema", at, name))
				continue
			}
			out = append(out, misfits(root, p, e, at+"."+name)...)
		}
		for _, name := range schema["required"].([]any) {
			if _, ok := v[name.(string)]; !ok {
				out = append(out, fmt.Sprintf("%s.%s is missing", at, name))
			}
		}
	}
	return out
}

func TestInsert(t *testing.T) {
	const table = "| a |\n"
	for _, test := range []struct{ document, want string }{
		{"# Keys\n" + Begin + "\nold\n" + End + "\ntail", "# Keys\n" + Begin + "\n" + table + "\n" + End + "\ntail"},
		{Begin + End, Begin + "\n" + table + "\n" + End},
		{"a\r\n" + Begin + "\r\n" + End + "\r\n", "a\r\n" + Begin + "\r\n| a |\r\n\r\n" + End + "\r\n"},
		{"# Keys", ""},
		{End + "\n" + Begin, ""},
		{Begin + "\n" + End + "\n" + Begin + "\n" + End, ""},
	} {
		got, err := Insert([]byte(test.document), []byte(table))
		if test.want == "" {
			if err == nil || !strings.Contains(err.Error(), Begin) {
				t.Errorf("%q: %q, %v", test.document, got, err)
			}
			continue
		}
		if err != nil || string(got) != test.want {
			t.Errorf("%q: %q, %v, want %q", test.document, got, err, test.want)
		}
		again, err := Insert(got, []byte(table))
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%q: the second time %q, %v", test.document, again, err)
		}
	}
}

func TestLookup(t *testing.T) {
	if _, err := Lookup("yaml"); err == nil || !strings.Contains(err.Error(), "text, json, markdown, html, mermaid, dot") {
		t.Errorf("%v", err)
	}
}
