package command

// Effects are what a command does with the data under each of its keys.
type Effects uint8

const (
	// Reads marks a command whose reply depends on what is stored.
	Reads Effects = 1 << iota
	// Writes marks a command that stores what was not there before.
	Writes
	// Takes marks a command that only removes what is there, or changes how
	// long it lives.
	Takes
)

// effects are of the commands for which the flags of the key specifications
// say something else, or more than what calls without rare options do.
var effects = map[string]Effects{
	"SET":       Writes, // reads with the option GET only
	"SETNX":     Reads | Writes,
	"MSETNX":    Reads | Writes,
	"HSETNX":    Reads | Writes,
	"GETEX":     Reads,
	"HGETEX":    Reads,
	"EXPIRE":    Takes,
	"EXPIREAT":  Takes,
	"PEXPIRE":   Takes,
	"PEXPIREAT": Takes,
	"PERSIST":   Takes,
	"XACK":      Takes,
	"XACKDEL":   Takes,
}

// Effects returns what c does with its keys. Of a command that does not do the
// same with all of them, and of a script, it is everything: which key is read
// and which is written is not told apart.
func (c *Command) Effects() Effects {
	if e, ok := effects[c.Name]; ok {
		return e
	}
	if !c.Has(Write) && !c.Has(ReadOnly) {
		return Reads | Writes | Takes
	}
	const mask = ro | rw | ow | rm | access | update | insert | del
	var out Effects
	for i := range c.specs {
		if i > 0 && c.specs[i].flags&mask != c.specs[0].flags&mask {
			return Reads | Writes | Takes
		}
		out |= c.specs[i].flagged()
	}
	return out
}

// flagged returns what the flags of a specification say of the effects on its keys.
func (s *keySpec) flagged() (e Effects) {
	switch {
	case s.flags&ro != 0 || s.flags&access != 0:
		e = Reads
	case s.flags&(update|insert|del) == 0:
		e = Reads | Writes
	}
	if s.flags&(update|insert) != 0 {
		e |= Writes
	}
	if s.flags&del != 0 {
		e |= Takes
	}
	return e
}
