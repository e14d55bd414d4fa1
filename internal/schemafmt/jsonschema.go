package schemafmt

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// JSONSchema returns the JSON Schema of what [JSON] writes. It is made of the types, and
// stands in docs/schema.schema.json.
func JSONSchema() ([]byte, error) {
	return jsonSchema(reflect.TypeFor[analyzer.KeySchema](), "The schema of the Redis keys of a program, as crossslotlint schema -format json writes it", analyzer.KeySchemaVersion)
}

// ChangesSchema returns the JSON Schema of what [ChangesJSON] writes, which stands in
// docs/changes.schema.json.
func ChangesSchema() ([]byte, error) {
	return jsonSchema(reflect.TypeFor[changesJSON](), "What a change does to the data under the Redis keys of a program, as crossslotlint schema -against REV -format json writes it", changesVersion)
}

// jsonSchema returns the JSON Schema of a type with a field version.
func jsonSchema(t reflect.Type, title string, version int) ([]byte, error) {
	g := &generator{make(map[string]any)}
	root := g.object(t)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = title
	root["$defs"] = g.defs
	root["properties"].(map[string]any)["version"] = map[string]any{"const": version}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	err := enc.Encode(root)
	return b.Bytes(), err
}

// A generator makes a JSON Schema of Go types.
type generator struct{ defs map[string]any }

func (g *generator) object(t reflect.Type) map[string]any {
	properties, required := make(map[string]any), []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		p := g.of(f.Type)
		if values := f.Tag.Get("enum"); values != "" {
			p["enum"] = strings.Split(values, ",")
		}
		if properties[name] = p; options != "omitempty" {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func (g *generator) of(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Struct:
		if _, ok := g.defs[t.Name()]; !ok {
			g.defs[t.Name()] = nil // it may name itself
			g.defs[t.Name()] = g.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": g.of(t.Elem())}
	case reflect.Pointer:
		return g.of(t.Elem())
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	}
	return map[string]any{"type": "string"}
}
