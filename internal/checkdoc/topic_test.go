package checkdoc

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestTopics shows that pages of topics have what they need, and that what they quote is
// what docs/advice.md quotes, which other tests hold to what the program prints.
func TestTopics(t *testing.T) {
	advice, err := os.ReadFile("../../docs/advice.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```console\n(.*?)```")
	for _, topic := range Topics() {
		if topic.Summary == "" || strings.HasPrefix(topic.Summary, "#") || topic.What == "" || len(topic.Sections) == 0 {
			t.Errorf("docs/topics/%s.md: want a title # %s: and a phrase, text, and sections", topic.Name, topic.Name)
		}
		page, err := os.ReadFile("../../docs/topics/" + topic.Name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		found := blocks.FindAllSubmatch(page, -1)
		if len(found) == 0 {
			t.Errorf("docs/topics/%s.md: no output", topic.Name)
		}
		for _, b := range found {
			if !bytes.Contains(advice, b[1]) {
				t.Errorf("docs/topics/%s.md quotes what docs/advice.md does not:\n%s", topic.Name, b[1])
			}
		}
		var out, errs strings.Builder
		if status := Explain([]string{strings.ToUpper(topic.Name)}, 80, false, &out, &errs); status != 0 || errs.Len() > 0 {
			t.Errorf("explain %s: status %d: %s", topic.Name, status, &errs)
		}
		for _, s := range topic.Sections {
			if !strings.Contains(out.String(), "\n"+strings.ToUpper(s.Title)+"\n") {
				t.Errorf("explain %s: no section %s", topic.Name, s.Title)
			}
		}
	}
}
