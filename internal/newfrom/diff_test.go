package newfrom

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct{ diff, want string }{
		{"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@ func\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n@@ -8,0 +9,2 @@\n+a\n+b\n", "x:1+1,9+2"},
		{"diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n", ""},
		{"diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", ""},
		{"--- a/x y\t\n+++ b/x y\t\n@@ -0,0 +1 @@\n+a\n", "x y:1+1"},
		{"--- a/x\n+++ \"b/\\303\\274\\t\\\"\"\n@@ -0,0 +1 @@\n+a\n", "ü\t\":1+1"},
		{"+++ x\n", `line 1: file name "x" does not start with b/`},
		{"+++ \"b/\\q\"\n", "line 1: file name"},
		{"+++ b/x\n@@ -1 +x @@\n", "line 2: hunk"},
		{"+++ b/x\n@@ -1 +-1 @@\n", "line 2: hunk"},
		{"+++ b/x\n@@ -1\n", "line 2: hunk"},
	} {
		var got strings.Builder
		var files []*lines
		err := parse([]byte(test.diff), func(name string, l *lines) {
			got.WriteString(name)
			files = append(files, l)
		})
		for _, l := range files {
			for i, h := range l.hunks {
				got.WriteString(":,"[min(i, 1):][:1])
				got.WriteString(strings.Join([]string{ten[h.start-1], ten[h.count-1]}, "+"))
			}
		}
		if err != nil && strings.HasPrefix(err.Error(), test.want) && test.want != "" {
			continue
		}
		if err != nil || got.String() != test.want {
			t.Errorf("%q: %q, %v; want %q", test.diff, got.String(), err, test.want)
		}
	}
}

// FuzzParse reads anything without a crash.
func FuzzParse(f *testing.F) {
	f.Add([]byte("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"))
	f.Fuzz(func(t *testing.T, diff []byte) {
		parse(diff, func(_ string, l *lines) { l.touch(1, 2) })
	})
}
