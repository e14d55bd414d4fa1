package command

// Expiry is what a command does with the time to live of a key.
type Expiry uint8

const (
	// Keeps marks a command that leaves it as it is. A key that the command makes
	// has none.
	Keeps Expiry = iota
	// Clears marks one after which the key has none.
	Clears
	// Sets marks one that gives the key a time to live, and Fields one that gives
	// it to fields of a hash.
	Sets
	Fields
	// Carries marks one after which the key has the time to live of another key of
	// the command.
	Carries
)

// A Unit is the unit of a time to live.
type Unit uint8

const (
	Seconds Unit = iota
	Milliseconds
	AtSeconds // since 1970
	AtMilliseconds
)

// An Expiration is what one call does with the time to live of its keys.
type Expiration struct {
	Expiry Expiry
	Arg    int // the argument with the time, 0 if there is none
	Unit   Unit
}

// A lifetime is what a command does with the time to live of its keys, where the
// flags of its key specifications do not say it: without options, and with them.
type lifetime struct {
	Expiration
	zero    bool // a time of 0 gives none
	options *options
	sets    map[string]Expiration // by option; the time is its operand
}

// The options that SET, GETEX and their like have for the time to live.
var (
	lives = map[string]Expiration{
		"EX": {Sets, 1, Seconds}, "PX": {Sets, 1, Milliseconds},
		"EXAT": {Sets, 1, AtSeconds}, "PXAT": {Sets, 1, AtMilliseconds},
		"KEEPTTL": {Expiry: Keeps}, "PERSIST": {Expiry: Clears},
	}
	liveOperands = map[string]int{
		"EX": 1, "PX": 1, "EXAT": 1, "PXAT": 1, "IFEQ": 1, "IFNE": 1, "IFDEQ": 1, "IFDNE": 1,
		"BYINT": 1, "BYFLOAT": 1, "LBOUND": 1, "UBOUND": 1, "KEEPTTL": 0, "PERSIST": 0,
	}
)

// lifetimes are of the commands whose key specifications do not say what they do
// with the time to live. Of the others, those that overwrite a key clear it.
var lifetimes = map[string]lifetime{
	"SET":       {Expiration: Expiration{Expiry: Clears}, options: &options{from: 3, operands: liveOperands}, sets: lives},
	"GETSET":    {Expiration: Expiration{Expiry: Clears}},
	"SETEX":     {Expiration: Expiration{Sets, 2, Seconds}},
	"PSETEX":    {Expiration: Expiration{Sets, 2, Milliseconds}},
	"GETEX":     {options: &options{from: 2, operands: liveOperands}, sets: lives},
	"INCREX":    {options: &options{from: 2, operands: liveOperands}, sets: lives},
	"MSETEX":    {Expiration: Expiration{Expiry: Clears}, options: &options{from: 2, operands: liveOperands}, sets: lives},
	"EXPIRE":    {Expiration: Expiration{Sets, 2, Seconds}},
	"EXPIREAT":  {Expiration: Expiration{Sets, 2, AtSeconds}},
	"PEXPIRE":   {Expiration: Expiration{Sets, 2, Milliseconds}},
	"PEXPIREAT": {Expiration: Expiration{Sets, 2, AtMilliseconds}},
	"PERSIST":   {Expiration: Expiration{Expiry: Clears}},
	"RESTORE": {
		Expiration: Expiration{Sets, 2, Milliseconds}, zero: true,
		options: &options{from: 4, operands: map[string]int{"ABSTTL": 0, "IDLETIME": 1, "FREQ": 1}},
		sets:    map[string]Expiration{"ABSTTL": {Sets, 2, AtMilliseconds}},
	},
	"COPY":       {Expiration: Expiration{Expiry: Carries}},
	"RENAME":     {Expiration: Expiration{Expiry: Carries}},
	"RENAMENX":   {Expiration: Expiration{Expiry: Carries}},
	"HEXPIRE":    {Expiration: Expiration{Expiry: Fields}},
	"HEXPIREAT":  {Expiration: Expiration{Expiry: Fields}},
	"HPEXPIRE":   {Expiration: Expiration{Expiry: Fields}},
	"HPEXPIREAT": {Expiration: Expiration{Expiry: Fields}},
	"HSETEX":     {Expiration: Expiration{Expiry: Fields}},
	"HGETEX":     {Expiration: Expiration{Expiry: Fields}},
}

// writes reports whether the keys of a specification are what the command's time to
// live is for.
func (s *keySpec) writes() bool { return s.flags&(ow|update|insert) != 0 }

// expiry returns what c does with the time to live of the keys of a specification.
func (c *Command) expiry(s *keySpec) Expiry {
	if !s.writes() {
		return Keeps
	}
	if l, ok := lifetimes[c.Name]; ok {
		return l.Expiry
	}
	if s.flags&ow != 0 {
		return Clears
	}
	return Keeps
}

// Expiration returns what a call of c does with the time to live of its keys of a
// role (see [Key]); n and text are those of [Command.Keys]. ok is false where a text
// that is not known decides.
func (c *Command) Expiration(role, n int, text func(i int) (string, bool)) (e Expiration, ok bool) {
	s := c.spec(role)
	if s == nil {
		return e, true
	}
	l, listed := lifetimes[c.Name]
	if !listed || !s.writes() {
		return Expiration{Expiry: c.expiry(s)}, true
	}
	e = l.Expiration
	if l.options != nil {
		found, ok := l.options.skipping(c, n, text)
		if !ok {
			return e, false
		}
		for _, o := range found {
			set, ok := l.sets[o.word]
			if !ok {
				continue
			}
			if e = set; e.Arg == 1 {
				e.Arg = o.at + 1
			}
		}
	}
	if t, known := text(e.Arg); e.Arg > 0 && l.zero && known && t == "0" {
		return Expiration{Expiry: Clears}, true
	}
	return e, true
}

// skipping returns the options of a call, those of MSETEX behind its keys.
func (o *options) skipping(c *Command, n int, text func(i int) (string, bool)) ([]option, bool) {
	at := *o
	if len(c.specs) == 1 && c.specs[0].find.counted {
		keys, ok := c.Keys(n, text)
		if !ok || len(keys) == 0 {
			return nil, false
		}
		at.from = keys[len(keys)-1].Index + c.specs[0].find.step
	}
	return at.scan(args{n, text})
}

// HasLifetime reports whether what c does with the time to live of the keys of a role
// depends on its arguments, or is more than the flags of the keys say.
func (c *Command) HasLifetime(role int) bool {
	s := c.spec(role)
	_, listed := lifetimes[c.Name]
	return listed && s != nil && s.writes()
}

// ExpiryOf returns what c does with the time to live of the keys that it writes when
// it has the option, as EX, KEEPTTL or PERSIST; "" stands for no option, and "0" for
// a time to live of zero.
func (c *Command) ExpiryOf(option string) Expiration {
	l, listed := lifetimes[c.Name]
	if !listed {
		return Expiration{Expiry: c.Role(0).Expiry}
	}
	if option == "0" && l.zero {
		return Expiration{Expiry: Clears}
	}
	if e, ok := l.sets[option]; ok {
		return e
	}
	return l.Expiration
}
