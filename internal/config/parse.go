package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// Parse reads the text of a file: one YAML mapping from the names of
// [analyzer.Options] to their values, one or a list. All values are checked.
func Parse(path string, text []byte) (*File, error) {
	f := &File{Path: path}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return f, nil
	case err != nil:
		return nil, f.syntax(err)
	}
	if err := d.Decode(&more); err == nil {
		return nil, f.errorf(more.Line, "a second document: want one")
	} else if !errors.Is(err, io.EOF) {
		return nil, f.syntax(err)
	}
	if len(doc.Content) != 1 {
		return f, nil
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return f, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, f.errorf(root.Line, "want settings, one a line: certainty: likely")
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if err := f.entry(root.Content[i], root.Content[i+1]); err != nil {
			return nil, err
		}
	}
	return f, f.Apply(analyzer.NewSettings())
}

// entry reads one setting.
func (f *File) entry(key, value *yaml.Node) error {
	name := key.Value
	o := analyzer.LookupOption(name)
	if key.Kind != yaml.ScalarNode || o == nil {
		var names []string
		for _, o := range analyzer.Options {
			names = append(names, o.Name)
		}
		return f.errorf(key.Line, "unknown setting %q: want %s", name, strings.Join(names, ", "))
	}
	if line := f.line(name); line > 0 {
		return f.errorf(key.Line, "%s is set in line %d already", name, line)
	}
	e := Entry{Name: name, Line: key.Line}
	nodes := []*yaml.Node{value}
	if value = resolve(value); value.Kind == yaml.SequenceNode {
		nodes = value.Content
		if !o.List {
			return f.errorf(value.Line, "%s: a list: want one value, %s", name, o.Values)
		}
	}
	for _, n := range nodes {
		n = resolve(n)
		if n.Kind != yaml.ScalarNode {
			return f.errorf(n.Line, "%s: want %s", name, o.Values)
		}
		if n.Tag == "!!null" {
			return f.errorf(n.Line, "%s: no value: want %s", name, o.Values)
		}
		// By itself first: the error is of this line then.
		if err := analyzer.NewSettings().Set(name, n.Value); err != nil {
			return f.errorf(n.Line, "%s: %w", name, err)
		}
		e.Values = append(e.Values, n.Value)
	}
	if len(e.Values) == 0 && !o.Repeat {
		return f.errorf(value.Line, "%s: an empty list: want %s", name, o.Values)
	}
	f.Entries = append(f.Entries, e)
	return nil
}

func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// syntax turns an error of the YAML library, "yaml: line 3: mapping values…", into
// one that names the file.
func (f *File) syntax(err error) error {
	m := regexp.MustCompile(`^yaml: (?:line (\d+): )?((?s).*)$`).FindStringSubmatch(err.Error())
	if m == nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	line, _ := strconv.Atoi(m[1])
	return f.errorf(max(line, 1), "no YAML: %s", m[2])
}
