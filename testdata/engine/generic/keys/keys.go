// Package keys has generic helpers for the package above.
package keys

import "fmt"

type ID interface{ ~int64 | ~string }

func Key[T ID](kind string, id T) string { return fmt.Sprintf("%s:%v", kind, id) }

func Number[T ~int | ~int64](kind string, id T) string { return fmt.Sprintf("%s:%d", kind, id) }

func Join[T any](kind string, ids []T) string { return fmt.Sprint(kind, ":", ids[0]) }

type Space[T ID] struct{ Prefix string }

func (s Space[T]) Key(id T) string { return fmt.Sprintf("%s:%v", s.Prefix, id) }
