// Package odd has tags that do not do what they seem to, where keys rely on
// them: in one command or transaction.
package odd

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func empty(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, "{}:draft", "{}:final")                                              // want `^RENAME: keys "\{\}:draft" .* are in different slots, because the hash tag of "\{\}:draft" is empty, so the server hashes the whole key; Redis Cluster refuses \(CROSSSLOT\); put the text that ties the keys together between the braces \(hashtag, proven\)$`
	c.Rename(ctx, fmt.Sprintf("{}:%d:a", id), fmt.Sprintf("{}:%d:b", id))              // want `\(hashtag, proven\)$`
	c.Rename(ctx, fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{}user:%d:b", id))      // want `because the hash tag of \{\}user:<id>:b is empty`
	c.Rename(ctx, "{}:same", "{}:same")                                                // one key
	c.Rename(ctx, "{}:alone", "alone")                                                 // want `\(crossslot, proven\)$`
	c.Rename(ctx, fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{user:%d}:b", id))      // right
	c.Rename(ctx, fmt.Sprintf("x:{user:%d}:{}", id), fmt.Sprintf("y:{user:%d}:{", id)) // what follows the tag does not matter
	c.Rename(ctx, fmt.Sprintf("{{user:%d}}:a", id), fmt.Sprintf("{{user:%d}}:b", id))  // odd, and one slot
	c.Rename(ctx, fmt.Sprintf("{user:%d}:{a}", id), fmt.Sprintf("{user:%d}:{b}", id))  // the first counts, and is one
}

func open(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, fmt.Sprintf("{user:%d:a", id), fmt.Sprintf("{user:%d}:b", id)) // want `keys \{user:<id>:a and \{user:<id>\}:b .*, because the hash tag of \{user:<id>:a is never closed, so the server hashes the whole key; .*close it with a \} \(hashtag, `
	c.Rename(ctx, fmt.Sprintf("{user:%d:a", id), fmt.Sprintf("{user:%d:b", id))  // want `never closed.*\(hashtag, proven\)$`
	c.Rename(ctx, fmt.Sprintf("{user:%d", id), fmt.Sprintf("user:%d", id))       // want `\(crossslot, proven\)$`
}

func doubled(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, fmt.Sprintf("{{user:%d}}:a", id), fmt.Sprintf("{user:%d}:b", id)) // want `because the hash tag of \{\{user:<id>\}\}:a is \{user:<id>, with the second brace; .*write one brace on each side \(hashtag, proven\)$`
	c.Rename(ctx, fmt.Sprintf("{{user:%d}}:a", id), fmt.Sprintf("{cart:%d}:b", id)) // want `\(crossslot, `
}

func second(ctx context.Context, c redis.UniversalClient, id int) {
	c.Rename(ctx, fmt.Sprintf("{cart}:{%d}", id), fmt.Sprintf("{stock}:{%d}", id)) // want `because of \{cart\}:\{<id>\} the server hashes the first tag only, cart; .*put the text that ties the keys together into the first braces \(hashtag, proven\)$`
	c.Rename(ctx, fmt.Sprintf("{cart}:%d", id), fmt.Sprintf("{stock}:%d", id))     // want `\(crossslot, proven\)$`
}

func transaction(ctx context.Context, c redis.UniversalClient, id int) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `^MULTI/EXEC of SET and INCR: .*never closed.*refuses the transaction.*\(hashtag, `
		p.Set(ctx, fmt.Sprintf("{user:%d:a", id), 1, 0)
		p.Incr(ctx, fmt.Sprintf("{user:%d}:b", id))
		return nil
	})
}

func maybe(ctx context.Context, c redis.UniversalClient, region string) {
	tag := ""
	if len(region) == 2 {
		tag = region
	}
	c.Rename(ctx, "{"+tag+"}:a", "{"+tag+"}:b") // want `^RENAME: keys "\{\}:a" .* and "\{\}:b" .* are in different slots, because the hash tag is empty where its value is, so the server hashes all of "\{\}:a"; .*see to it that the value is never empty \(hashtag, likely\)$`
}

func never(ctx context.Context, c redis.UniversalClient, region string) {
	tag := "none"
	if len(region) == 2 {
		tag = region
	}
	c.Rename(ctx, "{"+tag+"}:a", "{"+tag+"}:b")
	c.Rename(ctx, "{"+region+"}:a", "{"+region+"}:b") // nothing says that it may be empty
}

func option(ctx context.Context, c redis.UniversalClient, cluster bool, app string) {
	tag := ""
	if cluster {
		tag = "{" + app + "}"
	}
	c.Rename(ctx, tag+":a", tag+":b")
}
