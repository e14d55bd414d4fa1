package state

import "github.com/redis/go-redis/v9"

// What a callback queues in a transaction under a Watch shares a slot with what is
// watched.

func watchedPlain(c C, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `INCR under WATCH: keys x<id> and \{<id>\}a never`
			p.Incr(ctx, "{"+id+"}a")
			p.Incr(ctx, "{"+id+"}b")
			return nil
		})
		return err
	}, "x"+id)
}

func update(c C, commit func(p redis.Pipeliner), keys ...string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			commit(p)
			return nil
		})
		return err
	}, keys...)
}
func update1(c C, commit func(p redis.Pipeliner), key string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			commit(p)
			return nil
		})
		return err
	}, key)
}
func byWrapper(c C, id string) error {
	return update(c, func(p redis.Pipeliner) { // want `INCR under WATCH: keys x<id> and \{<id>\}a never`
		p.Incr(ctx, "{"+id+"}a")
		p.Incr(ctx, "{"+id+"}b")
	}, "x"+id)
}
func byWrapper1(c C, id string) error {
	return update1(c, func(p redis.Pipeliner) { // want `INCR under WATCH: keys x<id> and \{<id>\}a never`
		p.Incr(ctx, "{"+id+"}a")
		p.Incr(ctx, "{"+id+"}b")
	}, "x"+id)
}
func byWrapperGood(c C, id string) error {
	return update1(c, func(p redis.Pipeliner) { // want `right\)`
		p.Incr(ctx, "{"+id+"}a")
		p.Incr(ctx, "{"+id+"}b")
	}, "{"+id+"}")
}

func retried(c C, key string) error {
	txf := func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Incr(ctx, key)
			p.Incr(ctx, key+":ver")
			return nil
		})
		return err
	}
	return c.Watch(ctx, txf, key)
}
func retriedBad(c C, id string) error {
	return retried(c, "a"+id) // want `INCR and INCR: keys a<id> and a<id>:ver`
}
func retriedGood(c C, id string) error {
	return retried(c, "{"+id+"}") // want `right\)`
}
func underLock(c C, commit func(p redis.Pipeliner)) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			commit(p)
			return nil
		})
		return err
	}, "{lock}")
}
func byFixed(c C, id string) error {
	return underLock(c, func(p redis.Pipeliner) { // want `INCR under WATCH: keys "\{lock\}" .*hash to different slots`
		p.Incr(ctx, "{"+id+"}a")
	})
}
func byFixedGood(c C, id string) error {
	return underLock(c, func(p redis.Pipeliner) { // want `right\)`
		p.Incr(ctx, "{lock}"+id)
		p.Incr(ctx, "{lock}b"+id)
	})
}
