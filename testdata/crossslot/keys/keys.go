// Package keys has constants that other packages use as keys.
package keys

// Two keys in different slots, and a third in the slot of the first.
const (
	Ada   = "user:1"
	Bob   = "user:2"
	Carol = "user:11896"
)

// Two keys with one hash tag.
const (
	TaggedAda = "{user}:1"
	TaggedBob = "{user}:2"
)

// Prefix is the first part of keys.
const Prefix = "user:"

// A Key is a key with a type of its own.
type Key string

// Profile and Settings are typed constants.
const (
	Profile  Key = "profile:1"
	Settings Key = "settings:1"
)
