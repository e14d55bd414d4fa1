package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/redis/go-redis/v9"
)

func init() {
	wrong("clusterdenied", "ERR SELECT is not allowed in cluster mode", "selectDB", selectDB)
	right("selectZero", selectZero)
	wrong("clusterdenied", "ERR SELECT is not allowed in cluster mode", "selectInPipeline", selectInPipeline)
	right("selectZeroInPipeline", selectZeroInPipeline)
	wrong("clusterdenied", "ERR MOVE is not allowed in cluster mode", "move", move)
	right("moveToKey", moveToKey)
	wrong("clusterdenied", "ERR Copying to another database is not allowed in cluster mode", "copyToDB", copyToDB)
	right("copyToKey", copyToKey)
	wrong("clusterdenied", "ERR Copying to another database is not allowed in cluster mode", "rawCopyToDB", rawCopyToDB)
	right("rawCopyToKey", rawCopyToKey)
	wrong("clusterdenied", "ERR SWAPDB is not allowed in cluster mode", "swapDB", swapDB)
	right("swapGeneration", swapGeneration)
	wrong("clusterdenied", "ERR BY option of SORT denied in Cluster mode", "sortBy", sortBy)
	wrong("clusterdenied", "ERR BY option of SORT denied in Cluster mode", "sortByTag", sortByTag)
	right("sortByNothing", sortByNothing)
	wrong("clusterdenied", "ERR GET option of SORT denied in Cluster mode", "sortGet", sortGet)
	wrong("clusterdenied", "ERR GET option of SORT denied in Cluster mode", "sortGetSelf", sortGetSelf)
	right("sortAlone", sortAlone)
	wrong("clusterdenied", "ERR BY option of SORT denied in Cluster mode", "sortROBy", sortROBy)
	wrong("clusterdenied", "ERR GET option of SORT denied in Cluster mode", "rawSortROGet", rawSortROGet)
	right("rawSortROAlone", rawSortROAlone)
	wrong("clusterdenied", "ERR REPLICAOF not allowed in cluster mode", "replicaOf", replicaOf)
	wrong("clusterdenied", "ERR REPLICAOF not allowed in cluster mode", "slaveOf", slaveOf)
	wrong("clusterdenied", "ERR FAILOVER not allowed in cluster mode", "failover", failover)
	right("role", role)
	wrong("clusterdenied", "DB 3 is database 0", "universalDB", universalDB)
	wrong("clusterdenied", "DB 3 is database 0", "universalClusterMode", universalClusterMode)
	wrong("clusterdenied", "ERR SELECT is not allowed in cluster mode", "universalOneAddress", universalOneAddress)
	right("universalZero", universalZero)
}

func selectDB(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "SELECT", 1).Err()
}

func selectZero(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "SELECT", 0).Err()
}

func selectInPipeline(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.Select(ctx, 1)
		return nil
	})
	return err
}

func selectZeroInPipeline(ctx context.Context, c *redis.ClusterClient) error {
	p := c.Pipeline()
	p.Select(ctx, 0)
	_, err := p.Exec(ctx)
	return err
}

func move(ctx context.Context, c *redis.ClusterClient) error {
	return c.Move(ctx, "job", 1).Err()
}

func moveToKey(ctx context.Context, c *redis.ClusterClient) error {
	if err := c.Set(ctx, "{job}", 1, 0).Err(); err != nil {
		return err
	}
	return c.Rename(ctx, "{job}", "archive:{job}").Err()
}

func copyToDB(ctx context.Context, c *redis.ClusterClient) error {
	return c.Copy(ctx, "{job}", "{job}:copy", 1, false).Err()
}

func copyToKey(ctx context.Context, c *redis.ClusterClient) error {
	return c.Copy(ctx, "{job}", "{job}:copy", 0, true).Err()
}

func rawCopyToDB(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "copy", "{job}", "{job}:copy", "replace", "db", "2").Err()
}

