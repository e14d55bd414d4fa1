// Package keys names keys.
package keys

import "fmt"

func Order(id int) string { return fmt.Sprintf("{order:%d}:lines", id) }
