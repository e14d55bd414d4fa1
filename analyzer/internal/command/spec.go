package command

// A row is a command that takes keys. Its columns are the name, the version
// and the flags of a Command, the type of the values under its keys, and the key
// specifications.
type row struct {
	name  string
	since string
	flags Flags
	types Types
	keys  []keySpec
}

// A table holds the commands of the server or of one module. keyless are the
// names of those without keys, separated by space; a line "CONFIG: GET SET"
// has a container before the colon, and subcommands of it after that.
type table struct {
	module  string // "" for the server
	rows    []row
	keyless string
}

// A keySpec says where some keys of a command are, in the terms of the server's
// key specifications: where the search begins, how to find the keys from there,
// and flags (Redis documentation, "Command key specifications").
//
// The server has specifications that give up (begin search "unknown") or are
// marked incomplete, because a keyword can also be the operand of an option: it
// then runs a function of the command's own. Such rows have the options that
// the function skips.
type keySpec struct {
	// Begin search: at the place index (counted like Key.Index), unless the
	// call has the option unless; or, where index is 0, after the option
	// keyword, for which the server's own specification searches from the place
	// from on (from the end if it is negative); or, where keyword is "" too,
	// after each of the options words ("unknown" in the server's terms).
	index   int
	unless  string
	keyword string
	from    int
	words   []string
	options *options

	find  find
	flags keyFlags
	types Types // of the values under these keys, None for those of the row
}

// find says how to find keys from where their search begins.
type find struct {
	// Range: the keys are step places apart, up to the place last, which counts
	// from the first key, or from the number of arguments if it is negative.
	last, step int

	// half restricts an open range to the first half of the arguments (limit 2
	// in the server's terms; XREAD).
	half bool

	// counted is keynum in the server's terms: the first argument is the number
	// of keys, which follow it.
	counted bool
}

// keyFlags are the flags of a key specification.
type keyFlags uint16

const (
	ro keyFlags = 1 << iota // the server's names: RO, RW, OW, RM
	rw
	ow
	rm
	access
	update
	insert
	del // "delete"
	notKey
	incomplete
	variable // "variable_flags"

	// pattern is none of the server's: the arguments are patterns of keys.
	pattern
)

// options is the grammar of the options of a command, as far as it takes to
// tell words from operands.
type options struct {
	from     int            // the place of the first option
	operands map[string]int // how many arguments follow an option

	// last are the options of which the server uses only the last one, if a
	// call has several.
	last []string

	// strict says that the server takes a word that is not in operands for an
	// error, and requires the one whose number of operands is rest. Without
	// strict, an unlisted word is an option without operands.
	strict bool
}

// rest is the number of operands of an option that all further arguments
// belong to.
const rest = -1

// keys makes rows shorter.
func keys(specs ...keySpec) []keySpec { return specs }

// at is the specification of one key at the place index.
func at(index int, flags keyFlags) keySpec {
	return keySpec{index: index, find: find{step: 1}, flags: flags}
}

// span is the specification of the keys from the place first on; see find for
// last and step.
func span(first, last, step int, flags keyFlags) keySpec {
	return keySpec{index: first, find: find{last: last, step: step}, flags: flags}
}

// of is a specification of keys whose values are not of the type that the row has.
func of(types Types, s keySpec) keySpec {
	s.types = types
	return s
}

// counted is the specification of a number of keys at the place index, and as
// many keys after it, step places apart.
func counted(index, step int, flags keyFlags) keySpec {
	return keySpec{index: index, find: find{step: step, counted: true}, flags: flags}
}
