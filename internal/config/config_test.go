package config

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"# nothing\n", ""},
		{"---\n", ""},
		{"certainty: possible\n", "certainty@1=possible"},
		{"checks: all\nserver: 7.10\n", "checks@1=all server@2=7.10"},
		{"checks: [all, -hotslot]\n", "checks@1=all|-hotslot"},
		{"\nexclude:\n  - '**/gen/**'\n  - mock\n", "exclude@2=**/gen/**|mock"},
		{"exclude: gen\nwrappers: []\n", "exclude@1=gen wrappers@2="},
		{"keys:\n- example.com/kv.UserKey = user:%d\n", "keys@1=example.com/kv.UserKey = user:%d"},
		{"generated: true\nright: false\nnolint: false", "generated@1=true right@2=false nolint@3=false"},
		{"certainty: &c proven\nchecks: [txslot]\n", "certainty@1=proven checks@2=txslot"},
		{"{certainty: proven, go-redis: v9.11}", "certainty@1=proven go-redis@1=v9.11"},
	} {
		f, err := Parse("f.yml", []byte(test.text))
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		var got []string
		for _, e := range f.Entries {
			got = append(got, fmt.Sprintf("%s@%d=%s", e.Name, e.Line, strings.Join(e.Values, "|")))
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%q: %s, want %s", test.text, s, test.want)
		}
	}
}

// The checks are listed in one place, which is not here.
var (
	allChecks     = strings.Join(analyzer.Checks, ", ")
	defaultChecks = strings.Join(analyzer.NewSettings().Values("checks"), ", ")
)

const allNames = "checks, certainty, clients, server, go-redis, wrappers, keys, exclude, separators, generated, nolint, proxy, right, retag, group"

// TestErrors shows the one error of each kind of wrong file: the file, the line,
// and what is allowed.
func TestErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"certainty: likely\ncertanty: proven\n", `f.yml:2: unknown setting "certanty": want ` + allNames},
		{"config: x\n", `f.yml:1: unknown setting "config": want ` + allNames},
		{"<<: {certainty: likely}\n", `f.yml:1: unknown setting "<<": want ` + allNames},
		{"\n\ncertainty: sure\n", `f.yml:3: certainty: unknown certainty "sure": want possible, likely or proven`},
		{"checks:\n  - txslot\n  - cross\n", `f.yml:3: checks: unknown check "cross": want ` + allChecks + `, or all`},
		{"checks: []\n", `f.yml:1: checks: an empty list: want ` + allChecks + `, all; -name takes one away`},
		{"checks: [txslot, -txslot]\n", `f.yml:1: checks: "txslot,-txslot" leaves no check to run`},
		{"checks:\n", `f.yml:1: checks: no value: want ` + allChecks + `, all; -name takes one away`},
		{"clients: [cluster,\n  single, many]\n", `f.yml:2: clients: unknown client type "many": want cluster, universal, ring, single, or all`},
		{"server: new\n", `f.yml:1: server: bad version "new": want one like 7.2`},
		{"certainty: [likely]\n", `f.yml:1: certainty: a list: want one value, proven, likely or possible`},
		{"certainty: {a: b}\n", `f.yml:1: certainty: want proven, likely or possible`},
		{"exclude:\n- a: b\n", `f.yml:2: exclude: want a pattern like **/gen/**`},
		{"exclude:\n- ok\n- /abs\n", `f.yml:3: exclude: bad pattern "/abs": want a path in the module with slashes, in which * and ? stand for text, and ** for folders: **/gen/**`},
		{"wrappers:\n- DelAll\n", `f.yml:2: wrappers: bad function "DelAll": want its import path and name, a type's name between them for a method, and what it does behind =: example.com/kv.Client.Get = …`},
		{"generated: yes\n", `f.yml:1: generated: bad value "yes": want true or false`},
		{"certainty: likely\nserver: 7\ncertainty: proven\n", `f.yml:3: certainty is set in line 1 already`},
		{"- certainty\n", `f.yml:1: want settings, one a line: certainty: likely`},
		{"certainty\n", `f.yml:1: want settings, one a line: certainty: likely`},
		{"certainty: likely\n---\nserver: 7\n", `f.yml:2: a second document: want one`},
		{"certainty: likely\n  server: 7\n", `f.yml:2: no YAML: mapping values are not allowed in this context`},
		{"a: \"b\n", `f.yml:2: no YAML: found unexpected end of stream`},
		{"a: *b\n", `f.yml:1: no YAML: unknown anchor 'b' referenced`},
		{"a: \x00\n", `f.yml:1: no YAML: control characters are not allowed`},
	} {
		_, err := Parse("f.yml", []byte(test.text))
		if err == nil || err.Error() != test.want {
			t.Errorf("%q:\n got %v\nwant %s", test.text, err, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("checks: [all, -hotslot]\nexclude:\n- '**/gen/**'\n")
	f.Add("wrappers:\n- example.com/kv.Client.DelAll = DEL 0[]\nkeys: [a.B = '%[2]s:%d']\n")
	f.Add("a: &a [*a]\n? [b]\n: c\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Parse("f.yml", []byte(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.yml:") {
				t.Errorf("%q: the error does not name the file: %v", text, err)
			}
			return
		}
		// What is printed is a file that says the same.
		s := analyzer.NewSettings()
		if err := file.Apply(s); err != nil {
			t.Fatal(err)
		}
		printed := Print(s, file, nil, "/")
		again, err := Parse("f.yml", []byte(printed))
		if err != nil {
			t.Fatalf("%q: printed as\n%s\n%v", text, printed, err)
		}
		r := analyzer.NewSettings()
		if err := again.Apply(r); err != nil {
			t.Fatal(err)
		}
		for _, o := range analyzer.Options {
			if a, b := s.Values(o.Name), r.Values(o.Name); strings.Join(a, "\n") != strings.Join(b, "\n") {
				t.Errorf("%q: %s is %q, and %q when printed", text, o.Name, a, b)
			}
		}
	})
}