func rawCopyToKey(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "copy", "{job}", "{job}:copy", "replace").Err()
}

func swapDB(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "SWAPDB", 0, 1).Err()
}

func swapGeneration(ctx context.Context, c *redis.ClusterClient) error {
	return c.Incr(ctx, "generation").Err()
}

func sortBy(ctx context.Context, c *redis.ClusterClient) error {
	return c.Sort(ctx, "jobs", &redis.Sort{By: "weight:*"}).Err()
}

// From Redis 7.4 on this is accepted; see -server.
func sortByTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.Sort(ctx, "{jobs}", &redis.Sort{By: "{jobs}:weight:*"}).Err()
}

func sortByNothing(ctx context.Context, c *redis.ClusterClient) error {
	return c.Sort(ctx, "jobs", &redis.Sort{By: "nosort"}).Err()
}

func sortGet(ctx context.Context, c *redis.ClusterClient) error {
	return c.Sort(ctx, "jobs", &redis.Sort{Get: []string{"title:*"}}).Err()
}

// From Redis 8.0 on this is accepted; see -server.
func sortGetSelf(ctx context.Context, c *redis.ClusterClient) error {
	return c.Sort(ctx, "jobs", &redis.Sort{Get: []string{"#"}}).Err()
}

func sortAlone(ctx context.Context, c *redis.ClusterClient) error {
	return c.SortStore(ctx, "{jobs}", "{jobs}:sorted", &redis.Sort{Alpha: true}).Err()
}

func sortROBy(ctx context.Context, c *redis.ClusterClient) error {
	return c.SortRO(ctx, "jobs", &redis.Sort{By: "weight:*"}).Err()
}

func rawSortROGet(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "SORT_RO", "jobs", "LIMIT", 0, 10, "GET", "title:*").Err()
}

func rawSortROAlone(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "SORT_RO", "jobs", "BY", "nosort", "ALPHA").Err()
}

func replicaOf(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "REPLICAOF", "127.0.0.1", "1").Err()
}

func slaveOf(ctx context.Context, c *redis.ClusterClient) error {
	return c.SlaveOf(ctx, "127.0.0.1", "1").Err()
}

func failover(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "FAILOVER").Err()
}

func role(ctx context.Context, c *redis.ClusterClient) error {
	return c.Do(ctx, "ROLE").Err()
}

// shared reports whether what u writes is found in database 0.
func shared(ctx context.Context, c *redis.ClusterClient, u redis.UniversalClient) error {
	defer u.Close()
	if err := u.Set(ctx, "session", "1", 0).Err(); err != nil {
		return err
	}
	if c.Get(ctx, "session").Val() == "1" {
		return errors.New("DB 3 is database 0")
	}
	return nil
}

func universalDB(ctx context.Context, c *redis.ClusterClient) error {
	return shared(ctx, c, redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{os.Args[1], os.Args[2]}, DB: 3}))
}

func universalClusterMode(ctx context.Context, c *redis.ClusterClient) error {
	return shared(ctx, c, redis.NewUniversalClient(&redis.UniversalOptions{Addrs: os.Args[1:2], IsClusterMode: true, DB: 3}))
}

func universalOneAddress(ctx context.Context, c *redis.ClusterClient) error {
	return shared(ctx, c, redis.NewUniversalClient(&redis.UniversalOptions{Addrs: os.Args[1:2], DB: 3}))
}

func universalZero(ctx context.Context, c *redis.ClusterClient) error {
	u := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: os.Args[1:], DB: 0})
	defer u.Close()
	if err := u.Set(ctx, "session", "1", 0).Err(); err != nil {
		return err
	}
	return expect("sessions", 1, c.Exists(ctx, "session").Val())
}

// expect returns an error that tells the difference, if there is one.
func expect(what string, want, got int64) error {
	if got != want {
		return fmt.Errorf("%s: %d of %d", what, got, want)
	}
	return nil
}
