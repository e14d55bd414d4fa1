package denied

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// What is known from the static type of the client. A class that is not named is
// not reported.
type certainties = map[client.Class]prove.Certainty

var (
	// refused: the server answers with an error. A client of one server is
	// there to be replaced when the program moves to a cluster.
	refused = certainties{
		client.Cluster: prove.Proven, client.Universal: prove.Likely, client.Single: prove.Likely,
		client.Pipeline: prove.Likely, client.Tx: prove.Likely, client.Ring: prove.Possible,
	}

	// tooling: the server refuses what programs that look after servers send to
	// one that is no cluster.
	tooling = certainties{client.Cluster: prove.Proven, client.Universal: prove.Possible}

	// oneNode: a cluster client reaches one node. A client of one server does
	// what it says, and is how the nodes of a cluster are asked one by one.
	oneNode = certainties{
		client.Cluster: prove.Proven, client.Universal: prove.Likely,
		client.Pipeline: prove.Possible, client.Tx: prove.Possible,
	}

	// asNeeded is oneNode where programs may well mean any node.
	asNeeded = certainties{client.Cluster: prove.Likely, client.Universal: prove.Possible}
)

const (
	prefixAdvice = "keep the data apart by a prefix of the keys, or in a cluster of its own"
	eachMaster   = "send it to each master"
)

// rows is all of it. The errors are those of Redis 7.0; the sources that the
// counter of Redis 8 knows (cluster-compatibility-sample-ratio) are SELECT, MOVE,
// COPY, SWAPDB and SORT, and those of the other checks: keys of several slots,
// and scripts and functions with the flag no-cluster.
var rows = []Row{
	// A cluster has one database.
	// https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/
	{Command: "SELECT", When: OtherDB, certainties: refused,
		Refusal: "ERR SELECT is not allowed in cluster mode", Advice: prefixAdvice},
	{Command: "MOVE", certainties: refused,
		Refusal: "ERR MOVE is not allowed in cluster mode", Advice: "rename the key, or " + prefixAdvice},
	{Command: "COPY", When: OtherDB, certainties: refused,
		Refusal: "ERR Copying to another database is not allowed in cluster mode", Advice: "copy to another key of the same slot, in database 0"},
	{Command: "SWAPDB", certainties: refused,
		Refusal: "ERR SWAPDB is not allowed in cluster mode", Advice: "give the keys a prefix with the number of their generation, and switch that number"},

	// SORT of other keys. https://redis.io/docs/latest/commands/sort/
	{Command: "SORT", When: By, certainties: refused,
		Refusal: "ERR BY option of SORT denied in Cluster mode", Advice: "sort in the client, or keep a sorted set"},
	{Command: "SORT", When: Get, certainties: refused,
		Refusal: "ERR GET option of SORT denied in Cluster mode", Advice: "get the other values in a pipeline"},
	{Command: "SORT_RO", When: By, certainties: refused,
		Refusal: "ERR BY option of SORT denied in Cluster mode", Advice: "sort in the client, or keep a sorted set"},
	{Command: "SORT_RO", When: Get, certainties: refused,
		Refusal: "ERR GET option of SORT denied in Cluster mode", Advice: "get the other values in a pipeline"},

	// Replication is the business of the cluster.
	{Command: "REPLICAOF", certainties: tooling,
		Refusal: "ERR REPLICAOF not allowed in cluster mode", Advice: "use CLUSTER REPLICATE"},
	{Command: "SLAVEOF", certainties: tooling,
		Refusal: "ERR REPLICAOF not allowed in cluster mode", Advice: "use CLUSTER REPLICATE"},
	{Command: "FAILOVER", certainties: tooling,
		Refusal: "ERR FAILOVER not allowed in cluster mode", Advice: "use CLUSTER FAILOVER"},

	// The keys of one node. go-redis v9.23 sends each call to the next master,
	// or, where it does not have the table of commands yet, to that of the slot
	// of the first argument, as v9.1 to v9.19 always do; v6 to v8 to any master.
	{Command: "KEYS", certainties: oneNode,
		Quietly: "it reaches one node only, and the keys of all others are missing", Advice: eachMaster, Masters: true},
	{Command: "SCAN", certainties: oneNode,
		Quietly: "each call may reach another node, which knows nothing of the cursor: keys are missing, without an error", Advice: "scan each master", Masters: true},
	{Command: "RANDOMKEY", certainties: asNeeded,
		Quietly: "it reaches one node only, and finds nothing where that one is empty", Advice: "ask another master if there is no key"},
	{Command: "FLUSHDB", certainties: oneNode,
		Quietly: "it empties one node only, and the keys of all others stay", Advice: eachMaster, Masters: true},
	{Command: "FLUSHALL", certainties: oneNode,
		Quietly: "it empties one node only, and the keys of all others stay", Advice: eachMaster, Masters: true},
	{Command: "DBSIZE", certainties: oneNode,
		Quietly: "it counts the keys of one node only", Advice: eachMaster, Masters: true},

	// What each node keeps for itself.
	{Command: "SCRIPT LOAD", certainties: oneNode,
		Quietly: "one node only has the script then, and the others answer EVALSHA with NOSCRIPT", Advice: eachMaster, Masters: true},
	{Command: "FUNCTION LOAD", certainties: oneNode,
		Quietly: "one node only has the functions then, and the others do not find them", Advice: eachMaster, Masters: true},
	{Command: "FUNCTION DELETE", certainties: oneNode,
		Quietly: "it reaches one node only, and the others keep the functions", Advice: eachMaster, Masters: true},
	{Command: "FUNCTION FLUSH", certainties: oneNode,
		Quietly: "it reaches one node only, and the others keep the functions", Advice: eachMaster, Masters: true},
	{Command: "CONFIG SET", certainties: oneNode,
		Quietly: "it sets the option on one node only", Advice: eachMaster, Masters: true},
	{Command: "ACL SETUSER", certainties: oneNode,
		Quietly: "one node only knows the user then", Advice: eachMaster, Masters: true},
	{Command: "ACL DELUSER", certainties: oneNode,
		Quietly: "one node only forgets the user", Advice: eachMaster, Masters: true},
	{Command: "PUBSUB CHANNELS", certainties: oneNode,
		Quietly: "it tells of the subscribers of one node only", Advice: eachMaster, Masters: true},
	{Command: "PUBSUB NUMSUB", certainties: oneNode,
		Quietly: "it counts the subscribers of one node only", Advice: eachMaster, Masters: true},
	{Command: "PUBSUB NUMPAT", certainties: oneNode,
		Quietly: "it counts the patterns of one node only", Advice: eachMaster, Masters: true},
}
