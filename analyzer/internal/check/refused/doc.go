// Package refused is the check clusterdenied: what a cluster refuses whatever the
// keys are, and what reaches one of its nodes only.
package refused
