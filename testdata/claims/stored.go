package main

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

func init() {
	wrong("keytype", "WRONGTYPE", "twoTypes", twoTypes)
	right("oneType", oneType)
	right("storedAlike", storedAlike)
	wrong("expiry", "leaked: ", "someExpire", someExpire)
	right("allExpire", allExpire)
	wrong("keyclash", "WRONGTYPE", "visitors", visitors)
	right("guests", guests)
	wrong("keyclash", "overwritten: ", "home", home)
	right("ownHome", ownHome)
}

func twoTypes(ctx context.Context, c *redis.ClusterClient) error {
	err := c.Set(ctx, "login:7", "active", time.Hour).Err()
	return errors.Join(err, c.HGetAll(ctx, "login:7").Err())
}

func oneType(ctx context.Context, c *redis.ClusterClient) error {
	err := c.HSet(ctx, "account:7", "state", "active").Err()
	return errors.Join(err, c.HGetAll(ctx, "account:7").Err())
}

// A bitmap is a string, and a geospatial index a sorted set.
func storedAlike(ctx context.Context, c *redis.ClusterClient) error {
	return errors.Join(
		c.SetBit(ctx, "days:7", 3, 1).Err(), c.Get(ctx, "days:7").Err(),
		c.GeoAdd(ctx, "cities", &redis.GeoLocation{Name: "a", Longitude: 1, Latitude: 1}).Err(), c.ZCard(ctx, "cities").Err(),
	)
}

func someExpire(ctx context.Context, c *redis.ClusterClient) error {
	err := firstAttempt(ctx, c)
	time.Sleep(20 * time.Millisecond)
	return errors.Join(err, c.Incr(ctx, "attempts:7").Err(), leaked(ctx, c, "attempts:7"))
}

func firstAttempt(ctx context.Context, c *redis.ClusterClient) error {
	return c.Set(ctx, "attempts:7", 1, time.Millisecond).Err()
}

func allExpire(ctx context.Context, c *redis.ClusterClient) error {
	err := c.Set(ctx, "tries:7", 1, time.Hour).Err()
	return errors.Join(err, c.Incr(ctx, "tries:7").Err(), leaked(ctx, c, "tries:7"))
}

// leaked is an error if a key stays for ever.
func leaked(ctx context.Context, c *redis.ClusterClient, key string) error {
	if c.TTL(ctx, key).Val() == -1 {
		return errors.New("leaked: " + key)
	}
	return nil
}

func visitors(ctx context.Context, c *redis.ClusterClient) error {
	err := saveVisitor(ctx, c, "count")
	return errors.Join(err, c.Incr(ctx, "visitor:count").Err())
}

func saveVisitor(ctx context.Context, c *redis.ClusterClient, name string) error {
	return c.HSet(ctx, "visitor:"+name, "seen", "today").Err()
}

func guests(ctx context.Context, c *redis.ClusterClient) error {
	err := saveGuest(ctx, c, "count")
	return errors.Join(err, c.Incr(ctx, "guest:count").Err())
}

func saveGuest(ctx context.Context, c *redis.ClusterClient, name string) error {
	return c.HSet(ctx, "guest:name:"+name, "seen", "today").Err()
}

// Two strings: the one is overwritten.
func home(ctx context.Context, c *redis.ClusterClient) error {
	err := c.Set(ctx, "text:home", "welcome", 0).Err()
	return errors.Join(err, saveText(ctx, c, "home"), overwritten(ctx, c, "text:home", "welcome"))
}

func saveText(ctx context.Context, c *redis.ClusterClient, user string) error {
	return c.Set(ctx, "text:"+user, "of "+user, 0).Err()
}

func ownHome(ctx context.Context, c *redis.ClusterClient) error {
	err := c.Set(ctx, "words:home", "welcome", 0).Err()
	return errors.Join(err, saveWords(ctx, c, 7), overwritten(ctx, c, "words:home", "welcome"))
}

func saveWords(ctx context.Context, c *redis.ClusterClient, user int) error {
	return c.Set(ctx, "words:"+strconv.Itoa(user), "of a user", 0).Err()
}

// overwritten is an error if a key does not have the text any more.
func overwritten(ctx context.Context, c *redis.ClusterClient, key, text string) error {
	if got := c.Get(ctx, key).Val(); got != text {
		return errors.New("overwritten: " + key + " is " + got)
	}
	return nil
}
