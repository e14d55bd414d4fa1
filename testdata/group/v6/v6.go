// Package v6 has calls of go-redis v6, which has no contexts.
package v6

import "github.com/go-redis/redis"

func userKeys(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	return keys
}

func deleteUsers(rdb redis.UniversalClient, ids []string) (int64, error) {
	return rdb.Del(userKeys(ids)...).Result()
}

func readUsers(rdb redis.Cmdable, ids []string) ([]interface{}, error) {
	values, err := rdb.MGet(userKeys(ids)...).Result()
	return values, err
}

func touchUsers(rdb *redis.Client, ids []string) {
	rdb.Touch("user:"+ids[0], "user:"+ids[1])
}

func writeUsers(rdb *redis.ClusterClient, ids []string) error {
	var users []interface{}
	for _, id := range ids {
		users = append(users, "user:"+id, id)
	}
	return rdb.MSet(users...).Err()
}
