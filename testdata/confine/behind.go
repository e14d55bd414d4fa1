package confine

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/redis/go-redis/v9"
)

// A text is stored through a pointer, or in a list or a map that others have.

func fill(b *strings.Builder) { b.WriteString("user:1") }

func set(to *string) { *to = "user:2" }

func setAll(to []string) { to[0] = "user:3" }

func setMap(to map[string]string) { to["a"] = "user:4" }

type name string

func (n *name) set() { *n = "user:5" }

type out struct{ to *string }

func (o out) set() { *o.to = "user:6" }

func stored() {
	var b strings.Builder
	fill(&b)
	_ = b.String() == "x" // escape "is compared"
	var printed strings.Builder
	fmt.Fprintf(&printed, "user:%d", 7)
	_ = printed.String() == "x" // escape "is compared"
	var s string
	set(&s)
	_ = s == "x" // escape "is compared"
	list := make([]string, 1)
	setAll(list[:1])
	_ = list[0] == "x" // escape "is compared"
	m := make(map[string]string)
	setMap(m)
	_ = m["a"] == "x" // escape "is compared"
	var n name
	n.set()
	_ = n == "x" // escape "is compared"
	var t string
	out{&t}.set()
	_ = t == "x" // escape "is compared"
	var u, v string
	for _, p := range []*string{&u, &v} {
		*p = "user:7"
	}
	_ = v == "x" // escape "is compared"
	other := "x"
	q := &other
	_ = *q == "x"
}

// What another package's types hold, it uses.

func elsewhere(r *http.Request) {
	_ = &http.Cookie{Name: "user:a"} // escape "is stored in the field Name of a type of another package"
	u := &url.URL{}
	u.Path = "user:b"                              // escape "is stored in the field Path of a type of another package"
	r.Header["Key"] = []string{"user:c"}           // escape "is stored in the field Header of a type of another package"
	os.Args = []string{"user:d"}                   // escape "is stored in a variable of package os"
	_ = slog.Attr{Key: "user:e"}                   // note "is logged"
	_ = bytes.NewBuffer(nil)                       // nothing
	_ = redis.XAddArgs{Stream: "user:f", ID: "id"} // a key
}

// Arguments are not always those of the parameters one by one.

func (n name) kind() bool { return n == "x" } // escape "is compared"

func pair() (int, string) { return 1, "user:g" }

func check(_ int, key string) bool { return key < "x" } // escape "is compared"

func unusual() {
	_ = name.kind("user:h")
	_ = check(pair())
	fmt.Println(pair()) // note "is logged"
}

// A panic comes back, and so does an error.

type missing string

func (m missing) Error() string { return string(m) }

func panics() error {
	defer func() {
		if k, ok := recover().(string); ok {
			_ = k == "x" // escape "is compared"
		}
	}()
	if errors.Is(nil, nil) {
		return missing("user:i") // escape "becomes an error"
	}
	panic("user:j") // note "is printed"
}

// A logger of the program may do anything.

type auditor interface{ Log(key string) }

type parser struct{}

func (parser) Log(key string) { _ = key[0] } // escape "is indexed"

func audit(a auditor) {
	a.Log("user:k") // note "is logged"
}

// Structs with the same fields are converted to each other.

type one struct{ key string }

type two struct{ key string }

func converted() {
	x := two(one{"user:l"})
	_ = x.key == "x" // escape "is compared"
}
