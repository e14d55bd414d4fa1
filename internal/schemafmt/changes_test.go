package schemafmt

import (
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/schemadiff"
)

// changes are some of all kinds, hostile texts among them.
func changes() *Changes {
	places := []analyzer.KeyPlace{place("Add", 3), place("Add", 9), place("Take", 0)}
	return &Changes{
		Against:  "v1\x1b[2J`::error::",
		Breaking: []schemadiff.Category{schemadiff.Data, schemadiff.Leak},
		Changes: []schemadiff.Change{
			{Rule: schemadiff.TagAdded, Pattern: "{a|`b`<id>}::error::", Glob: "{a|`b`*}::error::", Was: "a|`b`<id>\x1b[31m", Is: "{a|`b`<id>}::error::", WasGlob: "a|`b`*\x1b[31m", Places: places},
			{Rule: schemadiff.ExpiryRemoved, Pattern: "leak:<id>", Glob: "leak:*", Was: "always <ttl>", Is: "never", Places: places[:1]},
			{Rule: schemadiff.Removed, Pattern: "gone", Glob: "gone", Places: places[2:]},
			{Rule: schemadiff.Added, Pattern: "new", Glob: "new"},
			{Rule: schemadiff.TypeChanged, Pattern: "meant", Glob: "meant", Was: "hash", Is: "string", Places: places[:1], Ignored: &analyzer.KeyIgnore{File: "store/cart.go", Line: 3, Reason: "the keys are\x1b[2J | gone"}},
		},
		Idle: []analyzer.KeyIgnore{{File: "a\x1b/cart.go", Line: 7}, {File: "::error::.go", Line: 8, Wrong: "gives no reason"}},
		Root: "/shop",
	}
}

// TestChanges compares the formats with files that somebody has read.
func TestChanges(t *testing.T) {
	for _, f := range ChangeFormats {
		var b bytes.Buffer
		if err := f.Write(&b, changes(), Options{Version: "v1.2.3"}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\r") {
			t.Errorf("%s: a control character is printed", f.Name)
		}
		if strings.Contains(b.String(), "null") {
			t.Errorf("%s: a list is null", f.Name)
		}
		golden(t, filepath.Join("testdata", "changes-"+f.Name+".golden"), b.Bytes())
		b.Reset()
		if err := f.Write(&b, &Changes{Against: "main"}, Options{}); err != nil || strings.Contains(b.String(), "migration") || strings.Contains(b.String(), "null") {
			t.Errorf("%s: without changes: %v\n%s", f.Name, err, b.String())
		}
	}
	if c := changes(); c.Breaks() != 2 { // the ignored one is none
		t.Errorf("%d break", c.Breaks())
	}
}

// TestReadJSON reads what was written, and tells what is no schema.
func TestReadJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	got, err := ReadJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	var again, want bytes.Buffer
	if err := JSON(&again, got, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := JSON(&want, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again.Bytes(), want.Bytes()) {
		t.Errorf("got:\n%s\nwant:\n%s", again.String(), want.String())
	}
	for text, want := range map[string]string{
		"":                                "no schema: EOF",
		"[]":                              "no schema: json",
		"{}":                              "its version is 0",
		`{"version":99}`:                  "its version is 99",
		`{"version":1,"families":[{}]}`:   "the family with the number 0 has no pattern",
		`{"version":1,"families":[{"pat`:  "no schema: unexpected EOF",
		`{"version":1,"families":"none"}`: "no schema: json",
	} {
		if _, err := ReadJSON(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestChangesSchema holds the published schema to the types, and what is written to the
// schema.
func TestChangesSchema(t *testing.T) {
	data, err := ChangesSchema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/changes.schema.json", data)
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*Changes{"full": changes(), "empty": {Against: "main"}} {
		fits(t, schema, name, func(w io.Writer) error { return ChangesJSON(w, c, Options{}) })
	}
	if wrong := misfits(schema, schema, map[string]any{"version": 9.0, "changes": []any{map[string]any{"category": "none"}}}, ""); len(wrong) < 4 {
		t.Errorf("the schema takes everything: %q", wrong)
	}
	rule := schema["$defs"].(map[string]any)["changeJSON"].(map[string]any)["properties"].(map[string]any)["category"].(map[string]any)["enum"].([]any)
	if len(rule) != len(schemadiff.Categories) {
		t.Errorf("the schema has the categories %v", rule)
	}
}
