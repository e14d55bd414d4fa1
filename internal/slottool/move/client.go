package move

import (
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// A client sends commands to the masters that have their keys. It is not safe for
// concurrent use.
type client struct {
	masters *live.Masters
	conns   []*resp.Conn // nil until one is needed
	// absolute says that the servers tell times as points in time (PEXPIRETIME, since
	// Redis 7), which does not change while a command is on its way.
	absolute bool
	// copied, for tests, is called when keys were copied and compared, and the old
	// ones are still there.
	copied func()
}

func newClient(m *live.Masters, absolute bool) *client {
	return &client{masters: m, conns: make([]*resp.Conn, len(m.Addrs())), absolute: absolute}
}

func (c *client) close() {
	for _, conn := range c.conns {
		if conn != nil {
			conn.Close()
		}
	}
}

// A request is a command for the master that has a key.
type request struct {
	key  string
	args []string
}

// do sends the requests, to all masters at once, and returns a reply for each. The
// error is one of a connection, and says which.
func (c *client) do(list []request) ([]any, error) {
	byOwner := make([][]int, len(c.conns))
	replies := make([]any, len(list))
	for i, r := range list {
		if o := c.masters.Owner(r.key); o >= 0 {
			byOwner[o] = append(byOwner[o], i)
		} else {
			replies[i] = resp.Error("no node of the cluster has the slot")
		}
	}
	errs := make([]error, len(byOwner))
	var wg sync.WaitGroup
	for o, indexes := range byOwner {
		if len(indexes) == 0 {
			continue
		}
		wg.Go(func() {
			if c.conns[o] == nil {
				if c.conns[o], errs[o] = c.masters.Dial(o); errs[o] != nil {
					return
				}
			}
			cmds := make([][]string, len(indexes))
			for n, i := range indexes {
				cmds[n] = list[i].args
			}
			answers, err := c.conns[o].Pipeline(cmds)
			if err != nil {
				errs[o] = c.masters.Explain(o, err)
				return
			}
			for n, i := range indexes {
				replies[i] = answers[n]
			}
		})
	}
	wg.Wait()
	return replies, errors.Join(errs...)
}

// A snapshot is what a key holds, and until when.
type snapshot struct {
	dump string
	// expires is a point in time in milliseconds, or negative for never.
	expires int64
}

// slack is by how many milliseconds two times may differ.
const slack = 1000

// sameTime reports whether two keys live as long as each other.
func (s snapshot) sameTime(o snapshot) bool {
	if s.expires < 0 || o.expires < 0 {
		return s.expires < 0 && o.expires < 0
	}
	return max(s.expires-o.expires, o.expires-s.expires) <= slack
}

// snapshots reads keys. A reply that is an error stands in errs; a key that is not
// there has no dump.
func (c *client) snapshots(keys []string) (list []snapshot, errs []error, err error) {
	var reqs []request
	for _, k := range keys {
		reqs = append(reqs, request{k, []string{"DUMP", k}}, request{k, []string{c.timeCommand(), k}})
	}
	before := time.Now()
	replies, err := c.do(reqs)
	if err != nil {
		return nil, nil, err
	}
	list, errs = make([]snapshot, len(keys)), make([]error, len(keys))
	for i := range keys {
		switch dump := replies[2*i].(type) {
		case resp.Error:
			errs[i] = dump
			continue
		case string:
			list[i].dump = dump
		case nil:
			continue
		default:
			errs[i] = resp.ProtocolError("DUMP answers no string")
			continue
		}
		switch left := replies[2*i+1].(type) {
		case resp.Error:
			errs[i] = left
		case int64:
			switch {
			case left == -2:
				list[i] = snapshot{} // gone between the two commands
			case left < 0 || c.absolute:
				list[i].expires = left
			default:
				// A little too early, if anything: a value must not outlive its time.
				list[i].expires = before.UnixMilli() + left
			}
		default:
			errs[i] = resp.ProtocolError(c.timeCommand() + " answers no number")
		}
	}
	return list, errs, nil
}

func (c *client) timeCommand() string {
	if c.absolute {
		return "PEXPIRETIME"
	}
	return "PTTL"
}

// restore is the command that writes what a snapshot holds under a name that is free.
func (c *client) restore(name string, s snapshot) []string {
	switch {
	case s.expires < 0:
		return []string{"RESTORE", name, "0", s.dump}
	case c.absolute:
		return []string{"RESTORE", name, strconv.FormatInt(s.expires, 10), s.dump, "ABSTTL"}
	}
	// 0 would be for ever.
	return []string{"RESTORE", name, strconv.FormatInt(max(1, s.expires-time.Now().UnixMilli()), 10), s.dump}
}

// The answers of the script unlink.
const (
	removed = 1
	changed = 0
	absent  = -1
)

// unlink removes a key that holds what was seen, as one step: nobody writes between
// the look and the removal.
const unlink = `
local dump = redis.call('DUMP', KEYS[1])
if not dump then return -1 end
local left, want = redis.call(ARGV[2], KEYS[1]), tonumber(ARGV[3])
if redis.sha1hex(dump) ~= ARGV[1] or (left < 0) ~= (want < 0) or math.abs(left - want) > tonumber(ARGV[4]) then return 0 end
return redis.call('UNLINK', KEYS[1])`

// unlinkSum is by what a server that has seen the script knows it. To send the script
// each time took it more time than to run it.
var unlinkSum = sum(unlink)

func sum(text string) string {
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// unlinkAll removes keys that still are as in a snapshot, and returns the answers.
func (c *client) unlinkAll(list []request) ([]any, error) {
	replies, err := c.do(list)
	if err != nil {
		return nil, err
	}
	var again []request
	var at []int
	for i, reply := range replies {
		if e, ok := reply.(resp.Error); ok && strings.HasPrefix(string(e), "NOSCRIPT") {
			again = append(again, request{list[i].key, slices.Concat([]string{"EVAL", unlink}, list[i].args[2:])})
			at = append(at, i)
		}
	}
	if len(again) == 0 {
		return replies, nil
	}
	more, err := c.do(again)
	if err != nil {
		return nil, err
	}
	for n, i := range at {
		replies[i] = more[n]
	}
	return replies, nil
}

// unlink is the command of unlinkAll for a key.
func (c *client) unlink(key string, s snapshot) []string {
	want, tolerance := s.expires, 0
	if !c.absolute && s.expires >= 0 {
		want, tolerance = max(0, s.expires-time.Now().UnixMilli()), slack
	}
	return []string{"EVALSHA", unlinkSum, "1", key, sum(s.dump), c.timeCommand(), strconv.FormatInt(want, 10), strconv.Itoa(tolerance)}
}
