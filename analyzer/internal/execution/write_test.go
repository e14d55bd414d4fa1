package execution

import (
	"bytes"
	"fmt"
	"go/format"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
)

// modulePath is the path of the module that the generated packages join.
const modulePath = "example.com/execution"

// A module is what is generated.
type module struct {
	rand   *rand.Rand
	files  []*file
	sites  []*site
	sends  int // calls that send several keys
	serial int
	grammar
	have     map[string]bool // what packages declare once
	plainly  bool            // keys are built in plain ways
	entities []string        // what the families of the package begin with
	mix
	texts map[string]string // the files that are not analyzed, by their names
	named *regexp.Regexp    // the keys that one of them names
}

// A site is a function that the program calls with random inputs.
type site struct {
	name string          // "prog03.Site117", as in the records
	file string          // "prog03/f2.go"
	fn   string          // "Site117"
	uses map[string]bool // the constructs in it
}

// A file is a generated file of the module.
type file struct {
	*module
	dir   string // the package: its directory, and its name
	name  string // "prog03/f2.go"
	lib   *file  // where helpers go that live in another package; nil in libraries
	decls bytes.Buffer
}

func (m *module) file(dir, base string, lib *file) *file {
	f := &file{module: m, dir: dir, name: path.Join(dir, base), lib: lib}
	m.files = append(m.files, f)
	return f
}

// number returns a number that no other name of the module ends with. Those of
// local variables are smaller.
func (m *module) number() int {
	m.serial++
	return 100 + m.serial
}

func (m *module) chance(percent int) bool { return m.rand.IntN(100) < percent }

func pick[E any](m *module, list ...E) E { return list[m.rand.IntN(len(list))] }

// declare adds a declaration to the file.
func (f *file) declare(format string, args ...any) {
	fmt.Fprintf(&f.decls, format+"\n\n", args...)
}

// imports are the packages that generated code may use, by their names.
var imports = map[string]string{
	"base64": "encoding/base64", "bufio": "bufio", "bytes": "bytes", "cmp": "cmp", "context": "context", "csv": "encoding/csv",
	"errors": "errors", "filepath": "path/filepath", "fmt": "fmt", "fnv": "hash/fnv", "hex": "encoding/hex", "http": "net/http",
	"io": "io", "iter": "iter", "json": "encoding/json", "log": "log", "maps": "maps", "os": "os", "path": "path",
	"reflect": "reflect", "regexp": "regexp", "sha1": "crypto/sha1", "slices": "slices", "slog": "log/slog", "sort": "sort",
	"strconv": "strconv", "strings": "strings", "sync": "sync", "atomic": "sync/atomic", "template": "text/template",
	"testing": "testing", "time": "time", "unicode": "unicode", "unsafe": "unsafe", "url": "net/url", "xml": "encoding/xml",
	"redis":   "github.com/redis/go-redis/v9",
	"harness": modulePath + "/harness", "slots": modulePath + "/slots",
}

var qualified = regexp.MustCompile(`\b([a-z]+[0-9]*)\.[A-Z]`)

// source returns the file as gofmt would write it.
func (f *file) source() ([]byte, error) {
	var std, other []string
	for _, m := range qualified.FindAllStringSubmatch(f.decls.String(), -1) {
		name := m[1]
		switch p, ok := imports[name]; {
		case ok && strings.Contains(p, "."):
			other = append(other, p)
		case ok:
			std = append(std, p)
		case isPackage(name) && name != f.dir:
			other = append(other, modulePath+"/"+name)
		}
	}
	var b bytes.Buffer
	name := f.dir
	if name == "" {
		name = "main"
	}
	fmt.Fprintf(&b, "package %s\n\nimport (\n", name)
	for _, list := range [][]string{std, other} {
		slices.Sort(list)
		for _, p := range slices.Compact(list) {
			fmt.Fprintf(&b, "%q\n", p)
		}
		b.WriteByte('\n')
	}
	b.WriteString(")\n\n")
	b.Write(f.decls.Bytes())
	src, err := format.Source(b.Bytes())
	if err != nil {
		return b.Bytes(), fmt.Errorf("%s: %w", f.name, err)
	}
	return src, nil
}

var packageName = regexp.MustCompile(`^(prog|lib)[0-9]+$`)

func isPackage(name string) bool { return packageName.MatchString(name) }

// A fn is a function while it is written.
type fn struct {
	*file
	body  *bytes.Buffer
	names map[string]int
	uses  map[string]bool
	depth int // of constructs within constructs

	client  string   // the expression for the client, "" in functions that make keys
	class   string   // its type
	values  []*value // what keys can be made of
	sources []source // lists of such values
	leave   string   // the statement that leaves the function with an error err
	free    bool     // its keys are of no family: they may be any
}

// A kind is what the text of a value can hold.
type kind int

const (
	text kind = iota
	integer
)

// A value is an expression that differs from execution to execution.
type value struct {
	expr string
	typ  string
	kind kind
	set  bool // it is a variable that statements may assign to
	// changes are statements that change the value in the way of its own.
	changes []string
}

// helper returns a function to be written into file to, for a construct of f.
func (f *fn) helper(to *file) *fn {
	return &fn{file: to, body: new(bytes.Buffer), names: map[string]int{}, uses: f.uses, depth: f.depth + 1, leave: `return ""`, free: f.free}
}

// line writes statements.
func (f *fn) line(format string, args ...any) {
	f.body.WriteString(strings.TrimSuffix(fmt.Sprintf(format, args...), "\n") + "\n")
}

// inside returns what write writes, which is not added to the function.
func (f *fn) inside(write func()) string {
	outer := f.body
	f.body = new(bytes.Buffer)
	write()
	out := f.body.String()
	f.body = outer
	return out
}

// literal returns what write writes as the body of a function literal, which
// leaves early with the statement leave.
func (f *fn) literal(leave string, write func()) string {
	outer := f.leave
	f.leave = leave
	out := f.inside(write)
	f.leave = outer
	return out
}

// fresh returns a name that the function does not have yet.
func (f *fn) fresh(name string) string {
	f.names[name]++
	if n := f.names[name]; n > 1 {
		return fmt.Sprint(name, n)
	}
	return name
}

// use notes that the function contains a construct.
func (f *fn) use(construct string) { f.uses[construct] = true }

// place returns the file that a helper of f goes to, and what its name begins
// with in f and there.
func (f *fn) place() (to *file, qualifier string) {
	if f.lib != nil && f.chance(30) {
		f.use("other package")
		return f.lib, f.lib.dir + "."
	}
	return f.file, ""
}

// exported spells a name so that other packages see it, if they have to.
func exported(name, qualifier string) string {
	if qualifier == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
