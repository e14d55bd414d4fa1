// Package keys has the names of all keys that the shop stores in Redis.
package keys

import "fmt"

// Bestsellers of the shop: a sorted set for each day, and one for the week.
const (
	BestsellersToday     = "bestsellers:today"
	BestsellersYesterday = "bestsellers:yesterday"
	BestsellersRecent    = "bestsellers:recent"
)

// CartItems is a hash: how many pieces of each product are in a user's cart.
func CartItems(user int64) string { return fmt.Sprintf("cart:%d:items", user) }

// CartTotal is the price of all that is in a user's cart.
func CartTotal(user int64) string { return fmt.Sprintf("cart:%d:total", user) }

// GuestCart is like CartItems, for somebody who has not logged in.
func GuestCart(session string) string { return "guest:" + session + ":items" }

// Session is a hash with what is known of a session.
func Session(id string) string { return "session:" + id }

// UserSessions is the set of a user's sessions.
func UserSessions(user int64) string { return fmt.Sprintf("user:%d:sessions", user) }

// ProductName is the name of a product.
func ProductName(sku string) string { return "product:" + sku + ":name" }

// Stock is how many pieces of a product there are. It shares its hash tag with
// Reserved, so that both can be changed together.
func Stock(sku string) string { return "{product:" + sku + "}:stock" }

// Reserved is how many pieces of a product are in somebody's cart.
func Reserved(sku string) string { return "{product:" + sku + "}:reserved" }
