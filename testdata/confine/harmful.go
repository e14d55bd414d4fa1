package confine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

type page struct{ Key, own string }

type store interface{ Put(name string) }

type files struct{}

func (files) Put(name string) { _, _ = os.Stat(name) } // escape "is given to os.Stat"

var external http.Handler

func owner(k string) string {
	return strings.Split(k, ":")[0] // escape "is given to strings.Split"
}

func harmful(ctx context.Context, c redis.UniversalClient, s store, w http.ResponseWriter, ch chan string, id int) {
	owner("user:a")
	_, _, _ = strings.Cut("user:b", ":") // escape "is given to strings.Cut"
	_ = strings.TrimPrefix(prefix, "x")  // escape "is given to strings.TrimPrefix"
	_ = strings.HasPrefix("user:c", "u") // escape "is given to strings.HasPrefix"
	_ = key(id, "d")[3]                  // escape "is indexed"
	_ = key(id, "e")[3:]                 // escape "is sliced"
	_ = len(key(id, "f")) > 10           // escape "is measured with len"
	_ = key(id, "g") == "x"              // escape "is compared"
	_ = key(id, "h") < "x"               // escape "is compared"
	switch key(id, "i") {                // escape "is compared in a switch"
	case "x":
	}
	m := map[string]int{"x": 1}
	_ = m[key(id, "j")]                      // escape "is looked up in a map"
	_, _ = json.Marshal("user:k")            // escape "is given to json.Marshal"
	_, _ = json.Marshal(page{Key: "user:l"}) // escape "is in a struct that is given to json.Marshal"
	_ = page{own: "user:m"}
	_ = regexp.MustCompile("user:n")  // escape "is given to regexp.MustCompile"
	_, _ = fmt.Sscanf("user:o", "%s") // escape "is given to fmt.Sscanf"
	ch <- "user:p"                    // escape "is sent on a channel"
	s.Put("user:q")
	fmt.Fprint(w, "user:r")                                            // escape "is given to fmt.Fprint"
	_, _ = w.Write([]byte("user:s"))                                   // escape "is given to the method Write of an interface"
	_ = reflect.ValueOf("user:t")                                      // escape "is given to reflect.ValueOf"
	c.SAdd(ctx, "index", "user:u")                                     // escape "is stored by SADD"
	c.MSet(ctx, "a", "user:v")                                         // escape "is stored by MSET"
	c.Do(ctx, "SADD", "index", "user:w")                               // escape "is stored by SADD"
	c.Publish(ctx, "user:x", 1)                                        // note "is the name of a channel"
	c.XAdd(ctx, &redis.XAddArgs{Stream: "s", Values: []any{"user:y"}}) // escape "is stored in the field Values of an argument of a command"
	for range "user:z" {                                               // escape "is read letter by letter"
	}
	_ = sort.SearchStrings([]string{"user:a"}, "b") // escape "is given to sort.SearchStrings"
	_, _ = strconv.Atoi("user:b")                   // escape "is given to strconv.Atoi"
	_ = bytes.Fields([]byte("user:c"))              // escape "is given to bytes.Fields"
	_ = os.Setenv("KEY", "user:d")                  // escape "is given to os.Setenv"
	passed(func() string { return "user:e" })       // escape "is returned by a function that is passed on"
	res, _ := c.BLPop(ctx, 0, "user:f").Result()
	_ = res[0] == "x" // escape "is compared"
	_ = res[1] == "x"
	it := c.Scan(ctx, 0, "user:*", 10).Iterator()
	for it.Next(ctx) {
		_ = owner(it.Val())
	}
	c.Eval(ctx, "return ARGV[1]", nil, "user:g") // escape "is returned by a script"
	c.Eval(ctx, "return redis.call('GET', ARGV[2] .. ':a')", nil, 1, "user:h")
	script.Run(ctx, c, nil, "user:i", 1) // escape "is compared in a script"
}

func passed(f func() string) {
	http.HandleFunc("/", nil)
	sort.Slice(nil, func(i, j int) bool { return false })
	external2(f)
}

var external2 = func(f func() string) { _ = reflect.ValueOf(f) }

var script = redis.NewScript("if ARGV[1] == 'user:7' then return 1 end")
