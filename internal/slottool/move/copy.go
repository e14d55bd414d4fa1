package move

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/resp"
)

// An Outcome is what became of a key.
type Outcome int

// The outcomes. Of those from Conflict on the key is left.
const (
	pending  Outcome = iota
	Moved            // or, of a dry run, would be
	Finished         // the same of one that an interrupted move had copied
	Gone             // deleted or expired meanwhile
	Conflict         // both names are there, and differ
	Busy             // written each time it was copied
	Failed
	outcomes
)

// attempts is how often a key is copied that is written meanwhile.
const attempts = 3

// An item is a key on its way.
type item struct {
	family   int
	old, new string
	outcome  Outcome
	why      string // of Conflict and Failed

	was, is snapshot // of the old key, and of the new one
	wrote   bool     // the new one is ours
}

func (it *item) end(o Outcome, why string) { it.outcome, it.why = o, why }

// fail ends an item because of a reply.
func (it *item) fail(command string, reply any) {
	text := "an odd answer"
	if e, ok := reply.(error); ok {
		text = e.Error()
	}
	it.end(Failed, command+": "+text)
}

// open returns the items that are pending and satisfy all conditions.
func open(items []*item, conditions ...func(*item) bool) (out []*item) {
next:
	for _, it := range items {
		if it.outcome != pending {
			continue
		}
		for _, c := range conditions {
			if !c(it) {
				continue next
			}
		}
		out = append(out, it)
	}
	return out
}

// move moves keys, each to one of the outcomes. The error is one of a connection; then
// the pending items are in an unknown state, which another run sets right.
func (c *client) move(items []*item, dry bool) error {
	for range attempts {
		todo := open(items)
		for _, it := range todo {
			it.was, it.is, it.wrote = snapshot{}, snapshot{}, false
		}
		if err := c.look(todo); err != nil {
			return err
		}
		if dry {
			return c.compare(open(todo), true)
		}
		if err := c.write(open(todo)); err != nil {
			return err
		}
		if err := c.compare(open(todo), false); err != nil {
			return err
		}
		if c.copied != nil {
			c.copied()
		}
		if err := c.remove(open(todo, func(it *item) bool { return it.is.dump != "" })); err != nil {
			return err
		}
	}
	for _, it := range open(items) {
		it.end(Busy, "")
	}
	return nil
}

// look reads the old keys.
func (c *client) look(items []*item) error {
	keys := make([]string, len(items))
	for i, it := range items {
		keys[i] = it.old
	}
	found, errs, err := c.snapshots(keys)
	if err != nil {
		return err
	}
	for i, it := range items {
		switch it.was = found[i]; {
		case errs[i] != nil:
			it.fail("reading the old key", errs[i])
		case it.was.dump == "":
			it.end(Gone, "")
		}
	}
	return nil
}

// write copies the old keys, but for those whose new one is there.
func (c *client) write(items []*item) error {
	reqs := make([]request, len(items))
	for i, it := range items {
		reqs[i] = request{it.new, c.restore(it.new, it.was)}
	}
	replies, err := c.do(reqs)
	if err != nil {
		return err
	}
	for i, it := range items {
		e, isError := replies[i].(resp.Error)
		switch {
		case replies[i] == "OK":
			it.wrote = true
		case isError && strings.HasPrefix(string(e), "BUSYKEY"):
		default:
			it.fail("RESTORE", replies[i])
		}
	}
	return nil
}

// compare looks at the new keys, and ends the items whose new key is not the old one.
// Where it is not there (any more) the snapshot is empty.
func (c *client) compare(items []*item, dry bool) error {
	keys := make([]string, len(items))
	for i, it := range items {
		keys[i] = it.new
	}
	found, errs, err := c.snapshots(keys)
	if err != nil {
		return err
	}
	var unlike []*item
	for i, it := range items {
		switch it.is = found[i]; {
		case errs[i] != nil:
			it.fail("reading the new key", errs[i])
		case it.is.dump == "":
		case !it.was.sameTime(it.is):
			it.end(Conflict, "the new key is there, with another time to live")
		case it.was.dump != it.is.dump:
			unlike = append(unlike, it)
		}
	}
	if err := c.read(unlike); err != nil {
		return err
	}
	for _, it := range open(items) {
		switch {
		case !dry:
		case it.is.dump == "":
			it.end(Moved, "")
		default:
			it.end(Finished, "")
		}
	}
	return nil
}

// read compares keys whose dumps differ by what they hold.
func (c *client) read(items []*item) error {
	var reqs []request
	var asked []*item
	for _, it := range items {
		k := kindOf(it.was.dump)
		if k == nil || k != kindOf(it.is.dump) {
			it.end(Conflict, "the new key is there, with another value")
			continue
		}
		asked = append(asked, it)
		reqs = append(reqs, request{it.old, k.read(it.old)}, request{it.new, k.read(it.new)})
	}
	replies, err := c.do(reqs)
	if err != nil {
		return err
	}
	for i, it := range asked {
		if !kindOf(it.was.dump).equal(replies[2*i], replies[2*i+1]) {
			it.end(Conflict, "the new key is there, with another value")
		}
	}
	return nil
}

// remove ends what was copied: it removes the old keys, or, where one was written or
// deleted meanwhile, the copy. Items that are to be tried again stay pending.
func (c *client) remove(items []*item) error {
	reqs := make([]request, len(items))
	for i, it := range items {
		reqs[i] = request{it.old, c.unlink(it.old, it.was)}
	}
	replies, err := c.unlinkAll(reqs)
	if err != nil {
		return err
	}
	var undo []*item
	deleted := make(map[*item]bool)
	for i, it := range items {
		deleted[it] = replies[i] == int64(absent)
		switch {
		case replies[i] == int64(removed) && it.wrote:
			it.end(Moved, "")
		case replies[i] == int64(removed):
			it.end(Finished, "")
		case replies[i] != int64(changed) && !deleted[it]:
			it.fail("UNLINK", replies[i])
		case it.wrote:
			undo = append(undo, it)
		case deleted[it]:
			it.end(Gone, "")
		}
	}
	reqs = reqs[:0]
	for _, it := range undo {
		reqs = append(reqs, request{it.new, c.unlink(it.new, it.is)})
	}
	if replies, err = c.unlinkAll(reqs); err != nil {
		return err
	}
	for i, it := range undo {
		switch {
		case replies[i] == int64(changed) && deleted[it]:
			it.end(Gone, "") // somebody has written the new key since, who owns it now
		case replies[i] == int64(changed):
			it.end(Conflict, "both keys were written meanwhile")
		case replies[i] != int64(removed) && replies[i] != int64(absent):
			it.fail("UNLINK of the copy", replies[i])
		case deleted[it]:
			it.end(Gone, "")
		}
	}
	return nil
}
