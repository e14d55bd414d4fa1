// Package branches has keys whose hash tag depends on a decision. The strings of
// two calls meet only where the decisions agree.
//
//crossslottest:set checks=crossslot,txslot,luaslot
//crossslottest:set right=true
package branches

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type client = *redis.ClusterClient

func key(id int, tagged bool, s string) string {
	if tagged {
		return fmt.Sprintf("{user:%d}:%s", id, s)
	}
	return fmt.Sprintf("user:%d:%s", id, s)
}

func constantTrue(c client, id int) {
	c.Rename(ctx, key(id, true, "a"), key(id, true, "b")) // want `right`
}

func constantFalse(c client, id int) {
	c.Rename(ctx, key(id, false, "a"), key(id, false, "b")) // want `keys user:<id>:a and user:<id>:b never share a slot`
}

func mixed(c client, id int) {
	c.Rename(ctx, key(id, true, "a"), key(id, false, "b")) // want `keys {user:<id>}:a and user:<id>:b`
}

func parameter(c client, cluster bool, id int) {
	c.Del(ctx, key(id, cluster, "a"), key(id, cluster, "b"))
}

func twoParameters(c client, cluster, other bool, id int) {
	c.Del(ctx, key(id, cluster, "a"), key(id, other, "b")) // want `keys {user:<id>}:a and user:<id>:b`
}

func negated(c client, cluster bool, id int) {
	c.Del(ctx, key(id, !cluster, "a"), key(id, !cluster, "b"))
}

func opposite(c client, cluster bool, id int) {
	c.Del(ctx, key(id, cluster, "a"), key(id, !cluster, "b")) // want `keys {user:<id>}:a and user:<id>:b`
}

func comparison(c client, mode string, id int) {
	c.Del(ctx, key(id, mode == "cluster", "a"), key(id, mode != "single", "b")) // want `keys user:<id>:a and {user:<id>}:b`
	c.Del(ctx, key(id, mode == "cluster", "a"), key(id, mode == "cluster", "b"))
}

type config struct {
	cluster bool
	mode    string
	prefix  string
}

func (k config) key(id int, s string) string {
	if k.cluster {
		return fmt.Sprintf("{user:%d}:%s", id, s)
	}
	return fmt.Sprintf("user:%d:%s", id, s)
}

func (k *config) isCluster() bool { return k.mode == "cluster" }

func (k *config) byMethod(id int, s string) string {
	tag := "user:" + strconv.Itoa(id)
	if k.isCluster() {
		tag = "{" + tag + "}"
	}
	return tag + ":" + s
}

func (k *config) bySwitch(id int, s string) string {
	switch k.mode {
	case "cluster", "sharded":
		return fmt.Sprintf("{user:%d}:%s", id, s)
	case "single":
		return fmt.Sprintf("user:%d:%s", id, s)
	}
	return fmt.Sprintf("user-%d:%s", id, s)
}

func (k *config) byPrefix(s string) string {
	if len(k.prefix) > 0 {
		return "{" + k.prefix + "}:" + s
	}
	return "{app}:" + s
}

func field(c client, k config, id int) {
	c.Del(ctx, k.key(id, "a"), k.key(id, "b"))
}

func method(c client, k *config, id int) {
	c.Del(ctx, k.byMethod(id, "a"), k.byMethod(id, "b"))
}

func twoReceivers(c client, k, l *config, id int) {
	c.Del(ctx, k.byMethod(id, "a"), l.byMethod(id, "b")) // want `keys user:<id>:a and {user:<id>}:b`
}

func bySwitch(c client, k *config, id int) {
	c.Del(ctx, k.bySwitch(id, "a"), k.bySwitch(id, "b"))
}

func byPrefix(c client, k *config) {
	c.Del(ctx, k.byPrefix("a"), k.byPrefix("b")) // want `right`
}

func literal(c client, id int) {
	k := &config{mode: "cluster"}
	c.Del(ctx, k.bySwitch(id, "a"), k.bySwitch(id, "b")) // want `right`
	l := &config{mode: "single"}
	c.Del(ctx, l.bySwitch(id, "a"), l.bySwitch(id, "b")) // want `keys user:<id>:a and user:<id>:b never share a slot`
}

var useTags = os.Getenv("TAGS") != ""

func global(id int, s string) string {
	if !useTags {
		return fmt.Sprintf("user:%d:%s", id, s)
	}
	return fmt.Sprintf("{user:%d}:%s", id, s)
}

func byGlobal(c client, id int) {
	c.Del(ctx, global(id, "a"), global(id, "b"))
}

func both(id int, s string, a, b bool) string {
	if a && b {
		return fmt.Sprintf("{user:%d}:%s", id, s)
	}
	return fmt.Sprintf("user:%d:%s", id, s)
}

func either(id int, s string, a, b bool) string {
	if a || b {
		return fmt.Sprintf("{user:%d}:%s", id, s)
	}
	return fmt.Sprintf("user:%d:%s", id, s)
}

func combined(c client, id int, a, b bool) {
	c.Del(ctx, both(id, "a", a, b), both(id, "b", a, b))
	c.Del(ctx, both(id, "a", a, b), both(id, "b", b, a))
	c.Del(ctx, either(id, "a", a, b), either(id, "b", b, a))
	c.Del(ctx, either(id, "a", a, b), both(id, "b", b, a))           // want `keys {user:<id>}:a and user:<id>:b`
	c.Del(ctx, either(id, "a", a, true), either(id, "b", true, b))   // want `right`
	c.Del(ctx, both(id, "a", true, true), both(id, "b", true, true)) // want `right`
	c.Del(ctx, both(id, "a", a, false), both(id, "b", false, b))     // want `never share a slot`
}

