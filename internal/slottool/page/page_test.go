package page_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
	"github.com/crossslotlint/crossslotlint/internal/slottool/page"
	"github.com/crossslotlint/crossslotlint/internal/slottool/tally"
	"github.com/crossslotlint/crossslotlint/slot"
)

// requireEnv names the environment variable that turns the skip of a test
// without a browser into a failure.
const requireEnv = "CROSSSLOTLINT_REQUIRE_BROWSER"

// hostile is a key that would be markup, if keys could be.
const hostile = "</script><img src=x onerror=document.title='broken'>{a&b}"

// report is one with something in every list.
func report() *tally.Report {
	t := tally.New(false)
	add := func(key string) {
		t.Add(keyio.Key{Text: []byte(key), Size: int64(len(key)), Slot: slot.Of(key)})
	}
	for i := range 300 {
		add(fmt.Sprintf("user:%d:profile", i))
		add(fmt.Sprintf("user:%d:settings", i))
		add(fmt.Sprintf("{app}:queue:%d", i))
	}
	add(hostile)
	add("\xff\u2028")
	return t.Report(tally.Options{Source: "a <test>", Nodes: nodes.Even(3), Top: 500, Notes: []string{"a <note>"}})
}

func write(t *testing.T, r *tally.Report, more string) (path string) {
	t.Helper()
	var out bytes.Buffer
	if err := page.Write(&out, r); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, append(out.Bytes(), more...), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestData reads the data back, and looks for what the page would load.
func TestData(t *testing.T) {
	r := report()
	text, err := os.ReadFile(write(t, r, ""))
	if err != nil {
		t.Fatal(err)
	}
	_, data, _ := strings.Cut(string(text), `id="data">`)
	data, after, _ := strings.Cut(data, "</script>")
	got := new(tally.Report)
	if err := json.Unmarshal([]byte(data), got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, r) {
		t.Errorf("got  %+v\nwant %+v", got, r)
	}
	if strings.Contains(after, hostile) || strings.Count(string(text), "</script>") != 2 {
		t.Error("a key is markup")
	}
	for _, m := range regexp.MustCompile(`(?i)\b(?:src|href|url|import|fetch)\s*[=(]\s*['"]?[^'")\s>]*`).FindAllString(string(text[:strings.Index(string(text), `id="data">`)])+after, -1) {
		if m != `href="data:,` {
			t.Errorf("the page loads %s", m)
		}
	}
}

// A view is what a browser shows of a page.
type view struct {
	dom     string
	console []string
}

// browse opens a page in a headless Chromium.
func browse(t *testing.T, path, fragment string, flags ...string) view {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv(requireEnv) != "" {
			t.Fatal("chromium not found: install it (apt-get install chromium) to run the tests of the page")
		}
		t.Skip("chromium not found: install it (apt-get install chromium) to run the tests of the page")
	}
	address := url.URL{Scheme: "file", Path: path}
	cmd := exec.CommandContext(t.Context(), chromium, append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir=" + t.TempDir(), "--enable-logging=stderr",
		"--virtual-time-budget=2000", "--window-size=1240,1800", "--dump-dom"}, append(flags, address.String()+fragment)...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	v := view{dom: stdout.String()}
	for line := range strings.Lines(stderr.String()) {
		if strings.Contains(line, "CONSOLE") {
			v.console = append(v.console, line)
		}
	}
	return v
}

// text returns the text of the element with an id, without markup.
func (v view) text(t *testing.T, id string) string {
	t.Helper()
	_, rest, ok := strings.Cut(v.dom, `id="`+id+`"`)
	if !ok {
		t.Fatalf("there is no element %s in\n%.2000s", id, v.dom)
	}
	_, rest, _ = strings.Cut(rest, ">")
	// The end of the element: the first end tag for a p, that of the section
	// for a table.
	end := regexp.MustCompile(`</(p|section|dl|div)>`).FindStringIndex(rest)
	if strings.HasPrefix(rest, `<div class="head">`) {
		end = regexp.MustCompile(`</section>`).FindStringIndex(rest)
	}
	if end == nil {
		t.Fatalf("element %s does not end", id)
	}
	rest = regexp.MustCompile(`</(td|th|tr)>`).ReplaceAllString(rest[:end[0]], " ")
	return strings.TrimSpace(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(rest, "")))
}

func (v view) silent(t *testing.T) {
	t.Helper()
	if len(v.console) > 0 {
		t.Errorf("the console says %q", v.console)
	}
}

