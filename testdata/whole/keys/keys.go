// Package keys has the names of keys, and what they are made of.
package keys

import "fmt"

// UserPrefix is what all keys of users begin with.
const UserPrefix = "user:"

// QueueFormat is the list of what is to be done.
const QueueFormat = "queue:%s:todo"

// User is the key of a user, and the beginning of others.
func User(id int64) string { return fmt.Sprint(UserPrefix, id) }

// Follows is the set of those whom a user follows.
func Follows(id int64) string { return User(id) + ":follows" }

// Doing is the list of what is being done.
func Doing(queue string) string { return "queue:" + queue + ":doing" }
