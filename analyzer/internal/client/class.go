package client

import (
	"go/types"
	"strconv"
	"strings"
)

// Class says what is known of a client from the static type of the receiver.
type Class uint8

const (
	// Unknown is a type that sends no commands, or not by itself: a Script.
	Unknown Class = iota

	// Cluster is *redis.ClusterClient.
	Cluster

	// Universal is an interface that a cluster client implements too:
	// UniversalClient, Cmdable, StatefulCmdable, or one of the program's own.
	Universal

	// Single is a client of one server: *redis.Client, *redis.Conn, and the
	// SentinelClient.
	Single

	// Ring is *redis.Ring, which spreads keys over servers that know nothing of
	// each other, and by another hash than a cluster.
	Ring

	// Pipeline queues what it is told: Pipeliner, *Pipeline, *AutoPipeliner.
	Pipeline

	// Tx is *redis.Tx, the argument of a Watch's function.
	Tx
)

var classNames = [...]string{
	Unknown: "unknown", Cluster: "cluster", Universal: "universal", Single: "single",
	Ring: "ring", Pipeline: "pipeline", Tx: "tx",
}

// String returns the name of the class in lower case.
func (c Class) String() string { return classNames[c] }

// classes holds the types of go-redis, by their names in every major version.
// Other interfaces of the package (StringCmdable, ...) are parts of Cmdable.
var classes = map[string]Class{
	"ClusterClient":   Cluster,
	"UniversalClient": Universal,
	"Cmdable":         Universal,
	"StatefulCmdable": Universal,
	"Scripter":        Universal,
	"scripter":        Universal, // v6 and v7
	"Client":          Single,
	"Conn":            Single,
	"SentinelClient":  Single,
	"Ring":            Ring,
	"Pipeliner":       Pipeline,
	"Pipeline":        Pipeline,
	"AutoPipeliner":   Pipeline,
	"Tx":              Tx,
}

// ClassOf returns the class of a receiver of the static type t. A struct of the
// program's own has the class of the client that it embeds, and an interface of
// its own with any methods is Universal.
func ClassOf(t types.Type) Class {
	// A struct can embed a pointer to itself. No program nests this deep.
	const depth = 8
	return classOf(t, depth)
}

// IsConn reports whether t is *redis.Conn: one connection to one node, which
// the program can tell MULTI and EXEC itself.
func IsConn(t types.Type) bool {
	n := namedOf(t)
	return n != nil && n.Obj().Name() == "Conn" && IsClientPackage(pathOf(n))
}

func classOf(t types.Type, depth int) Class {
	if n := namedOf(t); n != nil && IsClientPackage(pathOf(n)) {
		if c, ok := classes[n.Obj().Name()]; ok {
			return c
		}
		if strings.HasSuffix(n.Obj().Name(), "Cmdable") && types.IsInterface(n) {
			return Universal
		}
		return Unknown
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		if u.NumMethods() > 0 {
			return Universal
		}
	case *types.Struct:
		if depth == 0 {
			return Unknown
		}
		for f := range u.Fields() {
			if !f.Embedded() {
				continue
			}
			// An embedded interface of another package says nothing (a mutex, a
			// logger) unless it brings methods of the table.
			if c := classOf(f.Type(), depth-1); c != Unknown && brings(f.Type()) {
				return c
			}
		}
	}
	return Unknown
}

// brings reports whether the methods of t include one of the table.
func brings(t types.Type) bool {
	set := types.NewMethodSet(t)
	for m := range set.Methods() {
		if fn, ok := m.Obj().(*types.Func); ok {
			if _, ok := Lookup(fn); ok {
				return true
			}
		}
	}
	return false
}

// IsClientPackage reports whether path is the package of a go-redis client, of
// any major version, also in a vendor directory. The packages below it (of
// go-redis: internal/..., auth, push) hold no clients.
func IsClientPackage(path string) bool {
	_, ok := Major(path)
	return ok
}

// Major returns the major version of the go-redis client with the given path.
// That of github.com/go-redis/redis is 6: it is the last without a suffix.
func Major(path string) (major int, ok bool) {
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

// ReachesClient reports whether pkg is a go-redis client, or imports one, itself
// or through other packages. Only then can it send a command.
//
// Packages from export data name as their imports all packages that their API
// mentions, which may be fewer than the source does. So a package from export
// data whose API hides its client is taken not to reach it.
func ReachesClient(pkg *types.Package) bool {
	// A cache over calls would keep every package of a long run in memory. One
	// walk costs less than a millisecond.
	return reaches(pkg, make(map[*types.Package]bool))
}

func reaches(pkg *types.Package, seen map[*types.Package]bool) bool {
	if pkg == nil || seen[pkg] {
		return false
	}
	seen[pkg] = true
	if IsClientPackage(pkg.Path()) {
		return true
	}
	for _, p := range pkg.Imports() {
		if reaches(p, seen) {
			return true
		}
	}
	return false
}