// TestPage opens the page without doing anything.
func TestPage(t *testing.T) {
	v := browse(t, write(t, report(), ""), "")
	v.silent(t)
	for id, want := range map[string][]string{
		"source":   {"902 keys from a <test>"},
		"answer":   {""},
		"nodes":    {"3 rows", "node 1 5,461"},
		"apart":    {"1 row", "user:<int>:profile", "{user:<int>}:settings", "32 of 32 sampled"},
		"families": {"user:<int>:profile 300 33.26% many", "{app}:queue:<int> 300 33.26% only 6805", hostile},
		"tags":     {"{app} 6805 300 33.26%"},
		"hottest":  {"500 rows", "6805 300 33.26%"},
		"notes":    {"Note: a <note>"},
	} {
		got := v.text(t, id)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s is %q, want %q in it", id, got, w)
			}
		}
	}
	if strings.Contains(v.dom, "<title>broken") {
		t.Error("a key ran as a script")
	}
}

// TestSearch types into the search field. The slots are judged by package slot,
// which a real server judges.
func TestSearch(t *testing.T) {
	in := func(key string) string { return fmt.Sprintf("The key %q is in slot %d", key, slot.Of(key)) }
	list := [][2]string{
		{"", ""},
		{"user:1", in("user:1") + ". Slot 10778, node 2: "},
		{"{user:1}:x", in("{user:1}:x") + `, by its hash tag "user:1". Slot 10778, node 2: `},
		{"6805", "Slot 6805, node 2: 300 keys (33.26%). " + in("6805") + "."},
		{"16384", in("16384") + "."},
		{"{}{a}", in("{}{a}") + "."},
		{"{{a}}", in("{{a}}") + `, by its hash tag "{a".`},
		{"}{a", in("}{a") + "."},
		{"ключ+ & <b>😀", in("ключ+ & <b>😀") + "."},
	}
	queries := make([]string, len(list))
	for i, l := range list {
		queries[i] = l[0]
	}
	data, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, report(), `<p id="log"></p><script>
document.getElementById("log").textContent = `+string(data)+`.map(q => {
  document.getElementById("search").value = q;
  document.getElementById("search").dispatchEvent(new Event("input"));
  return document.getElementById("answer").textContent;
}).join("\n");
</script>`)
	v := browse(t, path, "")
	v.silent(t)
	got := strings.Split("\n"+v.text(t, "log"), "\n")
	for i, l := range list {
		if i >= len(got) || !strings.HasPrefix(got[i], l[1]) {
			t.Errorf("%s: %q, want %q", l[0], got, l[1])
		}
	}
}

