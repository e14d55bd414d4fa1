package apart

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/apart/texts"
)

var (
	lock   = redis.NewScript(texts.Lock)
	long   = redis.NewScript(texts.Long)
	unlock = redis.NewScript(texts.Unlock.Source)
)

func fromTexts(ctx context.Context, c redis.UniversalClient, id string) {
	keys, tagged := []string{"user:" + id}, []string{"{user:" + id + "}"}
	lock.Run(ctx, c, keys)                    // want `script lock, line 1: .* \(user:<id>:lock\), .*proven`
	long.Run(ctx, c, keys)                    // want `script long, line 1: .* \(user:<id>:long\), .*proven`
	unlock.Run(ctx, c, keys)                  // want `script unlock, line 1: .* \(user:<id>:unlock\), .*proven`
	c.Eval(ctx, texts.Text, keys)             // want `\(user:<id>:text\)`
	c.Eval(ctx, texts.ByName["a"], keys)      // want `\(user:<id>:byname\)`
	c.Eval(ctx, texts.Read("lock.lua"), keys) // want `\(user:<id>:lock\)`
	c.Eval(ctx, texts.ByName["b"], keys)
	c.Eval(ctx, texts.Read("lock.lua"), tagged)
	lock.Run(ctx, c, tagged)
	long.Run(ctx, c, tagged)
	unlock.Run(ctx, c, tagged)
}

// A map of scripts in a field, which a constructor fills.
type repository struct {
	c       redis.UniversalClient
	scripts map[string]*redis.Script
	late    *redis.Script
}

func newRepository(c redis.UniversalClient) *repository {
	r := &repository{c: c, scripts: map[string]*redis.Script{}}
	r.scripts["incr"] = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":field")`)
	r.scripts["get"] = redis.NewScript(`return redis.call("GET", KEYS[1])`)
	return r
}

func (r *repository) load() {
	if r.late == nil {
		r.late = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":late")`)
	}
}

func (r *repository) run(ctx context.Context, name string, keys ...string) {
	r.scripts[name].Run(ctx, r.c, keys)
}

func (r *repository) all(ctx context.Context, id string) {
	r.scripts["incr"].Run(ctx, r.c, []string{"user:" + id}) // want `\(user:<id>:field\), .*proven`
	r.scripts["get"].Run(ctx, r.c, []string{"user:" + id})
	r.run(ctx, "incr", "cart:"+id) // want `\(cart:<id>:field\), .*proven`
	r.run(ctx, "incr", "{cart:"+id+"}")
	r.run(ctx, "get", "cart:"+id)
	r.load()
	r.late.Run(ctx, r.c, []string{"user:" + id}) // want `\(user:<id>:late\)`
	r.late.Run(ctx, r.c, []string{"{user:" + id + "}"})
}

// Two objects hold different scripts: a method may run either, and a call of one
// object runs its own.
type holder struct{ script *redis.Script }

func counting() *holder {
	return &holder{redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":holder")`)}
}
func reading() *holder { return &holder{redis.NewScript(`return redis.call("GET", KEYS[1])`)} }

func (h *holder) run(ctx context.Context, c redis.UniversalClient, id string) {
	h.script.Run(ctx, c, []string{"user:" + id}) // want `\(user:<id>:holder\), .*likely`
}

func ofOne(ctx context.Context, c redis.UniversalClient, id string) {
	counting().script.Run(ctx, c, []string{"item:" + id}) // want `\(item:<id>:holder\), .*proven`
	reading().script.Run(ctx, c, []string{"item:" + id})
}
