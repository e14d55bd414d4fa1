package report

import (
	"fmt"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/denied"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// Denied is the finding for a call that a cluster refuses, or that reaches one
// node only. what is the command with the argument that is to blame, and unless
// the circumstance in which nothing is wrong, "" if there is none.
func Denied(r *denied.Row, what, unless string, c prove.Certainty) Finding {
	text := "on a cluster " + r.Quietly
	if r.Refusal != "" {
		text = "Redis Cluster refuses it (" + r.Refusal + ")"
	}
	if unless != "" {
		text += ", unless " + unless
	}
	return Finding{Check: "clusterdenied", Certainty: c, Subject: what, Problem: what + ": " + text, Advice: r.Advice}
}

// DeniedDB is the finding for the options of a client that name a database.
// universal says that they may make a client of a cluster, and several that they
// do.
func DeniedDB(options, db string, universal, several bool, c prove.Certainty) Finding {
	text := "a cluster has database 0 only: a client of one of its nodes is refused (ERR SELECT is not allowed in cluster mode)"
	if universal {
		text = "a cluster has database 0 only: a cluster client ignores the option, and a client of one node is refused (ERR SELECT is not allowed in cluster mode)"
	}
	if several {
		text = "the client is one of a cluster, ignores the option without an error, and works in database 0"
	}
	return Finding{
		Check: "clusterdenied", Certainty: c, Subject: options,
		Problem: fmt.Sprintf("%s with DB %s: %s", options, db, text),
		Advice:  "keep the data apart by a prefix of the keys, or in a cluster of its own",
	}
}
