package goredis

import (
	"go/types"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// classes holds the types that send commands, by their names in every major
// version. Other interfaces of the package (StringCmdable, ...) are parts of
// Cmdable.
var classes = map[string]client.Class{
	"ClusterClient":   client.Cluster,
	"UniversalClient": client.Universal,
	"Cmdable":         client.Universal,
	"StatefulCmdable": client.Universal,
	"Scripter":        client.Universal,
	"scripter":        client.Universal, // v6 and v7
	"Client":          client.Single,
	"Conn":            client.Single,
	"SentinelClient":  client.Single,
	"Ring":            client.Ring,
	"Pipeliner":       client.Pipeline,
	"Pipeline":        client.Pipeline,
	"AutoPipeliner":   client.Pipeline,
	"Tx":              client.Tx,
}

// Class implements [client.Library].
func (library) Class(n *types.Named) client.Class {
	if c, ok := classes[n.Obj().Name()]; ok {
		return c
	}
	if strings.HasSuffix(n.Obj().Name(), "Cmdable") && types.IsInterface(n) {
		return client.Universal
	}
	return client.Unknown
}

// Owns implements [client.Library]. The packages below that of a client (of
// go-redis: internal/..., auth, push) hold no clients.
func (library) Owns(path string) bool { return owns(path) }

func owns(path string) bool {
	_, ok := majorOf(path)
	return ok
}

// majorOf returns the major version of the client with the given path. That of
// github.com/go-redis/redis is 6: it is the last without a suffix.
func majorOf(path string) (major int, ok bool) {
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		path = path[i+len("/vendor/"):]
	}
	path = strings.TrimPrefix(path, "vendor/")
	if path == "github.com/go-redis/redis" {
		return 6, true
	}
	for _, prefix := range []string{"github.com/redis/go-redis/v", "github.com/go-redis/redis/v"} {
		version, ok := strings.CutPrefix(path, prefix)
		if !ok {
			continue
		}
		if n, err := strconv.Atoi(version); err == nil && n >= 6 {
			return n, true
		}
	}
	return 0, false
}
