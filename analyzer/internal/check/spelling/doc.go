// Package spelling is the check hashtag, as far as it compares how one family of
// keys is written in several places, and the check hotslot.
package spelling
