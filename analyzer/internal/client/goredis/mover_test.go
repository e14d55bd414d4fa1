package goredis

import (
	"fmt"
	"go/format"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestMover shows that the function which moves keys compiles with the clients that it
// is for, and that there is none for the versions before.
func TestMover(t *testing.T) {
	dir, err := filepath.Abs("../../../../testdata/crossslot/keys") // any folder of the module
	if err != nil {
		t.Fatal(err)
	}
	for version, path := range map[string]string{
		"v6": "github.com/go-redis/redis", "v7": "github.com/go-redis/redis/v7", "v8": "github.com/go-redis/redis/v8", "v9": "github.com/redis/go-redis/v9", "v9beta": "github.com/go-redis/redis/v9",
	} {
		r := Library.Replies(path)
		if has := version > "v7"; has != (r.Mover != "") || has != (r.Client != "") {
			t.Errorf("%s: %t", version, r.Mover != "")
		} else if !has {
			continue
		}
		source := fmt.Sprintf(r.Mover, "moved", "movedKey", path)
		if was, err := format.Source([]byte(source)); err != nil || string(was) != source || strings.Contains(source, "%!") {
			t.Errorf("%s: not formatted: %v\n%s", version, err, source)
		}
		pkgs, err := packages.Load(&packages.Config{
			Dir: dir, Mode: packages.LoadTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedDeps,
			Overlay: map[string][]byte{filepath.Join(dir, "moved", "moved_keys.go"): []byte(source)},
		}, "./moved")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pkgs {
			if len(p.Errors) > 0 || p.Types == nil || p.Types.Scope().Lookup("movedKey") == nil {
				t.Errorf("%s: %v", version, p.Errors)
			}
		}
	}
}
