package denied

import "github.com/redis/go-redis/v9"

func clients(addrs []string, db int, clustered bool, master string) {
	redis.NewUniversalClient(&redis.UniversalOptions{
		Addrs: []string{"a:6379", "b:6379"},
		DB:    3, // want `^redis.UniversalOptions with DB 3: the client is one of a cluster, ignores the option without an error, and works in database 0; keep the data apart by a prefix of the keys, or in a cluster of its own \(clusterdenied, proven\)$`
	})
	redis.NewUniversalClient(&redis.UniversalOptions{Addrs: addrs, IsClusterMode: true, DB: 3}) // want `UniversalOptions with DB 3: .*proven`
	redis.NewUniversalClient(&redis.UniversalOptions{Addrs: addrs, DB: jobsDB})                 // want `UniversalOptions with DB 2: a cluster has database 0 only: .*likely`
	opt := &redis.UniversalOptions{Addrs: addrs}
	opt.DB = 5 // want `UniversalOptions with DB 5: .*likely`
	redis.NewUniversalClient(opt)
	// Right: database 0, and one that comes from outside.
	redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{"a:6379", "b:6379"}, DB: 0})
	redis.NewUniversalClient(&redis.UniversalOptions{Addrs: addrs, DB: db})
	// Right: what sentinels look after is no cluster.
	redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{"a:26379", "b:26379"}, MasterName: master, DB: 3})
	redis.NewFailoverClient(&redis.FailoverOptions{SentinelAddrs: addrs, DB: 3})
	redis.NewRing(&redis.RingOptions{DB: 3})
	// Right: one server.
	redis.NewClient(&redis.Options{DB: 3})
	// Right: set where it is no cluster.
	if !clustered {
		opt.DB = 6
	}
}
