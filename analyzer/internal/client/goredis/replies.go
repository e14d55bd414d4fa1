package goredis

import "github.com/crossslotlint/crossslotlint/analyzer/internal/client"

// replyTypes holds the types that hold the replies of the commands that can be
// split.
var replyTypes = map[string]string{
	"DEL": "IntCmd", "UNLINK": "IntCmd", "EXISTS": "IntCmd", "TOUCH": "IntCmd",
	"MGET": "SliceCmd", "MSET": "StatusCmd",
}

// replies holds what is known of the versions from a major one on, the newest
// first.
var replies = []struct {
	major int
	client.Replies
}{
	{8, client.Replies{
		Types: replyTypes, Pipeline: "Pipeliner", Open: "Pipeline", Exec: "Exec", Set: "Set", Client: "Cmdable", Mover: mover,
		Maps:  map[string]bool{"map[string]interface{}": true, "map[string]string": true},
		Lists: map[string]bool{"[]string": true, "[]interface{}": true},
	}},
	{7, client.Replies{
		Types: replyTypes, Pipeline: "Pipeliner", Open: "Pipeline", Exec: "Exec", Set: "Set",
		Maps:  map[string]bool{"map[string]interface{}": true},
		Lists: map[string]bool{"[]string": true},
	}},
	{6, client.Replies{
		Types: replyTypes, Pipeline: "Pipeliner", Open: "Pipeline", Exec: "Exec", Set: "Set",
		Lists: map[string]bool{"[]string": true},
	}},
}

// Replies implements [client.Library].
func (library) Replies(path string) *client.Replies {
	major, _ := majorOf(path)
	for i := range replies {
		if r := &replies[i]; r.major <= major {
			return &r.Replies
		}
	}
	return nil
}
