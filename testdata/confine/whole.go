package confine

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// A struct is used as a whole.

type compared struct{ key string }

type lookedUp struct{ key string }

type printed struct{ key string }

type hashed struct{ Key string }

type boxed struct{ Key string }

type genericBox struct{ Key string }

type inMap struct{ Key string }

type row struct{ Key string }

type kept struct{ Key string }

type known struct{ key string }

func write(w io.Writer, v any) error { return json.NewEncoder(w).Encode(v) }

func writeAll[T any](w io.Writer, v ...T) error { return json.NewEncoder(w).Encode(v) }

func whole(ctx context.Context, c redis.UniversalClient, w io.Writer, db *sql.DB, x compared, m map[lookedUp]int, pool *sync.Pool) {
	_ = compared{"user:a"} == x                  // escape "is in a struct that is compared"
	_ = m[lookedUp{"user:b"}]                    // escape "is in a struct that is looked up in a map"
	_ = os.Remove(fmt.Sprint(printed{"user:c"})) // escape "is in a struct that is given to fmt.Sprint"
	c.HSet(ctx, "h", hashed{"user:d"})           // escape "is in a struct that is given to (v9.HashCmdable).HSet"
	_ = write(w, boxed{"user:e"})                // escape "is in a struct that may be given to (*json.Encoder).Encode"
	_ = writeAll(w, genericBox{"user:f"})        // escape "is in a struct that may be given to (*json.Encoder).Encode"
	_ = write(w, map[string]any{
		"x": inMap{"user:g"}, // escape "is in a struct that may be given to (*json.Encoder).Encode"
	})
	_, _ = db.Exec("", row{"user:h"}) // escape "is in a struct that is given to (*sql.DB).Exec"
	pool.Put(&kept{"user:i"})
	log.Print(kept{"user:j"})
	y := known{"user:k"}
	_ = y == known{}
	n := map[known]int{}
	n[y] = 1
}

// Methods are called by others than the program.

type text int

func (text) String() string { return "user:l" }

type encodes int

func (encodes) MarshalText() ([]byte, error) { return []byte("user:m"), nil } // escape "is returned by MarshalText, which an encoder or a database calls"

type reads string

func (reads) Read([]byte) (int, error) { return 0, nil }

func (reads) Name() string { return "user:n" }

func methods() {
	_ = os.Remove(fmt.Sprint(text(1))) // escape "is given to os.Remove"
	log.Print(text(2))                 // note "is logged"
	_, _ = io.ReadAll(reads("x"))
}

// Both sides of a comparison change, or not.

func same(a, b string) bool { return a == b } // escape "is compared"

func both(a, b string) bool { return a == b }

func local(other string) {
	x := other
	if x == "" {
		x = "user:o"
	}
	_ = x == key(1, "p") // escape "is compared"
	y := "user:q"
	_ = y != key(1, "r")
	_ = same("user:s", "user:t") || same(other, "user:u") || same("user:v", other)
	_ = both("user:w", "user:x") || both("user:y", y)
}

// A text is looked for.

func replaced(id string) {
	_ = strings.Replace("user:<id>", "<id>", id, 1)
	_ = strings.ReplaceAll("user:z", ":"+id, ":0") // escape "is searched by strings.ReplaceAll"
	_ = strings.ReplaceAll("user:z", "r:z", "")    // escape "is searched by strings.ReplaceAll"
}

type event interface{ isEvent() }

type created struct{ Key string }

func (created) isEvent() {}

type service struct{ Key string }

func (service) isService() {}

func newService() interface{ isService() } { return service{"user:1"} }

func emit(w io.Writer, ev []event) { _ = json.NewEncoder(w).Encode(ev) }

func events(w io.Writer, k string) {
	emit(w, append([]event(nil), created{"user:2"})) // escape "is in a struct that may be given to (*json.Encoder).Encode"
	_ = newService()
	handlers := map[string]int{"user:3": 1}
	_ = handlers[k] // escape "is a map with such keys, in which something is looked up"
	for key, n := range handlers {
		_, _ = key, n
	}
	names := map[string]string{"a": "user:4"}
	_ = names[k]
}

func deferred() (k string) {
	defer func() { k = "user:5" }()
	return ""
}

func later() { _ = deferred() == "x" } // escape "is compared"
