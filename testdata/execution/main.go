// Execution runs generated programs, which a test adds to this module, on a
// cluster.
package main

import "example.com/execution/harness"

func main() { harness.Main() }