// tree makes folders and files, and returns their root.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(root, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFind(t *testing.T) {
	root := tree(t, Name, "", "repo/.git/x", "", "repo/a/b/x", "", "mod/"+Name, "", "mod/a/b/x", "", "tree/.git", "gitdir: x", "own/.git/x", "", "own/"+Name, "")
	for _, test := range []struct{ dir, want string }{
		{".", Name},
		{"mod", "mod/" + Name},
		{"mod/a/b", "mod/" + Name},
		{"repo/a/b", ""}, // not beyond the repository
		{"tree", ""},     // a work tree of its own
		{"own", "own/" + Name},
	} {
		got, err := Find(filepath.Join(root, test.dir))
		want := test.want
		if want != "" {
			want = filepath.Join(root, want)
		}
		if err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", test.dir, got, err, want)
		}
	}
}

func TestLoad(t *testing.T) {
	root := tree(t, Name, "certainty: proven\n", "other.yml", "certainty: possible\n", "bad.yml", "x: y\n")
	for _, test := range []struct{ flag, want, err string }{
		{"", "proven", ""},
		{"none", "likely", ""},
		{filepath.Join(root, "other.yml"), "possible", ""},
		{filepath.Join(root, "bad.yml"), "", "-config: " + filepath.Join(root, "bad.yml") + ":1: unknown setting"},
		{filepath.Join(root, "no.yml"), "", "-config: open "},
		{root, "", "-config: read "},
	} {
		s, _, err := Load(root, test.flag)
		switch {
		case test.err != "":
			if err == nil || !strings.HasPrefix(err.Error(), test.err) {
				t.Errorf("%s: error %v, want %s", test.flag, err, test.err)
			}
		case err != nil:
			t.Errorf("%s: %v", test.flag, err)
		default:
			if got := s.Values("certainty")[0]; got != test.want {
				t.Errorf("%s: %s, want %s", test.flag, got, test.want)
			}
		}
	}
}

