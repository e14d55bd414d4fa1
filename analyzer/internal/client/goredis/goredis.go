// Package goredis knows the go-redis clients, versions 6 to 9: which method sends
// which command, which of its arguments are keys, and what the clients do about
// slots.
//
// The knowledge is in tables. The clients themselves judge those of the methods: the
// tests call every method of every major version, and ask a server which of the
// words that the method sent are keys.
package goredis

import "github.com/crossslotlint/crossslotlint/analyzer/internal/client"

// Library is go-redis.
var Library client.Library = library{}

type library struct{}

// About implements [client.Library].
func (library) About() *client.About { return &about }

var about = client.About{
	Name:        "go-redis",
	Scripts:     []client.ScriptMaker{{Name: "NewScript", Source: 0}},
	ScriptHash:  "Hash",
	Connections: map[string]bool{"Conn": true},
	Pipelines:   []string{"Pipeliner"},
	NotExisting: map[string]bool{"SetNX": true}, // sends SET with NX where it sets a lifetime
	Options: []client.Options{
		{Type: "Options", Name: "redis.Options", Class: client.Single, Database: "DB"},
		// NewUniversalClient makes a cluster client, which ignores the database,
		// where they have two addresses or IsClusterMode, and no MasterName (v9.23,
		// universal.go; v6 to v8 have no IsClusterMode).
		{
			Type: "UniversalOptions", Name: "redis.UniversalOptions", Class: client.Universal, Database: "DB",
			Addresses: "Addrs", Cluster: "IsClusterMode", Sentinel: "MasterName",
		},
	},
	// Methods of the commands and of ScanIterator.
	Replies:  []string{"Val", "Result"},
	Iterator: "Iterator",
	Next:     "Next",
	Tracers: []string{
		"github.com/redis/go-redis/extra/", "github.com/go-redis/redis/extra/",
		"github.com/DataDog/dd-trace-go/contrib/", "gopkg.in/DataDog/dd-trace-go.v1/contrib/",
		"github.com/newrelic/go-agent/v3/integrations/nrredis", "go.elastic.co/apm/module/apmgoredis",
	},
	// Methods of ClusterClient and Ring.
	EachNode:   map[string]bool{"ForEachMaster": true, "ForEachSlave": true, "ForEachShard": true, "ForEachNode": true},
	EachMaster: "ForEachMaster of the cluster client",
	Ring:       "a redis.Ring",
	NoTx:       "use Pipelined in place of TxPipelined",
	Resolvers:  []string{"SetCommandInfoResolver"}, // v9.18
	Resolved:   map[string]bool{"DBSIZE": true, "FLUSHALL": true, "FLUSHDB": true},
	AllNodes: map[string]string{
		"DBSIZE":      "call the method DBSize of the client, which asks all masters",
		"SCRIPT LOAD": "call the method ScriptLoad of the client, which loads it everywhere, or Script.Run",
	},
	SplitTx: client.Versions{
		End: client.Version{Major: 9, Minor: 11}, Text: "before go-redis v9.11",
	},
	TaggedPattern: client.Versions{
		End: client.Version{Major: 9, Minor: 20}, Text: "go-redis is one of v9.1 to v9.19",
	},
}
