package schemafmt

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// hostile would be markup, if keys could be.
const hostile = "</script><img src=x onerror=document.title='broken'>"

// many returns a schema of n families, every tenth of which meets the next one.
func many(n int) *analyzer.KeySchema {
	s := sample()
	first := s.Families[0]
	s.Families[1].Pattern = hostile
	s.Families[1].Meets = nil
	s.Families[0].Meets = nil
	for i := len(s.Families); i < n; i++ {
		f := first
		f.Pattern, f.Type, f.Types, f.Meets = fmt.Sprintf("family:%04d:<id>", i), []string{"set", "zset"}[i%2], nil, nil
		f.Expiry.State = []string{"always", "never", "unknown"}[i%3]
		if i%10 == 0 {
			f.Meets = append(f.Meets, first.Meets[0])
			f.Meets[0].Pattern = fmt.Sprintf("family:%04d:<id>", i+1)
		}
		s.Families = append(s.Families, f)
	}
	return s
}

// opened returns the page as a browser shows it after a script has run, and what the
// console says.
func opened(t *testing.T, s *analyzer.KeySchema, script string) (dom string, console []string) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CROSSSLOTLINT_REQUIRE_BROWSER") != "" {
			t.Fatal("chromium not found: install it (apt-get install chromium) to run the tests of the page")
		}
		t.Skip("chromium not found: install it (apt-get install chromium) to run the tests of the page")
	}
	var b bytes.Buffer
	if err := HTML(&b, s, Options{}); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "keys.html")
	if err := os.WriteFile(name, append(b.Bytes(), "<p id=log></p><script>"+script+"</script>"...), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(),
		"--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom", "file://"+name)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	for line := range strings.Lines(stderr.String()) {
		if strings.Contains(line, "CONSOLE") {
			console = append(console, line)
		}
	}
	return stdout.String(), console
}

// TestPage opens a page of 2,000 families, searches, filters, sorts, and looks at the
// graph.
func TestPage(t *testing.T) {
	dom, console := opened(t, many(2000), `
		const log = [];
		const note = what => log.push(what + ": " + $("count").textContent + ", " + $("rows").children.length + " rows, first " +
			$("rows").querySelector("code").textContent + ", " + $("graph").querySelectorAll("line").length + " lines");
		const set = (id, value, event) => { $(id).value = value; $(id).dispatchEvent(new Event(event)); };
		note("all");
		set("search", "family:0010", "input"); note("search");
		set("search", "family:001", "input"); note("ten");
		set("search", "", "input"); set("type", "zset", "change"); note("type");
		set("expiry", "never", "change"); note("expiry");
		set("type", "", "change"); set("expiry", "", "change"); set("verdict", "different slots", "change"); note("verdict");
		set("verdict", "", "change"); set("package", "example.com/shop/store", "change"); note("package");
		$("head").querySelector("button").click(); note("sorted");
		$("log").textContent = log.join("\n");`)
	if len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
	_, got, _ := strings.Cut(dom, `<p id="log">`)
	got, _, _ = strings.Cut(html.UnescapeString(got), "</p>")
	want := strings.Join([]string{
		"all: 2000 of 2000 families, 2000 rows, first " + hostile + ", 0 lines",
		"search: 1 of 2000 families, 1 rows, first family:0010:<id>, 0 lines",
		"ten: 10 of 2000 families, 10 rows, first family:0010:<id>, 1 lines",
		"type: 999 of 2000 families, 999 rows, first family:0003:<id>, 0 lines",
		"expiry: 333 of 2000 families, 333 rows, first family:0007:<id>, 0 lines",
		"verdict: 199 of 2000 families, 199 rows, first family:0010:<id>, 0 lines",
		"package: 2000 of 2000 families, 2000 rows, first " + hostile + ", 0 lines",
		"sorted: 2000 of 2000 families, 2000 rows, first family:1999:<id>, 0 lines",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if strings.Contains(dom, "<title>broken") {
		t.Error("a key ran as a script")
	}
}

// TestPageLoads looks for what the page would load.
func TestPageLoads(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, many(3), Options{}); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "</script>") != 2 {
		t.Error("a key is markup")
	}
	before, rest, _ := strings.Cut(b.String(), `id="data">`)
	_, after, _ := strings.Cut(rest, "</script>")
	for _, m := range regexp.MustCompile(`(?i)\b(?:src|href|url|import|fetch)\s*[=(]\s*['"]?[^'")\s>]*`).FindAllString(before+after, -1) {
		if m != `href="data:,` {
			t.Errorf("the page loads %s", m)
		}
	}
}
