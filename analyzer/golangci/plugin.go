// Package golangci is the plugin with which golangci-lint runs the linter: it
// registers a module plugin of the name crossslotlint. See docs/golangci.md.
package golangci

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

const name = "crossslotlint"

func init() { register.Plugin(name, New) }

// Plugin is the linter with its settings.
type Plugin struct {
	settings *analyzer.Settings
}

// New returns the plugin with the settings under linters.settings.custom of
// golangci-lint's configuration: a map from the names of [analyzer.Options] to
// values, or nil. An unknown setting or a wrong value is an error that says what is
// allowed.
func New(conf any) (register.LinterPlugin, error) {
	s := analyzer.NewSettings()
	// golangci-lint does it itself, and looks for comments that nothing needs.
	if err := s.Set("nolint", "false"); err != nil {
		return nil, err
	}
	if conf == nil {
		return &Plugin{s}, nil
	}
	values, ok := conf.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s: settings: want a map of settings to values", name)
	}
	names := make([]string, 0, len(values))
	for n := range values {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		if err := set(s, n, values[n]); err != nil {
			return nil, fmt.Errorf("%s: settings: %w", name, err)
		}
	}
	return &Plugin{s}, nil
}

// set sets one setting to what golangci-lint has read.
func set(s *analyzer.Settings, name string, v any) error {
	o := analyzer.LookupOption(name)
	if o == nil || name == "nolint" {
		var names []string
		for _, o := range analyzer.Options {
			if o.Name != "nolint" {
				names = append(names, o.Name)
			}
		}
		return fmt.Errorf("unknown setting %q: want %s", name, strings.Join(names, ", "))
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	texts := make([]string, len(list))
	for i, v := range list {
		switch v := v.(type) {
		case string:
			texts[i] = v
		case bool:
			texts[i] = strconv.FormatBool(v)
		case int:
			texts[i] = strconv.Itoa(v)
		case int64:
			texts[i] = strconv.FormatInt(v, 10)
		case float64:
			if v == float64(int(v)) {
				texts[i] = strconv.Itoa(int(v))
				continue
			}
			return fmt.Errorf(`%s: %v is a number, of which 7.1 and 7.10 are one: write it in quotes, "%[2]v"`, name, v)
		default:
			return fmt.Errorf("%s: %v: want %s", name, v, o.Values)
		}
	}
	if err := s.Set(name, texts...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// GetLoadMode says that types are needed.
func (*Plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns two analyzers: one that does the work, and one that
// reports what that has found.
//
// golangci-lint keeps results by the names of analyzers, and facts too; of its own
// version it knows what `golangci-lint custom` tells it, which may be the same for
// two versions of the plugin ("latest", or a path). So the name of the first one tells which
// version this is. The second one has the linter's name: messages of others get the
// analyzer's name in front.
func (p *Plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	id, err := buildID()
	if err != nil {
		return nil, err
	}
	worker := p.settings.Analyzer()
	run := worker.Run
	worker.Name += "_" + id
	worker.ResultType = reflect.TypeFor[[]analysis.Diagnostic]()
	worker.Run = func(pass *analysis.Pass) (any, error) {
		var found []analysis.Diagnostic
		own := *pass
		own.Report = func(d analysis.Diagnostic) { found = append(found, adapt(pass, d)) }
		_, err := run(&own)
		return found, err
	}
	reporter := &analysis.Analyzer{
		Name: name, Doc: worker.Doc, URL: worker.URL,
		Requires: []*analysis.Analyzer{worker},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, d := range pass.ResultOf[worker].([]analysis.Diagnostic) {
				pass.Report(d)
			}
			return nil, nil
		},
	}
	return []*analysis.Analyzer{reporter, worker}, nil
}

// adapt returns a diagnostic as golangci-lint can use it. Related positions would
// become findings of their own; of a fix in several files it would make the
// edits in the file of the finding only; and of several fixes it would make all.
func adapt(pass *analysis.Pass, d analysis.Diagnostic) analysis.Diagnostic {
	d.Related = nil
	file := pass.Fset.File(d.Pos)
	here := func(e analysis.TextEdit) bool {
		return file != nil && pass.Fset.File(e.Pos) == file && (!e.End.IsValid() || pass.Fset.File(e.End) == file)
	}
	fixes := d.SuggestedFixes
	d.SuggestedFixes = nil
	if len(fixes) > 0 && !slices.ContainsFunc(fixes[0].TextEdits, func(e analysis.TextEdit) bool { return !here(e) }) {
		d.SuggestedFixes = fixes[:1]
	}
	return d
}
