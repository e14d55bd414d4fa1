package command

// A Role is what a command does with some of its keys, where it does not do the
// same with all of them: SUNIONSTORE writes the first and reads the others.
type Role struct {
	Effects Effects
	Types   Types // of the value under the key
	// Removes says that the command takes away the key, or a part of its value. (It
	// takes, too, what only changes how long the key lives.)
	Removes bool
	// Makes says that the command makes the key if there is none.
	Makes  bool
	Expiry Expiry // of a call without options
}

// existing holds the commands that write a key only if there is one.
var existing = map[string]bool{
	"LSET": true, "LINSERT": true, "LPUSHX": true, "RPUSHX": true, "XCLAIM": true, "XSETID": true,
	"XGROUP CREATECONSUMER": true, "XGROUP SETID": true, "GETEX": true, "HGETEX": true,
	"XCFGSET": true, "XNACK": true, "VSETATTR": true, "TS.ALTER": true,
}

// Role returns what c does with the keys of that role; see [Key]. A command that
// has fewer roles does the same with all of its other keys as with the last.
func (c *Command) Role(n int) Role {
	s := c.spec(n)
	if s == nil || c.Has(Script) {
		return Role{Effects: c.Effects()}
	}
	r := Role{Effects: s.effects(c), Types: c.types, Removes: s.flags&(del|rm) != 0, Expiry: c.expiry(s)}
	r.Makes = r.Effects&Writes != 0 && !existing[c.Name]
	if s.types != None {
		r.Types = s.types
	}
	return r
}

// spec returns the n-th specification of keys, or the last; nil if there is none.
func (c *Command) spec(n int) (found *keySpec) {
	for i := range c.specs {
		s := &c.specs[i]
		if s.flags&(pattern|notKey) != 0 {
			continue
		}
		if found = s; n == 0 {
			break
		}
		n--
	}
	return found
}

// effects returns what c does with the keys of the specification.
func (s *keySpec) effects(c *Command) Effects {
	if e, ok := effects[c.Name]; ok && len(c.specs) == 1 {
		return e
	}
	return s.flagged()
}
