// Package keys has the keys of the program; what they are made of is in names.
package keys

import "example.com/engine/keys/names"

// Profile is a user's profile.
func Profile(id string) string { return names.User(id) + ":profile" } // want Profile:`returns user:<id>:profile`

// Session is a user's session.
func Session(id string) string { return names.User(id) + ":session" } // want Session:`returns user:<id>:session`

// Cart is a user's cart, in one slot with Wishes.
func Cart(id string) string { return names.Tag(id) + ":cart" } // want Cart:`returns \{user:<id>\}:cart`

// Wishes is a user's wishes, in one slot with Cart.
func Wishes(id string) string { return names.Tag(id) + ":wishes" } // want Wishes:`returns \{user:<id>\}:wishes`

// Checked passes a result and its error on.
func Checked(id string) (string, error) { return names.Checked(id) } // want Checked:`returns checked:<id>`

// Profiles is a list.
func Profiles(ids ...string) []string { // want Profiles:`returns \[user:<.*>:profile...\]`
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, Profile(id))
	}
	return out
}

// Both is a list of known length.
func Both(id string) []string { return []string{Profile(id), Session(id)} } // want Both:`returns \[user:<id>:profile user:<id>:session\]`

// A Shop embeds a space.
type Shop struct {
	*names.Space
	region string
}

// NewShop returns a shop's keys.
func NewShop(region string) *Shop {
	return &Shop{Space: names.NewSpace("shop"), region: region}
}

// Stock is how many pieces there are.
func (s *Shop) Stock(sku string) string { return "{" + s.region + "}:stock:" + sku } // want Stock:`returns`

// Sold is how many pieces there were.
func (s *Shop) Sold(sku string) string { return "{" + s.region + "}:sold:" + sku } // want Sold:`returns`

// A User has an ID.
type User struct{ ID string }

// Key is a user's key.
func (u User) Key(aspect string) string { return "user:" + u.ID + ":" + aspect } // want Key:`returns user:<u.ID>:<aspect>`

// In makes a key by a function.
func In(space func(string) string, id string) string { return space("in:" + id) } // want In:`returns`
