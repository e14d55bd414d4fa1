// Package script is the check luaslot: Lua scripts and functions that touch keys
// which they were not given, and scripts that a cluster does not run. It also
// looks into scripts for the commands that package refused knows.
package script
