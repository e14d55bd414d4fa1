// Record calls every method of every major version of go-redis that sends a
// command, and prints what it sends, one JSON object a line. Each argument
// carries the place that it comes from ("p1.0" is the first element of the
// parameter 1), so that the table of client methods can be held against what
// the methods really do. No server is needed: the connections are fakes.
//
// Its arguments select client modules by path; without any it drives them all.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
)

// A Line is one call of a method. The test of the root module reads it.
type Line struct {
	Module   string     `json:"module"`
	Version  string     `json:"version"`
	Receiver string     `json:"receiver"` // the name of the receiver's static type
	Method   string     `json:"method"`
	Variant  int        `json:"variant"`         // which of the method's argument lists
	Sent     [][]string `json:"sent"`            // the commands, word by word
	Node     int        `json:"node"`            // a cluster client: the first slot of the node asked; else -1
	Panic    string     `json:"panic,omitempty"` // the method cannot be called
}

// A target is a receiver whose methods are called.
type target struct {
	name string // of its static type
	// with makes a receiver of that static type for one call, since a call can
	// leave a connection unusable. The flush sends what it queued; it may be nil.
	with func(use func(receiver reflect.Value, flush func()))
}

// always is a target that serves every call with one receiver.
func always(name string, receiver reflect.Value) target {
	return target{name, func(use func(reflect.Value, func())) { use(receiver, nil) }}
}

// A client is one module.
type client struct {
	module  string
	targets func(*recorder, func(target))
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("record: ")
	out := bufio.NewWriter(os.Stdout)
	enc := json.NewEncoder(out)
	for _, c := range []client{
		{"github.com/redis/go-redis/v9", targets9},
		{"github.com/go-redis/redis/v9", targets9beta},
		{"github.com/go-redis/redis/v8", targets8},
		{"github.com/go-redis/redis/v7", targets7},
		{"github.com/go-redis/redis", targets6},
	} {
		if len(os.Args) > 1 && !slices.Contains(os.Args[1:], c.module) {
			continue
		}
		version := moduleVersion(c.module)
		rec := new(recorder)
		c.targets(rec, func(t target) {
			for _, line := range drive(rec, t) {
				line.Module, line.Version = c.module, version
				if err := enc.Encode(line); err != nil {
					log.Fatal(err)
				}
			}
		})
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// moduleVersion returns the version of a module that the program was built with.
func moduleVersion(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		log.Fatal("no build information")
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	log.Fatalf("module %s is not built in", path)
	return ""
}

// drive calls the methods of t that send something.
func drive(rec *recorder, t target) []Line {
	var methods []reflect.Method
	t.with(func(v reflect.Value, _ func()) {
		for i := range v.NumMethod() {
			if m := v.Type().Method(i); sends(m.Name, v.Method(i).Type()) {
				methods = append(methods, m)
			}
		}
	})
	var lines []Line
	for _, m := range methods {
		list := variants[m.Name]
		if list == nil {
			list = []variant{nil}
		}
		for n, change := range list {
			line := Line{Receiver: t.name, Method: m.Name, Variant: n}
			t.with(func(v reflect.Value, flush func()) {
				fn := v.MethodByName(m.Name)
				args := arguments(fn.Type(), change)
				rec.take()
				line.Panic = call(fn, args, flush)
				line.Sent, line.Node = rec.take().of(m.Name)
			})
			lines = append(lines, line)
		}
	}
	return lines
}

// sends reports whether a method is one to call: it returns a command, or is
// one of the few others that send something.
func sends(name string, fn reflect.Type) bool {
	switch name {
	case "Shutdown", "ShutdownSave", "ShutdownNoSave":
		return false // they wait for the connection to close
	case "Monitor":
		// A client's waits for messages on a channel, a sentinel's does not.
		return fn.NumIn() > 2
	case "Watch", "WatchContext", "Subscribe", "PSubscribe", "SSubscribe",
		"Unsubscribe", "PUnsubscribe", "SUnsubscribe",
		"Process", "ProcessContext", "BatchProcess", "Submit", "FDPipelined",
		"Pipelined", "TxPipelined":
		return true
	}
	if fn.NumOut() != 1 || fn.Out(0).Kind() != reflect.Pointer {
		return false
	}
	return strings.HasSuffix(fn.Out(0).Elem().Name(), "Cmd")
}

// call calls fn and waits until the command is on the wire.
func call(fn reflect.Value, args []reflect.Value, flush func()) (failure string) {
	defer func() {
		if r := recover(); r != nil {
			failure = fmt.Sprint(r)
		}
	}()
	var res []reflect.Value
	if fn.Type().IsVariadic() {
		res = fn.CallSlice(args)
	} else {
		res = fn.Call(args)
	}
	if flush != nil {
		flush()
	}
	// An AutoPipeliner sends in the background: the command's error waits.
	if len(res) == 1 {
		switch res := res[0].Interface().(type) {
		case interface{ Err() error }:
			_ = res.Err()
		case interface{ Wait() error }:
			_ = res.Wait()
		case io.Closer:
			_ = res.Close() // a PubSub
		}
	}
	return ""
}
