// Package value says what is known of a Go value: its strings as patterns, its
// elements and fields, or only its identity.
package value
