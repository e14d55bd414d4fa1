package move

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// writers add elements to lists, each under the name that is there.
type writers struct {
	done    chan struct{}
	wg      sync.WaitGroup
	written [4]map[int][]string
}

// write4 starts writers of the lists cart:N, where next chooses N, with a pause between
// two elements of each.
func (s *store) write4(next func() int, pause time.Duration) *writers {
	w := &writers{done: make(chan struct{})}
	for i := range w.written {
		w.written[i] = make(map[int][]string)
		mine := &store{newClient(s.masters, true), s.t}
		s.t.Cleanup(mine.close)
		w.wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-w.done:
					return
				case <-time.After(pause):
				}
				id, element := next(), fmt.Sprintf("w%d-%d", i, n)
				for done := false; !done; {
					for _, key := range []string{fmt.Sprintf("cart:%d", id), fmt.Sprintf("cart:{%d}", id)} {
						replies, err := mine.do([]request{{key, []string{"RPUSHX", key, element}}})
						if err != nil {
							s.t.Error(err)
							return
						}
						if n, ok := replies[0].(int64); ok && n > 0 {
							w.written[i][id] = append(w.written[i][id], element)
							done = true
							break
						}
					}
				}
			}
		})
	}
	return w
}

// stop ends the writers, and returns the elements that the servers have accepted.
func (w *writers) stop() map[int][]string {
	close(w.done)
	w.wg.Wait()
	all := make(map[int][]string)
	for _, one := range w.written {
		for id, list := range one {
			all[id] = append(all[id], list...)
		}
	}
	return all
}

// elements are those of a list, sorted.
func elements(v value) []string {
	list := strings.Fields(strings.Trim(strings.TrimPrefix(v.content, "list "), "[]"))
	slices.Sort(list)
	return list
}
