// Package todo has what the engine does not do yet. It is not judged by
// TestEngine; each expectation is right and waits to be moved to its topic.
//
//crossslottest:todo
package todo

import (
	"context"
	"sync"

	"github.com/redis/go-redis/v9"
)

// A miss: goroutines fill a list, each its own element.
func filled(ctx context.Context, c redis.UniversalClient, ids []string) {
	l := make([]string, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l[i] = "user:" + id
		}()
	}
	wg.Wait()
	c.Del(ctx, l...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots for different ids\[i\].*likely`
}
