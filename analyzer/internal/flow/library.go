package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// pureFrom lists the packages whose functions have no effects and give equal
// results for equal arguments, with the exceptions.
var pureFrom = map[string][]string{
	"strings": {"NewReader"}, "strconv": nil, "path": nil, "path/filepath": nil, "unicode": nil, "unicode/utf8": {"EncodeRune"},
	"bytes": {"NewBuffer", "NewBufferString", "NewReader"}, "math": nil, "math/bits": nil, "net/url": {"Set", "Add", "Del"}, "html": nil,
	"encoding/hex": {"Decode", "Encode"}, "encoding/base64": nil, "encoding/base32": nil,
	"encoding/binary": {"Decode", "Encode", "PutUint16", "PutUint32", "PutUint64", "PutUvarint", "PutVarint", "Read", "ReadUvarint", "ReadVarint"},
	"crypto/md5":      {"New"}, "crypto/sha1": {"New"}, "crypto/sha256": {"New", "New224"}, "crypto/sha512": {"New"}, "hash/crc32": {"New", "NewIEEE"},
	"time": {"Now", "Since", "Until", "After", "Tick", "NewTimer", "NewTicker", "Sleep"}, "cmp": nil,
	"fmt": {"Fscan", "Fscanf", "Fscanln", "Scan", "Scanf", "Scanln", "Sscan", "Sscanf", "Sscanln"},
}

// isPure reports whether the library function has no effects.
func isPure(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	except, ok := pureFrom[fn.Pkg().Path()]
	if !ok || slices.Contains(except, fn.Name()) {
		return false
	}
	if recv := fn.Signature().Recv(); recv != nil {
		// Methods of values (time.Time, time.Duration) only: builders change.
		_, ptr := recv.Type().(*types.Pointer)
		return !ptr
	}
	return true
}

// generates reports whether a function is known to give another value at every
// call.
func generates(fn *ssa.Function) bool {
	obj := object(fn)
	if obj == nil || obj.Pkg() == nil {
		return false
	}
	switch p := obj.Pkg().Path(); {
	case p == "math/rand", p == "math/rand/v2", p == "crypto/rand":
		return true
	case strings.Contains(p, "uuid"), strings.Contains(p, "ulid"), strings.Contains(p, "xid"), strings.Contains(p, "ksuid"), strings.Contains(p, "nanoid"):
		return strings.HasPrefix(obj.Name(), "New") || strings.HasPrefix(obj.Name(), "Make") || obj.Name() == "Must"
	}
	return false
}

// identifierPackages have functions that make identifiers: letters, digits, - and _.
var identifierPackages = []string{
	"github.com/google/uuid", "github.com/gofrs/uuid", "github.com/satori/go.uuid", "github.com/hashicorp/go-uuid", "github.com/pborman/uuid",
	"github.com/rs/xid", "github.com/oklog/ulid", "github.com/segmentio/ksuid",
}

// identifies reports whether a function that is not seen makes an identifier: it returns
// a new one, or is the method String of one.
func identifies(obj *types.Func) bool {
	if obj.Pkg() == nil {
		return false
	}
	path := obj.Pkg().Path()
	if path == "crypto/rand" {
		return obj.Name() == "Text"
	}
	known := slices.ContainsFunc(identifierPackages, func(p string) bool { return path == p || strings.HasPrefix(path, p+"/") })
	return known && (obj.Name() == "String" || strings.HasPrefix(obj.Name(), "New") || strings.HasPrefix(obj.Name(), "Generate"))
}
