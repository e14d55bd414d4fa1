// Package config states of its fields and functions what no code shows. It has
// nothing to do with Redis itself.
//
//crossslottest:set checks=crossslot,txslot,clusterdenied
package config

import "os"

// A Config is read from a file.
type Config struct {
	Prefix string /* want Prefix:"tagged" */ //crossslot:tagged the schema of the file asks for it
	Plain  string
}

// Namespace is set at start.
//
//crossslot:tagged
var Namespace = os.Getenv("NAMESPACE") // want Namespace:"tagged"

// Split gives keys that share a slot.
//
//crossslot:sameslot
func Split(keys []string) [][]string { // want Split:"sameslot"
	return partition(keys)
}

func partition(keys []string) [][]string { return [][]string{keys} }

// Pair gives two keys that share a slot.
//
//crossslot:sameslot return their names are computed
func Pair(id string) (a, b string, err error) { // want Pair:"sameslot"
	return os.Getenv("A" + id), os.Getenv("B" + id), nil
}

// A Namer gives names.
type Namer interface {
	// Prefix begins all names.
	//crossslot:tagged
	Prefix() string // want Prefix:"tagged"
	Other() string
}
