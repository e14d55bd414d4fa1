// Package rename puts hash tags into the keys of a program: it plans the tags for
// all findings at once, finds the edits, and proves them by analyzing the program
// again with the edits applied.
package rename