func nested(id int, s string, cluster, long bool) string {
	p := "u"
	if cluster {
		if long {
			p = "{user}"
		} else {
			p = "{u}"
		}
	} else if long {
		p = "user"
	}
	return p + ":" + strconv.Itoa(id) + ":" + s
}

func nestedCalls(c client, id int, long bool) {
	c.Del(ctx, nested(id, "a", true, long), nested(id, "b", true, long))   // want `right`
	c.Del(ctx, nested(id, "a", true, long), nested(id, "b", true, !long))  // want `are in different slots`
	c.Del(ctx, nested(id, "a", false, long), nested(id, "b", false, long)) // want `never share a slot`
}

func random(id int, s string) string {
	if _, err := os.Stat(s); err == nil {
		return fmt.Sprintf("{user:%d}:a", id)
	}
	return fmt.Sprintf("user:%d:b", id)
}

func undecided(c client, id int) {
	// Two calls may decide differently, and may not: neither right nor wrong.
	c.Del(ctx, random(id, "x"), random(id, "x"))
}

func hash(id string, s string) string {
	if strings.HasPrefix(id, "x") {
		return "{" + id + "}:" + s
	}
	return "{y}:" + s
}

func byCall(c client, id string, other string) {
	c.Del(ctx, hash(id, "a"), hash(id, "b"))    // want `right`
	c.Del(ctx, hash(id, "a"), hash(other, "b")) // want `hash to different slots`
}

type kind int

const (
	pending kind = iota
	done
	failed
)

var names = [...]string{"pending", "done", "failed"}

func (k kind) String() string { return names[k] }

func constantReceiver(c client, id int) {
	c.Del(ctx, fmt.Sprintf("{%s}:a", done), "{done}:b")                           // want `right`
	c.Del(ctx, fmt.Sprintf("{%s}:a", done), fmt.Sprintf("{%s}:b", failed))        // want `different slots`
	c.Del(ctx, fmt.Sprintf("%v:%d", pending, id), fmt.Sprintf("%v:%d", done, id)) // want `pending:<id> and done:<id>`
	c.Del(ctx, "jobs:"+pending.String(), "jobs:pending")                          // want `right`
}

func anyReceiver(c client, k kind, id int) {
	c.Del(ctx, fmt.Sprintf("{%s}:%d", k, id), fmt.Sprintf("{%s}:x", k)) // want `right`
}

func loop(c client, ids []int, cluster bool) {
	var keys []string
	for _, id := range ids {
		k := fmt.Sprintf("user:%d", id)
		if cluster {
			k = fmt.Sprintf("{users}:%d", id)
		}
		keys = append(keys, k)
	}
	c.Del(ctx, keys...)
}

func early(id int, s string, k *config) string {
	if k == nil {
		return fmt.Sprintf("user:%d:%s", id, s)
	}
	if k.mode == "cluster" {
		return fmt.Sprintf("{user:%d}:%s", id, s)
	}
	return fmt.Sprintf("user:%d:%s", id, s)
}

func earlyReturns(c client, k *config, id int) {
	c.Del(ctx, early(id, "a", k), early(id, "b", k))
	c.Del(ctx, early(id, "a", nil), early(id, "b", nil)) // want `never share a slot`
}

// Many cases, one of which a constant selects.
type month int

const (
	jan month = iota
	feb
	mar
)

var months = [12]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

func (m month) String() string { return months[m] }

func (m month) long() string {
	switch m {
	case 0:
		return "january"
	case 1:
		return "february"
	case 2:
		return "march"
	case 3:
		return "april"
	case 4:
		return "may"
	case 5:
		return "june"
	case 6:
		return "july"
	case 7:
		return "august"
	case 8:
		return "september"
	}
	return "later"
}

var letters = map[month]string{jan: "j", feb: "f", mar: "m", 3: "a", 4: "M", 5: "J", 6: "y", 7: "A", 8: "s", 9: "o", 10: "n", 11: "d"}

func (m month) letter() string { return letters[m] }

func manyCases(c client, id int, m month) {
	c.Del(ctx, fmt.Sprintf("{%s}:a", feb), "{feb}:b")                                    // want `right`
	c.Del(ctx, fmt.Sprintf("%s:%d", feb, id), fmt.Sprintf("%s:%d", mar, id))             // want `feb:<id> and mar:<id> never share a slot`
	c.Del(ctx, "{"+feb.long()+"}:a", "{february}:b")                                     // want `right`
	c.Del(ctx, feb.long()+":a", mar.long()+":b")                                         // want `are in different slots`
	c.Del(ctx, "{"+mar.letter()+"}:a", "{m}:b")                                          // want `right`
	c.Del(ctx, mar.letter()+":a", jan.letter()+":a")                                     // want `are in different slots`
	c.Del(ctx, fmt.Sprintf("{%s}:a", m), fmt.Sprintf("{%s}:b", m), "{"+m.String()+"}:c") // want `right`
}

// A script and its keys that are made of one value.
func script(c client, id int) {
	c.Eval(ctx, fmt.Sprintf(`return redis.call('INCR', '{s:%d}:n')`, id), []string{fmt.Sprintf("{s:%d}", id)})
}

func scripts(c client) {
	for _, id := range []int{3, 44} {
		script(c, id)
	}
}
