// Package keys names keys.
package keys

import (
	"fmt"
	"strconv"
)

// Session of a user.
//
//crossslot:family session: who is logged in, and since when
const Session = "session:%s"

// Visits of today.
//
//crossslot:family visits: how often a page was seen
const Visits = "visits:"

// Profile is a hash.
//
//crossslot:family profile: what a user tells of themselves
func Profile(user int64) string { return "user:" + strconv.FormatInt(user, 10) + ":profile" }

// Followers is a set, and of a part of them if there is one.
func Followers(user int64, part string) string {
	if part == "" {
		return fmt.Sprintf("user:%d:followers:", user)
	}
	return fmt.Sprintf("user:%d:followers:%s", user, part)
}