// TestCommand shows what the subcommand prints.
func TestCommand(t *testing.T) {
	root := tree(t, Name, `# what we run on
certainty: possible
checks: [all, -hotslot, -keytype, -expiry, -orphan, -keyclash]

exclude:
  - "**/gen/**"
wrappers:
  - example.com/kv.Client.DelAll = DEL 0[]
keys: ["example.com/kv.UserKey = user:%d"]
server: 8.0
`, "sub/x", "")
	for _, test := range []struct {
		dir, args, out, err string
		code                int
	}{
		{"sub", "", `checks: [` + defaultChecks + `] # ../.crossslotlint.yml:3
certainty: possible # ../.crossslotlint.yml:2
clients: [all] # default
server: "8.0" # ../.crossslotlint.yml:10
go-redis: "6.0" # default
wrappers: # ../.crossslotlint.yml:7
  - "example.com/kv.Client.DelAll = DEL 0[]"
keys: # ../.crossslotlint.yml:9
  - example.com/kv.UserKey = user:%d
exclude: # ../.crossslotlint.yml:5
  - '**/gen/**'
separators: ":/.-_|#" # default
generated: false # default
nolint: true # default
proxy: false # default
right: false # default
retag: true # default
group: false # default
`, "", 0},
		{".", "-certainty=proven -exclude=a -exclude=b -config=none", `checks: [` + defaultChecks + `] # default
certainty: proven # flag -certainty
clients: [all] # default
server: "7.2" # default
go-redis: "6.0" # default
wrappers: [] # default
keys: [] # default
exclude: # flag -exclude
  - a
  - b
separators: ":/.-_|#" # default
generated: false # default
nolint: true # default
proxy: false # default
right: false # default
retag: true # default
group: false # default
`, "", 0},
		{".", "-flags -exclude=mine", `-certainty=possible
-server=8.0
-wrappers=example.com/kv.Client.DelAll=DEL,0[]
-keys=example.com/kv.UserKey=user:%d
-exclude=mine
`, "", 0},
		{".", "-h", usage, "", 0},
		{".", "-certainty=sure", "", "crossslotlint config: -certainty: unknown certainty \"sure\": want possible, likely or proven\n", 2},
		{".", "x", "", "crossslotlint config: unexpected argument \"x\"\n", 2},
		{".", "-nosuch", "", "crossslotlint config: flag provided but not defined: -nosuch\n", 2},
	} {
		var stdout, stderr bytes.Buffer
		code := Main(strings.Fields(test.args), filepath.Join(root, test.dir), &stdout, &stderr)
		if code != test.code || stdout.String() != test.out || stderr.String() != test.err {
			t.Errorf("config %s: status %d\n%s%s\nwant %d\n%s%s", test.args, code, stdout.String(), stderr.String(), test.code, test.out, test.err)
		}
	}
}

// TestFlagsReadBack shows that the flags that are printed set what was set.
func TestFlagsReadBack(t *testing.T) {
	s := analyzer.NewSettings()
	for name, values := range map[string][]string{
		"checks": {"all"}, "clients": {"ring", "single"}, "wrappers": {"a/b.C.D = SMOVE 0 1", "a.F=DEL 0[]"}, "exclude": {"a", "b/**"}, "nolint": {"false"},
	} {
		if err := s.Set(name, values...); err != nil {
			t.Fatal(err)
		}
	}
	text, err := Flags(s)
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New()
	if err := a.Flags.Parse(strings.Fields(text)); err != nil {
		t.Fatal(err)
	}
	if err := analyzer.CheckFlags(a); err != nil {
		t.Fatal(err)
	}
	if got := a.Flags.Lookup("wrappers").Value.String(); got != "a/b.C.D=SMOVE,0,1 a.F=DEL,0[]" {
		t.Errorf("wrappers %s", got)
	}
	if got := a.Flags.Lookup("checks").Value.String(); got != strings.Join(analyzer.Checks, ",") {
		t.Errorf("checks %s", got)
	}
	if err := s.Set("keys", "a.B = x y"); err != nil {
		t.Fatal(err)
	}
	if _, err := Flags(s); err == nil || !strings.Contains(err.Error(), "a space") {
		t.Errorf("error %v", err)
	}
}

// TestPage shows that docs/config.md tells of all settings, and that its example
// is a file that can be read.
func TestPage(t *testing.T) {
	text, err := os.ReadFile("../../docs/config.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range analyzer.Options {
		if !strings.Contains(string(text), "\n| `"+o.Name+"` | ") {
			t.Errorf("the page does not tell of %s", o.Name)
		}
	}
	_, example, _ := strings.Cut(string(text), "```yaml\n")
	example, _, ok := strings.Cut(example, "```")
	f, err := Parse("example", []byte(example))
	if !ok || err != nil || len(f.Entries) < 5 {
		t.Errorf("the example: %v", err)
	}
}
