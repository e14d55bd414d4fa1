// Package spelling is the check hotslot, and one part of the check hashtag: it
// compares how one family of keys is written in several places.
package spelling