// TestAddress opens a link to a search.
func TestAddress(t *testing.T) {
	const key = "a+ & <b>{ключ}"
	v := browse(t, write(t, report(), ""), "#q="+strings.ReplaceAll(url.QueryEscape(key), "+", "%20"))
	v.silent(t)
	if got, want := v.text(t, "answer"), fmt.Sprintf(`The key %q is in slot %d, by its hash tag "ключ".`, key, slot.Of(key)); !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestHands uses the page by mouse and keyboard: a script does what a person
// would, after that of the page.
func TestHands(t *testing.T) {
	v := browse(t, write(t, report(), `<p id="log"></p><script>
const log = [], map = document.getElementById("map"), says = () => document.getElementById("says").textContent;
const box = map.getBoundingClientRect();
const move = (slot) => map.dispatchEvent(new MouseEvent("mousemove", {bubbles: true,
  clientX: box.left + (slot % 128 + .5) * box.width / 128, clientY: box.top + (Math.floor(slot / 128) + .5) * box.height / 128}));
const key = name => map.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
const image = map.getContext("2d").getImageData(0, 0, 640, 640).data;
const pixel = (slot) => image.slice(((Math.floor(slot / 128) * 5 + 2) * 640 + slot % 128 * 5 + 2) * 4).slice(0, 4).join();
log.push("colour " + (pixel(6805) !== pixel(0)));
move(6805); log.push(says());
key("ArrowRight"); key("ArrowDown"); log.push(says());
key("Home"); key("ArrowLeft"); log.push(says());
key("End"); log.push(says());
const type = (field, text) => { field.value = text; field.dispatchEvent(new Event("input", {bubbles: true})); };
type(document.getElementById("search"), "user:1"); log.push(document.getElementById("answer").textContent + location.hash);
const families = document.getElementById("families"), rows = () => [...families.querySelectorAll("tbody tr")].map(r => r.cells[0].textContent);
type(families.querySelector("input"), "SETTINGS"); log.push(rows().join() + families.querySelector(".head span").textContent);
type(families.querySelector("input"), "");
families.querySelector("th button").click(); log.push(rows()[0] + families.querySelector("th").getAttribute("aria-sort"));
families.querySelector("th button").click(); log.push(rows()[0] + families.querySelector("th").getAttribute("aria-sort"));
document.querySelector("#tags td button").click(); log.push(document.getElementById("answer").textContent);
log.push("unsigned " + [...document.querySelectorAll("th")].filter(e => !e.getAttribute("aria-sort")).length +
  getComputedStyle(families.querySelectorAll("th button")[1], "::after").content);
log.push("unlabelled " + [...document.querySelectorAll("input, select, canvas, button")].filter(e =>
  !(e.getAttribute("aria-label") || e.textContent && e.tagName === "BUTTON" || e.labels && e.labels.length)).length);
document.getElementById("log").textContent = log.join("\n");
</script>`), "")
	v.silent(t)
	got := strings.Split(v.text(t, "log"), "\n")
	r := report()
	keys := make(map[uint16]uint64)
	for _, s := range r.Slots {
		keys[s.Slot] = s.Keys
	}
	says := func(s uint16, node string) string {
		noun := "keys"
		if keys[s] == 1 {
			noun = "key"
		}
		return fmt.Sprintf("Slot %d, %s: %d %s (%.2f%%).", s, node, keys[s], noun, 100*float64(keys[s])/float64(r.Keys))
	}
	want := []string{
		"colour true",
		says(6805, "node 2"), says(6805+1+128, "node 2"), says(0, "node 1"), says(16383, "node 3"),
		`The key "user:1" is in slot 10778. ` + says(10778, "node 2") + "#q=user%3A1",
		"user:<int>:settings" + "1 of 5 rows",
		hostileFamily(r) + "ascending", "{app}:queue:<int>" + "descending",
		says(r.Tags[0].Slot, "node 2") + fmt.Sprintf(` The key "%d" is in slot %d.`, r.Tags[0].Slot, slot.Of(fmt.Sprint(r.Tags[0].Slot))),
		`unsigned 0" ↕"`,
		"unlabelled 0",
	}
	for i := range max(len(got), len(want)) {
		a, b := "", ""
		if i < len(got) {
			a = got[i]
		}
		if i < len(want) {
			b = want[i]
		}
		if a != b {
			t.Errorf("got  %q\nwant %q", a, b)
		}
	}
}

// hostileFamily returns the family that sorts first.
func hostileFamily(r *tally.Report) string {
	first := r.Fams[0].Family
	for _, f := range r.Fams {
		first = min(first, f.Family)
	}
	return first
}

// TestConsole makes an error, to see that the other tests would.
func TestConsole(t *testing.T) {
	v := browse(t, write(t, report(), "<script>nothing()</script>"), "")
	if len(v.console) != 1 || !strings.Contains(v.console[0], "nothing is not defined") {
		t.Errorf("the console says %q", v.console)
	}
}

// TestEmpty opens pages that have little to show.
func TestEmpty(t *testing.T) {
	empty := tally.New(false).Report(tally.Options{Source: "nowhere", Top: 10})
	quick := tally.New(true)
	quick.Add(keyio.Key{Text: []byte("a"), Size: 1, Slot: slot.Of("a")})
	for _, r := range []*tally.Report{empty, quick.Report(tally.Options{Source: "somewhere", Top: 10})} {
		v := browse(t, write(t, r, ""), "#q=a")
		v.silent(t)
		if got, want := v.text(t, "answer"), fmt.Sprintf(`The key "a" is in slot 15495. Slot 15495: %d key`, r.Keys); !strings.HasPrefix(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSchemes draws the map in light and in dark.
func TestSchemes(t *testing.T) {
	seen := map[string]bool{}
	for _, scheme := range []string{"0", "1"} {
		v := browse(t, write(t, report(), `<p id="log"></p><script>
document.getElementById("log").textContent = [...document.getElementById("map").getContext("2d").getImageData(2, 2, 1, 1).data] + getComputedStyle(document.body).backgroundColor;
</script>`), "", "--blink-settings=preferredColorScheme="+scheme)
		v.silent(t)
		seen[v.text(t, "log")] = true
	}
	if len(seen) != 2 {
		t.Errorf("both schemes look the same: %v", seen)
	}
}
