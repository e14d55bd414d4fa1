// Package harness runs the generated sites on a cluster, with random inputs,
// and records what they send and what the cluster answers.
package harness

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// A Site is an entry of a generated program: a call of one of its functions.
type Site struct {
	Name string
	Run  func(*T) error
}

var sites []Site

// Add registers a site.
func Add(name string, run func(*T) error) { sites = append(sites, Site{name, run}) }

// A Record is one execution of a site.
type Record struct {
	Site   string
	Round  int
	Inputs []Input
	Sent   []Sent
	Steps  []Step            `json:",omitempty"`
	Data   map[string]string `json:",omitempty"` // what is stored afterwards, by the key
	Err    string            `json:",omitempty"` // what the site returned
	Panic  string            `json:",omitempty"`
}

// A Sent is a command, or what stood between MULTI and EXEC, with the answer.
type Sent struct {
	Cmds  [][]string
	Batch bool     `json:",omitempty"` // from a pipeline or transaction
	Tx    bool     `json:",omitempty"`
	Err   string   `json:",omitempty"`
	Stack []string // the lines of the module on the call stack, innermost first
}

// A Step is a part of an execution, with what it found.
type Step struct {
	Name  string // of the function
	Sent  int    // the commands that were sent before
	Found string `json:",omitempty"`
	Err   string `json:",omitempty"`
}

// Main executes all sites and prints a Record for each execution as a line of
// JSON.
func Main() {
	log.SetFlags(0)
	addrs := flag.String("addrs", "", "nodes of the cluster, separated by commas")
	single := flag.String("single", "", "address of a server, in place of a cluster")
	data := flag.Bool("data", false, "record what is stored on the server afterwards")
	flush := flag.Bool("flush", false, "empty the servers before each execution")
	seed := flag.Uint64("seed", 1, "seed of the inputs")
	rounds := flag.Int("rounds", 1, "executions of each site")
	flag.Parse()

	rec := &recorder{}
	ctx := context.Background()
	clients := T{Ctx: ctx, rec: rec}
	if *single != "" {
		c := redis.NewClient(&redis.Options{Addr: *single})
		c.AddHook(clusterHook{rec})
		clients.Client, clients.Single = c, true
	} else {
		c := redis.NewClusterClient(&redis.ClusterOptions{Addrs: strings.Split(*addrs, ",")})
		c.AddHook(clusterHook{rec})
		c.OnNewNode(func(node *redis.Client) { node.AddHook(nodeHook{rec}) })
		clients.Client, clients.Cluster = c, c
	}
	if err := clients.Client.Ping(ctx).Err(); err != nil {
		log.Fatal(err)
	}

	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	enc := json.NewEncoder(out)
	for i, s := range sites {
		for round := range *rounds {
			if *flush {
				if err := clients.flush(); err != nil {
					log.Fatal(err)
				}
			}
			rec.sent = nil
			t := clients.seeded(*seed, i, round)
			r := Record{Site: s.Name, Round: round}
			r.run(s, t)
			r.Inputs, r.Sent, r.Steps = t.inputs, rec.sent, t.steps
			if *data {
				var err error
				if r.Data, err = clients.stored(); err != nil {
					log.Fatal(err)
				}
			}
			if err := enc.Encode(r); err != nil {
				log.Fatal(err)
			}
		}
	}
}

// run executes a site. A panic is no fault of the site: a generated index may
// be out of range.
func (r *Record) run(s Site, t *T) {
	watchdog := time.AfterFunc(10*time.Second, func() { log.Fatalf("%s does not return", s.Name) })
	defer func() {
		watchdog.Stop()
		if p := recover(); p != nil {
			r.Panic = fmt.Sprint(p)
		}
	}()
	if err := s.Run(t); err != nil {
		r.Err = err.Error()
	}
}

// flush empties the servers, but not of their scripts.
func (t T) flush() error {
	if t.Single {
		return t.Client.FlushAll(t.Ctx).Err()
	}
	return t.Cluster.ForEachMaster(t.Ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FlushAll(ctx).Err()
	})
}
