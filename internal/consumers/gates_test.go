package consumers

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// An action is what is used of a composite action.
type action struct {
	Name, Description, Author string
	Branding                  struct{ Icon, Color string }
	Inputs                    map[string]struct{ Description, Default string }
	Outputs                   map[string]struct{ Description, Value string }
	Runs                      struct {
		Using string
		Steps []struct {
			Name, ID, Shell, Run string
			WorkingDirectory     string `yaml:"working-directory"`
			Env                  map[string]string
		}
	}
}

// expression is the only kind that action.yml has in its steps.
var expression = regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`)

// TestAction runs the steps of the action, as the runner does.
func TestAction(t *testing.T) {
	var a action
	d := yaml.NewDecoder(strings.NewReader(read(t, filepath.Join(root, "action.yml"))))
	d.KnownFields(true)
	if err := d.Decode(&a); err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		inputs map[string]string
		code   int
		want   string
		status string
	}{
		{"defaults", nil, 3, "::error file=store/cart.go,line=23", "3"},
		{"a package without findings", map[string]string{"args": "-certainty=possible ./keys"}, 0, "no findings; 1 package analyzed", "0"},
		{"another folder, and a report", map[string]string{"working-directory": "store", "args": ".", "sarif": "a report.sarif"}, 3, "::error file=store/cart.go,line=23", "3"},
		{"a wrong flag", map[string]string{"args": "-nosuch ./..."}, 2, "-nosuch", "2"},
	} {
		value := func(text string) string {
			return expression.ReplaceAllStringFunc(text, func(e string) string {
				name := expression.FindStringSubmatch(e)[1]
				in, ok := a.Inputs[name]
				if !ok {
					t.Errorf("no input %s", name)
				}
				if v, ok := test.inputs[name]; ok {
					return v
				}
				return in.Default
			})
		}
		dir, temp := checkout(t), t.TempDir()
		outputs := filepath.Join(temp, "outputs")
		var log string
		code := 0
		for _, step := range a.Runs.Steps {
			if step.Shell != "bash" || strings.Contains(step.Run, "${{") {
				t.Errorf("step %s: a shell must be named, and inputs come by the environment", step.Name)
			}
			env := []string{"RUNNER_TEMP=" + temp, "GITHUB_OUTPUT=" + outputs, "GITHUB_ACTION_PATH=" + here, "GITHUB_ACTIONS=true"}
			for k, v := range step.Env {
				env = append(env, k+"="+value(v))
			}
			var out string
			out, code = shell(t, filepath.Join(dir, value(step.WorkingDirectory)), step.Run, env...)
			log += out
			if code != 0 {
				break
			}
		}
		if code != test.code || !strings.Contains(log, test.want) {
			t.Errorf("%s: exit status %d, want %d, with %s\n%s", test.name, code, test.code, test.want, log)
		}
		if got := read(t, outputs); got != "status="+test.status+"\n" {
			t.Errorf("%s: outputs %q", test.name, got)
		}
		if file := test.inputs["sarif"]; file != "" {
			if text := read(t, filepath.Join(dir, "store", file)); !strings.Contains(text, `"uri": "store/cart.go"`) {
				t.Errorf("%s: the report has no URI of the repository\n%s", test.name, text)
			}
		}
	}
}

type preCommitHook struct {
	ID, Name, Description, Entry, Language string
	Args                                   []string
	PassFilenames                          *bool    `yaml:"pass_filenames"`
	RequireSerial                          bool     `yaml:"require_serial"`
	TypesOr                                []string `yaml:"types_or"`
}

// TestHook runs the entry of the hook by itself.
func TestHook(t *testing.T) {
	var hooks []preCommitHook
	d := yaml.NewDecoder(strings.NewReader(read(t, filepath.Join(root, ".pre-commit-hooks.yaml"))))
	d.KnownFields(true)
	if err := d.Decode(&hooks); err != nil || len(hooks) != 1 || hooks[0].PassFilenames == nil || *hooks[0].PassFilenames {
		t.Fatalf("%v, %v", hooks, err)
	}
	out, code := shell(t, checkout(t), hooks[0].Entry+" "+strings.Join(hooks[0].Args, " "))
	if code != 3 || !strings.Contains(out, "6 findings") {
		t.Errorf("exit status %d\n%s", code, out)
	}
}

// TestPreCommit runs pre-commit with the snippets, and with the hook of the last
// commit of this repository.
func TestPreCommit(t *testing.T) {
	if _, err := exec.LookPath("pre-commit"); err != nil {
		if os.Getenv("CROSSSLOTLINT_REQUIRE_CONSUMERS") != "" {
			t.Fatal(err)
		}
		t.Skip("pre-commit is not installed")
	}
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	head, code := shell(t, root, "git rev-parse HEAD")
	if code != 0 {
		t.Fatal(head)
	}
	home := t.TempDir()
	configs := slices.DeleteFunc(blocks(t, "yaml"), func(b block) bool { return b.file() != ".pre-commit-config.yaml" })
	if len(configs) != 2 {
		t.Fatalf("%d snippets", len(configs))
	}
	for i, b := range configs {
		dir := checkout(t)
		config := strings.Replace(b.text, "https://github.com/crossslotlint/crossslotlint", here, 1)
		config = regexp.MustCompile(`rev: main.*`).ReplaceAllString(config, "rev: "+strings.TrimSpace(head))
		write(t, dir, ".pre-commit-config.yaml", config)
		write(t, dir, "store/more.go", "package store\n\nfunc (s *Store) more() { s.rdb.Rename(nil, \"more\", \"less\") }\n")
		out, code := shell(t, dir, "git add . && git commit -q -m 'the hook is not installed' && git reset -q --soft HEAD~1 && pre-commit run", "PRE_COMMIT_HOME="+home)
		// The second looks at what is to be committed only.
		old := strings.Contains(out, "ZUNIONSTORE")
		if code != 1 || !strings.Contains(out, `RENAME: keys "more"`) || !strings.Contains(out, "exit code: 3") || old != (i == 0) {
			t.Errorf("exit status %d\n%s\n%s", code, config, out)
		}
	}
}
