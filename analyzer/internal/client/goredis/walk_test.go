package goredis

import (
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// noCommand holds the methods that return a Cmder without sending it.
var noCommand = map[string]string{
	"Clone": "a copy of a command",
	"Cmd":   "AutoFuture: the command that it waits for",
}

// noKeys holds the methods of clients that take texts, and send nothing that
// could have two keys.
var noKeys = map[string]string{
	"ClientSetName":                   "PubSub: returns an error",
	"FTExplainCli":                    "not implemented",
	"GetPushNotificationHandler":      "a name of notifications",
	"GetShardClientForKey":            "the client that holds a key",
	"MasterForKey":                    "the client that holds a key",
	"Ping":                            "PubSub: returns an error",
	"RegisterPushNotificationHandler": "a name of notifications",
	"SlaveForKey":                     "the client that holds a key",
}

// missing returns why fn, a method of the type, ought to have a row; "" if it
// need not.
func missing(typ *types.TypeName, fn *types.Func) string {
	sig := fn.Signature()
	switch name := fn.Name(); {
	case returnsCommand(sig):
		if noCommand[name] == "" {
			return "returns a command"
		}
	case isClient(typ) && takesText(sig) && !returnsBuilder(sig):
		if noKeys[name] == "" {
			return "takes texts"
		}
	}
	return ""
}

// TestWalk walks all methods of all versions. A method that sends a command
// has a row that fits it, and a row has a method.
func TestWalk(t *testing.T) {
	used := make(map[*method]bool)
	var list []string
	for _, m := range clients(t) {
		names := make(map[string]bool)
		checked, multi := 0, make(map[string]bool)
		m.methods(func(typ *types.TypeName, fn *types.Func) {
			row := find(fn)
			if row == nil {
				if why := missing(typ, fn); why != "" {
					t.Errorf("%v: %s.%s%s %s, and no row fits it", m, typ.Name(), fn.Name(), signature(fn), why)
				}
				return
			}
			used[row] = true
			checked++
			names[fn.Name()] = true
			if severalKeys(row) {
				multi[fn.Name()] = true
			}
		})
		t.Logf("%v: %d methods of %d names have a row; %d names can send several keys", m, checked, len(names), len(multi))
		list = slices.AppendSeq(list, maps.Keys(multi))
	}
	rows := 0
	for _, name := range slices.Sorted(maps.Keys(index())) {
		for _, row := range index()[name] {
			rows++
			if !used[row] {
				t.Errorf("no version has a method for the row %v", *row)
			}
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	t.Logf("%d rows; %d names can send several keys: %s", rows, len(list), strings.Join(list, " "))
}

// TestMissing shows that the walk would notice a method without a row, in
// every version, and that it has no exception too many.
func TestMissing(t *testing.T) {
	left := maps.Clone(noCommand)
	maps.Copy(left, noKeys)
	for _, m := range clients(t) {
		m.methods(func(typ *types.TypeName, fn *types.Func) {
			row := find(fn)
			if row == nil {
				delete(left, fn.Name())
				return
			}
			if severalKeys(row) && missing(typ, fn) == "" {
				t.Errorf("%v: %s.%s would not be missed", m, typ.Name(), fn.Name())
			}
		})
	}
	for name := range left {
		t.Errorf("the exception %s is none", name)
	}
}

// severalKeys reports whether a call can have more than one key.
func severalKeys(m *method) bool {
	keys := 0
	for _, s := range m.Keys {
		keys++
		for _, step := range s.Steps {
			switch step.Op {
			case client.Each, client.Stride, client.MapKeys, client.Half, client.Pairs:
				keys++
			}
		}
	}
	return keys > 1 && m.Kind != client.Raw && m.Kind != client.Process
}

// isClient reports whether the type sends commands.
func isClient(typ *types.TypeName) bool {
	n := client.Named(typ.Type())
	return n != nil && Library.Class(n) != client.Unknown || typ.Name() == "PubSub" || typ.Name() == "Script"
}

// returnsCommand reports whether a result is a command, or holds commands.
func returnsCommand(sig *types.Signature) bool {
	for v := range sig.Results().Variables() {
		if isCommand(v.Type()) {
			return true
		}
	}
	return false
}

// takesText reports whether a parameter, or an element of one, is a text.
func takesText(sig *types.Signature) bool {
	for _, v := range client.Params(sig) {
		t := v.Type()
		if s, ok := t.Underlying().(*types.Slice); ok {
			t = s.Elem()
		}
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return true
		}
	}
	return false
}

// returnsBuilder reports whether the result is one of the builders of
// RediSearch commands, which have no keys.
func returnsBuilder(sig *types.Signature) bool {
	if sig.Results().Len() != 1 {
		return false
	}
	n := client.Named(sig.Results().At(0).Type())
	return n != nil && strings.HasSuffix(n.Obj().Name(), "Builder")
}

func signature(fn *types.Func) string {
	return strings.TrimPrefix(types.TypeString(fn.Signature(), (*types.Package).Name), "func")
}
