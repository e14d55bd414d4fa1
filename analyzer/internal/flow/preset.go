package flow

import (
	"go/types"
	"reflect"
	"regexp"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A preset is a value that the tag of a struct field gives the field where nobody
// configures another one, as packages that read configurations do:
//
//	Prefix string `default:"{app}:"`
var preset = regexp.MustCompile(`([\w-]*[dD]efault):"`)

// presetTag returns v, the value of the field f, as one that may hold a hash tag if
// the field has a preset value that does. What the program assigns counts more.
func (e *Evaluator) presetTag(f *types.Var, v *value.Value) *value.Value {
	if v == nil || v.Kind != value.Sym || v.Hole != pattern.Text || value.MayTag(v.ID) || !e.presets(f.Origin()) {
		return v
	}
	w := *v
	w.ID = value.MayHoldTag(v.ID)
	return &w
}

// presets reports whether a field has a preset value with a hash tag.
func (e *Evaluator) presets(f *types.Var) bool {
	if f.Pkg() == nil {
		return false
	}
	fields, ok := e.presetIn[f.Pkg()]
	if !ok {
		fields = make(map[*types.Var]bool)
		e.presetIn[f.Pkg()] = fields
		scope := f.Pkg().Scope()
		for _, name := range scope.Names() {
			if t, ok := scope.Lookup(name).(*types.TypeName); ok {
				findPresets(t.Type(), fields)
			}
		}
	}
	return fields[f]
}

// findPresets adds the fields of a struct type that have a preset value with a hash
// tag, and those of the struct types that are written inside it.
func findPresets(t types.Type, fields map[*types.Var]bool) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i := range s.NumFields() {
		f := s.Field(i)
		if _, named := types.Unalias(f.Type()).(*types.Named); !named {
			findPresets(f.Type(), fields)
		}
		for _, m := range preset.FindAllStringSubmatch(s.Tag(i), -1) {
			text := reflect.StructTag(s.Tag(i)).Get(m[1])
			if _, tagged, _ := pattern.Lit(text).Hashed(); tagged && !strings.Contains(text, "${") {
				fields[f] = true
			}
		}
	}
}
