// Package slots is the checks crossslot and txslot: commands, transactions and
// watches whose keys do not share a slot. Where an odd hash tag is the reason, it
// reports that as hashtag.
package slots
