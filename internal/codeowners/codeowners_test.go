package codeowners

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(".git/HEAD", "")
	if o, err := Find(root); o != nil || err != nil {
		t.Fatalf("without a file: %v, %v", o, err)
	}
	write("cart/x.go", "")
	write(".github/CODEOWNERS", `# the default
*            @all
*.go         @go  # a comment
/cart/       @cart @shop
docs/*       docs@example.com
auth/**/keys @auth
/cart/free.go
`)
	o, err := Find(filepath.Join(root, "cart"))
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"README":           "@all",
		"a/b.go":           "@go",
		"cart/x.go":        "@cart @shop",
		"shop/cart/x.go":   "@go",
		"cart/free.go":     "",
		"docs/a.md":        "docs@example.com",
		"docs/deep/a.md":   "@all",
		"auth/keys":        "@auth",
		"auth/a/b/keys/x":  "@auth",
		"other/auth/keys":  "@all",
		"auth/keys.go":     "@go",
		"deep/docs/a.html": "@all",
	} {
		if got := strings.Join(o.Of(filepath.Join(root, file)), " "); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}
